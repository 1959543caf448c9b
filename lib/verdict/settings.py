"""The settings of verdict.toml: their defaults, and checks that name what does not fit."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from verdict.core.finished import Rules
from verdict.core.rating import BEST, WORST, RatingMode
from verdict.trakt import application
from verdict.trakt.client import V1, V2, Account, TraktSettings

AUTO = "auto"
ASK, SKIP = "ask", "skip"
NOWHERE = ""  # an address that nothing can be sent to
LONGEST_NAME = 60  # characters of an unknown key that are shown

_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_NOT_EMPTY = re.compile(r".+")
_KEY = re.compile(r"[!-~]*")  # what may stand in a header
_LANGUAGE = re.compile(r"auto|[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?")
_KEY_NAME = re.compile(r"[^\s#]{1,30}")  # "#" begins a comment in mpv's bindings, where it calls it SHARP

Tables = Mapping[str, object]


@dataclass(frozen=True)
class RatingSettings:
    """mode: ``auto`` or a `RatingMode`; timeout_seconds: 0 = no countdown; already_rated: ask or skip."""

    mode: str = AUTO
    ask: bool = True
    timeout_seconds: float = 15.0
    love: int = BEST
    hate: int = WORST
    already_rated: str = ASK


@dataclass(frozen=True)
class ScrobbleSettings:
    enabled: bool = True


@dataclass(frozen=True)
class FinishSettings:
    finish_at_percent: float = 80.0
    watched_at_least_percent: float = 50.0
    shortest_guess_minutes: float = 40.0


@dataclass(frozen=True)
class PromptSettings:
    """The card that offers to rate a film in its credits: whether, how long before the end where no chapter
    says so, and the key that opens the prompt, as mpv names keys. language: ``auto``, or such as ``pt_BR``.
    """

    language: str = AUTO
    credits_card: bool = True
    credits_minutes: float = 5.0
    key: str = "F8"


@dataclass(frozen=True)
class Settings:
    """All that can be set. Secrets stay out of `repr`."""

    trakt: TraktSettings = field(default_factory=TraktSettings)
    rating: RatingSettings = field(default_factory=RatingSettings)
    scrobble: ScrobbleSettings = field(default_factory=ScrobbleSettings)
    finish: FinishSettings = field(default_factory=FinishSettings)
    prompt: PromptSettings = field(default_factory=PromptSettings)

    @classmethod
    def from_mapping(cls, tables: Tables, origin: str) -> Tuple[Settings, List[str]]:
        """The settings, and in plain words what was left out of them because it does not fit.

        tables: as TOML reads them; origin: the name of the file. What is missing has its default. No value
        is ever repeated in a problem, since it may be a secret.
        """
        reader = _Reader(origin)
        kept = reader.read(tables)
        rating = RatingSettings(**kept["rating"])
        trakt = replace(TraktSettings(**kept["trakt"]), love=rating.love, hate=rating.hate)
        trakt = _with_application(reader.kept_together(trakt, tables))
        scrobble, finish = ScrobbleSettings(**kept["scrobble"]), FinishSettings(**kept["finish"])
        prompt = PromptSettings(**kept["prompt"])
        return cls(trakt, rating, scrobble, finish, prompt), reader.problems

    @property
    def rules(self) -> Rules:
        """When a film counts as finished."""
        finish = self.finish
        return Rules(
            finish_at=finish.finish_at_percent / 100,
            watched_at_least=finish.watched_at_least_percent / 100,
            shortest_guess=finish.shortest_guess_minutes * 60,
        )

    @property
    def account_key(self) -> str:
        """Tells one account in the settings from another; no secret can be read from it."""
        trakt = self.trakt
        who = trakt.username if trakt.api == V1 else trakt.client_id
        return hashlib.sha256("\n".join((trakt.api, trakt.url, who)).encode("utf-8", "replace")).hexdigest()


def mode_in_effect(settings: Settings, account: Optional[Account]) -> RatingMode:
    """The mode that a prompt is shown in. account: as it was last heard of, None where it never was."""
    if settings.rating.mode != AUTO:
        return RatingMode(settings.rating.mode)
    if settings.trakt.api == V1 and account is not None and account.mode is not None:
        return account.mode
    return RatingMode.ADVANCED


def sha1_of(password: str) -> str:
    """A password as v1 wants it (v1-rate-movie.txt)."""
    return hashlib.sha1(password.encode("utf-8")).hexdigest()  # noqa: S324 (Trakt's choice)


def _with_application(trakt: TraktSettings) -> TraktSettings:
    """The packager's application where the user names none, and the server is Trakt's own."""
    standard = TraktSettings()
    is_trakt = (trakt.url, trakt.signin_url) == (standard.url, standard.signin_url)
    if trakt.client_id or trakt.client_secret or not is_trakt:
        return trakt
    return replace(
        trakt, client_id=application.CLIENT_ID.strip(), client_secret=application.CLIENT_SECRET.strip()
    )


class _Wrong(Exception):
    """A value that does not fit."""


Check = Tuple[str, Callable[[object], Any]]  # what is expected, in words; the value as it is kept


def _one_of(*words: str) -> Check:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise _Wrong
        return value

    return " or ".join(f'"{word}"' for word in words), check


def _number(low: float, high: float) -> Check:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise _Wrong
        if not low <= value <= high:  # NaN fits nowhere
            raise _Wrong
        return float(value)

    return f"a number from {low:g} to {high:g}", check


def _whole(low: int, high: int) -> Check:
    def check(value: object) -> int:
        if type(value) is not int or not low <= value <= high:
            raise _Wrong
        return value

    return f"a whole number from {low} to {high}", check


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise _Wrong
    return value.strip()


def _fitting(allowed: str, pattern: "re.Pattern[str]") -> Check:
    def check(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise _Wrong
        return text

    return allowed, check


def _sha1(value: object) -> str:
    text = _text(value)
    if text and not _SHA1.fullmatch(text):
        raise _Wrong
    return text.lower()


_FLAG: Check = ("true or false", _yes_or_no)
_TEXT: Check = ("a text of one line", _text)
_ADDRESS = _fitting("an address, such as https://api.trakt.tv; nothing will be sent", _NOT_EMPTY)
_SECRET = _fitting("a text of plain letters, digits and signs", _KEY)

CHECKS: Dict[str, Dict[str, Check]] = {
    "trakt": {
        "api": _one_of(V2, V1),
        "url": _ADDRESS,
        "signin_url": _ADDRESS,
        "client_id": _SECRET,
        "client_secret": _SECRET,
        "api_key": _SECRET,
        "username": _TEXT,
        "password_sha1": ("the SHA-1 of the password: 40 hexadecimal digits", _sha1),
        "allow_http": _FLAG,
    },
    "rating": {
        "mode": _one_of(AUTO, *(mode.value for mode in RatingMode)),
        "ask": _FLAG,
        "timeout_seconds": _number(0, 3600),
        "love": _whole(WORST, BEST),
        "hate": _whole(WORST, BEST),
        "already_rated": _one_of(ASK, SKIP),
    },
    "scrobble": {"enabled": _FLAG},
    "finish": {
        "finish_at_percent": _number(1, 100),
        "watched_at_least_percent": _number(0, 100),
        "shortest_guess_minutes": _number(0, 1440),
    },
    "prompt": {
        "language": _fitting('"auto" or a language, such as "de" or "pt_BR"', _LANGUAGE),
        "credits_card": _FLAG,
        "credits_minutes": _number(0, 60),
        "key": _fitting('a key as mpv names it, such as "F8" or "ctrl+r"', _KEY_NAME),
    },
}
_ADDRESSES = ("url", "signin_url")


def _names_another(trakt: Mapping[str, object]) -> bool:
    """Whether a setting that nobody knows holds an address: likely the misspelt one of another server."""
    return any("://" in str(value) for key, value in trakt.items() if key not in CHECKS["trakt"])


class _Reader:
    """Reads tables by `CHECKS` and collects what does not fit."""

    def __init__(self, origin: str) -> None:
        self.problems: List[str] = []
        self._origin = origin

    def read(self, tables: Tables) -> Dict[str, Dict[str, Any]]:
        for name in tables:
            if name not in CHECKS:
                self._unknown("table", name, "", CHECKS)
        return {name: self._table(name, tables.get(name, {})) for name in CHECKS}

    def kept_together(self, trakt: TraktSettings, tables: Tables) -> TraktSettings:
        """The addresses of Trakt, checked. Credentials for one server must never reach another.

        So an address that does not fit is none at all, not Trakt's own, and one alone stands for both.
        """
        given = tables.get("trakt")
        given = given if isinstance(given, Mapping) else {}
        url = self._address("url", trakt.url, trakt.allow_http)
        signin_url = self._address("signin_url", trakt.signin_url, trakt.allow_http)
        standard = TraktSettings()
        if "signin_url" not in given and url != standard.url:
            signin_url = url
        if "url" not in given and (signin_url != standard.signin_url or _names_another(given)):
            self._say("trakt.url is missing, and another address is there: nothing will be sent")
            url = NOWHERE
        return replace(trakt, url=url, signin_url=signin_url)

    def _table(self, name: str, table: object) -> Dict[str, Any]:
        if not isinstance(table, Mapping):
            self._say(f"{name} has to be a table, [{name}]")
            return {}
        kept: Dict[str, Any] = {}
        for key, value in table.items():
            if key not in CHECKS[name]:
                self._unknown("setting", key, f"{name}.", CHECKS[name])
                continue
            expected, check = CHECKS[name][key]
            try:
                kept[key] = check(value)
            except _Wrong:
                self._say(f"{name}.{key} has to be {expected}")
                if key in _ADDRESSES:
                    kept[key] = NOWHERE
        return kept

    def _address(self, key: str, url: str, allow_http: bool) -> str:
        from verdict.trakt.transport import check_address

        if url == NOWHERE:
            return NOWHERE
        try:
            check_address(url, allow_http)
        except ValueError:  # its words may hold parts of the address
            self._say(
                f"trakt.{key} has to be https:// with a host, and no user name, password or query in it; "
                "plain http is for this machine, or with trakt.allow_http = true. Nothing will be sent"
            )
            return NOWHERE
        return url.rstrip("/")

    def _unknown(self, what: str, name: object, place: str, known: Mapping[str, object]) -> None:
        import difflib

        shown = "".join(c if c.isprintable() else "?" for c in str(name))[:LONGEST_NAME]
        near = difflib.get_close_matches(str(name)[:LONGEST_NAME], known, n=1)
        hint = f"; did you mean {place}{near[0]}?" if near else ""
        self._say(f"{place}{shown} is no {what} of Verdict{hint}")

    def _say(self, problem: str) -> None:
        self.problems.append(f"{self._origin}: {problem}")
