"""Add-ons of others, as far as ours meets them: a stand-in for `script.trakt`, and a plug-in with a stream.

The stand-in has the id, the kind of settings file and the setting `rate_movie` (on from the start) of the
real one, reads it as that does, through one Addon object that lives as long as the service, and asks in a
modal window after a film that came to 75 %.
"""

from __future__ import annotations

from pathlib import Path

from tests.players.stage import FILM

NEIGHBOUR, PLUGIN = "script.trakt", "plugin.video.stage"
ASKED = "stage.neighbour"  # a property of the Home window: how often the stand-in asked
QUESTION = "Rate this movie"

_SERVICE = f"""
import xbmc, xbmcaddon, xbmcgui

addon = xbmcaddon.Addon("{NEIGHBOUR}")
home = xbmcgui.Window(10000)


class Player(xbmc.Player):
    share = 0.0
    wants = False

    def ended(self):
        if self.share >= 0.75 and addon.getSetting("rate_movie").strip().lower() in ("true", "1"):
            self.wants = True

    def onPlayBackEnded(self):
        self.share = 1.0
        self.ended()

    def onPlayBackStopped(self):
        self.ended()


player, monitor = Player(), xbmc.Monitor()
home.setProperty("{ASKED}", "0")
while not monitor.waitForAbort(0.1):
    if player.isPlayingVideo():
        player.share = player.getTime() / max(1.0, player.getTotalTime())
    if player.wants:
        player.wants = False
        home.setProperty("{ASKED}", str(int(home.getProperty("{ASKED}")) + 1))
        xbmcgui.Dialog().select("{QUESTION}", ["1", "2", "3"])
"""
_RESOLVES = f"""
import sys, xbmcgui, xbmcplugin

item = xbmcgui.ListItem("Alien", path=sys.argv[2].partition("=")[2] or {str(FILM)!r})
tag = item.getVideoInfoTag()
tag.setMediaType("movie")
tag.setTitle("Alien")
tag.setYear(1979)
tag.setUniqueIDs({{"imdb": "tt0078748"}}, "imdb")
xbmcplugin.setResolvedUrl(int(sys.argv[1]), True, item)
"""


def write_neighbour(addons: Path) -> None:
    folder = _write(addons, NEIGHBOUR, '<extension point="xbmc.service" library="addon.py"/>', _SERVICE)
    (folder / "resources").mkdir()
    (folder / "resources" / "settings.xml").write_text(
        '<settings><category label="32004">'
        '<setting id="rate_movie" type="bool" label="32005" default="true"/></category></settings>'
    )


def write_plugin(addons: Path) -> None:
    _write(addons, PLUGIN, '<extension point="xbmc.python.pluginsource" library="addon.py"/>', _RESOLVES)


def _write(addons: Path, name: str, extension: str, program: str) -> Path:
    folder = addons / name
    folder.mkdir()
    (folder / "addon.xml").write_text(
        f'<addon id="{name}" name="{name}" version="1.0.0" provider-name="tests">'
        f'<requires><import addon="xbmc.python" version="3.0.0"/></requires>{extension}'
        '<extension point="xbmc.addon.metadata"><platform>all</platform></extension></addon>'
    )
    (folder / "addon.py").write_text(program)
    return folder
