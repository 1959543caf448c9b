"""Every figure there is: its key, what it says, its unit, and its budget where the plan sets one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Optional, Tuple

MS, SECONDS, MB = "ms", "s", "MB"
REQUESTS, PER_HOUR, PER_CENT = "requests", "per hour", "%"

END_TO_PROMPT = 50.0  # ms
REQUESTS_BEFORE_PROMPT = 0.0
KEY_TO_COMMITTED = 10.0  # ms
WAKE_UPS = 0.0  # per hour
START = 60.0  # ms over an empty Python
END_TO_PROMPT_ANY = 100.0  # ms, over a socket
SLOWER = 1.05  # times; what two runs of the same mpv differ by
END_TO_PROMPT_KODI = 150.0  # ms
IMPORT_IN_KODI = 25.0  # ms
SERVICE = 10.0  # MB
EXIT = 1000.0  # ms
COLD_START = 300.0  # ms
AGENT = 40.0  # MB
RATINGS = 1.0  # for each rated film
CHECKS = 1.0  # for each film, once the home is warm


@dataclass(frozen=True)
class Kind:
    """One row of the table. budget: what the median must not exceed. The key begins with its group."""

    key: str
    what: str
    unit: str
    budget: Optional[float] = None

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]


ENTRIES: Dict[str, Tuple[str, str]] = {
    "core": ("the core", "verdict.core.viewing, verdict.core.prompt, verdict.core.trace_reader"),
    "trakt": ("the Trakt client", "verdict.trakt.client, verdict.trakt.v1, verdict.trakt.v2"),
    "journal": ("the journal", "verdict.journal"),
    "courier": ("the courier", "verdict.courier"),
    "app": ("the app", "verdict.app"),
    "mpv": ("the mpv host, libmpv with it", "verdict.hosts.mpv.play, mpv"),
    "cli": ("the command line", "verdict.cli"),
}
"""What can be imported by itself: key -> name, modules."""

_WEIGHT = tuple(
    kind
    for key, (name, _) in ENTRIES.items()
    for kind in (
        Kind(f"weight.{key}_import", f"import of {name}", MS),
        Kind(f"weight.{key}_memory", f"memory (RSS) with {name}", MB),
    )
)
_REQUESTS = tuple(
    kind
    for api in ("v2", "v1")
    for home, checks in (("fresh", None), ("warm", CHECKS))
    for kind in (
        Kind(
            f"requests.{api}_{home}_rating",
            f"{api}, {home} home: the rating",
            REQUESTS,
            RATINGS,
        ),
        Kind(f"requests.{api}_{home}_checks", f"{api}, {home} home: all others", REQUESTS, checks),
    )
)

KINDS: Tuple[Kind, ...] = (
    Kind("prompt.handed", "end of file → prompt handed to mpv", MS, END_TO_PROMPT),
    Kind("prompt.pixel_x11", "end of file → its first pixel, --vo=x11", MS, END_TO_PROMPT),
    Kind("prompt.pixel_default", "end of file → its first pixel, mpv's default", MS, END_TO_PROMPT),
    Kind(
        "prompt.requests", "requests between end and prompt, no scrobbles", REQUESTS, REQUESTS_BEFORE_PROMPT
    ),
    Kind("key.committed", "key → committed", MS, KEY_TO_COMMITTED),
    Kind("key.committed_at_once", "key → committed, pressed as the prompt appears", MS, KEY_TO_COMMITTED),
    Kind("key.committed_1000", "key → committed, 1,000 ratings waiting", MS, KEY_TO_COMMITTED),
    Kind("key.add", "of it: the journal's write", MS),
    Kind("wake.playing", "wake-ups of ours while a film plays", PER_HOUR, WAKE_UPS),
    Kind("wake.paused", "wake-ups of ours while it is paused", PER_HOUR, WAKE_UPS),
    Kind("any_mpv.handed", "any mpv: end of file → prompt accepted", MS, END_TO_PROMPT_ANY),
    Kind("any_mpv.start", "any mpv: its first picture with the gate, over without", "times", SLOWER),
    Kind("any_mpv.start_plain", "… without", MS),
    Kind("any_mpv.cold", "the agent's start, until it serves a player", MS, COLD_START),
    Kind("any_mpv.memory", "memory (RSS) of the agent, a film rated", MB, AGENT),
    Kind("any_mpv.memory_empty", "… before the first film", MB),
    Kind("any_mpv.idle", "wake-ups of the agent while a film plays", PER_HOUR, WAKE_UPS),
    Kind("any_mpv.resting", "wake-ups of the agent without a player", PER_HOUR, WAKE_UPS),
    Kind("kodi.shown", "Kodi: end of playback → the prompt's window", MS, END_TO_PROMPT_KODI),
    Kind("kodi.requests", "Kodi: requests for one rated film, all of them", REQUESTS),
    Kind("kodi.import", "Kodi: import of the service", MS, IMPORT_IN_KODI),
    Kind("kodi.load", "… what it then loads, in its own thread", MS),
    Kind("kodi.requests_loaded", "Kodi: `requests` loaded before the first request", "times", 0.0),
    Kind("kodi.memory", "Kodi: memory (RSS) above an empty service", MB, SERVICE),
    Kind("kodi.wake_idle", "Kodi: wake-ups of ours at rest", PER_HOUR, WAKE_UPS),
    Kind("kodi.wake_playing", "Kodi: wake-ups of ours while a film plays", PER_HOUR, WAKE_UPS),
    Kind("kodi.exit", "Kodi: the service ends, at rest", MS, EXIT),
    Kind("kodi.exit_hanging", "Kodi: the service ends while Trakt hangs", MS, EXIT),
    Kind("start.version", "verdict --version over an empty Python", MS, START),
    Kind("start.help", "verdict --help over an empty Python", MS, START),
    Kind("start.empty", "an empty Python", MS),
    Kind("weight.empty_memory", "memory (RSS) of an empty Python", MB),
    *_WEIGHT,
    *_REQUESTS,
    Kind("backlog.v2_seconds", "1,000 waiting ratings drained, v2", SECONDS),
    Kind("backlog.v2_requests", "… in", REQUESTS),
    Kind("backlog.v1_seconds", "1,000 waiting ratings drained, v1", SECONDS),
    Kind("backlog.v1_requests", "… in", REQUESTS),
    Kind("known.seconds", "100,000 ratings of an account read and kept, the first time", SECONDS),
    Kind("known.requests", "… in", REQUESTS),
    Kind("known.memory", "… and at most, beyond what the process had", "MB"),
    Kind("known.look", "… the present rating looked up meanwhile, at worst", "ms"),
    Kind("known.again", "… read again where nothing changed", "ms"),
    Kind("names.kind", "names: kind (film, episode, trailer …) right", PER_CENT),
    Kind("names.title", "names: title right", PER_CENT),
    Kind("names.year", "names: year right", PER_CENT),
    Kind("names.ids", "names: ids right", PER_CENT),
    Kind("names.rate", "names read", "names/s"),
    Kind("replay.rate", "replay, start of the command included", "events/s"),
    Kind("peers.rating", "one rating by IMDb id, v2, on loopback, unpaced", MS),
    Kind("peers.rating_requests", "… its requests", REQUESTS),
    Kind("peers.client_import", "import of a client", MS),
    Kind("peers.client_memory", "memory (RSS) after it", MB),
    Kind("peers.whole_import", "import of the whole that listens to a player", MS),
    Kind("peers.whole_memory", "memory (RSS) after it", MB),
)
BY_KEY: Dict[str, Kind] = {kind.key: kind for kind in KINDS}
GROUPS: Tuple[str, ...] = tuple(dict.fromkeys(kind.group for kind in KINDS))
TITLES: Dict[str, str] = {
    "prompt": "From the end of a film to the prompt",
    "key": "From the key to the disk",
    "wake": "At rest",
    "any_mpv": "Any mpv, and its agent",
    "kodi": "The add-on in the real Kodi",
    "start": "Start of the command",
    "weight": "Weight, each in a fresh process",
    "requests": "Requests for one rated film",
    "backlog": "A backlog",
    "known": "What Trakt knows already",
    "names": "Which film it is",
    "replay": "Replay",
    "peers": "Beside others, on the same work",
}
