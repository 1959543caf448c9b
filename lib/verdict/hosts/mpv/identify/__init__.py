"""Which film a file is, how that is known, and how sure it is.

A source (path or URL) is taken apart (`place`), its kind told (`kinds`), then each of `sources.SOURCES` is
asked in turn for the film: ids before words (`ids`, `guess`), the surest one speaking. Files
are opened by `beside` and `containers` alone, within bounds; what they found is handed in as `Evidence`.
"""

from __future__ import annotations

from .evidence import Evidence
from .identity import Identity, Kind, Sureness
from .sources import identify
from .walk import is_folder, walk

__all__ = ["Evidence", "Identity", "Kind", "Sureness", "identify", "is_folder", "walk"]
