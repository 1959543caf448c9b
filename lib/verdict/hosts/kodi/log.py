"""Our log in Kodi's: warnings and worse always, the rest where Kodi's own debug log is on."""

from __future__ import annotations

import logging

import xbmc

_LEVELS = {
    logging.DEBUG: xbmc.LOGDEBUG,
    logging.INFO: xbmc.LOGINFO,
    logging.WARNING: xbmc.LOGWARNING,
    logging.ERROR: xbmc.LOGERROR,
    logging.CRITICAL: xbmc.LOGFATAL,
}


class KodiHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        level = _LEVELS.get(record.levelno, xbmc.LOGDEBUG)
        xbmc.log(f"[Verdict] {self.format(record)}", level)


def log_to_kodi() -> None:
    """Send what the house logs to Kodi's log."""
    logger = logging.getLogger("verdict")
    logger.handlers[:] = [KodiHandler()]
    logger.setLevel(logging.INFO)
    logger.propagate = False
