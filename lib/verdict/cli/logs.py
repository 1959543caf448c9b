"""What the house logs, as a line on stderr without secrets; the rest of it on request."""

from __future__ import annotations

import contextlib
import logging
import os
import traceback
from typing import Iterator, List

from verdict.cli.failure import DEBUG
from verdict.cli.places import Places
from verdict.cli.secrets import told
from verdict.cli.streams import complain

_OURS = "verdict"
_LOGGER = logging.getLogger(_OURS)


@contextlib.contextmanager
def listening() -> Iterator[None]:
    """Say warnings of ours like any other meanwhile; VERDICT_DEBUG=1 tells all their lines.

    What libraries warn of comes with that, too, and otherwise nowhere: nothing is said past us.
    """
    handler, before = _ToStderr(), _LOGGER.level
    logging.getLogger().addHandler(handler)
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        _LOGGER.setLevel(before)


def tell_more() -> None:
    """Say what is going on, too, as long as somebody listens."""
    _LOGGER.setLevel(logging.INFO)


class _ToStderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        tells_all, is_ours = bool(os.environ.get(DEBUG)), record.name.split(".")[0] == _OURS
        if not (is_ours or tells_all):
            return
        lines, places = _lines(record), Places.from_environment()
        for line in lines if tells_all else lines[:1]:
            complain(told(line, places))


def _lines(record: logging.LogRecord) -> List[str]:
    lines = record.getMessage().splitlines() or [""]
    if record.exc_info and record.exc_info[1]:
        lines += "".join(traceback.format_exception(*record.exc_info)).splitlines()
    return lines
