"""The add-on inside Kodi: one entry for the service, for scripts and for the context menu."""

from __future__ import annotations

import sys

ADDON_ID = "service.verdict"


def main() -> int:
    """Be what Kodi started us as: an item of the context menu, a script with arguments, or the service."""
    chosen = getattr(sys, "listitem", None)
    if chosen is not None:
        from verdict.hosts.kodi.script import rate_item

        rate_item(chosen)
    elif any(sys.argv):  # Kodi names the script to a script; to a service it names nothing
        from verdict.hosts.kodi.script import run_script

        run_script(sys.argv[1:])
    else:
        from verdict.hosts.kodi.service import run_service

        run_service()
    return 0
