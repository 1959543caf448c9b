"""Which film plays in Kodi: the library knows best, then the add-on that plays it, then its name."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Dict, Mapping, Optional, Tuple

import xbmc
import xbmcgui

from verdict.core.events import Kind
from verdict.core.movie import Movie, MovieIds
from verdict.hosts.kodi import rpc
from verdict.hosts.kodi.exclusions import Exclusions
from verdict.hosts.kodi.names import ids_in, kind_of, plain, source_of
from verdict.journal import Journal, Mark, guarded

HOME = 10000  # the window that holds what add-ons tell each other
VIDEO_PLAYER = 1
HAS_MENU = "VideoPlayer.HasMenu"  # of a disc: in the menu itself and in all that is chosen there
FIELDS = [
    *("title", "year", "uniqueid", "imdbnumber", "showtitle", "season", "episode", "art"),
    *("file", "mediapath", "runtime", "resume"),
]
TRAILER_MARK = 20410  # "Trailer" in Kodi's own language: it stands in brackets behind a trailer's title
_KINDS = {"movie": Kind.MOVIE, "episode": Kind.EPISODE, "musicvideo": Kind.EXTRA, "channel": Kind.LIVE}


@dataclass(frozen=True)
class Playing:
    """What plays. certain: not guessed from a name; doubtful: has to be asked first.

    runtime: seconds as the library has it, or None; poster: an address that Kodi can draw, or "";
    resume: seconds, where Kodi would go on with it, or None.
    """

    source: str
    movie: Optional[Movie]
    kind: Kind
    certain: bool
    runtime: Optional[float] = None
    poster: str = ""
    resume: Optional[float] = None
    doubtful: bool = False


def what_plays(path: str, exclusions: Exclusions) -> Playing:
    """The film of the item that Kodi plays now. path: the file or address that the player opened."""
    item = rpc.call("Player.GetItem", playerid=VIDEO_PLAYER, properties=FIELDS).get("item") or {}
    address = str(item.get("file") or path)
    source = source_of(address)
    asked_for = str(item.get("mediapath") or address)  # an add-on's own address, before it named the stream's
    is_left_out = exclusions.cover(address, asked_for)
    if is_left_out or _home_property("script.trakt.exclude"):
        return Playing(source, None, Kind.UNKNOWN, False)
    kind = _kind(item, address)
    movie, certain = _movie(item, address)
    doubtful = movie is not None and movie.year is None and not certain
    if xbmc.getCondVisibility(HAS_MENU):
        certain = False  # a menu is short, and what is short has to be certain
    about = _runtime(item), poster_of(item), _resume(item)
    return Playing(source, movie, kind, certain, *about, doubtful=doubtful)


def corrected(journal: Journal, playing: Playing) -> Playing:
    """The same with the film that somebody said that file was, if anybody did."""
    said = guarded(lambda: journal.corrected(Mark(playing.source)), None)
    if said is None or playing.kind is not Kind.MOVIE:
        return playing
    return replace(playing, movie=said, certain=True, doubtful=False, poster="")


def movie_of(item: Mapping[str, Any]) -> Movie:
    """A film as Kodi's JSON-RPC tells it."""
    return Movie(plain(str(item.get("title") or "")), _year(item.get("year")), _ids(item))


def poster_of(item: Mapping[str, Any]) -> str:
    art = item.get("art") or {}
    return str(art.get("poster") or art.get("thumb") or "")


def ids_from(named: Mapping[str, Any]) -> MovieIds:
    """The ids that make sense among those that an add-on names."""
    ids: Dict[str, Any] = {}
    for name in ("imdb", "tmdb", "trakt"):
        try:
            ids.update({name: getattr(MovieIds.from_json({name: named.get(name)}), name)})
        except ValueError:
            continue
    return MovieIds(**ids)


def _movie(item: Mapping[str, Any], address: str) -> Tuple[Optional[Movie], bool]:
    told = movie_of(item)
    if item.get("type") == "movie" and item.get("id"):
        return told, True
    ids = told.ids or _told_ids() or ids_in(address)
    title, year = told.title, told.year
    if not (title and year):
        cleaned, cleaned_year = xbmc.getCleanMovieTitle(address)
        title, year = plain(cleaned) or title, _year(cleaned_year) or year
    movie = Movie(title, year, ids)
    return (movie if movie.is_known else None), bool(ids)


def _kind(item: Mapping[str, Any], address: str) -> Kind:
    if str(item.get("title") or "").endswith(f"({xbmc.getLocalizedString(TRAILER_MARK)})"):
        return Kind.TRAILER
    if xbmc.getCondVisibility("VideoPlayer.Content(livetv)"):
        return Kind.LIVE
    if item.get("showtitle") or int(item.get("episode") or 0) > 0:
        return Kind.EPISODE
    known = _KINDS.get(str(item.get("type")))
    return known or kind_of(address) or Kind.MOVIE


def _ids(item: Mapping[str, Any]) -> MovieIds:
    named = item.get("uniqueid")  # of a channel it is a number of the tuner's
    return ids_from({"imdb": item.get("imdbnumber"), **(named if isinstance(named, dict) else {})})


def _told_ids() -> MovieIds:
    """What the add-on that plays a stream told all others of it."""
    try:
        told = json.loads(_home_property("script.trakt.ids"))
    except ValueError:
        return MovieIds()
    return ids_from(told) if isinstance(told, dict) else MovieIds()


def _home_property(name: str) -> str:
    return xbmcgui.Window(HOME).getProperty(name)


def _year(value: Any) -> Optional[int]:
    try:
        return Movie.from_json({"year": value}).year
    except ValueError:
        return None


def _runtime(item: Mapping[str, Any]) -> Optional[float]:
    return _seconds(item.get("runtime"))


def _resume(item: Mapping[str, Any]) -> Optional[float]:
    return _seconds((item.get("resume") or {}).get("position"))


def _seconds(value: Any) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) and value > 0 else None
