"""What is said of a file: which film it holds, what kind of video it is, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Optional

from verdict.core.movie import Movie

Kind = Literal["movie", "episode", "trailer", "sample", "extra", "part", "live", "unknown"]
Sureness = Literal["certain", "likely", "doubtful"]


@dataclass(frozen=True)
class Identity:
    """The film in a file.

    movie: None where no film is known; always None for episodes, live television and unknown files.
    kind: only a ``movie``, or the last ``part`` of one, is ever asked about.
    source: where the film was read (``hand``, ``name``, ``guess``; ``none`` without a film).
    sureness: ``certain`` takes an id or a person's word, ``likely`` a title with its year.
    """

    movie: Optional[Movie]
    kind: Kind
    source: str
    sureness: Sureness

    @property
    def certain(self) -> bool:
        return self.sureness == "certain"
