"""A small add-on of the tests' own that plays streams, and says of them what it is told to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

STREAMS = "plugin.video.stage"
_ADDON = f"""\
<addon id="{STREAMS}" name="streams" version="1.0.0" provider-name="tests">
<requires><import addon="xbmc.python" version="3.0.0"/></requires>
<extension point="xbmc.python.pluginsource" library="streams.py"><provides>video</provides></extension>
<extension point="xbmc.addon.metadata"><platform>all</platform></extension>
</addon>
"""
_PROGRAM = """\
import json, sys
from urllib.parse import unquote
import xbmcgui, xbmcplugin
told = json.loads(unquote(sys.argv[2][1:]))
item = xbmcgui.ListItem(path=told.pop("path"))
tag = item.getVideoInfoTag()
ids = told.pop("ids", None)
if ids:
    tag.setUniqueIDs(ids, sorted(ids)[0])
for setter, value in told.items():
    getattr(tag, setter)(value)
xbmcplugin.setResolvedUrl(int(sys.argv[1]), True, item)
"""


def write_streams(addons: Path) -> None:
    folder = addons / STREAMS
    folder.mkdir()
    (folder / "addon.xml").write_text(_ADDON, encoding="utf-8")
    (folder / "streams.py").write_text(_PROGRAM, encoding="utf-8")


def stream(path: Path, **told: Any) -> str:
    """The address of a stream. told: ids, and what methods of Kodi's video tag are called with."""
    return f"plugin://{STREAMS}/?{quote(json.dumps({'path': str(path), **told}))}"
