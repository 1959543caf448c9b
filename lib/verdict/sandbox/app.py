"""From a request to its answer: which part of the sandbox it is for, and whether a fault comes between."""

from __future__ import annotations

import contextlib
import traceback
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional

from verdict.sandbox import activate, admin, v1, v2
from verdict.sandbox.fault_answers import answer_of, speaks_v1
from verdict.sandbox.faults import Fault, Faults
from verdict.sandbox.log import Log
from verdict.sandbox.wire import Answer, Refusal, Request, as_html
from verdict.sandbox.world import World


class App:
    """The parts behind one server; they outlive it, so that it may go down and come up again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults = Faults()
        self.log = Log(world.clock)

    def set_conditions(self, changes: Mapping[str, Any]) -> Dict[str, Any]:
        """Set some of the conditions and tell all. ValueError names what does not fit."""
        with self.world.lock:
            self.world.conditions.set(changes)
            self.world.account.touch("settings_at")
            return self.world.conditions.to_json()

    def settle(self, user_code: str, state: str) -> bool:
        with self.world.lock:
            return self.world.oauth.settle(user_code, state)

    def expire_tokens(self) -> None:
        with self.world.lock:
            self.world.oauth.expire()

    def ratings(self) -> List[Dict[str, Any]]:
        with self.world.lock:
            return self.world.account.ratings()

    def reset(self) -> None:
        """Forget ratings, plays, records and faults; tokens and conditions stay."""
        with self.world.lock:
            self.world.account.forget()
        self.faults.clear()
        self.log.clear()

    def fault_for(self, request: Request) -> Optional[Fault]:
        return None if _is_ours(request) else self.faults.take(request)

    def answer(self, request: Request, fault: Optional[Fault]) -> Answer:
        if fault and fault.replaces:
            if fault.work:
                self._real(request)
            return answer_of(fault, request)
        return self._real(request)

    def note(self, request: Request, answer: Optional[Answer]) -> None:
        with self.noting(request) as note:
            if answer:
                note(answer)

    @contextlib.contextmanager
    def noting(self, request: Request) -> Iterator[Callable[[Answer], None]]:
        """Keep a record of this request; what is noted is its answer, nothing means that it was cut."""
        if _is_ours(request):
            yield lambda _: None
            return
        record = self.log.arrive(request)
        answers: List[Answer] = []
        try:
            yield answers.append
        finally:
            self.log.finish(record, answers[0] if answers else None)

    def _real(self, request: Request) -> Answer:
        try:
            return self._route(request)
        except Refusal as refusal:
            return refusal.answer
        except Exception:
            traceback.print_exc()
            return as_html(500, "500 Internal Server Error")

    def _route(self, request: Request) -> Answer:
        if _is_ours(request):
            return admin.answer(self, request)
        with self.world.lock:
            if request.segments[:1] == ["activate"]:
                return activate.answer(self.world, request)
            if speaks_v1(request):
                return v1.answer(self.world, request)
            return v2.answer(self.world, request)


def _is_ours(request: Request) -> bool:
    return request.segments[:1] == ["sandbox"]
