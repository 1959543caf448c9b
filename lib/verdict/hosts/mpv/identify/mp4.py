"""Tags of an MP4, M4V or QuickTime file: iTunes' atoms, free-form ones, and QuickTime's keys."""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Optional

from .reading import Bytes

_NAMES = {
    b"\xa9nam": "title",
    b"\xa9day": "date",
    b"tvsh": "show",
    b"tvsn": "season_number",
    b"tves": "episode_sort",
    b"stik": "media_type",
}
_FREE = b"----"
_WHOLE_NUMBER, _TEXT = 21, 1  # the types of data
_SHORT_NUMBERS = (b"tvsn", b"tves", b"stik")
_LARGEST = 512 * 1024  # bytes of one box that is read as a whole: covers may be larger, and are stepped over
_LONGEST_VALUE = 4096
_MOST_BOXES = 128


class _Box(NamedTuple):
    kind: bytes
    start: int  # where its content begins
    end: int


def is_mp4(head: bytes) -> bool:
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip")


def read(file: Bytes) -> Dict[str, str]:
    """The tags of the whole file; none where there are none."""
    tags: Dict[str, str] = {}
    moov = _first(file, b"moov", 0, file.size)
    if moov is None:
        return tags
    for meta in _metas(file, moov):
        keys = _first(file, b"keys", meta.start, meta.end)
        names = _key_names(_content(file, keys)) if keys else []
        items = _first(file, b"ilst", meta.start, meta.end)
        for item in _boxes(file, items.start, items.end) if items else ():
            for name, value in _item(file, item, names):
                tags.setdefault(name.lower(), value)
    return tags


def _metas(file: Bytes, moov: _Box) -> Iterator[_Box]:
    """moov/udta/meta as iTunes has it, moov/meta as QuickTime has it; the former begins with a version."""
    for box in _boxes(file, moov.start, moov.end):
        inside = _boxes(file, box.start, box.end) if box.kind == b"udta" else iter([box])
        for meta in inside:
            if meta.kind == b"meta":
                has_version = file.read(meta.start, 8)[4:8] != b"hdlr"
                yield meta._replace(start=meta.start + 4 if has_version else meta.start)


def _item(file: Bytes, item: _Box, names: List[str]) -> Iterator["tuple[str, str]"]:
    number = int.from_bytes(item.kind, "big")
    name: Optional[str] = _NAMES.get(item.kind)
    if 0 < number <= len(names):
        name = names[number - 1]
    if name is None and item.kind != _FREE:
        return
    for box in _boxes(file, item.start, item.end):
        if box.kind == b"name":
            name = file.read(box.start + 4, _room(box, 4)).decode("utf-8", "replace")
        elif box.kind == b"data" and name:
            value = _value(item.kind, file.read(box.start, _room(box)))
            if value:
                yield name.rpartition(".")[2], value


def _room(box: _Box, less: int = 0) -> int:
    return max(0, min(_LONGEST_VALUE, box.end - box.start - less))


def _value(kind: bytes, data: bytes) -> str:
    sort, content = int.from_bytes(data[:4], "big"), data[8:]
    if sort == _WHOLE_NUMBER or kind in _SHORT_NUMBERS:
        return str(int.from_bytes(content[:8], "big"))
    return content.decode("utf-8", "replace") if sort in (0, _TEXT) else ""


def _key_names(data: bytes) -> List[str]:
    names, at = [], 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8:
            break
        names.append(data[at + 8 : at + size].decode("utf-8", "replace"))
        at += size
    return names


def _first(file: Bytes, kind: bytes, at: int, end: int) -> Optional[_Box]:
    return next((box for box in _boxes(file, at, end) if box.kind == kind), None)


def _boxes(file: Bytes, at: int, end: int) -> Iterator[_Box]:
    """Boxes side by side, their headers alone."""
    for _ in range(_MOST_BOXES):
        header = file.read(at, 16) if at + 8 <= end else b""
        if len(header) < 8:
            return
        size, start = int.from_bytes(header[:4], "big"), at + 8
        if size == 1:  # the size stands behind, in eight bytes
            size, start = int.from_bytes(header[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        is_cut_off = at + size > end and header[4:8] in (b"data", b"name")
        if size < start - at or is_cut_off:  # half an id would be another film's
            return
        yield _Box(header[4:8], start, min(end, at + size))
        at += size


def _content(file: Bytes, box: _Box) -> bytes:
    return file.read(box.start, min(_LARGEST, box.end - box.start))
