"""The add-on's settings as Kodi keeps them: named as in verdict.toml, and those that only Kodi has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Tuple

import xbmcaddon

from verdict.hosts.kodi import ADDON_ID, neighbour, profile
from verdict.hosts.kodi.exclusions import Exclusions
from verdict.hosts.kodi.written import written_tables
from verdict.settings import CHECKS, Settings, sha1_of

PASSWORD, PASSWORD_SHA1 = "trakt.password", "trakt.password_sha1"
AUTO = "auto"  # of scrobbling: unless Trakt's own add-on does it


@dataclass(frozen=True)
class KodiSettings:
    """Everything that can be set. problems: in words, what does not fit."""

    settings: Settings
    exclusions: Exclusions
    writes_library: bool
    collects: bool
    has_neighbour: bool
    is_tracing: bool
    problems: List[str]

    @property
    def two_ask(self) -> bool:
        """Whether Trakt's own add-on asks, too, as it is set now."""
        return self.settings.rating.ask and neighbour.asks()


def read_settings() -> KodiSettings:
    """The settings as they are now. A password that was typed in becomes its SHA-1, and is forgotten."""
    addon = xbmcaddon.Addon(ADDON_ID)
    _hash_password(addon)
    settings, problems = Settings.from_mapping(_tables(addon.getSetting), ADDON_ID)
    problems = list(dict.fromkeys(problems + _passed_over(addon.getSetting)))
    return KodiSettings(
        settings,
        Exclusions(_folders(addon), _is_on(addon, "exclude.plugins"), _is_on(addon, "exclude.web")),
        _is_on(addon, "library.write"),
        _is_on(addon, "library.collect"),
        neighbour.is_enabled(),
        _is_on(addon, "log.trace"),
        problems,
    )


def _tables(get: Callable[[str], str]) -> Dict[str, Dict[str, Any]]:
    """The settings as TOML would read them; what is empty is left out."""
    standard = Settings()
    tables: Dict[str, Dict[str, Any]] = {}
    for table, keys in CHECKS.items():
        usual = vars(getattr(standard, table))
        texts = {key: get(f"{table}.{key}") for key in keys}
        tables[table] = {key: _read(text, usual[key]) for key, text in texts.items() if text}
    if tables["scrobble"].get("enabled") == AUTO:
        tables["scrobble"]["enabled"] = not neighbour.is_enabled()
    return tables


def _passed_over(get: Callable[[str], str]) -> List[str]:
    """What does not fit in the file itself: Kodi passes over it and has the default, without a word."""
    written = written_tables(profile.settings_file())
    problems = Settings.from_mapping(_checkable(written), ADDON_ID)[1]
    for name, text in ((f"{table}.{key}", text) for table in written for key, text in written[table].items()):
        kept = get(name)
        if text and kept and kept != text and not any(f" {name} " in problem for problem in problems):
            problems.append(f"{ADDON_ID}: {name} does not fit, and its default holds")
    return problems


def _checkable(written: Dict[str, Dict[str, str]]) -> Dict[str, Dict[str, Any]]:
    """The tables and keys that verdict.toml has, too."""
    standard = Settings()
    tables = {
        table: {
            key: _read(text, vars(getattr(standard, table))[key])
            for key, text in written.get(table, {}).items()
            if text and key in CHECKS[table]
        }
        for table in CHECKS
    }
    if tables["scrobble"].get("enabled") == AUTO:
        del tables["scrobble"]["enabled"]
    return tables


def _read(text: str, usual: object) -> object:
    """The text as what the usual value is; as it stands where it is nothing of the kind."""
    if isinstance(usual, bool):
        return {"true": True, "false": False}.get(text, text)
    if not isinstance(usual, (int, float)):
        return text
    try:
        return type(usual)(text)
    except ValueError:
        return text


def _hash_password(addon: xbmcaddon.Addon) -> None:
    password = addon.getSetting(PASSWORD)
    if password:
        addon.setSetting(PASSWORD_SHA1, sha1_of(password))
        addon.setSetting(PASSWORD, "")


def forget_password() -> None:
    """Sign out of the classic API: all that can sign in is the password's hash."""
    xbmcaddon.Addon(ADDON_ID).setSetting(PASSWORD_SHA1, "")


def _folders(addon: xbmcaddon.Addon) -> Tuple[str, ...]:
    return tuple(filter(None, (addon.getSetting(f"exclude.folder{number}") for number in (1, 2, 3))))


def _is_on(addon: xbmcaddon.Addon, name: str) -> bool:
    return addon.getSetting(name) == "true"
