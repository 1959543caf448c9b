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
from verdict.conversation import Conversation, Corner, Pointed, Pressed, Screen
from verdict.core.decisions import Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import Chosen, CreditsBegan, Dismissed, Event, Opened, Why
from verdict.core.movie import Movie
from verdict.core.prompt import Answer, Prompt, open_prompt
from verdict.core.rating import Rated, Rating, RatingMode
from verdict.core.viewing import State, advance
from verdict.core.words import Words
from verdict.courier import Courier, NewsArrived, RefusedReport, Report, Sent, SignIn, Waits
from verdict.journal import Entry, Journal, JournalError
from verdict.offers import Given, Offers, Rested, Wanted, is_aside
from verdict.scrobbling import Scrobbling
from verdict.settings import Settings, mode_in_effect

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


Message = Union[Event, Pressed, Pointed, Adjusted, Rested, Wanted, Given, Report]


class App:
    """One player's conversation with its user. Not for use by several threads.

    record: takes every event and decision, for traces; saved: told of every rating once it is in the journal.
    """

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
        saved: Callable[[Entry], None] = lambda _: None,
    ) -> None:
        self._settings = settings
        self._journal = journal
        self._courier = courier
        self._screen = screen
        self._clock = clock
        self._wall_clock = wall_clock
        self._trace = record
        self._words = words or Words()
        self._told_saved = saved
        self._offers = Offers()
        self._state = State(settings.rules)
        self._mode = RatingMode.ADVANCED
        self._talk = Conversation(screen, clock, self._answered, self._rest)
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
        if self.unsaved:
            self._save()
        return list(self.unsaved)

    # What a player says, and what follows from it

    def _advance(self, event: Event) -> None:
        if isinstance(event, Opened):
            self._offers.is_resting = False
            self._make_way(event.at, asides_only=True)
            event = self._prepared(event)
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
        if before.left_off != self._state.left_off:
            self._remember(before)

    def _over(self, before: State) -> None:
        """The film is over: the player may go on, unless there is still something to say."""
        if not self._talk.is_open:
            self._rest()
        elif before.asking:
            self._talk.stay()
        self._beside.clear()

    def _prepared(self, event: Opened) -> Opened:
        """The event with what the journal knows; Trakt is asked for news meanwhile."""
        movie = event.movie
        self._beside.begins(movie)
        if movie is None:
            return event
        self._courier.ask_news(movie)
        if event.left_off is not None:
            return event
        left_off = self._guarded(lambda: self._journal.left_off(event.source, movie), None)
        return replace(event, left_off=left_off)

    def _remember(self, before: State) -> None:
        """Keep for the next run where films were left; one that finished starts anew."""
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
        if not refusal:
            return decision
        self._state, _ = advance(self._state, Dismissed(decision.at, Why.SKIP, decision.prompt))
        return Pass(decision.at, refusal)

    def _offer(self, movie: Movie) -> None:
        if not self._guarded(lambda: self._unwanted(movie), None):
            self._beside.offer(self._completed(movie), self._settings.prompt.key)

    def _ask(self, ask: Ask) -> None:
        self._make_way(ask.at, asides_only=True)
        self._beside.clear()
        self._open(ask.prompt, self._completed(ask.movie), self._deadline())
        self._keep(ask.movie, ask.because)

    def _open(self, number: int, movie: Movie, deadline: Optional[float]) -> None:
        present = self._guarded(lambda: self._journal.present(movie), Rated())
        self._talk.ask(open_prompt(number, movie, self._mode, present, deadline))

    def _deadline(self) -> Optional[float]:
        timeout = self._settings.rating.timeout_seconds
        return self._clock() + timeout if timeout else None

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

    def _record(self, record: Record) -> None:
        self._guarded(self._beside.is_welcome, None)
        movie = self._completed(record.movie)
        self.unsaved.append(Unsaved(movie, record.rating, self._wall_clock()))
        self._save()

    def _later(self, later: Later) -> None:
        self._offers.add(later.movie)
        self._keep(later.movie, later.because)

    def _keep(self, movie: Movie, because: str) -> None:
        """Keep a film as not rated yet, until an answer takes it out."""
        self._guarded(lambda: self._journal.keep_unrated(movie, self._wall_clock(), because), None)

    def _rest(self) -> None:
        """Nothing is wanted of the last picture: the player goes on, or what was put off has its turn."""
        movie = self._offers.next(self._is_wanted)
        if movie is None:
            self._screen.release()
        else:
            self._open(self._offers.number(), movie, self._deadline())

    def _is_wanted(self, movie: Movie) -> bool:
        return self._guarded(lambda: self._unwanted(movie), None) is None

    # Prompts outside the state machine: by hand, and for films of this run that had to wait

    def _rested(self, _: Rested) -> None:
        self._offers.is_resting = True
        if not self._talk.is_open:
            self._rest()

    def _by_hand(self, wanted: Wanted) -> None:
        self._make_way(wanted.at)
        self._courier.ask_news(wanted.movie)
        self._mode = mode_in_effect(self._settings, self._guarded(self._journal.account, None))
        self._open(self._offers.number(), wanted.movie, None)

    def _given(self, given: Given) -> None:
        self._make_way(given.at)
        self._record(Record(given.at, given.movie, given.rating))

    def _make_way(self, at: float, asides_only: bool = False) -> None:
        """Close the prompt that is open for another or for a film; the one that it asks about is kept."""
        prompt = self._talk.prompt
        if prompt is None or (asides_only and not is_aside(prompt)):
            return
        self._state, _ = advance(self._state, Dismissed(at, Why.SKIP, prompt.id))
        self._later(Later(at, prompt.movie, "something else came before it was answered"))
        self._talk.close()

    # What the user answers

    def _answered(self, at: float, prompt: Prompt, answer: Answer) -> None:
        if isinstance(answer, Rating):
            self._chosen(at, prompt, answer)
            return
        is_early = self._state.viewing is not None
        self._talk.close()
        self._advance(Dismissed(at, answer, prompt.id))
        if answer is Why.TIMEOUT or (is_aside(prompt) and answer is Why.SKIP):
            self._offers.clear()  # nobody is there, or has had enough
        else:
            self._guarded(lambda: self._journal.drop_unrated(prompt.movie), None)
        if answer is Why.NEVER:
            self._guarded(lambda: self._journal.never_ask(prompt.movie), None)
            self._talk.say(None, self._words("never_again"), prompt.movie.label)
        elif (
            answer is Why.SKIP
            and not (is_early or is_aside(prompt))
            and self._guarded(self._beside.is_too_much, False)
        ):
            self._talk.say(None, self._words("too_often"), self._words("ask_less"), ADVICE_STAYS)
        else:
            self._rest()

    def _chosen(self, at: float, prompt: Prompt, rating: Rating) -> None:
        if is_aside(prompt):
            self._record(Record(at, prompt.movie, rating))
        else:
            self._advance(Chosen(at, rating, prompt.id))

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
            self._offers.drop(entry.movie)
            self._told_saved(entry)
            self._talk.say(entry.id, self._saved(answer.rating), self._words("sending"))
            self._courier.wake()

    def _saved(self, rating: Rating) -> str:
        if rating.is_unrate:
            return self._words("unrated")
        return self._words("saved", rating=self._words.rating(rating, self._mode))

    # What the courier and the settings say

    def _sent(self, report: Sent) -> None:
        self._talk.amend(self._words("sent"), report.entry.id)

    def _refused(self, report: RefusedReport) -> None:
        self._talk.amend(self._words("refused", reason=report.reason), report.entry.id)

    def _waits(self, _: Waits) -> None:
        self._talk.amend(self._words("sent_later"))

    def _sign_in(self, report: SignIn) -> None:
        log.warning("%s", report.reason)
        was_linked = self._guarded(self._journal.account, None) is not None
        self._talk.amend(self._words("sent_after_sign_in" if was_linked else "sent_when_linked"))

    def _news(self, report: NewsArrived) -> None:
        self._told = report.movie
        self._talk.inform(report.movie, report.present)

    def _adjusted(self, message: Adjusted) -> None:
        self._settings = message.settings
        self._state = replace(self._state, rules=message.settings.rules)
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

    def _pointed(self, message: Pointed) -> None:
        self._talk.point(message)


def _offered(state: State) -> Optional[Movie]:
    """The film that plays, where it can be rated already."""
    viewing = state.viewing
    return viewing.opened.movie if viewing is not None and viewing.offered else None


_HANDLERS: Dict[Type[Any], Callable[[App, Any], None]] = {
    Pressed: App._pressed,
    Pointed: App._pointed,
    Adjusted: App._adjusted,
    Rested: App._rested,
    Wanted: App._by_hand,
    Given: App._given,
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
