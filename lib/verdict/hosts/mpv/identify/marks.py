"""The marks by which a name says that it is an episode: always, or where it has no year."""

from __future__ import annotations

import re

from .words import RELEASE_WORDS

_I = re.IGNORECASE

SEASON = (
    "season|series|staffel|saison|temporada|stagione|seizoen|säsong|sæson|sesong|sezona?|kausi|évad|сезон"
)
_FOREIGN_EPISODE = "folge|aflevering|avsnitt|odcinek|эпизод|epizoda|επεισόδιο|פרק|الحلقة"
_EPISODE = f"episode|épisode|episodio|episodul|{_FOREIGN_EPISODE}"
_NOT_A_YEAR = r"(?!(?:19|20)\d\d(?!\d)|\d{3,4}[pi])"
_ON_TELEVISION = r"(?:[hp]dtv|dsr|tvrip)(?![a-z])"

_ALWAYS = (
    # As in S01E02, s01.e02, S2019E03, S01xE02, T01E02, T02C05 and "S2 (Ep 6)"; not "T2 x264".
    r"(?<![a-z0-9])[st](?:\d{1,4}|o\d)[ ._-]*[\[(]?(?:xe|ep?|x(?!26\d)|c(?:ap)?)[ ._-]?\(?\d{1,4}",
    r"(?<![a-z0-9])s\d\d[ ._](?:0[1-9]|[1-3]\d)(?![a-z0-9])",  # S01.07
    r"(?<=[a-z]{3})\d{1,2}x\d\d(?![a-z0-9])",  # Title1x01
    r"(?<![a-z0-9])s\d{1,2}d\d{1,2}(?!\d)",  # S07D1: a season's disc
    # Whole seasons: "2014.S03", "S01 complete", "S1+S2", "S2 (2019)".
    r"(?<!\d)(?:19|20)\d\d[)\]]?[ ._-]*s\d\d(?![a-z0-9])|(?<![a-z0-9])s\d\d[ ._-]+(?:complete|season)",
    r"(?<![a-z0-9])s\d{1,2} ?[+&-] ?s\d{1,2}(?!\d)|(?<=[ ._])s\d{1,2}[ ._]\((?:19|20)\d\d\)",
    rf"(?<![a-z])(?:{_FOREIGN_EPISODE}|odc\.?|bölüm)[ ._-]*\d{{1,4}}(?!\d)",
    r"(?<=\w[ ._-])e\d{2,4}(?![a-z0-9])",  # Tatort.E1123: counted through, whatever the year
    r"(?!^(?P<side>\d+)x(?P=side)(?!\d))(?<![a-z0-9])\d{1,2}(?:x\d{2,3})+(?![a-z0-9])",  # 1x02, not "10x10"
    r"(?<![\dx])(?:19|20)\d\dx\d{1,2}(?!\d)",  # 2016x03: seasons counted by years
    # Season 1 Episode 2; 2. évad 5. rész
    rf"(?<![a-z])(?:{SEASON})[ ._-]*\d{{1,2}}(?!\d)[ ._,-]*[^\W\d_]{{0,10}}[ ._-]*{_NOT_A_YEAR}\d",
    rf"(?<![a-z])(?:{SEASON})[ ._-]*\d{{1,2}}(?!\d).*(?<![a-z])(?:ep?|{_EPISODE})[ ._]?\d",
    r"(?<!\d)\d{1,2}\.?ª?[ ._-]*(?:évad|сезон|sezon|temporada)[ ._-]*\d",
    r"\[cap\.?[ _]?\d",  # [Cap.105]
    r"(?<=\w)[ ._-]+\d{1,4}[화회](?!\w)|第\s*[\d一二三四五六七八九十百]+\s*[話话集回]",
    r"(?<!\w)\d{1,3}[ ._-]*серия|(?<!\w)серия[ ._-]*\d{1,3}",
    # 1of11: a serial; 1of2: a film on two discs; "7 of 9 (2012)": a title
    r"(?!^\d+ of \d+ \()(?<!\d)\d{1,2}[ ._-]?of[ ._-]?(?:[3-9]|\d\d)(?!\d)",
    # Mini-series: "Title.2001.Part.5.Name.of.it". A film's part has nothing behind it but a release's words.
    rf"(?<=.)(?<!\d)(?:19|20)\d\d[ ._)\]-]+part[ ._-]?\d{{1,2}}[ ._-]+(?!{RELEASE_WORDS})[^\W\d_]{{3}}",
    r"(?<=[ ._-])part[ ._-]?0[3-9](?!\d)",
    r"(?<![a-z])(?:mini-?series|complete[ ._-](?:tv[ ._-])?series)(?![a-z])",
    # As in "2014.208.hdtv".
    rf"(?<=.)(?<!\d)(?:19|20)\d\d[ ._]\d(?:0[1-9]|[12]\d)[ ._-](?:.*[ ._-])?{_ON_TELEVISION}",
    r"(?<=.)(?<!\d)(?:19|20)\d\d[ ._)\]-]+(?:christmas|xmas|easter|halloween)[ ._]special",
)
# Films too have these in their titles, but then mostly a year in the name.
_WITHOUT_YEAR = (
    rf"(?<![a-z])(?:{_EPISODE}|bölüm)[ ._-]*\d{{1,4}}(?!\d)",
    r"(?<!\d)\d{1,3}\.?[ ._-]*(?:bölüm|rész|díl|odcinek|osa)(?!\w)",
    r"(?<![a-z])cap[ií]tulo[ ._-]*\d{1,3}[ ._-]+de[ ._-]+\d",
    r"(?<![a-z0-9])ep?\d{2,3}(?:v\d)?(?![a-z0-9])|(?<=[ ._-])ep[ ._-]\d{1,3}(?![a-z0-9])",
    r"(?<=[ ._-])part[ ._-]0\d(?!\d)",
    r"(?<![a-z0-9])s\d{2}(?:\d\d)?(?![a-z0-9])",
    r"(?<=[^\W\d_][ ._-])0[1-9](?:0[1-9]|[12]\d)(?!\d)|\[\d{1,2}\.\d{2,3}\]",  # Title.0102, [1.02]
    r"(?<=\w[ ._-])[1-9]x[1-9](?![a-z0-9])|(?<![a-z0-9])\d{1,2} x \d\d(?!\d)",
    rf"(?<![a-z])(?:{SEASON})s?[ ._-]*\d{{1,2}}(?!\d)",
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th|ª|a)?\.?[ ._-]*(?:season|évad|сезон|sezon|temporada|stagione)(?![a-z])",
    r"(?<![a-z])(?:ova|ona|oad)[ ._-]*\d{1,2}(?!\d)|(?<!\d)\d{1,2}[ ._-](?:ova|ona|oad)(?![a-z])",
    # "the.simpsons.1304.hdtv": the thirteenth season's fourth, from the days of recorders
    rf"(?<=\w[ ._-])(?!19|20)\d{{1,2}}(?:0[1-9]|[12]\d)[ ._-](?:.*[ ._-])?{_ON_TELEVISION}",
    rf"(?<=[^\W\d_][ ._])0[1-9](?:v\d)?[ ._-]+{RELEASE_WORDS}",  # "Dead.Set.02.FRENCH"
    r"(?<=\w)[ _]-[ _]0(?!07)\d\d(?!\d)",
    r"(?<=[^\W\d_][ ._])(?:0\d|\d{3})[ ._]vostfr",
    r"(?<=[a-z])[ ._]\d\d([ ._])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?=[ ._])",  # 18.05.07: a day
    r"(?<![a-z])(?:christmas|xmas)[ ._]special(?![a-z])",
)
# Films that count themselves as series do.
_FILMS_IN_EPISODES = re.compile(r"star[ ._]*wars|зв[её]здные войны", _I)
FILMS_IN_SEASONS = re.compile(r"open[ ._]season|series[ ._]7[ ._]the", _I)
# Daily programmes: "The Daily Show 2012.03.05", "Panorama 15-05-2018".
_DATED = re.compile(
    r".*?[^\W\d_].*?(?<!\d)(?:"
    r"(?:19|20)\d\d([ ._-]?)(?:0[1-9]|1[0-2])(?:\1|[ ._-])(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|\d\d([ ._-])\d\d\2(?:19|20)\d\d(?!\d))"
)
# "Das Boot (1981) 2023-01-07 20-15": when it was recorded.
_RECORDED_FILM = re.compile(r".+ \((?:19|20)\d\d\)[ _-]+(?:19|20)\d\d-?\d\d-?\d\d[ _-]+\d\d[-.:h]?\d\d")

_SAYS = re.compile("|".join(_ALWAYS), _I)
_SAYS_WITHOUT_YEAR = re.compile("|".join(_WITHOUT_YEAR), _I)


def is_marked(name: str) -> bool:
    """Whether a name of a file or folder counts an episode, whatever else it says."""
    return bool(_SAYS.search(name.replace("×", "x"))) and not FILMS_IN_SEASONS.search(name)


def is_dated(name: str) -> bool:
    """Whether a programme's name is followed by a day."""
    return bool(_DATED.match(name)) and not _RECORDED_FILM.match(name)


def is_marked_without_year(name: str) -> bool:
    """Whether a name without a year counts an episode."""
    if _FILMS_IN_EPISODES.search(name) or FILMS_IN_SEASONS.search(name):
        return False
    return bool(_SAYS_WITHOUT_YEAR.search(name.replace("×", "x")))
