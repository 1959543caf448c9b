"""What a host may have besides a screen for prompts, and may want to be told; all can be left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Optional, Tuple, Union

from verdict.conversation import ChoosingScreen, Corner, SigningScreen
from verdict.core.decisions import Decision
from verdict.core.events import Event
from verdict.core.movie import Movie
from verdict.core.words import Words
from verdict.journal import Entry
from verdict.signing_in import Desk


@dataclass(frozen=True)
class Host:
    """choosing: the screen, if it can ask which film it was; signing: the screen, if it can show a sign-in,
    which `desk` begins; player: its version and when that was built.

    record: takes every event and decision, for traces; corrected: told the word on a file; saved: told of
    every rating once it is in the journal; another_asks: whether somebody else asks about the film that ends
    now.
    """

    words: Words = field(default_factory=Words)
    corner: Optional[Corner] = None
    choosing: Optional[ChoosingScreen] = None
    signing: Optional[SigningScreen] = None
    desk: Optional[Desk] = None
    player: Tuple[str, str] = ("", "")
    record: Callable[[Union[Event, Decision]], None] = lambda _: None
    corrected: Callable[[str, Movie], None] = lambda *_: None
    saved: Callable[[Entry], None] = lambda _: None
    another_asks: Callable[[], bool] = lambda: False
