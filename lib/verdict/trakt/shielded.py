"""Work that is done to its end, although whoever wants it is interrupted meanwhile, or its process ends."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import Callable, List

from verdict.trakt.errors import Unavailable


def to_its_end(work: Callable[[], str], held: ExitStack) -> str:
    """What `work` returns or raises, from a thread of its own, which lets go of what is held when it is done.

    Ctrl-C ends the waiting alone, and Python waits for a thread that is no daemon before it ends: against
    SIGKILL and loss of power there is no shield. Unavailable where Python is ending already.
    """
    mine = held.pop_all()
    answers: List[str] = []
    problems: List[BaseException] = []
    is_over = threading.Event()

    def run() -> None:
        try:
            with mine:
                answers.append(work())
        except BaseException as problem:  # it is raised below
            problems.append(problem)
        finally:
            is_over.set()

    thread = threading.Thread(target=run, name="verdict-refresh", daemon=False)
    try:
        thread.start()
    except RuntimeError:
        mine.close()
        raise Unavailable("Verdict is closing", untouched=True) from None
    is_over.wait()  # not `join`: where Ctrl-C interrupts that, Python 3.11 takes the thread for ended
    if problems:
        raise problems[0]
    return answers[0]
