"""What brings the journal to Trakt: `deliver` once, `Courier` whenever there is something to bring."""

from verdict.courier.delivery import Delivery, deliver
from verdict.courier.reports import (
    HitsArrived,
    Matched,
    NewsArrived,
    RefusedReport,
    Report,
    Sent,
    SignIn,
    Waits,
)
from verdict.courier.thread import Courier, back_off

__all__ = [
    "Courier",
    "Delivery",
    "HitsArrived",
    "Matched",
    "NewsArrived",
    "RefusedReport",
    "Report",
    "Sent",
    "SignIn",
    "Waits",
    "back_off",
    "deliver",
]
