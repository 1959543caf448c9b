"""What a rating is, its names, and the one place where love and hate meet 1 to 10."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Optional, Union


class RatingMode(enum.Enum):
    """The form in which a user rates. The first two are v1's own (v1-advanced-ratings.txt)."""

    SIMPLE = "simple"
    ADVANCED = "advanced"
    STARS = "stars"


LOVE, HATE, UNRATE = "love", "hate", "unrate"
WORST, BEST = 1, 10
_AS_WRITTEN = {str(number): number for number in range(WORST, BEST + 1)}
LOVE_FROM = 6  # read the other way round, 6 and above is love (v1-facts.md)

# Trakt's words for 1 to 10 (v2-facts.md).
LABELS = (
    "Weak Sauce :(", "Terrible", "Bad", "Poor", "Meh",
    "Fair", "Good", "Great", "Superb", "Totally Ninja!",
)  # fmt: skip


@dataclass(frozen=True)
class Rating:
    """One answer: 1 to 10, ``love``, ``hate``, or ``unrate``. ValueError for anything else."""

    value: Union[int, str]

    def __post_init__(self) -> None:
        value = self.value
        if isinstance(value, str):
            fits = value in (LOVE, HATE, UNRATE)
        else:
            fits = type(value) is int and WORST <= value <= BEST
        if not fits:
            raise ValueError(f"{value!r} is no rating: love, hate, 1 to 10, or unrate")

    @classmethod
    def parse(cls, text: Union[str, int]) -> Rating:
        """Read a rating as people, servers and command lines write it; ``0`` is ``unrate``."""
        word = str(text).strip().lower()
        if word == "0":
            return cls(UNRATE)
        return cls(_AS_WRITTEN.get(word, word))

    @property
    def is_unrate(self) -> bool:
        return self.value == UNRATE

    def as_number(self, love: int = BEST, hate: int = WORST) -> int:
        """The rating as 1 to 10; an un-rating is 0."""
        if isinstance(self.value, int):
            return self.value
        return {LOVE: love, HATE: hate, UNRATE: 0}[self.value]

    def as_word(self) -> str:
        """The rating as ``love``, ``hate`` or ``unrate``."""
        if isinstance(self.value, str):
            return self.value
        return LOVE if self.value >= LOVE_FROM else HATE

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Rated:
    """What a film is rated at present, in both forms, since a switch of mode loses neither.

    simple: ``love``, ``hate`` or None; advanced: 1 to 10 or None.
    """

    simple: Optional[str] = None
    advanced: Optional[int] = None

    @classmethod
    def by(cls, rating: Rating, love: int = BEST, hate: int = WORST) -> Rated:
        """What a film is rated after this answer."""
        if rating.is_unrate:
            return cls()
        return cls(rating.as_word(), rating.as_number(love, hate))

    def __bool__(self) -> bool:
        return bool(self.simple or self.advanced)

    def shown_in(self, mode: RatingMode) -> Optional[Rating]:
        """The rating in the form of this mode, or None where the film is not rated."""
        known = self.simple or self.advanced
        if not known:
            return None
        if mode is RatingMode.SIMPLE:
            return Rating(self.simple or Rating(known).as_word())
        return Rating(self.advanced or Rating(known).as_number())


def word_for(number: int) -> str:
    """Trakt's word for 1 to 10."""
    return LABELS[number - WORST]
