"""The surface under /sandbox for other processes: what the Python object can do, by HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, Tuple

from verdict.sandbox.faults import Fault
from verdict.sandbox.log import Record
from verdict.sandbox.wire import Answer, Refusal, Request, as_json

if TYPE_CHECKING:
    from verdict.sandbox.app import App

_LONGEST_WAIT = 60.0


def answer(app: App, request: Request) -> Answer:
    """All bodies are JSON objects; 400 says what does not fit."""
    run = _ROUTES.get((request.method, "/".join(request.segments[1:])))
    if run is None:
        return as_json(
            404, {"error": "no such thing; see the list", "list": [" ".join(key) for key in _ROUTES]}
        )
    try:
        return as_json(200, run(app, request))
    except (TypeError, ValueError, KeyError) as error:
        raise Refusal(as_json(400, {"error": str(error)})) from error


def _body(request: Request) -> Dict[str, Any]:
    if request.body and not isinstance(request.json, dict):
        raise ValueError("the body is no JSON object")
    return request.json or {}


def _settings(app: App, _: Request) -> Any:
    return app.world.settings()


def _requests(app: App, request: Request) -> Any:
    return [record.to_json() for record in app.log.records if _fits(request, record)]


def _fits(request: Request, record: Record) -> bool:
    method_fits = request.query.get("method", record.method).upper() == record.method
    return method_fits and record.path.startswith(request.query.get("path", "/"))


def _wait(app: App, request: Request) -> Any:
    """Until there are `count` requests by this `method` to this `path`, for `timeout` seconds at most."""
    timeout = min(float(request.query.get("timeout", 10)), _LONGEST_WAIT)
    count = int(request.query.get("count", 1))
    try:
        return app.log.wait_for(lambda record: _fits(request, record), timeout, count=count).to_json()
    except TimeoutError as error:
        raise Refusal(as_json(408, {"error": str(error)})) from error


def _clear(app: App, _: Request) -> Any:
    app.log.clear()
    return {}


def _ratings(app: App, _: Request) -> Any:
    return app.ratings()


def _mode(app: App, request: Request) -> Any:
    return app.set_conditions({"mode": _body(request)["mode"]})


def _get_account(app: App, _: Request) -> Any:
    return app.world.conditions.to_json()


def _account(app: App, request: Request) -> Any:
    return app.set_conditions(_body(request))


def _settle(state: str) -> Callable[[App, Request], Any]:
    def settle(app: App, request: Request) -> Any:
        if not app.settle(str(_body(request)["user_code"]), state):
            raise ValueError("no such code is waiting")
        return {"state": state}

    return settle


def _add_fault(app: App, request: Request) -> Any:
    return app.faults.add(Fault(**_body(request))).to_json()


def _faults(app: App, _: Request) -> Any:
    return app.faults.to_json()


def _lift(app: App, _: Request) -> Any:
    app.faults.clear()
    return {}


def _add_movie(app: App, request: Request) -> Any:
    with app.world.lock:
        return vars(app.world.catalogue.add(**_body(request)))


def _clock(app: App, request: Request) -> Any:
    app.world.clock.advance(float(_body(request).get("advance", 0)))
    return {"now": app.world.clock.now()}


def _expire(app: App, _: Request) -> Any:
    app.expire_tokens()
    return {}


def _reset(app: App, _: Request) -> Any:
    app.reset()
    return {}


_ROUTES: Dict[Tuple[str, str], Callable[[App, Request], Any]] = {
    ("GET", "settings"): _settings,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _clear,
    ("GET", "wait"): _wait,
    ("GET", "ratings"): _ratings,
    ("POST", "mode"): _mode,
    ("GET", "account"): _get_account,
    ("POST", "account"): _account,
    ("POST", "approve"): _settle("approved"),
    ("POST", "deny"): _settle("denied"),
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _lift,
    ("POST", "movies"): _add_movie,
    ("POST", "clock"): _clock,
    ("POST", "expire"): _expire,
    ("POST", "reset"): _reset,
}
