"""Taking a strip down: somebody of the desk says that they saw to what no machine can see."""

from __future__ import annotations

from kiosk.desk.acting import Desk, NotNow


def take_strip_down(desk: Desk, code: str) -> None:
    """The audit keeps who said so. Raises NotNow where no such strip hangs any more."""
    if not desk.house.take_down(code):
        raise NotNow("moved_on")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.audit("strip_taken_down", "", {"code": code, "by": desk.by})
        work.commit()
    desk.house.conductor.touch()
