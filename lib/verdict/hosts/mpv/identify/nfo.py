"""What an NFO says: Kodi's XML, a bare URL of IMDb or TMDb, or both; in any encoding, whatever it holds."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Dict, List, Optional, Tuple

from verdict.core.movie import Movie, MovieIds

from .evidence import Note
from .identity import Kind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BOMS = (  # the longer ones first: UTF-32 begins as UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOTS: Dict[str, Optional[Kind]] = {
    "movie": "movie",
    "episodedetails": "episode",
    "tvshow": "episode",
    "musicvideo": "unknown",
}
_ROOT = re.compile(rf"<({'|'.join(_ROOTS)})\b", re.IGNORECASE)
_LOOSE_AND = re.compile(r"&(?!(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos);)", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNIQUE_ID = re.compile(
    r"<uniqueid\s[^>]*type\s*=\s*[\"'](imdb|tmdb)[\"'][^>]*>\s*((?:tt)?\d{1,10})\s*<", re.I
)
_IMDB_URL = re.compile(r"imdb\.[a-z]{2,3}/(?:[a-z]{2}/)?title/(tt\d{6,10})(?!\d)", re.IGNORECASE)
_TMDB_URL = re.compile(r"themoviedb\.org/(movie|tv)/([1-9]\d{0,8})(?!\d)", re.IGNORECASE)
_IMDB_ID = re.compile(r"tt\d{6,10}")
_OLD_NAMES = {"imdb": ("imdbid", "imdb_id", "imdb", "id"), "tmdb": ("tmdbid", "tmdb_id", "tmdb")}
_YEAR = re.compile(r"\s*(18[7-9]\d|19\d\d|20\d\d)(?!\d)")
LONGEST_TITLE = 500


def read_nfo(data: bytes) -> Optional[Note]:
    """The film and kind that these bytes tell; None where they tell nothing. No bytes make it raise."""
    text = _UNWRITABLE.sub("", _decoded(data))
    root = _ROOT.search(text)
    if root is None:
        return _by_urls(text)
    name = root[1].lower()
    end = text.find(f"</{root[1]}>", root.start())
    end = end + len(name) + 3 if end >= 0 else len(text)
    head, xml, rest = text[: root.start()], text[root.start() : end], text[end:]
    if "<!doctype" in head.lower() or "<!entity" in xml.lower():
        return None  # no NFO has any; what declares entities is up to something
    kind = _ROOTS[name]
    if kind != "movie":
        return Note(kind=kind)
    element = _parsed(xml)
    movie = _by_patterns(xml) if element is None else _of_element(element)
    beside = _by_urls(head + rest)
    return _joined(movie, beside, kind)


def _joined(movie: Movie, beside: Optional[Note], kind: Optional[Kind]) -> Optional[Note]:
    if not movie.ids and beside and beside.movie:
        movie = movie.completed_by(beside.movie)
    return Note(movie if movie.is_known else None, kind)


def _decoded(data: bytes) -> str:
    for bom, coding in _BOMS:
        if data.startswith(bom):
            return data.decode(coding, "replace")
    for zeros, coding in ((data[1:8:2], "utf-16-le"), (data[0:8:2], "utf-16-be")):
        if len(data) >= 8 and not any(zeros):
            return data.decode(coding, "replace")
    declared = _DECLARED.match(data)
    codings: Tuple[str, ...] = ("utf-8", "cp1252")
    if declared:
        codings = (declared[1].decode("ascii"), *codings)
    for coding in codings:
        try:
            return data.decode(coding)
        except (LookupError, ValueError):
            continue  # cut off within a character, or declared wrongly
    return data.decode("latin-1")


def _parsed(xml: str) -> Optional[Element]:
    """The XML as a tree; None where even a lenient reading finds none. Entities are refused."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    for text in (xml, _LOOSE_AND.sub("&amp;", xml)):
        try:
            found: Element = fromstring(text, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, RecursionError):
            continue
        return found
    return None


def _of_element(root: Element) -> Movie:
    ids = {name: _old_id(root, name) for name in _OLD_NAMES}
    for unique in root.findall("uniqueid"):
        kind = (unique.get("type") or "").strip().lower()
        if kind in ids and (unique.text or "").strip():
            ids[kind] = (unique.text or "").strip()
    title = " ".join((root.findtext("title") or root.findtext("originaltitle") or "").split())
    year = _YEAR.match(root.findtext("year") or "") or _YEAR.match(root.findtext("premiered") or "")
    return Movie(title[:LONGEST_TITLE], int(year[1]) if year else None, _ids(ids["imdb"], ids["tmdb"]))


def _old_id(root: Element, name: str) -> str:
    """Ids as programmes wrote them before <uniqueid>."""
    values = ((root.findtext(tag) or "").strip() for tag in _OLD_NAMES[name])
    fits = _IMDB_ID.fullmatch if name == "imdb" else re.compile(r"\d+").fullmatch
    return next((value for value in values if fits(value)), "")


def _by_patterns(xml: str) -> Movie:
    """XML that is broken, or was cut off: its ids alone are believed."""
    found: Dict[str, List[str]] = {"imdb": [], "tmdb": []}
    for kind, value in _UNIQUE_ID.findall(xml):
        found[kind.lower()].append(value.lower())
    return Movie(ids=_ids(_the_one(found["imdb"]), _the_one(found["tmdb"])))


def _by_urls(text: str) -> Optional[Note]:
    """The one film that URLs speak of: where two of a kind differ, neither is believed."""
    on_tmdb = [(kind.lower(), number) for kind, number in _TMDB_URL.findall(text)]
    if any(kind == "tv" for kind, _ in on_tmdb):
        return Note(kind="episode")
    imdb = [number.lower() for number in _IMDB_URL.findall(text)]
    if len(set(imdb)) > 1 or len(set(on_tmdb)) > 1:
        return None
    ids = _ids(_the_one(imdb), _the_one([number for _, number in on_tmdb]))
    return Note(Movie(ids=ids)) if ids else None


def _the_one(values: List[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _ids(imdb: str, tmdb: str) -> MovieIds:
    """What is no id is left out."""
    number = int(tmdb) if tmdb.isascii() and tmdb.isdigit() and len(tmdb) < 10 else 0
    return MovieIds(imdb if _IMDB_ID.fullmatch(imdb) else None, number or None)
