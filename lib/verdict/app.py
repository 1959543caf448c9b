"""The loop's body: a message in, decisions out, and the decisions carried out.

A host owns the thread. It hands every message to `App.handle`, and calls `App.tick` when `App.due` has come;
between the two it sleeps. Everything that reaches the app from another thread goes through the host's queue.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List, Optional, Type, Union, get_args

from verdict.answering import Answering
from verdict.asking import Asking
from verdict.beside import Beside
from verdict.choosing import Choosing
from verdict.conversation import Conversation, Pointed, Pressed, Screen, Shown, SignInWanted, Typed
from verdict.core.choice import Choice
from verdict.core.decisions import Ask, Close, Decision, Later, Pass, Record, Scrobble
from verdict.core.events import CreditsBegan, Dismissed, Event, Identified, Opened, Why
from verdict.core.left import unheard_after
from verdict.core.prompt import Prompt
from verdict.core.signing_in import SigningIn
from verdict.core.state import State
from verdict.core.viewing import advance
from verdict.courier import Courier, HitsArrived, NewsArrived, Report
from verdict.earlier import Earlier
from verdict.host import Host
from verdict.identifying import SAID, Identifying
from verdict.journal import Entry, Journal
from verdict.keeping import Keeping
from verdict.linking import Linking
from verdict.matching import Matching
from verdict.offers import Aside, ByHand, Given, Offers, Rested
from verdict.quiet import Quiet
from verdict.saving import Saving, Unsaved
from verdict.scrobbling import Scrobbling
from verdict.settings import Settings
from verdict.signing_in import Progress
from verdict.telling import Tellable, Telling


@dataclass(frozen=True)
class Adjusted:
    """Other settings are in force from now on."""

    settings: Settings


Message = Union[
    Event, Pressed, Pointed, Typed, SignInWanted, Progress, Adjusted, Rested, ByHand, Given, Report
]


class App:
    """One player's conversation with its user. Not for use by several threads.

    state: what is known between two events.
    """

    def __init__(
        self,
        settings: Settings,
        journal: Journal,
        courier: Courier,
        screen: Screen,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
        host: Optional[Host] = None,
    ) -> None:
        self._host = host = host or Host()
        self._screen = screen
        self._courier = courier
        self._clock = clock
        self._wall_clock = wall_clock
        self.state = State(settings.rules)
        self._talk = talk = Conversation(
            screen, clock, self._answered, self.rest, host.choosing, host.signing
        )
        words, desk = host.words, host.desk if host.signing else None
        self._keeping = Keeping(journal, wall_clock)
        self._quiet = Quiet(journal, wall_clock)
        self._earlier = Earlier(journal)
        self._matching = Matching(journal, courier)
        self._asking = Asking(
            settings, journal, clock, talk, self._quiet, host.choosing is not None, host.another_asks
        )
        self._choosing = Choosing(self._matching, talk)
        self._offers = Offers(self, talk, self._asking, self._choosing, self._keeping)
        self._identifying = Identifying(
            self, talk, clock, self._matching, self._choosing, self._offers, self._keeping, host.corrected
        )
        self._answering = Answering(
            self, talk, words, self._choosing, self._offers, self._keeping, self._quiet
        )
        self._linking = Linking(settings.trakt, desk, journal, courier, words, clock, talk, self.rest)
        self._telling = Telling(talk, journal, words, self._linking)
        self._saving = Saving(journal, clock, self._saved, self._telling.not_saved)
        self._beside = Beside(host.corner, journal, words, clock, wall_clock, self._asking)
        self._scrobbling = Scrobbling(settings, courier, clock, wall_clock, host.player)
        self._does = self._messages()
        self._carries_out = self._decisions()
        self._takes = self._answers()

    # What is done with what

    def _messages(self) -> Dict[Type[Any], Callable[[Any], None]]:
        """Every message but a player's event, which goes to `advance`."""
        return {
            Pressed: self._talk.press,
            Pointed: self._talk.point,
            Typed: self._talk.type,
            SignInWanted: self._linking.open,
            Progress: self._linking.heard,
            Adjusted: self._adjusted,
            Rested: self._rested,
            ByHand: self._by_hand,
            Given: self._given,
            HitsArrived: self._identifying.found,
            NewsArrived: self._asking.inform,
            **dict.fromkeys(get_args(Tellable), self._telling.tell),
        }

    def _decisions(self) -> Dict[Type[Any], Callable[[Any], None]]:
        """Every decision but a pass, which is for the trace alone."""
        return {
            Ask: self._ask,
            Close: self._close,
            Record: self.record,
            Scrobble: self._scrobbling.tell,
            Later: self._offers.put_off,
        }

    def _answers(self) -> Dict[Type[Shown], Callable[[float, Any, Any], None]]:
        """What can be on the screen, and who takes the answer."""
        return {
            Prompt: self._answering.answered,
            Choice: self._identifying.chosen,
            SigningIn: self._linking.chosen,
        }

    # What a host calls

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
        self._does.get(type(message), self.advance)(message)

    def tick(self) -> None:
        """Do what is due."""
        self._saving.tick()
        self._scrobbling.tick(self.state)
        if self._clock() >= self._beside.offers:
            self.advance(CreditsBegan(self._clock()))
        self._beside.tick()
        self._talk.tick()

    def finish(self) -> List[Unsaved]:
        """We go; a film may play on. One last try to save; what even that could not write is returned."""
        before, self.state = self.state, unheard_after(self.state, self._clock())
        self._earlier.remember(before, self.state)
        self._linking.leave()
        self._saving.save()
        return self.unsaved

    # What companions call, too

    def advance(self, event: Event) -> None:
        """Give an event to the state machine, and carry out what it decides."""
        event = self._prepared(event)
        self._host.record(event)
        before = self.state
        self.state, decisions = advance(before, event)
        for decision in map(self._wanted, decisions):
            self._carries_out.get(type(decision), _nothing)(decision)
            self._host.record(decision)
        self._follow(before)
        if isinstance(event, Identified) and before.asking and self.state.asking != before.asking:
            self._ask_again(event)

    def record(self, record: Record) -> None:
        """Bring a rating to disk; only then it is said to be saved."""
        self._quiet.end()
        movie = self._asking.completed(record.movie)
        self._saving.add(Unsaved(movie, record.rating, self._wall_clock()))

    def rest(self) -> None:
        """Nothing is wanted of the last picture: what was put off has its turn, or the player goes on."""
        if not self._offers.ask_next() and not self._linking.resume():
            self._screen.release()

    # What surrounds an event

    def _prepared(self, event: Event) -> Event:
        """The event with what the journal knows of its film; Trakt is asked for news meanwhile."""
        if isinstance(event, Identified):
            return self._matching.settled(event)
        if not isinstance(event, Opened):
            return event
        self._offers.is_resting = False
        self._offers.make_way(event.at, asides_only=True)
        event = self._matching.settled(event)
        self._beside.begins(event.movie)
        return event if event.movie is None else self._earlier.known_to(event)

    def _wanted(self, decision: Decision) -> Decision:
        """The decision; a `Pass` or a `Later` in the place of a prompt that the user does not want now."""
        if isinstance(decision, Later):
            refusal = self._asking.refusal(decision.movie)
            return Pass(decision.at, refusal) if refusal else decision
        if not isinstance(decision, Ask):
            return decision
        asked = self._offers.asked_by(decision.prompt)
        was_called = self.state.viewing is not None
        wanted = self._asking.wanted(decision, asked.source if asked else "", was_called)
        if wanted is not decision:
            self.state, _ = advance(self.state, Dismissed(decision.at, Why.SKIP, decision.prompt))
        return wanted

    def _follow(self, before: State) -> None:
        """What an event changed is shown beside the film, and kept for the next run."""
        if before.viewing and not self.state.viewing:
            self._over(before)
        self._beside.changed(before, self.state)
        self._earlier.remember(before, self.state)

    def _over(self, before: State) -> None:
        """The film is over: the player may go on, unless there is still something to say."""
        if not self._talk.is_open:
            self.rest()
        elif before.asking or self._linking.is_open:
            self._talk.stay()
        self._beside.clear()

    # Decisions, carried out

    def _ask(self, ask: Ask) -> None:
        self._offers.make_way(ask.at, asides_only=True)
        self._beside.clear()
        opens = self._choosing.open if ask.doubtful else self._asking.open
        opens(ask.prompt, ask.movie, self._asking.deadline())
        self._keeping.keep(ask.movie, ask.because)

    def _ask_again(self, event: Identified) -> None:
        """The film that is asked about is another one now."""
        asking = self.state.asking
        if asking and not asking.doubtful:
            self._asking.open(asking.prompt, asking.movie, None)
            self._keeping.keep(asking.movie, SAID if event.certain else "it was found out")

    def _close(self, _: Close) -> None:
        self._talk.close()
        self._linking.leave()  # it would come back over the next film

    # Messages, dealt with

    def _answered(self, at: float, shown: Shown, answer: Any) -> None:
        self._takes[type(shown)](at, shown, answer)

    def _rested(self, _: Rested) -> None:
        self._offers.is_resting = True
        if not self._talk.is_open:
            self.rest()

    def _by_hand(self, wanted: ByHand) -> None:
        self._offers.make_way(wanted.at)
        movie, is_doubtful = self._matching.named(wanted.movie)
        self._matching.ask_news(movie, is_doubtful)
        self._offers.ask(Aside(movie, doubtful=is_doubtful))

    def _given(self, given: Given) -> None:
        movie, is_doubtful = self._matching.named(given.movie)
        if is_doubtful:  # a rating for the wrong film is worse than a question
            self._by_hand(ByHand(given.at, given.movie))
            return
        self._offers.make_way(given.at)
        self.record(Record(given.at, movie, given.rating))

    def _saved(self, entry: Entry) -> None:
        """A rating is on disk: only now the screen says so."""
        self._offers.drop(entry.movie)
        self._host.saved(entry)
        self._telling.saved(entry, self._asking.mode)
        self._courier.wake()

    def _adjusted(self, message: Adjusted) -> None:
        self._asking.settings = message.settings
        self.state = replace(self.state, rules=message.settings.rules)
        self._linking.settings = message.settings.trakt
        self._scrobbling.adjust(message.settings, self.state)
        self._beside.follow(self.state)


def _nothing(_: Decision) -> None:
    """A pass asks for nothing."""
