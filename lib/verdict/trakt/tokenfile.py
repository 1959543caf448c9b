"""The token file: Trakt's own answer on disk, private, whole at every moment, and never thrown away."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Optional

from verdict.trakt.errors import SignInNeeded, Unavailable
from verdict.trakt.filelock import locked
from verdict.trakt.reading import number_of

# v2-facts.md, "Device sign-in": a fixed margin of 48 hours made others refresh on every call.
MARGIN_SECONDS, MARGIN_SHARE = 600.0, 0.1
LARGEST = 1 << 16  # bytes; Trakt's answer has a few hundred
_ROOM = 1 << 13  # bytes that are on disk before a refresh token is spent, so that the answer surely fits


@dataclass(frozen=True)
class Token:
    """What the file says. expires_at: seconds since 1970, or None where the file does not tell."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    created_at: float = 0.0
    expires_at: Optional[float] = None
    margin: float = 0.0

    def is_stale(self, now: float) -> bool:
        """Whether it is time to refresh."""
        return self.expires_at is not None and now >= self.expires_at - self.margin

    def is_dead(self, now: float) -> bool:
        return self.expires_at is not None and now >= self.expires_at

    @classmethod
    def from_json(cls, data: Any) -> Token:
        """Read Trakt's answer. ValueError where it holds no access token."""
        if not isinstance(data, dict) or not _is_token(data.get("access_token")):
            raise ValueError("no access token in it")
        refresh = data["refresh_token"] if _is_token(data.get("refresh_token")) else ""
        created, life = number_of(data.get("created_at")), number_of(data.get("expires_in"))
        ends = None if created is None or life is None else float(created + life)
        margin = min(MARGIN_SECONDS, MARGIN_SHARE * (life or 0))
        return cls(data["access_token"], refresh, float(created or 0), ends, margin)


class TokenFile:
    """The file and the lock beside it. The clock gives seconds since 1970."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path, self._clock = path, clock
        self._new = path.with_name(path.name + ".new")

    def read(self) -> Token:
        """SignInNeeded where there is no token, or where the file is damaged; it stays as it is."""
        try:
            _make_private(self.path)
            return _read(self.path)
        except FileNotFoundError:
            reason = "not signed in to Trakt yet: sign in"
        except OSError as problem:
            reason = f"the token file {self.path} cannot be read ({problem.strerror}): sign in again"
        except (ValueError, RecursionError):
            reason = f"the token file {self.path} is damaged: sign in again"
        raise SignInNeeded(reason)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the only one, across threads and processes, to change the file. Unavailable where that fails."""
        try:
            _make_folder(self.path.parent)
        except OSError as problem:
            raise self._unwritable(problem) from None
        with locked(self.path.with_name(self.path.name + ".lock")):
            self._recover()
            yield

    @contextmanager
    def room(self) -> Iterator[Callable[[Dict[str, Any]], Token]]:
        """While held: space on disk first, then a function that saves Trakt's answer in it.

        Unavailable where the disk does not take it, before anything was asked of Trakt.
        """
        try:
            descriptor = os.open(self._new, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as problem:
            raise self._unwritable(problem) from None
        try:
            self._write(descriptor, b" " * _ROOM)
            yield lambda answer: self._save(descriptor, answer)
        finally:
            os.close(descriptor)
            self._tidy()

    def remove(self) -> None:
        """While held: forget the token. Unavailable where the file cannot be removed."""
        try:
            for path in (self._new, self.path):
                path.unlink(missing_ok=True)
            _sync_folder(self.path.parent)
        except OSError as problem:
            raise self._unwritable(problem) from None

    def _save(self, descriptor: int, answer: Dict[str, Any]) -> Token:
        now, token = self._clock(), Token.from_json(answer)
        if number_of(answer.get("created_at")) is None or token.is_stale(now):
            # Just made, and over already: the clocks differ by days, and ours is the one that asks later.
            answer = {**answer, "created_at": int(now)}
            token = Token.from_json(answer)
        self._write(descriptor, json.dumps(answer, indent=2).encode("ascii"))
        self._replace()
        return token

    def _write(self, descriptor: int, data: bytes) -> None:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            written = 0
            while written < len(data):
                written += os.write(descriptor, data[written:])
            os.truncate(descriptor, len(data))
            os.fsync(descriptor)
        except OSError as problem:
            raise self._unwritable(problem) from None

    def _replace(self) -> None:
        try:
            self._new.chmod(0o600)
            self._new.replace(self.path)
            _sync_folder(self.path.parent)
        except OSError as problem:
            raise self._unwritable(problem) from None

    def _tidy(self) -> None:
        """Remove what was prepared, unless it holds a pair that only has to be put in its place."""
        with suppress(OSError):  # it has been put in its place
            try:
                _read(self._new)
            except (ValueError, RecursionError):
                self._new.unlink()

    def _recover(self) -> None:
        """Take up a newer pair that was written whole, but not yet put in its place when we died."""
        try:
            new = _read(self._new)
        except (OSError, ValueError, RecursionError):
            return
        try:
            is_newer = new.created_at >= _read(self.path).created_at  # two pairs may be of one second
        except (OSError, ValueError, RecursionError):
            is_newer = True
        if is_newer:
            self._replace()

    def _unwritable(self, problem: OSError) -> Unavailable:
        return Unavailable(f"the token file {self.path} cannot be written ({problem.strerror})")


def _is_token(value: Any) -> bool:
    """Whether it is a text that may stand in a header."""
    return isinstance(value, str) and bool(value) and value.isascii() and value.isprintable()


def _read(path: Path) -> Token:
    with path.open("rb") as file:
        return Token.from_json(json.loads(file.read(LARGEST).decode("utf-8")))


def _make_private(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with suppress(PermissionError):  # another's file that we may read
            path.chmod(0o600)


def _make_folder(path: Path) -> None:
    """Make the folder and what is missing above it, each for the user alone."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def _sync_folder(path: Path) -> None:
    """Bring the new name itself to disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
