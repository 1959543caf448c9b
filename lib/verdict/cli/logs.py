"""What the house logs, as a line on stderr; the rest of it on request."""

from __future__ import annotations

import contextlib
import logging
import os
from typing import Iterator

from verdict.cli.failure import DEBUG
from verdict.cli.places import Places
from verdict.cli.secrets import told
from verdict.cli.streams import complain


@contextlib.contextmanager
def listening() -> Iterator[None]:
    """Say warnings of ours like any other meanwhile; VERDICT_DEBUG=1 tells all their lines."""
    logger, handler = logging.getLogger("verdict"), _ToStderr(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class _ToStderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        lines = record.getMessage().splitlines() or [""]
        for line in lines if os.environ.get(DEBUG) else lines[:1]:
            complain(told(line, Places.from_environment()))
