"""A small, faithful Trakt of one's own on loopback, for the demo and the tests: both APIs, one account.

`Sandbox` (box.py) is the object, `serve` (serve.py) the command. A request passes server (connections)
-> app (faults, record) -> v1, v2, activate or admin -> world (all state, one lock).
"""

from verdict.sandbox.box import Sandbox
from verdict.sandbox.catalogue import Film
from verdict.sandbox.conditions import Conditions
from verdict.sandbox.faults import CUTS, Fault
from verdict.sandbox.log import Record
from verdict.sandbox.serve import serve

__all__ = ["CUTS", "Conditions", "Fault", "Film", "Record", "Sandbox", "serve"]
