"""Taking a strip down: somebody of the desk says that they saw to what no machine can see."""

from __future__ import annotations

from kiosk.desk.acting import Desk, NotNow
from kiosk.troubles import BY_CODE, Mended


def take_strip_down(desk: Desk, code: str) -> None:
    """The audit keeps who said so. Raises NotNow where no such strip hangs, or where a machine sees for itself."""
    if code not in desk.house.strips() or BY_CODE[code].mended is not Mended.BY_HAND:
        raise NotNow("moved_on")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.audit("strip_taken_down", "", {"code": code, "by": desk.by})
        work.commit()
    desk.house.take_down(code)
    desk.house.conductor.touch()
