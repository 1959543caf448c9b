"""Where a source lies: the name of its file, the folders above it, and whether it is a disc or a stream."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Literal, Tuple
from urllib.parse import unquote, urlsplit

from .extensions import DISC_IMAGE, KNOWN, NOT_VIDEO, STREAM_PLAYLIST

Shape = Literal["file", "disc", "web", "live", "other"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)
_WINDOWS = re.compile(r"[a-z]:\\|\\\\", re.IGNORECASE)
_UNREADABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+"
)

LONGEST_SOURCE = 8192  # longer than any path or URL in use; the end holds the name
LONGEST_NAME = 255  # what file systems allow in one name
FOLDERS_KEPT = 4  # film / Disc 1 / BDMV / STREAM is the deepest that means anything

_DISC_ROOTS = frozenset({"bdmv", "video_ts", "hvdvd_ts"})

_DISC_SCHEMES = frozenset({"bd", "bdnav", "br", "bluray", "dvd", "dvdnav", "dvdread"})
_LIVE_SCHEMES = frozenset(
    {"dvb", "dvbin", "tv", "pvr", "rtmp", "rtmps", "rtmpe", "rtmpt", "rtmpte", "rtmpts", "rtsp", "rtsps"}
    | {"rtp", "udp", "srt", "mms", "mmsh", "mmst", "hdhomerun"}
)
_WEB_SCHEMES = frozenset({"http", "https", "hls", "ytdl"})
_PATH_SCHEMES = frozenset({"file", "smb", "nfs", "ftp", "ftps", "sftp", "dav", "davs", "webdav", "webdavs"})

_CAMERA = re.compile(r"/dev/video\d+|/dev/dvb/|av://(?:v4l2|dshow|avfoundation|gdigrab|x11grab|decklink):?")
_DRIVE = re.compile(r"/dev/|[a-z]:\\?$", re.IGNORECASE)
# The words that services for live television put into the path of a playlist.
_LIVE_WORDS = re.compile(
    r"(?:^|[/_.-])(?:live|livestream|livetv|channel(?:s|id)?|iptv|tv|broadcast|dvr)(?:[/_.-]|\d|$)", re.I
)


@dataclass(frozen=True)
class Place:
    """A source taken apart. folders: the nearest first; name and extension: "" where there is none."""

    shape: Shape
    name: str = ""
    extension: str = ""
    folders: Tuple[str, ...] = ()


def locate(source: str) -> Place:
    """Take apart a path or URL as mpv has it. Any text is taken; bytes that are no text become spaces."""
    if _CAMERA.match(source):
        return Place("live")
    source = source[-LONGEST_SOURCE:] if len(source) > LONGEST_SOURCE else source
    has_scheme = _SCHEME.fullmatch(source)
    if not has_scheme:
        return _local(source)
    scheme, rest = has_scheme[1].lower(), has_scheme[2]
    if scheme in _LIVE_SCHEMES:
        return Place("live")
    if scheme in _DISC_SCHEMES:
        return _drive(rest)
    if scheme in _WEB_SCHEMES:
        return _web(source)
    if scheme in _PATH_SCHEMES:
        return _of_parts(_decoded(rest), "file")
    if scheme == "archive":
        return _of_parts(rest.replace("|", "/").split("/"), "file")
    return Place("other")


def _local(path: str) -> Place:
    if _WINDOWS.match(path):
        path = path.replace("\\", "/")
    return _of_parts(path.split("/"), "file")


def _drive(rest: str) -> Place:
    """``bd://[title]/device``: a drive has no name; a folder or an image that stands in for it has one."""
    device = rest.partition("/")[2]
    if not device or _DRIVE.match(device):
        return Place("disc")
    place = _local(device)
    return Place(
        "disc", place.name + (f".{place.extension}" if place.shape == "other" else ""), "", place.folders
    )


def _web(url: str) -> Place:
    try:
        path = urlsplit(url).path
    except ValueError:  # brackets that are no IPv6 address
        path = url.split("://", 1)[1].partition("/")[2]
    place = _of_parts(_decoded(path), "web")
    endless = place.extension in STREAM_PLAYLIST or place.extension in ("", "ts")
    if place.shape == "web" and endless and _LIVE_WORDS.search(path):
        return Place("live", place.name, place.extension, place.folders)
    return place


def _decoded(path: str) -> List[str]:
    """Split first: a %2F belongs to the name."""
    return [unquote(part).replace("/", " ") for part in path.split("/")]


def _of_parts(parts: List[str], shape: Shape) -> Place:
    cleaned = (_UNREADABLE.sub(" ", _in_letters(part)).strip() for part in parts)
    parts = [part for part in cleaned if part not in ("", ".")]
    inside = next((n for n, part in enumerate(parts) if part.lower() in _DISC_ROOTS), None)
    if inside is not None:
        return _of_names("disc", parts[:inside])
    if not parts or not any(c.isalnum() for c in parts[-1]):
        return Place("other")
    name, extension = _split(parts[-1][-LONGEST_NAME:])
    if extension in NOT_VIDEO:
        shape = "other"
    elif extension in DISC_IMAGE:
        shape = "disc"
    return Place(shape, name, extension, tuple(_folders(parts[:-1])))


def _in_letters(part: str) -> str:
    """A name whose bytes are no UTF-8 as Windows wrote it in Western Europe, where most of it is ASCII."""
    strange = sum("\udc80" <= c <= "\udcff" for c in part)
    if not strange or 3 * strange > len(part) or any("\x7f" < c < "\udc80" or c > "\udcff" for c in part):
        return part
    return part.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _of_names(shape: Shape, parts: List[str]) -> Place:
    """A disc laid out as folders goes by the name of the folder that holds it."""
    if not parts:
        return Place(shape)
    return Place(shape, parts[-1][-LONGEST_NAME:], "", tuple(_folders(parts[:-1])))


def _folders(parts: List[str]) -> List[str]:
    return [part[-LONGEST_NAME:] for part in reversed(parts[-FOLDERS_KEPT:])]


def _split(name: str) -> Tuple[str, str]:
    """Only extensions that are known are cut off: "Mr. Nobody" and "S.W.A.T." have none."""
    stem, dot, extension = name.rpartition(".")
    if stem and dot and extension.lower() in KNOWN:
        return stem.strip(), extension.lower()
    return name, ""
