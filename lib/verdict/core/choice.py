"""Which film was it? The choice as a value: hits by number, none of these, a search typed in. No pixels.

Like the prompt: nothing has the focus at first, so that a stray Enter says nothing of any film.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from typing import Dict, Optional, Sequence, Tuple, Union

from verdict.core.events import Why
from verdict.core.movie import Movie, MovieIds, parse_movie
from verdict.core.prompt import Key

MOST_HITS = 5
LONGEST_TYPED = 100
_TITLE_YEAR = re.compile(r"(?P<title>.*\S)[\s,]+[(\[]?(?P<year>1[89]\d\d|20[0-3]\d)[)\]]?")


class Turn(enum.Enum):
    """What can be chosen besides a film."""

    NONE = "none"  # it is none of these
    SEARCH = "search"  # a search is going to be typed in


@dataclass(frozen=True)
class Find:
    """A search that was typed in, or an id."""

    movie: Movie


Pick = Union[Movie, Turn, Why]
Outcome = Union[Movie, Find, Turn, Why]


@dataclass(frozen=True)
class Choice:
    """A choice that is open.

    id: the number of the prompt that it belongs to; named: the film as the file's name has it, or as it was
    matched before (`was_taken`); hits: None while nothing is known of any; typed: the search so far, None
    while a film is chosen; deadline, focus, hover, touched: as in `Prompt`.
    """

    id: int
    named: Movie
    hits: Optional[Tuple[Movie, ...]] = None
    deadline: Optional[float] = None
    was_taken: bool = False
    typed: Optional[str] = None
    is_searching: bool = False
    focus: Optional[int] = None
    hover: Optional[int] = None
    touched: bool = False

    @property
    def films(self) -> Tuple[Movie, ...]:
        """What can be chosen by number; where Trakt could not be asked, the name's own film."""
        if self.hits is None:
            return () if self.is_searching or self.was_taken else (self.named,)
        others = (hit for hit in self.hits if not (self.was_taken and hit.is_same_as(self.named)))
        return tuple(others)[:MOST_HITS]

    @property
    def nothing(self) -> str:
        """The text, by its id, for a choice without films."""
        if self.is_searching:
            return "searching"
        return "no_other" if self.was_taken else "no_hits"

    @property
    def is_typing(self) -> bool:
        return self.typed is not None

    @property
    def targets(self) -> Tuple[Pick, ...]:
        """All that can be chosen: films, then the buttons."""
        return () if self.is_typing else (*self.films, Turn.SEARCH, Turn.NONE, Why.SKIP)

    @property
    def pointed_at(self) -> Optional[int]:
        return self.focus if self.hover is None else self.hover

    def press(self, key: Key) -> Tuple[Choice, Optional[Outcome]]:
        """The choice after a key, and what was chosen, if anything was."""
        choice = replace(self, touched=True, deadline=None, hover=None)
        if choice.is_typing:
            return choice._edited(key)
        if key.value.isdigit() and 0 < int(key.value) <= len(self.films):
            return choice, self.films[int(key.value) - 1]
        if key in _PICK_KEYS:
            return choice.take(_PICK_KEYS[key])
        if key is Key.ENTER:
            return (choice, None) if self.focus is None else choice.take(self.targets[self.focus])
        return replace(choice, focus=self._moved(key)), None

    def take(self, pick: Pick) -> Tuple[Choice, Optional[Outcome]]:
        """What choosing this does: a search begins to be typed, all else is the outcome."""
        if pick is Turn.SEARCH:
            return replace(self, typed="", touched=True, deadline=None, focus=None, hover=None), None
        return self, pick

    def point(self, target: Optional[int]) -> Choice:
        """The choice with the mouse on a target, or on none."""
        if target == self.hover or (target is not None and target >= len(self.targets)):
            return self
        return replace(self, hover=target, touched=True, deadline=None)

    def click(self, target: int) -> Tuple[Choice, Optional[Outcome]]:
        """The choice after a click on a target, and what was chosen by it."""
        return self.take(self.targets[target]) if target < len(self.targets) else (self, None)

    def type(self, text: str) -> Choice:
        """The choice with so much more typed."""
        if self.typed is None:
            return self
        kept = "".join(c for c in text if c.isprintable())
        return replace(self, typed=(self.typed + kept)[:LONGEST_TYPED])

    def searching(self) -> Choice:
        return replace(self, is_searching=True, hits=None, typed=None, focus=None, hover=None)

    def found(self, hits: Optional[Sequence[Movie]]) -> Choice:
        """The choice with what Trakt found; None where it could not be asked."""
        known = None if hits is None else tuple(hits)
        if not self.is_searching and known == self.hits:
            return self
        return replace(self, hits=known, is_searching=False, focus=None, hover=None)

    def _edited(self, key: Key) -> Tuple[Choice, Optional[Outcome]]:
        typed = self.typed or ""
        if key is Key.ERASE:
            return replace(self, typed=typed[:-1]), None
        if key is Key.SKIP:
            return replace(self, typed=None), None
        if key is Key.ENTER and typed.strip():
            return self, Find(query(typed))
        return self, None

    def _moved(self, key: Key) -> Optional[int]:
        last = len(self.targets) - 1
        if key in (Key.HOME, Key.END):
            return 0 if key is Key.HOME else last
        step = _MOVES.get(key, 0)
        if not step or self.focus is None:
            return {1: 0, -1: last}.get(step, self.focus)
        return min(max(0, self.focus + step), last)


_PICK_KEYS: Dict[Key, Pick] = {
    Key.SEARCH: Turn.SEARCH,
    Key.NEVER: Turn.NONE,  # the same letter, n
    Key.DIGIT_0: Turn.NONE,
    Key.SKIP: Why.SKIP,
}
_MOVES = {Key.UP: -1, Key.LEFT: -1, Key.DOWN: 1, Key.RIGHT: 1}


def query(text: str) -> Movie:
    """What a person typed: an id, ``Title (1981)``, ``Title 1981`` or a title."""
    text = " ".join(text.split())
    try:
        return parse_movie(text)
    except ValueError:
        pass
    dated = _TITLE_YEAR.fullmatch(text)
    return Movie(dated["title"].rstrip(" ,"), int(dated["year"])) if dated else Movie(text)


def is_id(movie: Movie) -> bool:
    """Whether an id was typed: that needs no search."""
    return movie.ids != MovieIds()
