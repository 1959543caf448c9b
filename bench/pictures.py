"""The prompt as the eye sees it: screenshots of every size, mode and state, and a contact sheet of them.

    python bench/pictures.py [--only TEXT] [--out build/pictures]

Needs libmpv, Xvfb, ffmpeg and ImageMagick. Each target is also pointed at in turn, and a pixel
of its box has to change: what is drawn and what the mouse hits are then the same.
"""

from __future__ import annotations

import argparse
import locale
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))

from verdict.core.movie import Movie
from verdict.core.prompt import Prompt, open_prompt
from verdict.core.rating import Rated, RatingMode
from verdict.core.signing_in import Ending, SigningIn, Stage
from verdict.core.words import Words
from verdict.hosts.mpv.overlay import (
    RES_Y,
    Box,
    Role,
    draw,
    draw_sign_in,
    draw_toast,
    draw_word,
    lay_out,
    lay_out_sign_in,
    res_x_for,
)

_REDRAWN = 0.15  # seconds from a new overlay to the screen
SIZES = (
    (640, 480), (1280, 720), (1920, 1080), (3840, 2160), (2560, 1080), (400, 720), (480, 270), (320, 240),
)  # fmt: skip
HIT_SIZES = ((1280, 720), (1920, 1080), (400, 720), (320, 240))
FOOTAGE = {
    "bright": "gradients=s=1920x1080:c0=#FFF7E0:c1=#BFE3FF:c2=#FFFFFF:c3=#FFD9A0:n=4:seed=4",
    "dark": "gradients=s=1920x1080:c0=#050608:c1=#10161C:c2=#000000:n=3:seed=2,noise=alls=6",
    "busy": "mandelbrot=s=1920x1080:start_scale=0.02",
}
FILM = Movie("Raiders of the Lost Ark", 1981)
LONG = Movie(
    "The Assassination and Persecution of Jean-Paul Marat as Performed by the Inmates of the Asylum "
    "of Charenton Under the Direction of the Marquis de Sade, Part Two",
    1967,
)
HOSTILE = Movie("{\\b1}\\N{\\fs200}C:\\new\nlines {braces} \\h", 2001)
RIGHT_TO_LEFT = Movie("ביקור התזמורת", 2007)
ARABIC = Movie("وجدة", 2012)
CJK = Movie("千と千尋の神隠し", 2001)
EMOJI = Movie("The Emoji Movie 😀🎬", 2017)
LONG_URL = "https://some-other-trakt.example.org/where/codes/are/typed/activate"
SIGNING = SigningIn(-1, Stage.WAITING, "5055CC52", "https://trakt.tv/activate", lives=600)
RATED, NOT_RATED = Rated(advanced=8), Rated()


@dataclass(frozen=True)
class Shot:
    """One picture: a state of the prompt over one of the films."""

    name: str
    footage: str
    movie: Movie = FILM
    present: Rated = NOT_RATED
    focus: Optional[int] = None
    hover: Optional[int] = None
    seconds: Optional[int] = None

    def prompt(self, mode: RatingMode) -> Prompt:
        prompt = open_prompt(1, self.movie, mode, self.present)
        focus = prompt.focus if self.focus is None else self.focus
        last = len(prompt.choices) - 1
        focus = focus if focus is None or self.focus is None else min(focus, last)
        hover = None if self.hover is None else min(self.hover, len(prompt.targets) - 1)
        return replace(prompt, focus=focus, hover=hover)


SHOTS = (
    Shot("fresh", "busy", seconds=12),
    Shot("focused", "bright", focus=6),
    Shot("hover", "dark", hover=8),
    Shot("rated", "busy", present=RATED, seconds=15),
    Shot("moved-on", "bright", present=RATED, focus=4),
    Shot("hover-and-focus", "dark", present=RATED, focus=5, hover=8),
    Shot("button", "busy", present=RATED, hover=12),
    Shot("long", "bright", movie=LONG, present=RATED, focus=8),
    Shot("hostile", "dark", movie=HOSTILE, seconds=4),
    Shot("right-to-left", "bright", movie=RIGHT_TO_LEFT, present=RATED),
    Shot("arabic", "dark", movie=ARABIC),
    Shot("cjk", "busy", movie=CJK),
    Shot("emoji", "dark", movie=EMOJI),
)


@contextmanager
def display(size: Tuple[int, int]) -> Iterator[None]:
    """A screen that nobody looks at, of this size."""
    read, write = os.pipe()
    screen = f"{size[0]}x{size[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        os.environ["DISPLAY"] = ":" + number.readline().strip()
    try:
        yield
    finally:
        server.terminate()
        server.wait()


class Screen:
    """An mpv of one size that shows a still and a drawing over it."""

    def __init__(self, size: Tuple[int, int]) -> None:
        locale.setlocale(locale.LC_NUMERIC, "C")
        import mpv

        self.size = size
        self.player = mpv.MPV(
            vo="x11", ao="null", config=False, osc=False, osd_level=0, idle=True, force_window=True,
            geometry=f"{size[0]}x{size[1]}+0+0", border=False, image_display_duration="inf", panscan=1.0,
        )  # fmt: skip
        self._settle()
        time.sleep(0.3)  # an mpv that is ended before its window is there takes the whole process with it

    def show(self, still: Path) -> None:
        if self.player.path != str(still):
            self.player.play(str(still))
            self.player.wait_until_playing(timeout=10)
            self._settle()

    def draw(self, events: str) -> None:
        self.player.command(
            "osd-overlay", id=1, format="ass-events", data=events, res_x=res_x_for(self.size), res_y=RES_Y
        )

    def save(self, path: Path) -> None:
        self._grab("-crop", f"{self.size[0]}x{self.size[1]}+0+0", "+repage", str(path))

    def pixel(self, x: float, y: float) -> bytes:
        return self._grab("-crop", f"1x1+{int(x)}+{int(y)}", "-depth", "8", "rgb:-")

    def _grab(self, *what: str) -> bytes:
        """What the screen shows, once mpv has drawn; its own screenshots end the X server."""
        time.sleep(_REDRAWN)
        return subprocess.run(["import", "-window", "root", *what], check=True, capture_output=True).stdout

    def close(self) -> None:
        self.player.terminate()

    def _settle(self) -> None:
        deadline = time.monotonic() + 5
        while self.player.osd_width != self.size[0] and time.monotonic() < deadline:
            time.sleep(0.02)


def names(size: Tuple[int, int]) -> List[str]:
    """What the pictures of a size are called."""
    shots = [f"{mode.value}-{shot.name}" for mode in RatingMode for shot in SHOTS]
    return [f"{size[0]}x{size[1]}-{name}.png" for name in (*shots, *notes(size))]


def notes(size: Tuple[int, int]) -> Dict[str, str]:
    """What is drawn beside the prompt itself, by its name."""
    words = Words()
    signing = {
        "sign-in": (SIGNING, 545),
        "sign-in-unheard": (replace(SIGNING, is_offline=True, url=LONG_URL), 545),
        "sign-in-expired": (SigningIn(-1, Stage.ENDED, lives=60, ending=Ending.EXPIRED), 42),
        "sign-in-asking": (SigningIn(-1), None),
    }
    drawn = {
        name: draw_sign_in(lay_out_sign_in(shown, words, size), shown, words, seconds)
        for name, (shown, seconds) in signing.items()
    }
    word = draw_word(["Saved: 9 · Superb", "sent to Trakt"], size)
    invitation = draw_word(["Saved: 9 · Superb", words("enter_signs_in")], size)
    return {**drawn, "word": word, "invitation": invitation, "toast": draw_toast("Saved: 9 · Superb", size)}


def take_all(screen: Screen, stills: Dict[str, Path], out: Path, only: str) -> List[Path]:
    """Every shot of this size whose name holds `only`."""
    taken = []
    words, size = Words(), screen.size
    for mode in RatingMode:
        for shot in SHOTS:
            path = out / f"{size[0]}x{size[1]}-{mode.value}-{shot.name}.png"
            if only in path.name:
                screen.show(stills[shot.footage])
                prompt = shot.prompt(mode)
                screen.draw(draw(lay_out(prompt, words, size), prompt, words, shot.seconds))
                screen.save(path)
                taken.append(path)
    for name, events in notes(size).items():
        path = out / f"{size[0]}x{size[1]}-{name}.png"
        if only in path.name:
            screen.show(stills["bright"])
            screen.draw(events)
            screen.save(path)
            taken.append(path)
    return taken


def check_hits(screen: Screen, still: Path) -> List[str]:
    """Targets that look the same with the mouse on them, or where it hits something else."""
    wrong, words = [], Words()
    screen.show(still)
    width, height = screen.size
    for mode in RatingMode:
        prompt = open_prompt(1, FILM, mode, RATED)
        layout = lay_out(prompt, words, screen.size)
        for box in (box for box in layout.boxes if box.target is not None):
            x, y = look_at(box, mode)
            x_px, y_px = x * width / layout.res_x, y * height / RES_Y
            screen.draw(draw(layout, prompt, words))
            before = screen.pixel(x_px, y_px)
            pointed = prompt.point(layout.target_at(x_px, y_px))
            screen.draw(draw(layout, pointed, words))
            if pointed.hover != box.target or screen.pixel(x_px, y_px) == before:
                wrong.append(f"{width}x{height} {mode.value}: target {box.target}, hit {pointed.hover}")
    return wrong


def look_at(box: Box, mode: RatingMode) -> Tuple[float, float]:
    """A point of a box where its ground is seen: clear of its text, and within the star of a half star."""
    rect = box.rect
    if mode is RatingMode.STARS and box.role is Role.CHOICE:
        beside = rect.h * 0.1
        return rect.right - beside if (box.target or 0) % 2 == 0 else rect.x + beside, rect.center[1]
    return rect.x + rect.w * 0.2, rect.y + rect.h * 0.12


def footage(out: Path) -> Dict[str, Path]:
    """A still of each film."""
    stills = {}
    for name, source in FOOTAGE.items():
        path = out / f"film-{name}.png"
        if not path.exists():
            command = [
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                source,
                "-frames:v",
                "1",
                str(path),
            ]
            subprocess.run(command, check=True)
        stills[name] = path
    return stills


def contact_sheet(pictures: List[Path], sheet: Path) -> None:
    named = [part for path in pictures for part in ("-label", path.stem, f"{path}[480x]")]
    look = ["-tile", "5x", "-geometry", "480x270+6+6", "-background", "#222222", "-fill", "white"]
    subprocess.run(["montage", *named, *look, str(sheet)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="take only the pictures whose name holds this text")
    parser.add_argument("--out", type=Path, default=Path("build/pictures"))
    parser.add_argument("--no-hits", action="store_true", help="leave out the check of the targets")
    options = parser.parse_args()
    missing = [tool for tool in ("Xvfb", "ffmpeg", "montage") if not shutil.which(tool)]
    if missing:
        parser.error("not installed: " + ", ".join(missing))
    options.out.mkdir(parents=True, exist_ok=True)
    stills, wrong = footage(options.out), []
    with display(max(SIZES)):
        for size in SIZES:
            checked = size in HIT_SIZES and not options.no_hits
            if not checked and not any(options.only in name for name in names(size)):
                continue
            screen = Screen(size)
            taken = take_all(screen, stills, options.out, options.only)
            if checked:
                wrong += check_hits(screen, stills["dark"])
            screen.close()
            if taken:
                contact_sheet(taken, options.out / f"sheet-{size[0]}x{size[1]}.png")
            print(f"{size[0]}x{size[1]}: {len(taken)} pictures", flush=True)
    if not options.no_hits:
        print("\n".join(wrong) or "every target lies where it is drawn")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
