"""What the journal says; where it cannot, a word in the log: no prompt waits for a journal."""

from __future__ import annotations

import logging
from typing import Callable, TypeVar

from verdict.journal.errors import JournalError

log = logging.getLogger(__name__)

_Said = TypeVar("_Said")


def guarded(work: Callable[[], _Said], otherwise: _Said) -> _Said:
    """What `work` returns; `otherwise` where the journal fails it."""
    try:
        return work()
    except JournalError as error:
        log.warning("%s", error)
        return otherwise
