"""What "finished" means: how far a film came, how much was really played, and whether that is enough."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Optional, Tuple

from verdict.core.events import Kind, Opened
from verdict.core.parts import Played, Whole, whole
from verdict.core.spans import Spans

RESTORED_COUNTS_AFTER = (0.1, 300.0)  # a tenth of the film, or so many seconds, watched today
CREDITS_FROM = 0.6  # a credits chapter that begins here or earlier is not believed
FASTEST_WATCHING = 4.0  # faster is skimming: it moves the position and covers nothing
_GRAIN = 1e-6  # seconds; sums of floats that should be equal differ by less

NEVER_ASKED = {
    Kind.EPISODE: "it is an episode",
    Kind.TRAILER: "it is a trailer",
    Kind.SAMPLE: "it is a sample",
    Kind.EXTRA: "it is an extra",
    Kind.LIVE: "it is live",
}


@dataclass(frozen=True)
class Rules:
    """When a film counts as finished: fractions of its length, and seconds."""

    finish_at: float = 0.8
    watched_at_least: float = 0.5
    shortest_guess: float = 40 * 60.0


@dataclass(frozen=True)
class Viewing:
    """A film that plays. position: seconds, as of `at`; covered: what was played since it was opened;
    offered, answered: whether the user was told that it can be rated already, and did.
    """

    opened: Opened
    at: float
    position: float
    duration: Optional[float]
    playing: bool = True
    speed: float = 1.0
    covered: Spans = field(default_factory=Spans)
    earlier: Spans = field(default_factory=Spans)
    credits_at: Optional[float] = None
    others: Tuple[Played, ...] = ()  # of the same film, where this is a part of it
    offered: bool = False
    answered: bool = False

    def moved_to(self, at: float) -> Viewing:
        """The same viewing at a later time: the position moved on, what was played is covered."""
        moved = replace(self, at=at)
        if not self.playing:
            return moved
        position = self._within(self.position + max(0.0, at - self.at) * self.speed)
        return replace(moved, position=position, covered=self._covered_up_to(position))

    def jumped_to(self, position: float) -> Viewing:
        return replace(self, position=self._within(position))

    def ended_at(self, at: float, position: Optional[float]) -> Viewing:
        """The same viewing at its end; the player's own word for the position, if there is one, decides.

        Where the clock ran past that word (the computer slept), only what lies before it was played.
        """
        ended = self.moved_to(at)
        if position is None or not math.isfinite(position):
            return ended
        overshot = position < ended.position
        covered = self._covered_up_to(position) if overshot else ended.covered
        return replace(ended.jumped_to(position), covered=covered)

    @property
    def all_covered(self) -> Spans:
        """What counts as covered: played today, in an earlier viewing, and before a restored start."""
        covered = self.covered.union(self.earlier)
        start = self.opened.position
        enough = least(RESTORED_COUNTS_AFTER, self.duration) - _GRAIN
        if 0 < start < math.inf and self.covered.total >= enough:
            covered = covered.with_span(0.0, start)
        return covered if self.duration is None else covered.until(self.duration)

    @property
    def progress(self) -> Optional[float]:
        """Percent of the film, 0 to 100, or None where its length is not known."""
        if self.duration is None:
            return None
        return round(100 * (self.position / self.duration), 2)

    def _covered_up_to(self, position: float) -> Spans:
        """What is covered once playback has come to `position` from where it is."""
        watching = self.playing and 0 < self.speed <= FASTEST_WATCHING
        return self.covered.with_span(self.position, position) if watching else self.covered

    def _within(self, position: float) -> float:
        if not math.isfinite(position):
            return self.position
        top = self.duration if self.duration is not None else position
        return min(max(0.0, position), top) if top > 0 else 0.0


def refusal(viewing: Viewing, rules: Rules) -> Optional[str]:
    """Why this viewing does not lead to a prompt, or None where the film has finished."""
    return no_film(viewing, rules) or _not_finished(viewing, rules)


def needs_no_prompt(viewing: Viewing, rules: Rules) -> Optional[str]:
    """Why nothing is asked at the end of this viewing, or None where it is."""
    return "it was answered during its credits" if viewing.answered else refusal(viewing, rules)


def no_film(viewing: Viewing, rules: Rules) -> Optional[str]:
    opened, duration = viewing.opened, viewing.duration
    if opened.kind in NEVER_ASKED:
        return NEVER_ASKED[opened.kind]
    if opened.kind is Kind.PART and opened.part is None:
        return "it is one part of several"
    if opened.movie is None or not opened.movie.is_known:
        return "no film is known for this file"
    if duration is None:
        return "its length is not known"
    if not opened.certain and _whole(viewing, duration).length < rules.shortest_guess:
        return f"the film is guessed, and shorter than {rules.shortest_guess / 60:g} minutes"
    return None


def _not_finished(viewing: Viewing, rules: Rules) -> Optional[str]:
    part = viewing.opened.part
    if part and not part.is_last:
        return f"it is part {part.number} of {part.total}"
    if part and whole(part, viewing.duration or 0.0, viewing.others) is None:
        return "the parts before it were not played"
    film = _whole(viewing, viewing.duration or math.inf)
    duration, position = film.length, film.before + viewing.position
    credits = math.inf if viewing.credits_at is None else film.before + viewing.credits_at
    finish_at = min(rules.finish_at * duration, credits)
    if position < finish_at - _GRAIN:
        return f"it ended at {_percent(position, duration)}, before {_percent(finish_at, duration)}"
    covered = film.covered + viewing.all_covered.total
    if covered < rules.watched_at_least * duration - _GRAIN:
        return f"only {_percent(covered, duration)} of it was played"
    return None


def _whole(viewing: Viewing, duration: float) -> Whole:
    """The film that this file is, or is the last part of."""
    part = viewing.opened.part
    known = whole(part, duration, viewing.others) if part else None
    return known or Whole(duration, 0.0, 0.0)


def begins_credits(position: float, duration: Optional[float]) -> bool:
    """Whether a chapter that begins here can be the end credits."""
    return duration is not None and position > CREDITS_FROM * duration + _GRAIN


def how_it_finished(viewing: Viewing) -> str:
    film = _whole(viewing, viewing.duration or math.inf)
    covered = _percent(film.covered + viewing.all_covered.total, film.length)
    return f"it ended at {_percent(film.before + viewing.position, film.length)} with {covered} of it played"


def least(limit: Tuple[float, float], duration: Optional[float]) -> float:
    """The smaller of a fraction of the film and a number of seconds."""
    fraction, seconds = limit
    return seconds if duration is None else min(fraction * duration, seconds)


def length(duration: Optional[float]) -> Optional[float]:
    known = duration is not None and math.isfinite(duration) and duration > 0
    return duration if known else None


def _percent(seconds: float, duration: float) -> str:
    """Rounded down, so that no refusal reads "80 %, before 80 %"."""
    return f"{math.floor(1000 * (seconds / duration) + _GRAIN) / 10:g} %"
