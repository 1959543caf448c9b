"""Title and tags of a Matroska or WebM file, read from the few places where they stand."""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Tuple

from .reading import Bytes

MAGIC = b"\x1a\x45\xdf\xa3"
_SEGMENT, _SEEK_HEAD, _CLUSTER = 0x18538067, 0x114D9B74, 0x1F43B675
_SEEK, _SEEK_ID, _SEEK_POSITION = 0x4DBB, 0x53AB, 0x53AC
_INFO, _TITLE, _TAGS, _TAG = 0x1549A966, 0x7BA9, 0x1254C367, 0x7373
_TARGETS, _TARGET_LEVEL, _SIMPLE_TAG, _NAME, _STRING = 0x63C0, 0x68CA, 0x67C8, 0x45A3, 0x4487
_OF_A_PART = (0x63C5, 0x63C9, 0x63C4, 0x63C6)  # tags of one track, edition, chapter or attachment
_OF_A_FILM = 50  # the target's level; 60 and 70 are volume and collection
_LARGEST = 512 * 1024  # bytes of one element that is read as a whole
_MOST_HEADERS = 64


class _Element(NamedTuple):
    id: int
    start: int  # where its content begins
    end: int


def read(file: Bytes) -> Dict[str, str]:
    """What the file says of itself as a whole. IndexError where it is cut off or damaged."""
    segment = next((e for e in _elements(file, 0, file.size) if e.id == _SEGMENT), None)
    if segment is None:
        return {}
    found = _places(file, segment)
    tags = _tags(_content(file, found[_TAGS])) if _TAGS in found else {}
    for kind, data in _children(_content(file, found[_INFO])) if _INFO in found else ():
        if kind == _TITLE:
            tags.setdefault("title", _text(data))
    return {name: value for name, value in tags.items() if value}


def _places(file: Bytes, segment: _Element) -> Dict[int, _Element]:
    """Where the parts of a segment stand: found on the way to the first picture, or by the seek head."""
    found: Dict[int, _Element] = {}
    for element in _elements(file, segment.start, segment.end):
        found.setdefault(element.id, element)
        if element.id == _SEEK_HEAD:
            for target in _sought(file, segment, element):
                found.setdefault(target.id, target)
        if element.id == _CLUSTER or (_INFO in found and _TAGS in found):
            break
    return found


def _sought(file: Bytes, segment: _Element, seek_head: _Element) -> Iterator[_Element]:
    for wanted, position in _seeks(_content(file, seek_head)):
        if wanted in (_INFO, _TAGS) and segment.start + position < segment.end:
            target = next(_elements(file, segment.start + position, segment.end))
            if target.id == wanted:
                yield target


def _elements(file: Bytes, at: int, end: int) -> Iterator[_Element]:
    """Elements side by side, their headers alone. One whose length is not known reaches to the end."""
    for _ in range(_MOST_HEADERS):
        if at >= end:
            return
        header = file.read(at, 12)
        kind, size, taken = _header(header, 0)
        start = at + taken
        stop = end if size is None else min(end, start + size)
        yield _Element(kind, start, stop)
        at = stop


def _content(file: Bytes, element: _Element) -> bytes:
    return file.read(element.start, min(_LARGEST, element.end - element.start))


def _children(data: bytes) -> List[Tuple[int, bytes]]:
    found, at = [], 0
    while at < len(data):
        try:
            kind, size, taken = _header(data, at)
        except IndexError:
            break
        stop = len(data) if size is None else at + taken + size
        if stop > len(data):
            break  # cut off: half an id would be another film's
        found.append((kind, data[at + taken : stop]))
        at = stop
    return found


def _header(data: bytes, at: int) -> "Tuple[int, int | None, int]":
    """Id, size (None: not known) and how many bytes both take. IndexError where they are cut off."""
    length = _length(data[at])
    kind = int.from_bytes(data[at : at + length], "big")
    size_length = _length(data[at + length])
    size = int.from_bytes(data[at + length : at + length + size_length], "big")
    most = (1 << 7 * size_length) - 1
    return kind, None if size & most == most else size & most, length + size_length


def _length(first: int) -> int:
    """How many bytes a number takes, by the zeros that its first byte begins with."""
    if not first:
        raise IndexError("no number")
    return 9 - first.bit_length()


def _seeks(data: bytes) -> Iterator[Tuple[int, int]]:
    for kind, seek in _children(data):
        parts = dict(_children(seek)) if kind == _SEEK else {}
        if _SEEK_ID in parts and _SEEK_POSITION in parts:
            yield int.from_bytes(parts[_SEEK_ID], "big"), int.from_bytes(parts[_SEEK_POSITION], "big")


def _tags(data: bytes) -> Dict[str, str]:
    tags: Dict[str, str] = {}
    for kind, tag in _children(data):
        parts = _children(tag) if kind == _TAG else []
        if not all(_is_of_film(_children(part)) for kind, part in parts if kind == _TARGETS):
            continue
        for kind, simple in parts:
            pair = dict(_children(simple)) if kind == _SIMPLE_TAG else {}
            if _NAME in pair and _STRING in pair:
                tags.setdefault(_text(pair[_NAME]).lower(), _text(pair[_STRING]))
    return tags


def _is_of_film(targets: List[Tuple[int, bytes]]) -> bool:
    numbers = {kind: int.from_bytes(data[:8], "big") for kind, data in targets}
    return numbers.get(_TARGET_LEVEL, _OF_A_FILM) <= _OF_A_FILM and not any(map(numbers.get, _OF_A_PART))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").rstrip("\0")
