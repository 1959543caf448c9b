"""Whether a name is an episode of a series, by the marks of Plex, Kodi, the scene and anime groups."""

from __future__ import annotations

import re

from .ids import ids_in, without_tags

_I = re.IGNORECASE

YEAR = re.compile(r"(?<!\d)(?:18[7-9]\d|19\d\d|20\d\d)(?!\d)")

# What a release says after title and year.
RELEASE_WORDS = (
    r"(?:\d{3,4}[pi]|[248]k|uhd|blu-?ray|(?:bd|br|hd|web|dvd)(?:-?rip|-?dl)?|remux|[xh]\.?26[45]|hevc|av1|xvid|divx|"
    r"multi|german|french|truefrench|italian|spanish|dubbed|subbed|internal|proper|repack|limited|extended|uncut|unrated|"
    r"remastered|criterion|theatrical|directors|final|imax|amzn|nf|cam|ts|hdtv|pdtv|dl|docu|special|"
    r"anniversary|restored|colou?r|edition|version|cut)(?![a-z])"
)
_SEASON = (
    "season|series|staffel|saison|temporada|stagione|seizoen|säsong|sæson|sesong|sezona?|kausi|évad|сезон"
)
_SEASON_FOLDER = re.compile(
    rf"(?:.*[ ._-])?(?:{_SEASON})[ ._-]*\d{{1,4}}\b.*"  # Season 1, Staffel 01, Show Season 2
    r"|(?:.*[ ._\[(-])?s\d{1,2}(?:-s?\d{1,2})?(?:[ ._\])-].*)?"  # S01, Show.S01.1080p
    r"|\d{1,2}[ ._-]*(?:сезон|évad|sezon|ª temporada)"
    r"|第\s*[\d一二三四五六七八九十]+\s*[季期]",
    _I,
)
_SAYS_EPISODE = re.compile(
    # S01E02, s01.e02, S2019E03, T01E02, T02C05; not "T2 x264"
    r"(?<![a-z0-9])[st]\d{1,4}[ ._-]*(?:e|ep|x(?!26\d)|c(?:ap)?)[ ._-]?\d{1,4}"
    r"|(?<=\w[ ._-])e\d{2,4}(?![a-z0-9])"  # Tatort.E1123: counted through, whatever the year
    r"|(?!^(\d+)x\1(?!\d))(?<![a-z0-9])\d{1,2}x\d{2,3}(?![a-z0-9])"  # 1x02, not the film "10x10"
    rf"|(?<![a-z])(?:{_SEASON})[ ._-]*\d{{1,2}}[ ._,-]*[a-zéíó]{{0,10}}[ ._-]*\d"  # Season 1 Episode 2
    r"|第\s*[\d一二三四五六七八九十百]+\s*[話话集回]"
    r"|(?<!\w)\d{1,3}[ ._-]*серия|(?<!\w)серия[ ._-]*\d{1,3}"
    # 1of11: a serial; 1of2: a film on two discs; "7 of 9 (2012)": a title
    r"|(?!^\d+ of \d+ \()(?<!\d)\d{1,2}[ ._-]?of[ ._-]?(?:[3-9]|\d\d)(?!\d)"
    # Mini-series: "Title.2001.Part.5.Name.of.it". A film's part has nothing behind it but a release's words.
    rf"|(?<=.)(?<!\d)(?:19|20)\d\d[ ._)\]-]+part[ ._-]?\d{{1,2}}[ ._-]+(?!{RELEASE_WORDS})[^\W\d_]{{3}}",
    _I,
)
# Films too have these in their titles, but then mostly a year in the name.
_SAYS_EPISODE_WITHOUT_YEAR = re.compile(
    r"(?<![a-z])(?:episode|épisode|episodio|folge|aflevering|avsnitt|odcinek|bölüm)[ ._-]*\d{1,4}(?!\d)"
    r"|(?<![a-z0-9])ep?\d{2,3}(?![a-z0-9])|(?<=[ ._-])ep[ ._-]\d{1,3}(?![a-z0-9])"
    r"|(?<=[ ._-])part[ ._-]0\d(?!\d)"
    r"|(?<![a-z0-9])s\d{2}(?![a-z0-9])"
    r"|(?<![a-z])(?:ova|ona|oad)[ ._-]*\d{1,2}(?!\d)"
    # "the.simpsons.1304.hdtv": the thirteenth season's fourth, from the days of recorders
    r"|(?<=\w[ ._-])(?!19|20)\d{1,2}(?:0[1-9]|[12]\d)[ ._-](?:.*[ ._-])?(?:[hp]dtv|dsr|tvrip)(?![a-z])",
    _I,
)
# Films that count themselves as series do, in their own names and in their folders'.
_FILMS_IN_EPISODES = re.compile(r"star[ ._]*wars|зв[её]здные войны", _I)
_FILMS_IN_SEASONS = re.compile(r"open[ ._]season|series[ ._]7[ ._]the", _I)
# Anime: "[Group] Title - 05 [720p]", "Title - 05v2".
_COUNTED = re.compile(
    r".*\S[ _]-[ _](?:ep?)?(?!19\d\d|20\d\d)\d{2,4}(?:v\d)?(?:[ _](?:end|fin))?(?:[ _]*[\[(].*|[ _]-[ _].*)?",
    _I,
)
# Where people keep series alone, and where they keep series and films.
_SERIES = re.compile(
    r"tv|tv[ _-]?(?:shows?|series)|television|"
    r"shows?|series|serien|fernsehserien|séries?|seriale|сериалы|serials?",
    _I,
)
_ANIME = re.compile(r"anim[eé]s?|アニメ|аниме|动漫|動畫", _I)
# There, any count of two or three digits is an episode's, unless the name says that it is a film.
_COUNT = re.compile(r"(?<=[^\W\d][ _-])[ _-]*(?!00)\d{2,3}(?:v\d)?(?=$|[ _-]+(?![a-z]))|^\d{2,3}(?=[ _-]+\D)")
_SAYS_FILM = re.compile(r"movie|film|gekijou?ban|劇場版|극장판|剧场版", _I)
_BRACKETS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_HUNDREDS = re.compile(r"[1-9]\d\d - (?=\D)")  # so many follow each other in a series only
_NUMBERED = re.compile(r"(?:ep?[ ._-]?)?\d{2,3}(?:v\d)?(?:[ ._-]+\D.*)?", _I)
_PADDED = re.compile(r"[ ._-]+0\d(?:v\d)?(?:[ ._-]*[\[(].*)?", _I)  # in a folder of the title: "Title 05"
# Daily programmes: "The Daily Show 2012.03.05".
_DATED = re.compile(
    r".*?[^\W\d_].*?(?<!\d)(?:19|20)\d\d([ ._-]?)(?:0[1-9]|1[0-2])(?:\1|[ ._-])(?:0[1-9]|[12]\d|3[01])(?!\d)"
)


def says_episode(name: str) -> bool:
    """Whether the name says so itself, wherever it lies."""
    name = without_tags(name)
    return bool(_SAYS_EPISODE.search(name) or _DATED.match(name))


def is_episode(name: str, folder: str, above: str) -> bool:
    """A season's folder makes an episode of whatever lies in it; elsewhere a count in the name does."""
    name = without_tags(name)
    if _is_season(folder, above) or _is_on_shelf(name, folder, above):
        return True
    if YEAR.search(name) or _FILMS_IN_EPISODES.search(name):
        return False
    if _SAYS_EPISODE_WITHOUT_YEAR.search(name) or _is_anime(name, folder):
        return True
    return bool(_ANIME.fullmatch(folder) or _ANIME.fullmatch(above)) and _is_counted(name)


def is_film_folder(folder: str) -> bool:
    """A folder that bears a year or an id is about one film (or one series)."""
    return bool(YEAR.search(folder) or ids_in(folder))


def _is_season(folder: str, above: str) -> bool:
    specials = folder.casefold() == "specials" and not is_film_folder(above)
    return specials or bool(_SEASON_FOLDER.fullmatch(folder) and not _FILMS_IN_SEASONS.search(folder))


def _is_on_shelf(name: str, folder: str, shelf: str) -> bool:
    """Whether a file that names no film lies in a series' folder, on a shelf of those."""
    if is_film_folder(name):
        return False
    if _SERIES.fullmatch(shelf):
        return True
    return bool(_ANIME.fullmatch(shelf) and not is_film_folder(folder) and _NUMBERED.fullmatch(name))


def _is_anime(name: str, folder: str) -> bool:
    """Counted, and by a release group, of nothing but title and number, or in a folder of that title."""
    if name[: len(folder)].casefold() == folder.casefold() and _PADDED.fullmatch(name[len(folder) :]):
        return bool(folder)
    if not _COUNTED.fullmatch(name):
        return False
    title, _, rest = name.partition(" - ")
    of_many = _HUNDREDS.match(rest)
    return bool(name.startswith("[") or " - " not in rest or title.casefold() == folder.casefold() or of_many)


def _is_counted(name: str) -> bool:
    name = _BRACKETS.sub(" ", name).strip()
    return bool(_COUNT.search(name)) and not _SAYS_FILM.search(name)
