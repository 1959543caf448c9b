"""What the commands work with, each opened when it is first needed: places, settings, journal, client."""

from __future__ import annotations

import contextlib
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Callable, List, Optional, TypeVar

from verdict.cli.places import Places, make_private
from verdict.cli.rights import keep_private
from verdict.cli.streams import complain, plain

if TYPE_CHECKING:
    from verdict.core.rating import RatingMode
    from verdict.hosts.mpv.changes import SettingsFile
    from verdict.journal import Journal
    from verdict.settings import Settings
    from verdict.trakt.client import Account, TraktClient

_T = TypeVar("_T")


class House:
    """One run's settings and journal. What the user should know of them is said on stderr, once."""

    def __init__(self, places: Optional[Places] = None) -> None:
        self._given = places
        self._journal: Optional[Journal] = None

    @cached_property
    def places(self) -> Places:
        return self._given or Places.from_environment()

    @property
    def token_file(self) -> Path:
        return self.places.token_file

    @cached_property
    def settings(self) -> Settings:
        """What verdict.toml says, as far as it fits."""
        return self._read()

    def reread(self) -> Settings:
        """What verdict.toml says now; `connect` and the journal go by it from here on."""
        settings = self._read()
        self.__dict__["settings"] = settings
        if self._journal is not None:
            self._journal.bind(settings.account_key)
        return settings

    @property
    def settings_file(self) -> SettingsFile:
        """What a player follows: the settings, and the token that a sign-in elsewhere leaves."""
        from verdict.hosts.mpv.changes import SettingsFile

        make_private(self.places.config_file.parent)
        self.places.make_data_dir()
        return SettingsFile((self.places.config_file, self.token_file), self.reread)

    def _read(self) -> Settings:
        from verdict.cli.toml import read_toml
        from verdict.settings import Settings

        file = self.places.config_file
        tables, broken = read_toml(file)
        folders = dict.fromkeys((file.parent, self.places.data_dir, self.places.run_dir))
        open_to_others = keep_private(*folders, file, self.token_file)
        settings, problems = Settings.from_mapping(tables, str(file))
        _tell([*open_to_others, *(f"{file}: {problem}" for problem in broken), *problems])
        return settings

    def journal(self) -> Journal:
        """The journal, bound to the account of the settings. JournalError where it cannot be opened."""
        if self._journal is None:
            from verdict.journal import Journal

            self.places.make_data_dir()
            self._journal = Journal.open(self.places.journal_file)
            _tell(self._journal.notices)
            self._journal.bind(self.settings.account_key)
        return self._journal

    def connect(self) -> TraktClient:
        """A client for the account that is set up. SignInNeeded where there is none."""
        from verdict.trakt.client import connect
        from verdict.trakt.errors import SignInNeeded

        try:
            return connect(self.settings.trakt, self.token_file)
        except ValueError as problem:
            raise SignInNeeded(f"trakt.url in verdict.toml: {problem}") from None

    def ask(self, question: Callable[[TraktClient], _T]) -> _T:
        """Trakt's answer. TraktError; a wish of Trakt's to be left alone binds every process."""
        from verdict.courier.delivery import keep_hold, respect_hold
        from verdict.trakt.errors import TraktError

        journal = self.journal()
        respect_hold(journal, time.time())
        with contextlib.closing(self.connect()) as client:
            try:
                return question(client)
            except TraktError as problem:
                keep_hold(journal, problem, time.time())
                raise

    def learn_account(self) -> Account:
        """Ask Trakt whose account this is and how it rates, and keep the answer. TraktError."""
        account = self.ask(lambda client: client.account())
        self.journal().keep_account(account)
        return account

    def forget_account(self) -> None:
        """Another account may follow."""
        self.journal().forget_account()

    @property
    def mode(self) -> RatingMode:
        """The rating mode in effect, as far as is known here."""
        from verdict.settings import mode_in_effect

        return mode_in_effect(self.settings, self.journal().account())

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()


def _tell(problems: List[str]) -> None:
    for problem in problems:
        complain(plain(problem))
