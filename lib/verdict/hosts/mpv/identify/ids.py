"""Ids in names, as Plex, Jellyfin, Emby, Radarr and Kodi write them; and names freed of such tags."""

from __future__ import annotations

import re
from typing import List, Optional, Pattern, Tuple

from verdict.core.movie import MovieIds

# The brackets of a tag are required for a bare number: "tmdb-603" could be anything.
_IMDB_TAG = re.compile(r"[\[{(]\s*imdb(?:id)?\s*[-=:\s]\s*(tt\d{6,10})\s*[\]})]", re.IGNORECASE)
_TMDB_TAG = re.compile(r"[\[{(]\s*tmdb(?:id)?\s*[-=:\s]\s*(?:movie/)?([1-9]\d{0,8})\s*[\]})]", re.IGNORECASE)
# Kodi's and Radarr's plain token; `tt` and a number of this length is in no title.
_IMDB_TOKEN = re.compile(r"[\[{(]?(?<![a-z0-9])(tt\d{7,9})(?![a-z0-9])[\]})]?", re.IGNORECASE)

# What is told in braces or square brackets beside the film: ids of other data bases, Plex's editions.
_OTHER_TAGS = re.compile(
    r"\{(?!(?:18|19|20)\d\d\})[^{}]*\}"
    r"|\[\s*(?:tvdb|tvmaze|tvrage|anidb|anilist|mal|trakt|edition)(?:id)?\s*[-=:][^\[\]]*\]",
    re.IGNORECASE,
)


def ids_in(name: str) -> Optional[MovieIds]:
    """The ids that a name carries. None without any, and where two tags of one kind contradict each other."""
    imdb = _all(_IMDB_TAG, name) or _all(_IMDB_TOKEN, name)
    tmdb = _all(_TMDB_TAG, name)
    if len(imdb) > 1 or len(tmdb) > 1 or not (imdb or tmdb):
        return None
    return MovieIds(imdb[0] if imdb else None, int(tmdb[0]) if tmdb else None)


def without_tags(name: str) -> str:
    """The name as a person would say it: no ids, no braces, single spaces."""
    for tag in (_IMDB_TAG, _TMDB_TAG, _OTHER_TAGS, _IMDB_TOKEN):
        name = tag.sub(" ", name)
    return re.sub(r"\s{2,}", " ", name).strip(" -_") or ""


def _all(tag: Pattern[str], name: str) -> List[str]:
    found: Tuple[str, ...] = tuple(match.lower() for match in tag.findall(name))
    return sorted(set(found))
