"""What kind of video a place holds, and which of its names may tell the film."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .episodes import is_episode, says_episode
from .extras import is_about_its_film, kind_of_folder, kind_of_suffix
from .identity import Kind
from .ids import ids_in, without_tags
from .parts import PART_FOLDER, without_part
from .place import Place
from .words import YEAR

# What cameras, phones and screen recorders call their files, and names that begin with a day.
_RECORDED = re.compile(
    r"(?:vid(?:eo)?|img|mvi|dsc[nf]?|pxl|gopr|gx|gh|dji|mov|wp|screenrecord(?:ing|er)?|screen recording|"
    r"simplescreenrecorder|bandicam|screencast(?: from)?|screen capture|kooha|vokoscreen(?:ng)?|"
    r"bildschirmaufnahme|capture d’écran|capture d'écran|grabación de pantalla|whatsapp video|"
    r"cimg|sany|hpim|imgp|mah|m2u|snapchat|rpreplay|kakaotalk|fb_vid)"
    r"[ ._-]*(?:final)?\d[\d _.:-]{3,}.*"
    r"|(?:recording|aufnahme|enregistrement|grabación|registrazione|запись|record|capture|peek|zoom|meeting)"
    r"[ ._-]*(?:19|20)\d\d[-._ ]?\d\d[-._ ]?\d\d.*"
    r"|(?:pict|sam|file|received|telegram|signal)_?\d{4,}|[a-z]\w{0,5}_?0\d{3,}"  # a camera's counter
    # "Desktop 2023.04.05 - 20.11.12": to the second
    r"|.*(?<!\d)(?:19|20)\d\d[-._ ]?\d\d[-._ ]?\d\d(?: at|[ ._-]+)[ ._-]*\d\d[-._:h]\d\d[-._:m]\d\d(?!\d).*"
    r"|(?:19|20)\d\d[ ._-]?(?:0[1-9]|1[0-2])[ ._-]?(?:0[1-9]|[12]\d|3[01])(?!\d).*",
    re.IGNORECASE,
)
# Where cameras put what they recorded, and what people call what they recorded of their own on a day.
_OF_A_CAMERA = re.compile(
    r"dcim|camera(?: roll| uploads)?|\d{3}_?(?:gopro|canon|apple|media|msdcf|nikon|olymp|_?pana)\w*|"
    r"home (?:videos?|movies)|familienvideos|privatvideos|vidéos (?:de famille|perso)",
    re.I,
)
_PRIVATE = re.compile(
    r"(?<![a-z])(?:wedding|birthday|christmas|xmas|holidays?|vacation|graduation|baby|kids|family|school|hochzeit|"
    r"geburtstag|weihnachten|urlaub|mariage|anniversaire|noël|vacances|boda|cumpleaños|navidad|vacaciones|"
    r"matrimonio|compleanno|natale|vacanze|ślub|urodziny|свадьба|день рождения)(?![a-z])",
    re.I,
)
_ON_A_DAY = re.compile(r"(?:19|20)\d\d([-._ ])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)")
_LIST = re.compile(r"collection|trilogy|anthology|saga|complete|filmography|best of|top \d+", re.IGNORECASE)
OF_SEVERAL = re.compile(r"collection|trilogy|anthology|saga|complete|movies|films|filmography|best of", re.I)
_PLACE_IN_LIST = re.compile(r"^\d{1,3}(?: - |\. )(?=\D.*\((?:18|19|20)\d\d\))")  # "17 - GoldenEye (1995)"
# Names that players, rippers and web servers give to any film. Small numbers ("01") count episodes, too.
_NONDESCRIPT = re.compile(
    r"(?:movie|film|video|feature|main|index|stream|playlist|master|manifest|play|download|watch|default|output|"
    r"title|file|clip|original|untitled|source|media|get|v|t|chunklist|hls|dash|disc|dvd|bluray|videoplayback)"
    r"(?:[ ._-]*(?:t?(?!(?<=[ ._])(?:19|20)\d\d$)\d{1,5}|\d{3,4}p|4k|uhd|hd))?|(?:\d{3,4}p|4k|uhd|hd)?"
    r"|[0-9a-f]{8,}|[0-9a-f]{8}-[0-9a-f-]{27}|\d{4,}",
    re.IGNORECASE,
)


# "gNWDXow11s7E0X7GTDrZ": letters and digits in turns, of those who hide what they send.
_SCRAMBLED = re.compile(r"(?=(?:[A-Za-z]*\d+[A-Za-z]+){3})[A-Za-z0-9]{16,}")


@dataclass(frozen=True)
class Reading:
    """name: what is left of the file's name for the film; folder: the one that may be the film's own."""

    kind: Kind
    name: str = ""
    folder: str = ""

    @property
    def is_nondescript(self) -> bool:
        name = without_tags(self.name)
        return bool(_NONDESCRIPT.fullmatch(name) or _SCRAMBLED.fullmatch(name))


def read(place: Place) -> Reading:
    """Tell the kind from the names alone; nothing is looked up on the disk."""
    if place.shape == "live":
        return Reading("live")
    if place.shape == "other" or _is_private(place):
        return Reading("unknown")
    in_part = bool(place.folders and PART_FOLDER.fullmatch(place.folders[0]))
    folder, above = (*place.folders, "", "", "")[in_part : in_part + 2]
    name = _PLACE_IN_LIST.sub("", place.name, count=1) if _LIST.search(folder) else place.name
    reading = _read_file(name, folder, above)
    if in_part and reading.kind == "movie":
        return Reading("part", reading.name, folder)
    if place.shape == "web" and not _is_readable(place, reading):
        return Reading("unknown")
    return reading


def _is_private(place: Place) -> bool:
    """What somebody recorded: by a camera's name, in a camera's folder, or a feast with its day."""
    name = without_tags(place.name)
    if _RECORDED.fullmatch(name) or (_PRIVATE.search(name) and _ON_A_DAY.search(name)):
        return True
    return any(_OF_A_CAMERA.fullmatch(folder) for folder in place.folders[:2]) and not _tells_film(name)


def _read_file(name: str, folder: str, above: str) -> Reading:
    if says_episode(name):
        return Reading("episode")
    in_folder, suffix = kind_of_folder(folder, above), kind_of_suffix(name)
    if in_folder:
        return _of_its_own_name(in_folder, suffix[1] if suffix else name)
    if is_episode(name, folder, above):
        return Reading("episode")
    if suffix:
        kind, rest = suffix
        return _of_its_own_name(kind, rest, folder) if kind == "extra" else Reading(kind, rest, folder)
    if is_about_its_film(name, folder):
        return Reading("extra")
    whole = "" if PART_FOLDER.fullmatch(name) else without_part(name)
    return Reading("movie", name, folder) if whole is None else Reading("part", whole, folder)


def _of_its_own_name(kind: Kind, name: str, folder: str = "") -> Reading:
    """Extras have titles of their own ("On Set"): only a name with a year or an id tells their film."""
    return Reading(kind, name, folder) if _tells_film(name) else Reading(kind)


def _tells_film(name: str) -> bool:
    return bool(YEAR.search(name, 1) or ids_in(name))


def _is_readable(place: Place, reading: Reading) -> bool:
    """A web address is a film only where a person could read one out of it."""
    if reading.kind == "episode" or _tells_film(reading.name):
        return True
    if reading.is_nondescript or not place.extension:
        return bool(reading.folder) and _tells_film(reading.folder)
    return True
