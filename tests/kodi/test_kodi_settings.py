"""Settings that do not fit, sign-ins that do not hold, a profile that cannot be used; the classic API."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Callable, Dict

from tests.kodi.evening import Evening
from tests.kodi.stage import Home, Kodi, fill_library, running
from tests.players.stage import Display
from verdict.sandbox import Sandbox
from verdict.settings import sha1_of

MATRIX, DUNE = "tt0133093", "tt1160419"


def test_what_does_not_fit_is_named_and_its_default_holds(
    own_home: Callable[[], Home], display: Display
) -> None:
    home = own_home()
    wrong = {
        "rating.timeout_seconds": "3000",
        "rating.mode": "foo",
        "rating.love": "77",
        "rating.ask": "maybe",
    }
    home.write_settings({**home.settings, **wrong})
    with running(home, display) as kodi:
        for name in wrong:
            kodi.until(lambda name=name: f"service.verdict: {name} " in home.log)
        said = [line for line in home.log.splitlines() if "[Verdict]" in line]
        assert not [line for line in said if "3000" in line or "foo" in line]


def test_another_mode_holds_from_the_next_prompt_on(evening: Evening) -> None:
    evening.ask()
    evening.kodi.stage("rating.mode", "stars")
    evening.press("back")
    evening.see_no_prompt()
    evening.ask("Dune")
    evening.press("number3")
    evening.rating_arrives(DUNE, 6)


def test_a_profile_that_is_no_folder_is_named_and_kodi_goes_on(
    own_home: Callable[[], Home], display: Display
) -> None:
    home = own_home()
    shutil.rmtree(home.profile)
    home.profile.write_text("not a folder", encoding="utf-8")
    kodi = Kodi(home, display)
    try:
        kodi.wait_until_up()
        kodi.until(lambda: "[Verdict] " in home.log)
        kodi.call("Addons.ExecuteAddon", addonid="service.verdict", wait=False)
        kodi.until(lambda: kodi.is_on("Window.IsActive(DialogSelect.xml)"))
        assert "Traceback" not in home.log
        assert home.log.count("[Verdict] The journal") == 1
    finally:
        kodi.kill()


def test_a_revoked_sign_in_is_said_once_and_what_waits_is_kept(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    gone = {**sandbox.settings()["token"], "access_token": "0" * 64, "refresh_token": "0" * 64}
    (home.profile / "token.json").write_text(json.dumps(gone), encoding="utf-8")
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.ask()
        evening.press("number9")
        kodi.until(lambda: [str(entry.rating) for entry in evening.entries()] == ["9"])
        kodi.until(lambda: kodi.text("Window(home).Property(service.verdict.waits)"))
        evening.see_no_prompt()
        evening.open_menu()
        assert "Waiting to be sent | 1" in evening.lines()


def classic(home: Home, sandbox: Sandbox, password: str) -> None:
    """Settings of the classic API, with a password as somebody typed it in."""
    trakt: Dict[str, Any] = sandbox.settings()["trakt"]
    names = ("url", "api_key", "username")
    account = {**{f"trakt.{name}": str(trakt[name]) for name in names}, "trakt.password": password}
    home.write_settings({**home.settings, **account, "trakt.api": "v1", "rating.mode": "auto"})
    (home.profile / "token.json").unlink()


def test_an_evening_with_the_classic_api(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    sandbox.set_mode("simple")
    classic(home, sandbox, sandbox.password)
    with running(home, display) as kodi:
        kodi.numbers = fill_library(kodi, home.library)
        evening = Evening(kodi, sandbox)
        evening.play("The Matrix")
        sandbox.wait_for(lambda record: "movie/watching" in record.path, 20)
        sandbox.wait_for(lambda record: "account/settings" in record.path, 20)
        evening.finish()
        evening.see_prompt("The Matrix")
        evening.press("number1")
        rated = sandbox.wait_for(lambda record: "rate/movie" in record.path, 20)
        assert rated.json["rating"] == "love"
        assert rated.json["password"] == sha1_of(sandbox.password)
        evening.see_no_prompt()
        sandbox.set_mode("advanced")
        evening.play("Dune")
        sandbox.wait_for(lambda record: "account/settings" in record.path, 20, count=2)
        evening.finish()
        evening.see_prompt("Dune")
        evening.press("number8")
        kodi.until(lambda: len(sandbox.ratings()) == 2)
        evening.open_menu()
        assert evening.lines()[0] == f"Signed in to Trakt | {sandbox.settings()['trakt']['username']}"
        assert sandbox.password not in everything_in(home.profile)
        assert sandbox.password not in home.log
    sandbox.set_mode("advanced")


def everything_in(folder: Path) -> str:
    files = (path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def test_a_wrong_password_is_said_and_what_waits_is_kept(
    own_home: Callable[[], Home], display: Display, sandbox: Sandbox
) -> None:
    home = own_home()
    sandbox.reset()
    classic(home, sandbox, "not the password")
    with running(home, display) as kodi:
        evening = Evening(kodi, sandbox)
        evening.script(action="rate", imdb=MATRIX, rating=8)
        kodi.until(lambda: kodi.text("Window(home).Property(service.verdict.waits)"))
        kodi.stage("trakt.password", sandbox.password)
        kodi.until(lambda: sandbox.ratings())
