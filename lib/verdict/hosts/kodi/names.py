"""What a path says of a film outside the library: ids in its name, and whether it is a film at all."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Optional, Tuple
from urllib.parse import unquote

from verdict.core.events import Kind
from verdict.core.movie import MovieIds

_IMDB = re.compile(r"(?<![a-z0-9])(tt\d{7,9})(?![a-z0-9])", re.IGNORECASE)
_TMDB = re.compile(r"[\[{(]\s*tmdb(?:id)?\s*[-=:]\s*(?:movie/)?([1-9]\d{0,8})\s*[\]})]", re.IGNORECASE)
# Alone, at the end, or behind the year: elsewhere it belongs to a title, as in "Trailer Park Boys".
_BESIDE = r"^{0}$|[\s._(\[-]{0}[)\]]?$|(?:19|20)\d\d\b.*[\s._(\[-]{0}(?=[\s._)\]-])"
_PATTERNS = (
    (Kind.TRAILER, re.compile(_BESIDE.format(r"trailer[\s._-]?\d?"), re.IGNORECASE)),
    (Kind.SAMPLE, re.compile(_BESIDE.format("sample"), re.IGNORECASE)),
    (Kind.PART, re.compile(r"[\s._(\[-](?:cd|dis[ck]|dvd)[\s._-]?\d(?:$|[\s._)\]-])", re.IGNORECASE)),
)
_MARKUP = re.compile(
    r"\[(?:/?(?:B|I|U|COLOR|UPPERCASE|LOWERCASE|CAPITALIZE|LIGHT)|COLOR [^\]]*|CR|TABS \d+)\]"
)
_LIVE = ("pvr://", "hdhomerun://", "upnp-live://")


def ids_in(path: str) -> MovieIds:
    """The ids in the name of a file, else in that of its folder; none where two contradict each other."""
    for name in reversed(_names(path)):
        imdb = {found.lower() for found in _IMDB.findall(name)}
        tmdb = set(_TMDB.findall(name))
        if len(imdb) > 1 or len(tmdb) > 1:
            return MovieIds()
        if imdb or tmdb:
            return MovieIds(imdb.pop() if imdb else None, int(tmdb.pop()) if tmdb else None)
    return MovieIds()


def kind_of(path: str) -> Optional[Kind]:
    """What the path alone shows to be no film; None where it shows nothing."""
    if path.startswith(_LIVE):
        return Kind.LIVE
    if path.startswith("stack://"):  # Kodi plays all parts of it as one
        return None
    name = _names(path)[-1].rpartition(".")[0]
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), None)


def plain(title: str) -> str:
    """A title without Kodi's markup."""
    return " ".join(_MARKUP.sub(" ", title).split())


def without_secrets(path: str) -> str:
    """A path that may be kept: an address without user, password, query and Kodi's own headers."""
    scheme, mark, rest = path.partition("://")
    if not mark:
        return path
    rest = rest.partition("|")[0].partition("?")[0]
    host, slash, folders = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{folders}"


def source_of(path: str) -> str:
    """A path that may be kept and is no other's: what had to be cut off stands in it as a short hash."""
    kept = without_secrets(path)
    return kept if kept == path else f"{kept}#{sha256(path.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _names(path: str) -> Tuple[str, str]:
    """The folder's and the file's name."""
    parts = re.split(r"[/\\]", unquote(without_secrets(path)).rstrip("/\\"))
    return (parts[-2] if len(parts) > 1 else "", parts[-1])
