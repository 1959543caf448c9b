"""A film, its prompt, a key and the word after it, with the real app and courier, as a process of its own."""

from __future__ import annotations

import queue
import time
from typing import List, Optional

from verdict.app import App
from verdict.cli.house import House
from verdict.conversation import Pressed
from verdict.core.events import Ended, Opened, Reason
from verdict.core.movie import Movie, MovieIds
from verdict.core.prompt import Key, Prompt
from verdict.core.rating import Rating
from verdict.courier import Courier

FILM = Movie("Indiana Jones and the Raiders of the Lost Ark", 1981, MovieIds("tt0082971"))
HOUR = 3600.0
PATIENCE = 20.0  # seconds


class SpokenScreen:
    """Says on stdout what the real ones draw."""

    def __init__(self) -> None:
        self.prompt: Optional[Prompt] = None

    def show(self, prompt: Prompt, seconds_left: Optional[int]) -> None:
        self.prompt = prompt

    def say(self, headline: str, detail: str) -> None:
        print(headline, detail, flush=True)

    def hide(self) -> None:
        pass

    def hold(self, seconds: float) -> None:
        pass

    def release(self) -> None:
        pass


def evening(keys: List[str]) -> int:
    """Watch the film, press these keys (by their names in `Key`), and wait for Trakt's word. Exit code 0."""
    house, messages, screen = House(), queue.Queue(), SpokenScreen()  # type: ignore[var-annotated]
    courier = Courier(house.journal(), house.connect, messages.put)
    app = App(house.settings, house.journal(), courier, screen, time.monotonic, time.time)
    courier.start()
    began = time.monotonic()
    app.handle(Opened(began, "film.mkv", HOUR, movie=FILM, certain=True))
    app.handle(Ended(began + HOUR, Reason.EOF))
    for name in keys:
        assert screen.prompt is not None
        app.handle(Pressed(time.monotonic(), screen.prompt.id, Key[name]))
    while house.journal().counts().waiting:
        app.handle(messages.get(timeout=PATIENCE))
    courier.stop(PATIENCE)
    house.close()
    return 0


def boast() -> int:
    """What a careless program does: it says that the rating is saved, and saves it then."""
    house = House()
    journal = house.journal()
    print("Saved", flush=True)
    journal.add(FILM, Rating(9), time.time())
    house.close()
    return 0
