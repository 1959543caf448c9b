"""The page on which a person types the code from the screen of the device."""

from __future__ import annotations

import html
from urllib.parse import parse_qs

from verdict.sandbox.wire import Answer, Request, as_html
from verdict.sandbox.world import World

_FORM = """<form method="post"><input name="code" value="{code}" autofocus>
<button name="say" value="approved">Yes</button> <button name="say" value="denied">No</button></form>"""


def answer(world: World, request: Request) -> Answer:
    """GET shows the form, with the code that the path may name; POST settles it."""
    if request.method == "POST":
        said = parse_qs(request.body.decode("utf-8", "replace"))
        state = "denied" if said.get("say") == ["denied"] else "approved"
        known = world.oauth.settle(said.get("code", [""])[0], state)
        return as_html(200, f"The code was {state}") if known else as_html(404, "No such code is waiting")
    code = html.escape((*request.segments, "")[1], quote=True)
    return as_html(200, "Connect the device?", _FORM.format(code=code))
