"""A stand-in for `script.trakt`, as far as ours meets it.

The stand-in has the id, the kind of settings file and the setting `rate_movie` (on from the start) of the
real one, reads it as that does, through one Addon object that lives as long as the service, and asks in a
modal window after a film that came to 75 %.
"""

from __future__ import annotations

from pathlib import Path

NEIGHBOUR = "script.trakt"
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


def write_neighbour(addons: Path) -> None:
    folder = _write(addons, NEIGHBOUR, '<extension point="xbmc.service" library="addon.py"/>', _SERVICE)
    (folder / "resources").mkdir()
    (folder / "resources" / "settings.xml").write_text(
        '<settings><category label="32004">'
        '<setting id="rate_movie" type="bool" label="32005" default="true"/></category></settings>'
    )


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
