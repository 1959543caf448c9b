"""What `verdict status --check` looks at: each finding says what to do where something is wrong."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from verdict.cli.house import House
from verdict.cli.words import day_and_time, what_to_do
from verdict.trakt.client import V1, V2
from verdict.trakt.errors import TraktError

LITTLE_ROOM = 50 << 20  # bytes; a journal of ten thousand ratings has a tenth of it
LARGEST_SKEW = 120.0  # seconds between our clock and Trakt's; more puts ratings at the wrong moment


@dataclass(frozen=True)
class Finding:
    """found: what is so; todo: what to do about it, "" where all is well."""

    name: str
    found: str
    todo: str = ""

    def to_json(self) -> Dict[str, Any]:
        return {**asdict(self), "ok": not self.todo}


def findings(house: House, problem: Optional[TraktError]) -> List[Finding]:
    """All of them. problem: why Trakt could not be asked for the account just now, or None."""
    may_ask = house.journal().held_until() <= time.time()
    looks: List[Callable[[House], Optional[Finding]]] = [
        *(_sign_in, _journal, _room, _files, _sockets, _mpv, _libmpv, _kodi)
    ]
    found = [
        _account(house, problem),
        *(_outside(house) if may_ask else []),
        *(look(house) for look in looks),
    ]
    return [finding for finding in found if finding]


def _account(house: House, problem: Optional[TraktError]) -> Finding:
    if problem:
        return Finding("account", "Trakt does not serve it", what_to_do(house, problem))
    try:
        if house.settings.trakt.api == V1:
            from verdict.trakt.v1 import ClientV1

            said = house.ask(lambda client: client.account_test() if isinstance(client, ClientV1) else "")
            return Finding("account", f"Trakt says: {said}")
    except TraktError as refused:
        return Finding("account", "Trakt does not serve it", what_to_do(house, refused))
    return Finding("account", "Trakt serves it")


def _outside(house: House) -> List[Finding]:
    """The way to Trakt and its clock, by one request; nothing where that is not to be had just now."""
    from verdict.trakt.clockcheck import look

    try:
        seen = look(house.settings.trakt)
    except (TraktError, ValueError):
        return []
    return [_way(seen.closed), *([] if seen.skew is None else [_clock(seen.skew)])]


def _way(closed: Optional[TraktError]) -> Finding:
    """Whether what stands before Trakt lets this program through."""
    from verdict.trakt.transport import USER_AGENT

    return (
        Finding("way", f"closed to {USER_AGENT}", str(closed))
        if closed
        else Finding("way", f"open to {USER_AGENT}")
    )


def _clock(skew: float) -> Finding:
    """The clock here beside Trakt's."""
    if abs(skew) <= LARGEST_SKEW:
        return Finding("clock", "agrees with Trakt's")
    way = "behind" if skew > 0 else "ahead of"
    return Finding("clock", f"{abs(skew):.0f} s {way} Trakt's", "set the clock: ratings get the wrong moment")


def _sign_in(house: House) -> Optional[Finding]:
    """How long the token lives; None where there is none, which the account tells."""
    from verdict.trakt.tokenfile import TokenFile

    if house.settings.trakt.api != V2:
        return None
    try:
        token = TokenFile(house.token_file).read()
    except TraktError:
        return None
    if not token.refresh:
        return Finding("sign-in", "cannot renew itself", "sign in again: verdict login")
    until = f"good until {day_and_time(token.expires_at)}, and " if token.expires_at else ""
    return Finding("sign-in", f"{until}renewed by itself")


def _journal(house: House) -> Finding:
    """It was looked through when it was opened; what was found then is said on stderr."""
    journal = house.journal()
    if journal.notices:
        return Finding("journal", "was damaged, and begun anew", "look at the file that was set aside")
    return Finding("journal", f"sound, with {len(journal.entries())} entries")


def _room(house: House) -> Optional[Finding]:
    try:
        free = shutil.disk_usage(house.places.data_dir).free
    except OSError:
        return None
    found = f"{free / (1 << 20):,.0f} MB free"
    return Finding("disk", found, "make room: ratings need a little" if free < LITTLE_ROOM else "")


def _files(house: House) -> Optional[Finding]:
    """Files that hold secrets, and their folder, are for the user alone."""
    if os.name != "posix":
        return None
    places = house.places
    private = [places.config_file, *sorted(places.data_dir.glob("*.json*")), *_parts(places.journal_file)]
    is_open = [path for path in [places.data_dir, *private] if _is_open(path)]
    if not is_open:
        return Finding("files", "for you alone")
    names = ", ".join(map(str, is_open))
    return Finding("files", f"open to others: {names}", f"take their rights away: chmod go= {names}")


def _parts(journal: Path) -> List[Path]:
    return sorted(journal.parent.glob(f"{journal.name}*"))


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def _sockets(house: House) -> Finding:
    folder = house.places.run_dir
    if not folder.exists():
        return Finding("sockets", f"{folder} is made when it is needed")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Finding("sockets", f"{folder} cannot be written", "remove it, or take back the rights to it")
    return Finding("sockets", str(folder))


def _mpv(_: House) -> Finding:
    from verdict.hosts.mpv.versions import program

    version = program()
    if version is None:
        return Finding("mpv", "no program of that name here; verdict play needs none")
    return Finding("mpv", version)


def _libmpv(_: House) -> Finding:
    from verdict.hosts.mpv.embedded import NoPlayer
    from verdict.hosts.mpv.versions import library

    try:
        found = library()
    except NoPlayer as problem:
        return Finding("libmpv", "missing", str(problem))
    if not found.has_lua:
        return Finding(
            "libmpv",
            f"{found.version}, without Lua",
            "install a libmpv that was built with Lua: without it the last picture does not stay",
        )
    return Finding("libmpv", f"{found.version}, with Lua")


def _kodi(_: House) -> Finding:
    """Each Kodi of this user's, and the add-on in it."""
    from verdict.cli.kodi_places import kodi_places

    found, todo = [], []
    for place in kodi_places():
        version, is_enabled = place.version, place.is_enabled
        if version is None:
            found.append(f"{place.what} without Verdict's add-on")
            continue
        state = {True: ", enabled", False: ", not enabled", None: ""}[is_enabled]
        found.append(f"{place.what} with the add-on {version}{state}")
        if is_enabled is False:
            todo.append(f"enable it in {place.what}: Add-ons > My add-ons > Services > Verdict")
    return Finding("kodi", "; ".join(found) or "not here", "; ".join(todo))
