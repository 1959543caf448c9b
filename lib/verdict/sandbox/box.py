"""The sandbox as tests and the demo hold it: start, stop, look, and make things go wrong."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Callable, Dict, List, Optional, Type

from verdict.core.rating import Rating
from verdict.sandbox.app import App
from verdict.sandbox.catalogue import Film
from verdict.sandbox.conditions import Conditions
from verdict.sandbox.faults import Fault
from verdict.sandbox.log import Record
from verdict.sandbox.server import HOST, Server
from verdict.sandbox.world import World


class Sandbox:
    """A Trakt of one's own on loopback, both APIs, up from the start.

    port 0 takes a free one and keeps it, also over stop and start; mode: v1's rating mode, simple or
    advanced; conditions: see conditions.py. OSError where the port is taken.
    """

    def __init__(self, port: int = 0, mode: str = "advanced", **conditions: Any) -> None:
        self._app = App(World(Conditions(mode=mode, **conditions)))
        self._port = port
        self._server: Optional[Server] = None
        self.start()

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Sandbox {self.url} {'up' if self._server else 'down'}>"

    def start(self) -> None:
        """Come up, on the same port as before; what the account holds is still there."""
        if self._server is None:
            self._server = Server(self._port, self._app)
            self._port = self._server.port
            self._app.world.url = self.url

    def stop(self) -> None:
        """Go down: close the port, and every connection with it; lift all faults."""
        server, self._server = self._server, None
        if server:
            server.stop()
        self._app.faults.clear()

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    def settings(self) -> Dict[str, Any]:
        """What a client needs, as `verdict sandbox` prints it: {"trakt": {...}, "token": {...}}."""
        return self._app.world.settings()

    @property
    def password(self) -> str:
        """The account's password itself, for clients that make the SHA-1 themselves."""
        return self._app.world.keys.password

    @property
    def conditions(self) -> Conditions:
        return self._app.world.conditions

    def set(self, **conditions: Any) -> None:
        """Set how the account and the application stand (conditions.py). ValueError for what is none."""
        self._app.set_conditions(conditions)

    def set_mode(self, mode: str) -> None:
        self.set(mode=mode)

    def add_movie(
        self, title: str, year: int, imdb: Optional[str] = None, tmdb: Optional[int] = None, **more: Any
    ) -> Film:
        """Put one more film on the shelf. more: trakt, slug, runtime, loved, hated."""
        with self._app.world.lock:
            return self._app.world.catalogue.add(title, year, imdb, tmdb, **more)

    def rate(self, film: Film, rating: Rating) -> None:
        """Rate a film as the person does on Trakt's own site."""
        with self._app.world.lock:
            self._app.world.account.rate(film, rating)

    def ratings(self) -> List[Dict[str, Any]]:
        """What the account has rated, newest first: title, year, ids, rating, rating_advanced, rated_at."""
        return self._app.ratings()

    def plays(self) -> List[str]:
        """The films that the account has watched, in order, as ``Title (Year)``."""
        return [play.film.label for play in self._app.world.account.plays]

    @property
    def requests(self) -> List[Record]:
        return self._app.log.records

    def wait_for(
        self,
        predicate: Callable[[Record], bool],
        timeout: float = 5.0,
        *,
        arrived: bool = False,
        count: int = 1,
    ) -> Record:
        """The count-th answered request that fits (arrived: answered or not). TimeoutError after that."""
        return self._app.log.wait_for(predicate, timeout, arrived=arrived, count=count)

    def clear(self) -> None:
        """Forget the recorded requests."""
        self._app.log.clear()

    def reset(self) -> None:
        """Forget ratings, plays, recorded requests and faults; tokens and conditions stay."""
        self._app.reset()

    def fail(self, status: Optional[int] = None, **fault: Any) -> Fault:
        """Make the next request that fits go wrong (faults.py); times=None for ever, until `lift`."""
        return self._app.faults.add(Fault(status=status, **fault))

    def heal(self) -> None:
        """Lift all faults."""
        self._app.faults.clear()

    def approve(self, user_code: str) -> None:
        """Say yes to a device. ValueError where no such code waits."""
        self._settle(user_code, "approved")

    def deny(self, user_code: str) -> None:
        """Say no to a device. ValueError where no such code waits."""
        self._settle(user_code, "denied")

    def expire_tokens(self) -> None:
        """End the life of all access tokens; refresh tokens stay good."""
        self._app.expire_tokens()

    def advance(self, seconds: float) -> None:
        """Put the sandbox's clock forward."""
        self._app.world.clock.advance(seconds)

    def _settle(self, user_code: str, state: str) -> None:
        if not self._app.settle(user_code, state):
            raise ValueError(f"no code {user_code!r} is waiting")
