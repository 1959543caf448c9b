"""Pixels of the screen as an eye would see them: read from the root window through libX11."""

from __future__ import annotations

import ctypes
import ctypes.util
import time
from types import TracebackType
from typing import Any, Optional, Tuple, Type

from bench.figure import CannotMeasure

ALL_PLANES = ctypes.c_ulong(-1).value
Z_PIXMAP = 2
REST = 0.0002  # seconds between two looks: a tighter loop would take the server from the player

Colour = Tuple[int, int, int]
Place = Tuple[int, int]


class _Image(ctypes.Structure):
    """The first fields of an XImage (Xlib.h); four bytes a pixel on a display of depth 24."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
    )


class Eye:
    """Looks at one display. Coordinates are the root window's."""

    def __init__(self, display: str) -> None:
        self._x11 = _library()
        self._display = self._x11.XOpenDisplay(display.encode())
        if not self._display:
            raise CannotMeasure(f"no display {display}")
        self._root = self._x11.XDefaultRootWindow(self._display)

    def __enter__(self) -> Eye:
        return self

    def __exit__(self, _: Optional[Type[BaseException]], __: object, ___: Optional[TracebackType]) -> None:
        self._x11.XCloseDisplay(self._display)

    def picture(self, x: int, y: int, width: int, height: int) -> bytes:
        """Four bytes a pixel: blue, green, red, and one more."""
        image = self._x11.XGetImage(self._display, self._root, x, y, width, height, ALL_PLANES, Z_PIXMAP)
        if not image:
            raise CannotMeasure("the screen cannot be read")
        try:
            return ctypes.string_at(image.contents.data, 4 * width * height)
        finally:
            self._x11.XDestroyImage(image)

    def colour(self, place: Place) -> Colour:
        blue, green, red = self.picture(*place, 1, 1)[:3]
        return red, green, blue

    def wait_for(self, place: Place, before: Colour, after: Colour, timeout: float) -> float:
        """When this pixel turned from `before` towards `after`, on the monotonic clock. TimeoutError."""
        end = time.monotonic() + timeout
        while True:
            colour, now = self.colour(place), time.monotonic()
            if 2 * distance(colour, after) < distance(before, after):
                return now
            if now > end:
                raise TimeoutError(f"the pixel at {place} stayed {colour}; {after} was expected")
            time.sleep(REST)


def distance(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other))


def _library() -> Any:
    name = ctypes.util.find_library("X11")
    if name is None:
        raise CannotMeasure("libX11 is not installed")
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XGetImage.restype = ctypes.POINTER(_Image)
    x11.XGetImage.argtypes = [
        ctypes.c_void_p,
        ctypes.c_ulong,
        *[ctypes.c_int] * 2,
        *[ctypes.c_uint] * 2,
        ctypes.c_ulong,
        ctypes.c_int,
    ]
    x11.XDestroyImage.argtypes = [ctypes.POINTER(_Image)]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    return x11
