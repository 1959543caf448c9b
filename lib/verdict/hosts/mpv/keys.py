"""The keys of the prompt as one input section of mpv, and back from its messages to our keys.

While the prompt has the floor, its keys are ours. Every other key keeps what it does in mpv and tells us that
somebody is there, which ends the countdown. A key that would leave the film, leaves the prompt first; `q` and
the closed window do so whatever they mean to the user.
"""

from __future__ import annotations

import enum
from typing import Any, Dict, Iterable, Iterator, Mapping, Sequence, Set

from verdict.core.prompt import Key

SECTION = "verdict-prompt"
KEY_MESSAGE, MOUSE_MESSAGE, TYPE_BINDING = "verdict-key", "verdict-mouse", "verdict-type"
SIGN_IN_MESSAGE = "verdict-sign-in"  # what a user may bind a key to


class Mode(enum.Enum):
    """What the keys are for."""

    RATING = "rating"
    CHOOSING = "choosing"
    TYPING = "typing"
    SIGNING = "signing"


_EVERYWHERE = {"ENTER": Key.ENTER, "KP_ENTER": Key.ENTER, "ESC": Key.SKIP, "GO_BACK": Key.SKIP}
_NAMES: Dict[str, Key] = {
    **_EVERYWHERE,
    "LEFT": Key.LEFT,
    "RIGHT": Key.RIGHT,
    "UP": Key.UP,
    "DOWN": Key.DOWN,
    "HOME": Key.HOME,
    "END": Key.END,
    "BS": Key.SKIP,
    "WHEEL_UP": Key.RIGHT,
    "WHEEL_DOWN": Key.LEFT,
    "WHEEL_RIGHT": Key.RIGHT,
    "WHEEL_LEFT": Key.LEFT,
    "SPACE": Key.OTHER,
    "UNMAPPED": Key.OTHER,
    **dict.fromkeys("uU", Key.UNRATE),
    **dict.fromkeys("nN", Key.NEVER),
    **dict.fromkeys("lL", Key.LOVE),
    **dict.fromkeys("hH", Key.HATE),
    **{digit: Key(digit) for digit in "0123456789"},
    **{f"KP{digit}": Key(digit) for digit in "0123456789"},
}
_ALSO: Dict[Mode, Dict[str, Key]] = {
    Mode.RATING: dict.fromkeys("wW", Key.WRONG),
    Mode.CHOOSING: dict.fromkeys("sS/", Key.SEARCH),
}
_WHILE_TYPING: Dict[str, Key] = {**_EVERYWHERE, "BS": Key.ERASE, "UNMAPPED": Key.OTHER}
_WHILE_SIGNING: Dict[str, Key] = {**_EVERYWHERE, "BS": Key.SKIP}
_REPEATED = (Key.LEFT, Key.RIGHT, Key.UP, Key.DOWN, Key.ERASE)
_MOUSE = {"MBTN_LEFT": "click", "MBTN_LEFT_DBL": "click", "MBTN_RIGHT": "none", "MBTN_RIGHT_DBL": "none"}
LEAVES_IN = 2  # seconds after which the player is gone where Verdict hangs
_OTHER = Key.OTHER.value
_MEANINGLESS = ("MOUSE_MOVE", "MOUSE_ENTER", "MOUSE_LEAVE")  # a mouse that is nudged is nobody's answer
_LEAVING = {"q": "quit", "Q": "quit-watch-later", "CLOSE_WIN": "quit"}
_LEAVES = ("quit", "quit-watch-later", "stop", "playlist-next", "playlist-prev", "playlist-play-index")
_KEYS_BY_MESSAGE: Mapping[str, Key] = {key.value: key for key in Key}


def section(
    client: str,
    bindings: Iterable[Mapping[str, Any]],
    key_list: Iterable[str],
    mode: Mode = Mode.RATING,
) -> str:
    """The section's text. client: who is told; the others: mpv's `input-bindings` and `input-key-list`."""
    if mode is Mode.TYPING:
        return "\n".join([*_bound(client, set(key_list), _WHILE_TYPING), *_letters(client)])
    names = _WHILE_SIGNING if mode is Mode.SIGNING else {**_NAMES, **_ALSO[mode]}
    theirs = _in_force(bindings)
    return "\n".join([*_ours(client, set(key_list), names, theirs), *_passed_on(client, theirs, names)])


def typed(args: Sequence[Any]) -> str:
    """The letters that a message of the typing section brings, "" for any other message."""
    if len(args) < 5 or args[0] != "key-binding" or args[1] != TYPE_BINDING:
        return ""
    return str(args[4] or "") if str(args[2])[:1] in "drp" else ""


def _letters(client: str) -> Iterator[str]:
    yield f"ANY_UNICODE script-binding {client}/{TYPE_BINDING}"
    yield f"SPACE script-binding {client}/{TYPE_BINDING}"
    yield f"CLOSE_WIN {_leave(client)}; quit"


def key_of(message: str) -> Key:
    """The key that a message of the section names."""
    return _KEYS_BY_MESSAGE.get(message, Key.OTHER)


def _ours(
    client: str, key_list: Set[str], names: Mapping[str, Key], theirs: Mapping[str, str]
) -> Iterator[str]:
    yield from _bound(client, key_list, names)
    for name, command in _LEAVING.items():
        yield f"{name} {_leave(client)}; {theirs.get(name, command)}"
    for name in _MEANINGLESS:
        yield f"{name} ignore"
    for name, what in _MOUSE.items():
        yield f"{name} script-message-to {client} {MOUSE_MESSAGE} {what}"


def _bound(client: str, key_list: Set[str], names: Mapping[str, Key]) -> Iterator[str]:
    for name, key in names.items():
        if len(name) > 1 and key_list and name not in key_list:
            continue  # an older mpv does not know this key
        repeat = "repeatable " if key in _REPEATED else ""
        yield f"{name} {repeat}script-message-to {client} {KEY_MESSAGE} {key.value}"


def _leave(client: str) -> str:
    """Skip; and the gate waits no longer for a Verdict that hangs. One that lives says how long it needs."""
    skip = f"script-message-to {client} {KEY_MESSAGE} {Key.SKIP.value}"
    return f"{skip}; script-message-to verdict hold {LEAVES_IN}"


def _in_force(bindings: Iterable[Mapping[str, Any]]) -> Dict[str, str]:
    """What each of the user's keys does now."""
    best: Dict[str, Mapping[str, Any]] = {}
    for binding in bindings:
        other = best.get(binding["key"])
        if other is None or binding.get("priority", 0) > other.get("priority", 0):
            best[binding["key"]] = binding
    active = [binding for binding in best.values() if binding.get("priority", -1) >= 0]
    commands = {binding["key"]: str(binding.get("cmd", "")).strip() for binding in active}
    return {name: command for name, command in commands.items() if command and "\n" not in command}


def _passed_on(client: str, theirs: Mapping[str, str], names: Mapping[str, Key]) -> Iterator[str]:
    """The user's other keys: what they mean in mpv, and a word to us."""
    for name, command in theirs.items():
        if not _is_ours(name, names):
            is_leaving = command.split()[0] in _LEAVES
            first = _leave(client) if is_leaving else f"script-message-to {client} {KEY_MESSAGE} {_OTHER}"
            yield f"{name} {first}; {command}"


def _is_ours(name: str, names: Mapping[str, Key]) -> bool:
    mouse = name.startswith(("MBTN_", "MOUSE_", "WHEEL_"))
    return mouse or name in names or name in _LEAVING or "-" in name[1:]
