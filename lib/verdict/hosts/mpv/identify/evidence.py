"""What is known of a file besides its name, as values: gathered elsewhere, judged by `sources`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional, Tuple

from verdict.core.movie import Movie

from .identity import Kind


@dataclass(frozen=True)
class Note:
    """What an NFO beside the file says. kind: if it tells one; is_own: surely this file's."""

    movie: Optional[Movie] = None
    kind: Optional[Kind] = None
    is_own: bool = True


@dataclass(frozen=True)
class Evidence:
    """corrected: the user's word on this file; tags: the container's; hits: Trakt's, None: unasked."""

    corrected: Optional[Movie] = None
    tags: Mapping[str, str] = field(default_factory=dict)
    note: Optional[Note] = None
    hits: Optional[Tuple[Movie, ...]] = None


NOTHING = Evidence()
