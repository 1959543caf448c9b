"""Kodi itself crashes now and then. A test that failed by that is run once more, and it is said."""

from __future__ import annotations

from typing import List

import pytest
from _pytest.runner import runtestprotocol

from tests.kodi.stage import RUNS

CRASHED: List[str] = []  # the tests in which it did


def run(item: pytest.Item, nextitem: "pytest.Item | None") -> None:
    """Run a test as pytest does; twice where Kodi crashed under it the first time."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    RUNS[:] = [kodi for kodi in RUNS if not kodi.is_crashed]
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if any(report.failed for report in reports) and any(kodi.is_crashed for kodi in RUNS):
        CRASHED.append(item.nodeid)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
