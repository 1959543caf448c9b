"""Where things are kept: the configuration, the data, and what is only needed while something runs."""

from __future__ import annotations

import errno
import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Mapping

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

HOME = "VERDICT_HOME"
CONFIG, JOURNAL, TOKEN = "verdict.toml", "journal.sqlite3", "token.json"


@dataclass(frozen=True)
class Places:
    """All under the folder that VERDICT_HOME names; otherwise where the system wants each kind."""

    config_file: Path
    data_dir: Path
    run_dir: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Places:
        home = environment.get(HOME)
        if home:
            folder = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111 (no link resolved)
            return cls(folder / CONFIG, folder, folder / "run")
        import platformdirs

        places = platformdirs.PlatformDirs("verdict", appauthor=False)
        return cls(places.user_config_path / CONFIG, places.user_data_path, _run_dir(places))

    @property
    def journal_file(self) -> Path:
        return self.data_dir / JOURNAL

    @property
    def token_file(self) -> Path:
        return self.data_dir / TOKEN

    def make_data_dir(self) -> None:
        """Make the folder for the journal and the token, for the user alone."""
        make_private(self.data_dir)

    def make_run_dir(self) -> None:
        """Make the folder for what runs, for the user alone."""
        make_private(self.run_dir)


def _run_dir(places: PlatformDirs) -> Path:
    """The system's own folder for this session; beside the data where it has none that is private.

    On Windows that is one for what may be thrown away at any time.
    """
    beside = places.user_data_path / "run"
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # platformdirs warns where it would take a folder that all share
        try:
            return beside if sys.platform == "win32" else places.user_runtime_path
        except Warning:
            return beside


def make_private(folder: Path) -> None:
    """Make the folder and what is missing above it, each for the user alone."""
    if not folder.is_dir():
        if os.path.lexists(folder):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
