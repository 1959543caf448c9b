"""What a test does in an evening with Kodi: it plays films, presses keys, and looks what became of it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple, Union

from tests.kodi.stage import Kodi, Line
from tools.kodi_zip import ADDON
from verdict.journal import Entry, Journal
from verdict.sandbox import Sandbox

FILM_SECONDS = 8.0

LIST = "DialogSelect.xml"


class Evening:
    def __init__(self, kodi: Kodi, box: Sandbox) -> None:
        self.kodi, self.box = kodi, box
        self._read = len(kodi.home.trace())
        box.reset()

    # Playing

    def play(self, title: str) -> None:
        self.kodi.play(self.of_library(title))
        self.event("opened")

    def play_file(self, path: Union[Path, str]) -> Line:
        self.kodi.play({"file": str(path)})
        return self.event("opened")

    def resume_at(self, title: str, position: float) -> None:
        """Let Kodi's library know where an earlier viewing was left."""
        resume = {"position": position, "total": FILM_SECONDS}
        self.kodi.call("VideoLibrary.SetMovieDetails", movieid=self.kodi.numbers[title], resume=resume)

    def play_from(self, title: str, start: Any) -> Line:
        """Play a film from where Kodi knows that it was left (True), or from a start of one's own."""
        self.kodi.play({"movieid": self.kodi.numbers[title]}, resume=start)
        return self.event("opened")

    def play_list(self, *items: Dict[str, Any]) -> Line:
        """Play these one after the other; the first has begun."""
        self.kodi.call("Playlist.Clear", playlistid=1)
        for item in items:
            self.kodi.call("Playlist.Add", playlistid=1, item=item)
        self.kodi.play({"playlistid": 1})
        return self.event("opened")

    def of_library(self, title: str) -> Dict[str, Any]:
        return {"movieid": self.kodi.numbers[title]}

    def watch(self, title: str) -> None:
        """Play a film to its end."""
        self.play(title)
        self.finish()

    def finish(self) -> None:
        self.kodi.seek(94)
        self.event("sought")

    def ask(self, title: str = "The Matrix") -> None:
        """Let a film end, and wait until its prompt can be answered."""
        self.watch(title)
        self.decision("ask")
        self.see_prompt(title)

    def restart_service(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Disable the add-on and enable it again. The trace begins anew.

        meanwhile: done at once, while the service does not know of it yet.
        """

        def off_and_on() -> None:
            for is_on in (False, True):
                self.kodi.call("Addons.SetAddonEnabled", addonid=ADDON, enabled=is_on)
            meanwhile()

        self.with_new_trace(off_and_on)

    def with_new_trace(self, restart: Callable[[], None]) -> None:
        """Let another run of the service take over from this one; it has come up, and its trace is new."""
        (self.kodi.home.profile / "trace.jsonl").unlink()
        self._read = 0
        restart()
        self.kodi.until(lambda: self.kodi.home.is_serving)

    # What was said and decided

    def wait_for(self, **wanted: Any) -> Line:
        def found() -> Optional[Line]:
            lines = self.kodi.home.trace()
            while self._read < len(lines):
                line = lines[self._read]
                self._read += 1
                if all(line.get(name) == value for name, value in wanted.items()):
                    return line
            return None

        return dict(self.kodi.until(found))

    def event(self, name: str) -> Line:
        return self.wait_for(event=name)

    def decision(self, name: str, **wanted: Any) -> Line:
        return self.wait_for(decision=name, **wanted)

    # What can be seen

    def see_prompt(self, title: str) -> None:
        self.kodi.until(lambda: self.kodi.can_answer and self.kodi.shown("title") == title)

    def see_choice(self, *films: str) -> None:
        """Wait until just these films, ``Title Year`` each, can be chosen from."""
        kodi = self.kodi

        def shown() -> List[str]:
            count = int(kodi.text("Container(104).NumItems") or 0)
            item = "Container(104).ListItemAbsolute({})"
            labels = [(f"{item.format(n)}.Label", f"{item.format(n)}.Label2") for n in range(count)]
            return [" ".join(map(kodi.text, pair)) for pair in labels]

        kodi.until(lambda: kodi.can_answer and kodi.shown("choice") == "Which film was it?")
        kodi.until(lambda: shown() == list(films))

    def focus(self, control: int, *keys: str) -> None:
        """Press keys, and wait until this control has the focus."""
        self.press(*keys)
        self.kodi.until(lambda: self.kodi.text("System.CurrentControlID") == str(control))

    def type_in_keyboard(self, text: str) -> None:
        """Type into Kodi's own keyboard, once it is there."""
        self.kodi.until(lambda: self.kodi.is_on("Window.IsActive(virtualkeyboard)"))
        self.kodi.call("Input.SendText", text=text, done=True)

    def see_no_prompt(self) -> None:
        self.kodi.until(lambda: not self.kodi.has_prompt)

    def see_word(self, headline: str) -> None:
        self.kodi.until(lambda: self.kodi.has_prompt and self.kodi.shown("headline") == headline)

    def press(self, *actions: str) -> None:
        self.kodi.press(*actions)

    def move(self, key: str, choices: int, item: int) -> None:
        """Press an arrow until the choice of this number has the focus, and see each step."""

        def place() -> Tuple[str, str]:
            kodi = self.kodi
            return kodi.text("System.CurrentControlID"), kodi.text(f"Container({choices}).CurrentItem")

        while place() != (str(choices), str(item)):
            before = place()
            self.press(key)
            self.kodi.until(lambda was=before: place() != was)

    def script(self, **arguments: object) -> None:
        """RunScript(service.verdict,…)."""
        fields = "".join(f",{name}={value}" for name, value in arguments.items())
        self.kodi.stage("builtin", f"RunScript(service.verdict{fields})")

    def open_menu(self) -> None:
        """Run the add-on as from its place among the programs."""
        self.kodi.call("Addons.ExecuteAddon", addonid="service.verdict", wait=False)
        self.see_list("Verdict")

    def see_list(self, heading: str) -> None:
        """Wait until a list of ours stands under this heading."""
        kodi = self.kodi
        kodi.until(
            lambda: kodi.is_on(f"Window.IsActive({LIST})") and kodi.text("Control.GetLabel(1)") == heading
        )
        kodi.until(lambda: kodi.text("System.CurrentControlID") == "6")
        kodi.until(lambda: kodi.text("Container(6).NumItems") not in ("", "0"))

    def lines(self) -> List[str]:
        """What stands in the list that is open: each line and what is written below it."""
        kodi = self.kodi
        count = int(kodi.text("Container(6).NumItems"))
        parts = ("Label", "Label2")
        return [
            " | ".join(kodi.text(f"Container(6).ListItemAbsolute({n}).{part}") for part in parts).rstrip(" |")
            for n in range(count)
        ]

    def choose(self, start: str) -> None:
        """Move to the line that begins so, and press OK."""
        kodi = self.kodi
        place = next(n for n, line in enumerate(self.lines()) if line.startswith(start))
        while kodi.text("Container(6).CurrentItem") != str(place + 1):
            before = kodi.text("Container(6).CurrentItem")
            self.press("down")
            kodi.until(lambda was=before: kodi.text("Container(6).CurrentItem") != was)
        self.press("select")

    def leave_list(self) -> None:
        """Back out of a list that stands alone."""
        self.press("back")
        self.kodi.until(lambda: not self.kodi.is_on(f"Window.IsActive({LIST})"))

    def leave_menu(self) -> None:
        """Back out of the menu, and before that of the list that was opened from it."""
        if self.kodi.text("Control.GetLabel(1)") != "Verdict":
            self.press("back")
        self.see_list("Verdict")
        self.leave_list()

    def stars(self, title: str) -> int:
        """Kodi's own rating of a film in its library; 0 for none."""
        number = self.kodi.numbers[title]
        found = self.kodi.call("VideoLibrary.GetMovieDetails", movieid=number, properties=["userrating"])
        return int(found["moviedetails"]["userrating"])

    def rate_in_kodi(self, title: str, number: int) -> None:
        """As somebody does in Kodi itself, with its own dialog."""
        self.kodi.call("VideoLibrary.SetMovieDetails", movieid=self.kodi.numbers[title], userrating=number)

    def rate_silently(self, imdb: str, rating: object) -> None:
        """Rate without a prompt, and wait until nothing of it is on the screen any more."""
        self.script(action="rate", imdb=imdb, rating=rating)
        self.kodi.until(lambda: self.kodi.has_prompt and self.kodi.shown("headline").startswith("Saved"))
        self.see_no_prompt()

    # What Trakt and the journal have

    def rating_arrives(self, imdb: str, rating: int) -> None:
        def holds(record: Any) -> bool:
            if record.method != "POST" or record.path != "/sync/ratings" or record.status != 201:
                return False
            return any((m["ids"].get("imdb"), m["rating"]) == (imdb, rating) for m in record.json["movies"])

        try:
            self.box.wait_for(holds, 10)
        except TimeoutError:
            raise AssertionError(f"{imdb} {rating} did not arrive; there came {self.rated}") from None

    @property
    def rated(self) -> List[Any]:
        """The ratings that were submitted, in their order."""
        return [
            movie["rating"]
            for record in self.box.requests
            if record.method == "POST" and record.path == "/sync/ratings"
            for movie in record.json["movies"]
        ]

    @contextlib.contextmanager
    def journal(self) -> Iterator[Journal]:
        journal = Journal.open(self.kodi.home.profile / "journal.sqlite3")
        try:
            yield journal
        finally:
            journal.close()

    def entries(self) -> List[Entry]:
        with self.journal() as journal:
            return journal.entries()

    def not_rated_yet(self) -> List[str]:
        with self.journal() as journal:
            return [kept.movie.title for kept in journal.unrated()]

    def tidy(self, settings: Dict[str, str]) -> None:
        """End what plays and what is open, and forget what is kept."""
        self.box.start()
        self.box.heal()
        if self.kodi.call("Player.GetActivePlayers"):
            self.kodi.stop()
            self.kodi.until(lambda: not self.kodi.call("Player.GetActivePlayers"))

        def is_quiet() -> bool:
            is_open = self.kodi.is_on("System.HasActiveModalDialog")
            if is_open:
                self.press("back")
            return not is_open

        self.kodi.until(is_quiet)
        if not self.kodi.is_on("Window.IsActive(settings)"):
            self.kodi.go_to_a_calm_window()
        for name, value in settings.items():
            if self.kodi.set_to.get(name, value) != value:
                self.kodi.stage(name, value)
        with self.journal() as journal:
            for kept in journal.unrated():
                journal.drop_unrated(kept.movie)
