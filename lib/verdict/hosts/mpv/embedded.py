"""An mpv in this process, through python-mpv: the maker of a link to it.

Facts that shape this file: callbacks run on mpv's own event thread and may only hand things on; the library's
defaults are not the program's, so what a user of mpv expects has to be switched on; `LC_NUMERIC` must be C.
"""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Sequence, Tuple

from verdict.hosts.mpv.link import LinkError, Sink

if TYPE_CHECKING:
    import mpv

LIKE_THE_PROGRAM: Dict[str, Any] = {
    "config": True,
    "load_scripts": True,
    "osc": True,
    "ytdl": True,
    "input_default_bindings": True,
    "input_vo_keyboard": True,
    "input_media_keys": True,
    "idle": "once",
}
TERMINAL: Dict[str, Any] = {"terminal": True, "input_terminal": True}
_TOLD_ELSEWHERE = (
    "property-change",
    "log-message",
    "command-reply",
    "get-property-reply",
    "set-property-reply",
)
_BEFORE_START = (
    "config",
    "config-dir",
    "input-conf",
    "load-scripts",
    "scripts",
    "script",
    "terminal",
    "log-file",
    "msg-level",
)


class NoPlayer(Exception):
    """There is no libmpv, or it does not start; `str()` says what to install or change."""


class EmbeddedMpv:
    """A player window in this process, and the link to it."""

    def __init__(self, sink: Sink, options: Sequence[Tuple[str, str]] = (), terminal: bool = False) -> None:
        self._sink = sink
        self._observers: Dict[str, Callable[[str, Any], None]] = {}
        library = load_library()
        early = {name.replace("-", "_"): value for name, value in options if name in _BEFORE_START}
        defaults = {**LIKE_THE_PROGRAM, **(TERMINAL if terminal else {}), **early}
        try:
            self._mpv = library.MPV(**defaults)
        except (AttributeError, TypeError, ValueError) as error:
            raise NoPlayer(f"mpv does not start with these options: {_words_of(error)}") from error
        self.client_name = library._mpv_client_name(self._mpv._event_handle).decode()
        self._mpv.register_event_callback(self._event)
        for name, value in options:
            if name not in _BEFORE_START:
                self.set_option(name, value)

    def set_option(self, name: str, value: str) -> None:
        """Set an option as the command line would; NoPlayer where mpv has none of that name or value."""
        try:
            if name == "profile":
                self.command("apply-profile", value)
            else:
                self._mpv[name] = value
        except (AttributeError, TypeError, ValueError, LinkError) as error:
            raise NoPlayer(f"mpv does not take --{name}={value}: {_words_of(error)}") from error

    def command(self, *args: Any, **named: Any) -> Any:
        try:
            return self._mpv.command(*map(_encoded, args), **named)
        except Exception as error:  # python-mpv raises many kinds, and SystemError for most refusals
            raise LinkError(f"mpv refused {args[0]}: {_words_of(error)}") from error

    def get(self, name: str) -> Any:
        try:
            value = getattr(self._mpv, name)
        except Exception:  # the same here: a property without a value is not one kind of error
            return None
        return _decoded(value) if isinstance(value, bytes) else value

    def observe(self, name: str) -> None:
        def changed(name: str, value: Any) -> None:
            self._sink({"event": "property-change", "name": name, "data": value})

        self._observers[name] = changed
        self._mpv.observe_property(name, changed)

    def unobserve(self, name: str) -> None:
        changed = self._observers.pop(name, None)
        if changed:
            self._mpv.unobserve_property(name, changed)

    def close(self) -> None:
        """End the player; not from a callback."""
        self._mpv.terminate()

    def _event(self, event: mpv.MpvEvent) -> None:
        notice = event.as_dict(decoder=_decoded)
        if notice.get("event") not in _TOLD_ELSEWHERE:
            self._sink(notice)


def load_library() -> Any:
    """python-mpv, once libmpv is found. NoPlayer names the package to install where it is not."""
    locale.setlocale(locale.LC_NUMERIC, "C")
    try:
        import mpv
    except OSError as error:
        raise NoPlayer(
            "libmpv is not installed: on Debian and Ubuntu `apt install libmpv2` (libmpv1 on older ones)"
        ) from error
    return mpv


def _encoded(argument: Any) -> Any:
    """As mpv takes it: a file's name may be no UTF-8."""
    return argument.encode("utf-8", "surrogateescape") if isinstance(argument, str) else argument


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _words_of(error: Exception) -> str:
    words: List[Any] = list(error.args)
    return str(words[0]) if words else type(error).__name__
