"""A player made of paper: it keeps the time and tells the state machine what a real one would."""

from __future__ import annotations

from typing import Any, List, Optional, Type, TypeVar

from verdict.core.decisions import Ask, Decision, Later, Pass
from verdict.core.events import (
    ChapterEntered,
    Chosen,
    Dismissed,
    Ended,
    Event,
    LeftOff,
    Measured,
    Opened,
    Paused,
    Reason,
    Resumed,
    Sought,
    SpeedChanged,
    Why,
)
from verdict.core.movie import Movie, MovieIds
from verdict.core.rating import Rating
from verdict.core.spans import Spans
from verdict.core.state import State
from verdict.core.viewing import advance

HOURS = 3600.0
LENGTH = 2 * HOURS
RAIDERS = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds(imdb="tt0082971", tmdb=85))
DOOM = Movie("Indiana Jones and the Temple of Doom", 1984, MovieIds(imdb="tt0087469", tmdb=87))

D = TypeVar("D")


class Player:
    """Plays films of two hours, whose ids are known, unless it is told otherwise."""

    def __init__(self, state: Optional[State] = None) -> None:
        self.state = state or State()
        self.now = 1000.0
        self.said: List[Decision] = []

    def tell(self, event: Event) -> List[Decision]:
        """What the state machine answers; it is also kept in `said`."""
        self.state, decisions = advance(self.state, event)
        self.said.extend(decisions)
        return decisions

    def open(self, movie: Optional[Movie] = RAIDERS, **fields: Any) -> List[Decision]:
        known = {
            "source": f"/films/{movie.label if movie else 'file'}.mkv",
            "duration": LENGTH,
            "certain": True,
        }
        return self.tell(Opened(self.now, movie=movie, **{**known, **fields}))

    def play(self, seconds: float) -> None:
        """So much time passes, whatever the player does in it."""
        self.now += seconds

    def pause(self) -> List[Decision]:
        return self.tell(Paused(self.now))

    def resume(self) -> List[Decision]:
        return self.tell(Resumed(self.now))

    def seek(self, position: float) -> List[Decision]:
        return self.tell(Sought(self.now, position))

    def speed(self, speed: float) -> List[Decision]:
        return self.tell(SpeedChanged(self.now, speed))

    def measure(self, duration: Optional[float]) -> List[Decision]:
        return self.tell(Measured(self.now, duration))

    def chapter(self, title: str, position: Optional[float] = None) -> List[Decision]:
        return self.tell(ChapterEntered(self.now, title, position))

    def end(self, reason: Reason = Reason.EOF, **fields: Any) -> List[Decision]:
        return self.tell(Ended(self.now, reason, **fields))

    def stop(self, **fields: Any) -> List[Decision]:
        return self.end(Reason.STOP, **fields)

    def choose(self, rating: object, prompt: Optional[int] = None) -> List[Decision]:
        return self.tell(Chosen(self.now, Rating(rating), prompt))  # type: ignore[arg-type]

    def dismiss(self, why: Why = Why.SKIP, prompt: Optional[int] = None) -> List[Decision]:
        return self.tell(Dismissed(self.now, why, prompt))

    def watch_whole(self, movie: Movie = RAIDERS, **fields: Any) -> List[Decision]:
        """A film from its first second to its last."""
        self.open(movie, **fields)
        self.play(fields.get("duration", LENGTH))
        return self.end()


def only(decisions: List[Decision], kind: Type[D]) -> List[D]:
    return [decision for decision in decisions if isinstance(decision, kind)]


def asks(decisions: List[Decision]) -> bool:
    """Whether a prompt opens; that nothing contradicts it is checked on the way."""
    asked, passed, later = (only(decisions, kind) for kind in (Ask, Pass, Later))
    assert len(asked) + len(passed) + len(later) == 1, "a viewing that ends comes to one conclusion"
    return bool(asked)


def refusal(decisions: List[Decision]) -> str:
    """Why the viewing that ended is not asked about."""
    (passed,) = only(decisions, Pass)
    assert not only(decisions, Ask)
    assert not only(decisions, Later)
    return passed.because


def left_at(position: float, *covered: "tuple[float, float]", movie: Movie = RAIDERS) -> LeftOff:
    """An earlier viewing that stopped there, outside this run."""
    spans = Spans()
    for start, end in covered:
        spans = spans.with_span(start, end)
    return LeftOff("/elsewhere.mkv", movie, position, spans)
