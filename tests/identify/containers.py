"""Small Matroska and MP4 files with tags and nothing to see, byte by byte."""

from __future__ import annotations

import struct
from typing import Dict

_IDS = {
    **{"ebml": b"\x1a\x45\xdf\xa3", "segment": b"\x18\x53\x80\x67", "info": b"\x15\x49\xa9\x66"},
    **{"title": b"\x7b\xa9", "tags": b"\x12\x54\xc3\x67", "tag": b"\x73\x73", "targets": b"\x63\xc0"},
    **{"level": b"\x68\xca", "track": b"\x63\xc5", "simple": b"\x67\xc8", "name": b"\x45\xa3"},
    **{"string": b"\x44\x87", "cluster": b"\x1f\x43\xb6\x75", "seekhead": b"\x11\x4d\x9b\x74"},
    **{"seek": b"\x4d\xbb", "seekid": b"\x53\xab", "seekposition": b"\x53\xac"},
}


def element(name: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return _IDS[name] + struct.pack(">Q", 1 << 56 | len(content)) + content


def tag(tags: Dict[str, str], targets: bytes = b"") -> bytes:
    simple = (
        element("simple", element("name", k.encode()), element("string", v.encode())) for k, v in tags.items()
    )
    return element("tag", element("targets", targets), *simple)


def matroska(tags: Dict[str, str], title: str = "", film: int = 1000, *more: bytes) -> bytes:
    """Info, a film of so many bytes, and the tags behind it, where the seek head says they are."""
    info = element("info", element("title", title.encode()))
    cluster = element("cluster", b"\0" * film)

    def head(position: int) -> bytes:
        return element(
            "seekhead",
            element(
                "seek",
                element("seekid", _IDS["tags"]),
                element("seekposition", struct.pack(">I", position)),
            ),
        )

    position = len(head(0)) + len(info) + len(cluster)
    body = (head(position), info, cluster, element("tags", *more, tag(tags)))
    return element("ebml", b"") + element("segment", *body)


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + kind + content


def mp4(atoms: Dict[bytes, str], free: Dict[str, str], film: int = 1000) -> bytes:
    """iTunes' atoms and free-form ones, behind a film of so many bytes."""
    items = [box(kind, box(b"data", struct.pack(">II", 1, 0), text.encode())) for kind, text in atoms.items()]
    for name, text in free.items():
        mean = box(b"mean", b"\0\0\0\0com.apple.iTunes")
        data = box(b"data", struct.pack(">II", 1, 0), text.encode())
        items.append(box(b"----", mean, box(b"name", b"\0\0\0\0" + name.encode()), data))
    meta = box(b"meta", b"\0\0\0\0", box(b"hdlr", b"\0" * 25), box(b"ilst", *items))
    return box(b"ftyp", b"isom") + box(b"mdat", b"\0" * film) + box(b"moov", box(b"udta", meta))


def of_a_track(number: int) -> bytes:
    return element("track", bytes([number]))


def of_a_collection() -> bytes:
    return element("level", bytes([70]))
