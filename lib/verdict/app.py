"""The loop's body: a message in, decisions out, and the decisions carried out.

A host owns the thread. It hands every message to `App.handle`, and calls `App.tick` when `App.due` has come;
between the two it sleeps. Everything that reaches the app from another thread goes through the host's queue.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List, Optional, Tuple, Type, Union

from verdict.beside import Beside
from verdict.choosing import Choosing
from verdict.conversation import (
    ChoosingScreen,
    Conversation,
    Corner,
    Pointed,
    Pressed,
    Screen,
    SigningScreen,
    SignInWanted,
    Typed,
)
from verdict.core.decisions import Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import Chosen, CreditsBegan, Dismissed, Event, Identified, Kind, Opened, Why
from verdict.core.movie import Movie
from verdict.core.prompt import Answer, Prompt, Wrong, open_prompt
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.core.viewing import State, advance
from verdict.core.words import Words
from verdict.courier import Courier, HitsArrived, NewsArrived, RefusedReport, Report, Sent, SignIn, Waits
from verdict.journal import Journal, JournalError
from verdict.linking import Linking
from verdict.matching import Matching, judged
from verdict.scrobbling import Scrobbling
from verdict.settings import Settings, mode_in_effect
from verdict.signing_in import Desk, Progress

log = logging.getLogger(__name__)

SAVE_AGAIN_AFTER = 2.0  # seconds until a rating that could not be saved is tried again
ADVICE_STAYS = 5.0  # seconds; any key shortens it
TRIED_FOR = 30.0  # seconds that the player waits for such a rating


@dataclass(frozen=True)
class Adjusted:
    """Other settings are in force from now on."""

    settings: Settings


@dataclass(frozen=True)
class Unsaved:
    """An answer that is not in the journal yet. rated_at: seconds since 1970, UTC."""

    movie: Movie
    rating: Rating
    rated_at: float


Message = Union[Event, Pressed, Pointed, Typed, SignInWanted, Progress, Adjusted, Report]


class App:
    """One player's conversation with its user. Not for use by several threads."""

    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        courier: Courier,
        screen: Screen,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
        record: Callable[[Union[Event, Decision]], None] = lambda _: None,
        words: Optional[Words] = None,
        corner: Optional[Corner] = None,
        player: Tuple[str, str] = ("", ""),
        choosing: Optional[ChoosingScreen] = None,
        corrected: Callable[[str, Movie], None] = lambda *_: None,
        signing: Optional[SigningScreen] = None,
        desk: Optional[Desk] = None,
    ) -> None:
        """choosing, signing: the screen, if it can ask which film it was, and show a sign-in, which `desk`
        begins; corrected: told the word on a file.
        """
        self._settings = settings
        self._journal = journal
        self._courier = courier
        self._screen = screen
        self._clock = clock
        self._wall_clock = wall_clock
        self._trace = record
        self._words = words or Words()
        self._state = State(settings.rules)
        self._mode = RatingMode.ADVANCED
        self._matching = Matching(journal, courier)
        self._choosing = Choosing(self._matching, self._chose_film, self._chose_none)
        self._can_choose = choosing is not None
        self._corrected = corrected
        self._linking = Linking(desk if signing else None, journal, courier, self._words, clock, self._rest)
        self._linking.adjust(settings)
        self._talk = Conversation(
            screen,
            clock,
            self._answered,
            self._rest,
            self._choosing.chosen,
            choosing,
            self._linking.chosen,
            signing,
        )
        self._choosing.talk = self._linking.talk = self._talk
        self._beside = Beside(corner, journal, self._words, clock, wall_clock)
        self._scrobbling = Scrobbling(settings, courier, clock, wall_clock, player)
        self._save_again = math.inf
        self._told = Movie()
        self.unsaved: List[Unsaved] = []

    @property
    def due(self) -> float:
        """When `tick` wants to be called, on `clock`; infinity where nothing is waited for."""
        ours = min(self._talk.due, self._save_again, self._scrobbling.due)
        return min(ours, self._beside.due, self._beside.offers)

    def handle(self, message: Message) -> None:
        """Take in what a player, a prompt, the courier or the settings say."""
        _HANDLERS.get(type(message), App._advance)(self, message)

    def tick(self) -> None:
        """Do what is due."""
        if self._clock() >= self._save_again:
            self._save()
        self._scrobbling.tick(self._state)
        if self._clock() >= self._beside.offers:
            self._advance(CreditsBegan(self._clock()))
        self._beside.tick()
        self._talk.tick()

    def finish(self) -> List[Unsaved]:
        """The player is gone. One last try to save; what even that could not write is returned."""
        self._linking.leave()
        if self.unsaved:
            self._save()
        return list(self.unsaved)

    # What a player says, and what follows from it

    def _advance(self, event: Event) -> None:
        if isinstance(event, Opened):
            event = self._prepared(event)
        elif isinstance(event, Identified):
            event = self._settled(event)
        self._trace(event)
        before = self._state
        self._state, decisions = advance(before, event)
        for decision in map(self._wanted, decisions):
            _DEEDS.get(type(decision), App._no_deed)(self, decision)
            self._trace(decision)
        if before.viewing and not self._state.viewing:
            self._over(before)
        offered = _offered(self._state)
        if offered is not None and offered != _offered(before):
            self._offer(offered)
        self._beside.follow(self._state, self._settings.prompt)
        self._remember(before)
        if isinstance(event, Identified) and before.asking and self._state.asking != before.asking:
            self._ask_again(event)

    def _over(self, before: State) -> None:
        """The film is over: the player may go on, unless there is still something to say."""
        if not self._talk.is_open:
            self._rest()
        elif before.asking or self._linking.is_open:
            self._talk.stay()
        self._beside.clear()

    def _settled(self, event: Identified) -> Identified:
        """The event with the film that Trakt has under its name; a person's word is left as it is."""
        if event.source is None:
            return event
        event = self._matching.settled(event)
        self._ask_news(event.movie, event.doubtful)
        return event

    def _prepared(self, event: Opened) -> Opened:
        """The event with what the journal knows; Trakt is asked for news meanwhile."""
        event = self._matching.settled(event)
        movie = event.movie
        self._beside.begins(movie)
        if movie is None:
            return event
        self._ask_news(movie, event.doubtful)
        is_part = event.kind is Kind.PART
        of_film = None if is_part else movie  # each part was left off by itself
        left_off = event.left_off
        if left_off is None:
            left_off = self._guarded(lambda: self._journal.left_off(event.source, of_film), None)
        return replace(event, left_off=left_off, played=self._matching.played() if is_part else ())

    def _ask_news(self, movie: Optional[Movie], doubtful: bool) -> None:
        """Of a film in doubt there is no news: it may be another one."""
        if movie is not None and not doubtful:
            self._courier.ask_news(movie)

    def _found(self, report: HitsArrived) -> None:
        """Trakt's hits for a film that plays settle which one it is; those for an open choice are shown."""
        self._matching.arrived(report.movie)
        self._choosing.found(report.movie, report.hits)
        opened = self._state.viewing.opened if self._state.viewing else None
        if opened and opened.movie == report.movie and report.hits is not None:
            known = Identified(
                self._clock(),
                opened.movie,
                opened.kind,
                opened.certain,
                opened.doubtful,
                opened.part,
                opened.source,
            )
            judgement = judged(known, report.hits)
            if judgement != known:
                self._advance(judgement)

    def _remember(self, before: State) -> None:
        """Keep for the next run where films were left; one that finished starts anew."""
        if before.played != self._state.played:
            self._matching.remember_played(self._state.played)
        if before.left_off == self._state.left_off:
            return
        try:
            for left in self._state.left_off:
                if left not in before.left_off:
                    self._journal.remember_left_off(left)
            for left in before.left_off:
                if not any(left.source == kept.source for kept in self._state.left_off):
                    self._journal.forget_left_off(left.source, left.movie)
        except JournalError as error:
            log.warning("%s", error)

    def _no_deed(self, decision: Decision) -> None:
        """A pass is for the trace alone."""

    def _scrobble(self, scrobble: Scrobble) -> None:
        self._scrobbling.tell(scrobble)

    def _wanted(self, decision: Decision) -> Decision:
        """The decision; a `Pass` in the place of a prompt that the user does not want."""
        if not isinstance(decision, Ask):
            return decision
        refusal = self._guarded(lambda: self._unwanted(decision.movie), None)
        nobody_says = decision.doubtful and not self._can_choose
        if not refusal and not nobody_says:
            return decision
        self._state, _ = advance(self._state, Dismissed(decision.at, Why.SKIP, decision.prompt))
        if refusal:
            return Pass(decision.at, refusal)
        return Later(decision.at, decision.movie, "which film it is was not said")

    def _offer(self, movie: Movie) -> None:
        if not self._guarded(lambda: self._unwanted(movie), None):
            self._beside.offer(self._completed(movie), self._settings.prompt.key)

    def _ask(self, ask: Ask) -> None:
        self._beside.clear()
        timeout = self._settings.rating.timeout_seconds
        deadline = self._clock() + timeout if timeout else None
        if ask.doubtful:
            self._choosing.open(ask.prompt, ask.movie, deadline)
        else:
            self._prompt_for(ask.prompt, ask.movie, deadline)
        self._keep(ask.movie, ask.because)

    def _prompt_for(self, number: int, movie: Movie, deadline: Optional[float]) -> None:
        movie = self._completed(movie)
        present = self._guarded(lambda: self._journal.present(movie), Rated())
        self._talk.ask(open_prompt(number, movie, self._mode, present, deadline, self._can_choose))

    def _ask_again(self, event: Identified) -> None:
        """The film that is asked about is another one now."""
        asking = self._state.asking
        if asking and not asking.doubtful:
            self._prompt_for(asking.prompt, asking.movie, None)
            self._keep(
                asking.movie, "the user said which film it is" if event.certain else "it was found out"
            )

    # Which film it was, as the user says

    def _chose_film(self, at: float, prompt: int, movie: Movie) -> None:
        asking = self._state.asking
        if asking is None or asking.prompt != prompt:
            return
        self._guarded(lambda: self._journal.drop_unrated(asking.movie), None)
        self._corrected(asking.source, movie)
        self._courier.ask_news(movie)
        self._advance(Identified(at, movie, certain=True, prompt=prompt))

    def _chose_none(self, at: float, prompt: int, why: Why) -> None:
        asking = self._state.asking
        if asking and why is Why.SKIP:
            self._guarded(lambda: self._journal.drop_unrated(asking.movie), None)
        self._talk.close()
        is_early = self._state.viewing is not None
        self._advance(Dismissed(at, why, prompt))
        if not is_early:
            self._rest()

    def _unwanted(self, movie: Movie) -> Optional[str]:
        """Why the user does not want to be asked about this film, or None."""
        account = self._journal.account()
        self._mode = mode_in_effect(self._settings, account)
        rating = self._settings.rating
        if not rating.ask:
            return "the settings say not to ask"
        if self._journal.is_never_asked(movie):
            return "the user never wants to be asked about this film"
        if account and not account.show_rating_prompt:
            return "the Trakt account says not to ask"
        if rating.already_rated == "skip" and self._journal.present(movie):
            return "the film is rated already, and the settings say to skip those"
        return None

    def _completed(self, movie: Movie) -> Movie:
        """The film with what Trakt told of it meanwhile."""
        return movie.completed_by(self._told) if movie.is_same_as(self._told) else movie

    def _close(self, _: Close) -> None:
        self._talk.close()
        self._linking.leave()  # it would come back over the next film

    def _record(self, record: Record) -> None:
        self._guarded(self._beside.is_welcome, None)
        movie = self._completed(record.movie)
        self.unsaved.append(Unsaved(movie, record.rating, self._wall_clock()))
        self._save()

    def _later(self, later: Later) -> None:
        self._keep(later.movie, later.because)

    def _keep(self, movie: Movie, because: str) -> None:
        """Keep a film as not rated yet, until an answer takes it out."""
        self._guarded(lambda: self._journal.keep_unrated(movie, self._wall_clock(), because), None)

    def _rest(self) -> None:
        """Nothing is wanted of the last picture: the player goes on, unless somebody is signing in."""
        if not self._linking.resume():
            self._screen.release()

    # What the user answers

    def _answered(self, at: float, prompt: Prompt, answer: Answer) -> None:
        if isinstance(answer, Rating):
            self._advance(Chosen(at, answer, prompt.id))
            return
        if isinstance(answer, Wrong):
            self._choosing.correct(prompt)
            return
        is_early = self._state.viewing is not None
        self._talk.close()
        self._advance(Dismissed(at, answer, prompt.id))
        if answer is not Why.TIMEOUT:
            self._guarded(lambda: self._journal.drop_unrated(prompt.movie), None)
        if answer is Why.NEVER:
            self._guarded(lambda: self._journal.never_ask(prompt.movie), None)
            self._talk.say(None, self._words("never_again"), prompt.movie.label)
        elif answer is Why.SKIP and not is_early and self._guarded(self._beside.is_too_much, False):
            self._talk.say(None, self._words("too_often"), self._words("ask_less"), ADVICE_STAYS)
        else:
            self._rest()

    def _save(self) -> None:
        """Write answers to the journal, and call them saved after that."""
        self._save_again = math.inf
        while self.unsaved:
            answer = self.unsaved[0]
            try:
                entry = self._journal.add(answer.movie, answer.rating, answer.rated_at)
            except JournalError as error:
                log.error("%s", error)
                self._talk.say(None, self._words("not_saved", reason=error), answer.movie.label, TRIED_FOR)
                self._save_again = self._clock() + SAVE_AGAIN_AFTER
                return
            del self.unsaved[0]
            self._talk.say(entry.id, self._saved(answer.rating), self._words("sending"))
            self._courier.wake()

    def _saved(self, rating: Rating) -> str:
        if rating.is_unrate:
            return self._words("unrated")
        return self._words("saved", rating=self._words.rating(rating, self._mode))

    # What the courier and the settings say

    def _sent(self, report: Sent) -> None:
        self._talk.amend(self._words("sent"), report.entry.id)
        self._linking.sent()

    def _refused(self, report: RefusedReport) -> None:
        self._talk.amend(self._words("refused", reason=report.reason), report.entry.id)

    def _waits(self, _: Waits) -> None:
        self._talk.amend(self._words("sent_later"))

    def _sign_in(self, report: SignIn) -> None:
        is_invited = self._linking.invite()
        log.warning("%s", report.reason)
        if is_invited:
            return
        was_linked = self._guarded(self._journal.account, None) is not None
        self._talk.amend(self._words("sent_after_sign_in" if was_linked else "sent_when_linked"))

    def _news(self, report: NewsArrived) -> None:
        self._told = report.movie
        self._talk.inform(report.movie, report.present)

    def _adjusted(self, message: Adjusted) -> None:
        self._settings = message.settings
        self._state = replace(self._state, rules=message.settings.rules)
        self._linking.adjust(message.settings)
        self._scrobbling.adjust(message.settings, self._state)
        self._beside.follow(self._state, message.settings.prompt)

    def _guarded(self, work: Callable[[], Any], otherwise: Any) -> Any:
        """What the journal says; where it cannot, a word in the log: no prompt waits for a journal."""
        try:
            return work()
        except JournalError as error:
            log.warning("%s", error)
            return otherwise

    def _pressed(self, message: Pressed) -> None:
        self._talk.press(message)

    def _typed(self, message: Typed) -> None:
        self._talk.type(message)

    def _pointed(self, message: Pointed) -> None:
        self._talk.point(message)

    def _sign_in_wanted(self, _: SignInWanted) -> None:
        self._linking.open()

    def _sign_in_goes_on(self, message: Progress) -> None:
        self._linking.heard(message)


def _offered(state: State) -> Optional[Movie]:
    """The film that plays, where it can be rated already."""
    viewing = state.viewing
    return viewing.opened.movie if viewing is not None and viewing.offered else None


_HANDLERS: Dict[Type[Any], Callable[[App, Any], None]] = {
    Pressed: App._pressed,
    Pointed: App._pointed,
    Typed: App._typed,
    SignInWanted: App._sign_in_wanted,
    Progress: App._sign_in_goes_on,
    HitsArrived: App._found,
    Adjusted: App._adjusted,
    Sent: App._sent,
    RefusedReport: App._refused,
    Waits: App._waits,
    SignIn: App._sign_in,
    NewsArrived: App._news,
}
_DEEDS: Dict[Type[Any], Callable[[App, Any], None]] = {
    Ask: App._ask,
    Close: App._close,
    Record: App._record,
    Scrobble: App._scrobble,
    Later: App._later,
}
