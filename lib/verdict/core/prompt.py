"""The prompt as a value: what can be chosen in a mode, and what a key makes of it. No pixels, no clock.

Two rows can be moved over: the choices above, the buttons below. Nothing has the focus at first, unless the
film was rated before, so that a stray Enter rates nothing. What the mouse points at is kept apart from the
focus for the same reason.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import Dict, Optional, Tuple, Union

from verdict.core.events import Why
from verdict.core.movie import Movie
from verdict.core.rating import BEST, HATE, LOVE, UNRATE, WORST, Rated, Rating, RatingMode


class Wrong(enum.Enum):
    """It is not this film that was watched."""

    FILM = "wrong film"


Answer = Union[Rating, Why, Wrong]


class Key(enum.Enum):
    """The keys that mean something; `OTHER` is any other one."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    HOME = "home"
    END = "end"
    ENTER = "enter"
    SKIP = "skip"
    UNRATE = "unrate"
    NEVER = "never"
    LOVE = "love"
    HATE = "hate"
    WRONG = "wrong"
    SEARCH = "search"
    ERASE = "erase"
    OTHER = "other"
    DIGIT_0 = "0"
    DIGIT_1 = "1"
    DIGIT_2 = "2"
    DIGIT_3 = "3"
    DIGIT_4 = "4"
    DIGIT_5 = "5"
    DIGIT_6 = "6"
    DIGIT_7 = "7"
    DIGIT_8 = "8"
    DIGIT_9 = "9"


_NUMBERS = tuple(Rating(number) for number in range(WORST, BEST + 1))
CHOICES: Dict[RatingMode, Tuple[Rating, ...]] = {
    RatingMode.SIMPLE: (Rating(LOVE), Rating(HATE)),
    RatingMode.ADVANCED: _NUMBERS,
    RatingMode.STARS: _NUMBERS,  # half stars
}
_SHORTCUTS: Dict[RatingMode, Dict[Key, Rating]] = {
    RatingMode.SIMPLE: {
        Key.LOVE: Rating(LOVE),
        Key.HATE: Rating(HATE),
        Key.DIGIT_1: Rating(LOVE),
        Key.DIGIT_2: Rating(HATE),
    },
    RatingMode.ADVANCED: {
        **{Key(str(number)): Rating(number) for number in range(WORST, BEST)},
        Key.DIGIT_0: Rating(BEST),
    },
    RatingMode.STARS: {Key(str(stars)): Rating(2 * stars) for stars in range(1, 6)},
}
_ANYWHERE: Dict[Key, Answer] = {
    Key.UNRATE: Rating(UNRATE),
    Key.NEVER: Why.NEVER,
    Key.SKIP: Why.SKIP,
}
_STEPS = {Key.LEFT: -1, Key.RIGHT: 1}


@dataclass(frozen=True)
class Prompt:
    """A prompt that is open.

    focus, hover: index into `targets`, or None; deadline: when it closes by itself, on the clock of whoever
    made it, None without a countdown; touched: whether a key or the mouse was used, which ends the countdown;
    correctable: whether another film can be chosen here.
    """

    id: int
    movie: Movie
    mode: RatingMode
    present: Rated = field(default_factory=Rated)
    deadline: Optional[float] = None
    focus: Optional[int] = None
    hover: Optional[int] = None
    touched: bool = False
    correctable: bool = False

    @property
    def choices(self) -> Tuple[Rating, ...]:
        return CHOICES[self.mode]

    @property
    def buttons(self) -> Tuple[Answer, ...]:
        unrate: Tuple[Answer, ...] = (Rating(UNRATE),) if self.present else ()
        wrong: Tuple[Answer, ...] = (Wrong.FILM,) if self.correctable else ()
        return (Why.SKIP, Why.NEVER, *wrong, *unrate)

    @property
    def targets(self) -> Tuple[Answer, ...]:
        """All that can be chosen: the choices, then the buttons."""
        return (*self.choices, *self.buttons)

    @property
    def present_choice(self) -> Optional[int]:
        """Index of the choice that says what the film is rated now."""
        shown = self.present.shown_in(self.mode)
        return self.choices.index(shown) if shown else None

    @property
    def pointed_at(self) -> Optional[int]:
        """What the picture stresses: what the mouse is on, else what the keys moved to."""
        return self.focus if self.hover is None else self.hover

    def answer_at(self, target: int) -> Answer:
        """What choosing this target answers. Choosing the present rating again keeps its finer form."""
        answer = self.targets[target]
        return self._kept(answer) if isinstance(answer, Rating) else answer

    def press(self, key: Key) -> Tuple[Prompt, Optional[Answer]]:
        """The prompt after a key, and the answer if it gave one."""
        prompt = replace(self, touched=True, deadline=None, hover=None)
        if key in _ANYWHERE:
            return prompt, _ANYWHERE[key]
        if key is Key.WRONG:
            return prompt, Wrong.FILM if self.correctable else None
        if key in _SHORTCUTS[self.mode]:
            return prompt, self._kept(_SHORTCUTS[self.mode][key])
        if key is Key.ENTER:
            return prompt, None if self.focus is None else self.answer_at(self.focus)
        return replace(prompt, focus=self._moved(key)), None

    def point(self, target: Optional[int]) -> Prompt:
        """The prompt with the mouse on a target, or on none."""
        if target == self.hover:
            return self
        return replace(self, hover=target, touched=True, deadline=None)

    def click(self, target: int) -> Tuple[Prompt, Optional[Answer]]:
        """The prompt after a click on a target, and the answer that it gives; none on what is not there."""
        return self, self.answer_at(target) if target < len(self.targets) else None

    def knowing(self, present: Rated) -> Prompt:
        """The prompt with the present rating as Trakt told it; the focus follows while nobody moved it."""
        informed = replace(self, present=present)
        there = range(len(informed.targets))  # un-rate goes with the rating that it would take away
        focus = informed.present_choice if self.focus == self.present_choice else self.focus
        return replace(
            informed,
            focus=focus if focus in there else None,
            hover=self.hover if self.hover in there else None,
        )

    def _kept(self, chosen: Rating) -> Rating:
        number = self.present.advanced
        if number in (None, WORST, BEST) or self.present.shown_in(self.mode) != chosen:
            return chosen
        finer = Rating(number or BEST)
        return finer if finer.as_word() == chosen.as_word() else chosen

    def _moved(self, key: Key) -> Optional[int]:
        count = len(self.choices)
        focus = self.focus
        if key is Key.DOWN:
            return count if focus is None or focus < count else focus
        if key is Key.UP:
            return self.present_choice if focus is not None and focus >= count else focus
        if key in (Key.HOME, Key.END):
            return 0 if key is Key.HOME else count - 1
        return self._stepped(_STEPS[key]) if key in _STEPS else focus

    def _stepped(self, step: int) -> int:
        count = len(self.choices)
        if self.focus is None:
            return 0 if step > 0 else count - 1
        first, last = (0, count - 1) if self.focus < count else (count, len(self.targets) - 1)
        return min(max(first, self.focus + step), last)


def open_prompt(
    number: int,
    movie: Movie,
    mode: RatingMode,
    present: Rated,
    deadline: Optional[float] = None,
    correctable: bool = False,
) -> Prompt:
    """A new prompt; the present rating, if there is one, has the focus."""
    return Prompt(number, movie, mode, deadline=deadline, correctable=correctable).knowing(present)
