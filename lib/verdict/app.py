"""The loop's body: a message in, decisions out, and the decisions carried out.

A host owns the thread. It hands every message to `App.handle`, and calls `App.tick` when `App.due` has come;
between the two it sleeps. Everything that reaches the app from another thread goes through the host's queue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List, Optional, Tuple, Type, Union

from verdict.asking import Asking
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
from verdict.core.choice import Turn
from verdict.core.decisions import Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import Chosen, CreditsBegan, Dismissed, Event, Identified, Opened, Why
from verdict.core.left import unheard_after
from verdict.core.movie import Movie
from verdict.core.prompt import Answer, Prompt, Wrong
from verdict.core.rating import Rating
from verdict.core.state import State
from verdict.core.viewing import advance
from verdict.core.words import Words
from verdict.courier import (
    Courier,
    HitsArrived,
    Matched,
    NewsArrived,
    RefusedReport,
    Report,
    Sent,
    SignIn,
    Waits,
)
from verdict.earlier import Earlier
from verdict.journal import Entry, Journal, JournalError, guarded
from verdict.linking import Linking
from verdict.matching import Matching, found_out, judged
from verdict.offers import Aside, ByHand, Given, Offers, Rested, is_aside
from verdict.quiet import Quiet
from verdict.saving import Saving, Unsaved
from verdict.scrobbling import Scrobbling
from verdict.settings import Settings
from verdict.signing_in import Desk, Progress
from verdict.telling import Outcome, Telling

ADVICE_STAYS = 5.0  # seconds; any key shortens it
TRIED_FOR = 30.0  # seconds that the player waits for such a rating


@dataclass(frozen=True)
class Adjusted:
    """Other settings are in force from now on."""

    settings: Settings


Message = Union[
    Event, Pressed, Pointed, Typed, SignInWanted, Progress, Adjusted, Rested, ByHand, Given, Report
]


class App:
    """One player's conversation with its user. Not for use by several threads.

    record: takes every event and decision, for traces; choosing: the screen, if it can ask which film it was;
    corrected: told the word on a file; saved: told of every rating once it is in the journal; signing: the
    screen, if it can show a sign-in, which `desk` begins; another_asks: whether somebody else asks about the
    film that ends now.
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
        choosing: Optional[ChoosingScreen] = None,
        corrected: Callable[[str, Movie], None] = lambda *_: None,
        saved: Callable[[Entry], None] = lambda _: None,
        another_asks: Callable[[], bool] = lambda: False,
        signing: Optional[SigningScreen] = None,
        desk: Optional[Desk] = None,
    ) -> None:
        self._journal = journal
        self._courier = courier
        self._screen = screen
        self._clock = clock
        self._wall_clock = wall_clock
        self._trace = record
        self._words = words or Words()
        self._state = State(settings.rules)
        self._corrected = corrected
        self._told_saved = saved
        self._earlier = Earlier(journal)
        self._quiet = Quiet(journal, wall_clock)
        self._saving = Saving(journal, clock, self._saved, self._not_saved)
        self._asking = Asking(settings, journal, clock, self._quiet, choosing is not None, another_asks)
        self._matching = Matching(journal, courier)
        self._choosing = Choosing(self._matching, self._chose_film, self._chose_none)
        self._offers = Offers(self._asking, self._choosing)
        self._linking = Linking(desk if signing else None, journal, courier, self._words, clock, self._rest)
        self._linking.settings = settings
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
        self._asking.talk = self._choosing.talk = self._linking.talk = self._talk
        self._telling = Telling(self._talk, journal, self._words, self._linking)
        self._beside = Beside(corner, journal, self._words, clock, wall_clock)
        self._scrobbling = Scrobbling(settings, courier, clock, wall_clock, player)

    @property
    def unsaved(self) -> List[Unsaved]:
        """Answers that are not in the journal yet."""
        return list(self._saving.unsaved)

    @property
    def due(self) -> float:
        """When `tick` wants to be called, on `clock`; infinity where nothing is waited for."""
        ours = min(self._talk.due, self._saving.due, self._scrobbling.due)
        return min(ours, self._beside.due, self._beside.offers)

    def handle(self, message: Message) -> None:
        """Take in what a player, a prompt, the courier or the settings say."""
        _HANDLERS.get(type(message), App._advance)(self, message)

    def tick(self) -> None:
        """Do what is due."""
        self._saving.tick()
        self._scrobbling.tick(self._state)
        if self._clock() >= self._beside.offers:
            self._advance(CreditsBegan(self._clock()))
        self._beside.tick()
        self._talk.tick()

    def finish(self) -> List[Unsaved]:
        """We go; a film may play on. One last try to save; what even that could not write is returned."""
        before, self._state = self._state, unheard_after(self._state, self._clock())
        self._earlier.remember(before, self._state)
        self._linking.leave()
        self._saving.save()
        return self.unsaved

    # What a player says, and what follows from it

    def _advance(self, event: Event) -> None:
        if isinstance(event, Opened):
            self._offers.is_resting = False
            self._make_way(event.at, asides_only=True)
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
        self._beside.follow(self._state, self._asking.settings.prompt)
        self._earlier.remember(before, self._state)
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
        return self._earlier.known_to(event)

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
            known = found_out(opened, self._clock())
            judgement = judged(known, report.hits)
            if judgement != known:
                self._advance(judgement)

    def _no_deed(self, decision: Decision) -> None:
        """A pass is for the trace alone."""

    def _scrobble(self, scrobble: Scrobble) -> None:
        self._scrobbling.tell(scrobble)

    def _wanted(self, decision: Decision) -> Decision:
        """The decision; a `Pass` in the place of a prompt that the user does not want."""
        if not isinstance(decision, Ask):
            return decision
        refusal = self._asking.refusal(decision.movie)
        because = self._asking.reason_to_wait(decision.doubtful, was_called=self._state.viewing is not None)
        if not refusal and not because:
            return decision
        asked = self._asked(decision.prompt)
        self._state, _ = advance(self._state, Dismissed(decision.at, Why.SKIP, decision.prompt))
        if refusal:
            return Pass(decision.at, refusal)
        source = asked.source if asked else ""
        return Later(decision.at, decision.movie, because or "", source, decision.doubtful)

    def _offer(self, movie: Movie) -> None:
        if not self._asking.refusal(movie):
            self._beside.offer(self._asking.completed(movie), self._asking.settings.prompt.key)

    def _ask(self, ask: Ask) -> None:
        self._make_way(ask.at, asides_only=True)
        self._beside.clear()
        if ask.doubtful:
            self._choosing.open(ask.prompt, ask.movie, self._asking.deadline())
        else:
            self._asking.open(ask.prompt, ask.movie, self._asking.deadline())
        self._keep(ask.movie, ask.because)

    def _ask_again(self, event: Identified) -> None:
        """The film that is asked about is another one now."""
        asking = self._state.asking
        if asking and not asking.doubtful:
            self._asking.open(asking.prompt, asking.movie, None)
            self._keep(
                asking.movie, "the user said which film it is" if event.certain else "it was found out"
            )

    # Which film it was, as the user says

    def _chose_film(self, at: float, prompt: int, movie: Movie) -> None:
        asked = self._asked(prompt)
        if asked is None:
            return
        was_kept = guarded(lambda: self._journal.drop_unrated(asked.movie), False)
        if asked.source:
            self._corrected(asked.source, movie)
        self._courier.ask_news(movie)
        if not is_aside(prompt):
            self._advance(Identified(at, movie, certain=True, prompt=prompt))
            return
        self._offers.is_now(movie)
        if was_kept:
            self._keep(movie, "the user said which film it is")

    def _chose_none(self, at: float, prompt: int, outcome: Union[Turn, Why]) -> None:
        """It is none of these, or nobody chose. A film that was put off before is put off once more."""
        asked = self._asked(prompt)
        is_answer = outcome is Turn.NONE or (outcome is Why.SKIP and not is_aside(prompt))
        if asked and is_answer:
            guarded(lambda: self._journal.drop_unrated(asked.movie), None)
        self._talk.close()
        is_early = self._state.viewing is not None and not is_aside(prompt)
        why = outcome if isinstance(outcome, Why) else Why.SKIP
        self._advance(Dismissed(at, why, prompt))
        if not is_answer:
            self._offers.clear()  # nobody is there, or has had enough
        if not is_early:
            self._rest()

    def _asked(self, prompt: int) -> Optional[Aside]:
        """What the prompt of this number asks about; None for one that is gone."""
        if is_aside(prompt):
            return self._offers.asked
        asking = self._state.asking
        if asking is None or asking.prompt != prompt:
            return None
        return Aside(asking.movie, asking.source, asking.doubtful)

    def _close(self, _: Close) -> None:
        self._talk.close()
        self._linking.leave()  # it would come back over the next film

    def _record(self, record: Record) -> None:
        self._quiet.end()
        movie = self._asking.completed(record.movie)
        self._saving.add(Unsaved(movie, record.rating, self._wall_clock()))

    def _later(self, later: Later) -> None:
        self._offers.add(Aside(later.movie, later.source, later.doubtful))
        self._keep(later.movie, later.because)

    def _keep(self, movie: Movie, because: str) -> None:
        """Keep a film as not rated yet, until an answer takes it out."""
        guarded(lambda: self._journal.keep_unrated(movie, self._wall_clock(), because), None)

    def _rest(self) -> None:
        """Nothing is wanted of the last picture: what was put off has its turn, or the player goes on."""
        if not self._offers.ask_next() and not self._linking.resume():
            self._screen.release()

    # Prompts outside the state machine

    def _rested(self, _: Rested) -> None:
        self._offers.is_resting = True
        if not self._talk.is_open:
            self._rest()

    def _by_hand(self, wanted: ByHand) -> None:
        self._make_way(wanted.at)
        movie, is_doubtful = self._matching.named(wanted.movie)
        self._ask_news(movie, is_doubtful)
        self._offers.ask(Aside(movie, doubtful=is_doubtful))

    def _given(self, given: Given) -> None:
        movie, is_doubtful = self._matching.named(given.movie)
        if is_doubtful:  # a rating for the wrong film is worse than a question
            self._by_hand(ByHand(given.at, given.movie))
            return
        self._make_way(given.at)
        self._record(Record(given.at, movie, given.rating))

    def _make_way(self, at: float, asides_only: bool = False) -> None:
        """Close what is asked, for another prompt or for a film; the film that it was about is kept."""
        asked = self._talk.asked
        if asked is None or (asides_only and not is_aside(asked[0])):
            return
        number, movie = asked
        film = self._asked(number) or Aside(movie)
        self._talk.close()
        if not is_aside(number):
            self._advance(Dismissed(at, Why.SKIP, number))
        because = "something else came before it was answered"
        self._later(Later(at, movie, because, film.source, film.doubtful))

    # What the user answers

    def _answered(self, at: float, prompt: Prompt, answer: Answer) -> None:
        if isinstance(answer, Rating):
            self._rated(at, prompt, answer)
        elif isinstance(answer, Wrong):
            self._choosing.correct(prompt)
        else:
            self._dismissed(at, prompt, answer)

    def _rated(self, at: float, prompt: Prompt, rating: Rating) -> None:
        if is_aside(prompt.id):
            self._record(Record(at, prompt.movie, rating))
        else:
            self._advance(Chosen(at, rating, prompt.id))

    def _dismissed(self, at: float, prompt: Prompt, why: Why) -> None:
        is_at_an_end = self._state.viewing is None and not is_aside(prompt.id)
        self._talk.close()
        self._advance(Dismissed(at, why, prompt.id))
        if why is Why.TIMEOUT or (is_aside(prompt.id) and why is Why.SKIP):
            self._offers.clear()  # nobody is there, or has had enough
        else:
            guarded(lambda: self._journal.drop_unrated(prompt.movie), None)
        if why is Why.NEVER:
            guarded(lambda: self._journal.never_ask(prompt.movie), None)
            self._talk.say(None, self._words("never_again"), prompt.movie.label)
        elif why is Why.SKIP and is_at_an_end and self._quiet.is_due():
            self._talk.say(self._quiet, self._words("too_often"), "")
            self._talk.invite(self._words("ask_less"), self._ask_less, ADVICE_STAYS)
        else:
            self._rest()

    def _ask_less(self) -> None:
        if self._quiet.begin():
            self._talk.say(None, self._words("asked_less"), self._words("asked_less_how"), ADVICE_STAYS)
        else:
            self._rest()

    def _saved(self, entry: Entry) -> None:
        """A rating is on disk: only now the screen says so."""
        self._offers.drop(entry.movie)
        self._told_saved(entry)
        said = self._words.rating(entry.rating, self._asking.mode)
        headline = self._words("unrated") if entry.rating.is_unrate else self._words("saved", rating=said)
        self._talk.say(entry.id, headline, self._words("sending"))
        self._courier.wake()

    def _not_saved(self, answer: Unsaved, error: JournalError) -> None:
        self._talk.say(None, self._words("not_saved", reason=error), answer.movie.label, TRIED_FOR)

    # What the courier and the settings say

    def _reported(self, report: Outcome) -> None:
        self._telling.tell(report)

    def _news(self, report: NewsArrived) -> None:
        self._asking.inform(report.movie, report.present)

    def _adjusted(self, message: Adjusted) -> None:
        self._asking.settings = message.settings
        self._state = replace(self._state, rules=message.settings.rules)
        self._linking.settings = message.settings
        self._scrobbling.adjust(message.settings, self._state)
        self._beside.follow(self._state, message.settings.prompt)

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
    Rested: App._rested,
    ByHand: App._by_hand,
    Given: App._given,
    Sent: App._reported,
    Matched: App._reported,
    RefusedReport: App._reported,
    Waits: App._reported,
    SignIn: App._reported,
    NewsArrived: App._news,
}
_DEEDS: Dict[Type[Any], Callable[[App, Any], None]] = {
    Ask: App._ask,
    Close: App._close,
    Record: App._record,
    Scrobble: App._scrobble,
    Later: App._later,
}
