"""What the window shows of a sign-in, and the picture of its QR code."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path
from typing import Dict, Optional

from verdict.core.signing_in import SigningIn, Stage, time_left
from verdict.core.words import Words
from verdict.hosts.kodi import profile
from verdict.hosts.kodi.png import png

log = logging.getLogger(__name__)

_PICTURE = "sign-in-{}.png"


def sign_in_texts(signing: SigningIn, words: Words, seconds_left: Optional[int]) -> Dict[str, str]:
    """The window's properties."""
    waits = signing.stage is Stage.WAITING
    hint = words("sign_in_unheard" if signing.is_offline else "sign_in_waits") if waits else ""
    counts = waits and seconds_left is not None
    return {
        "state": "sign_in",
        "headline": "",
        "title": words("sign_in"),
        "go_to": words("go_to") if waits else "",
        "url": signing.url,
        "enter": words("enter_code") if waits else "",
        "code": signing.user_code,
        "hint": hint,
        "nothing": _why(signing, words),
        "detail": signing.reason,
        "qr": _picture(signing) if waits else "",
        "clock": words("time_left", time=time_left(max(0, seconds_left or 0))) if counts else "",
        "again": words("try_again") if signing.stage is Stage.ENDED else "",
        "cancel": words("cancel"),
    }


def remove_pictures() -> None:
    """Take the codes that were shown from the disk."""
    for path in profile.folder().glob(_PICTURE.format("*")):
        try:
            path.unlink()
        except OSError as error:
            log.info("%s", error)


def _why(signing: SigningIn, words: Words) -> str:
    if signing.ending:
        return words(signing.ending.value)
    return words("asking_for_code") if signing.stage is Stage.ASKING else ""


def _picture(signing: SigningIn) -> str:
    """Where the picture of the code lies; "" where there is none. Kodi keeps it by its name."""
    squares = signing.squares
    if squares is None:
        return ""
    name = _PICTURE.format(sha256(signing.link.encode()).hexdigest()[:16])
    path = profile.folder() / name
    return str(path) if path.exists() or _write(path, png(squares)) else ""


def _write(path: Path, data: bytes) -> bool:
    """Whether it could be written. Without it the code can still be typed in."""
    try:
        path.write_bytes(data)
    except OSError as error:
        log.warning("%s", error)
        return False
    return True
