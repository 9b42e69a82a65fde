"""Failure mode by hand, and asking again what was noted meanwhile."""

from __future__ import annotations

from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.outage.after_outage import judge_of
from kiosk.desk.outage.backlog import Backlog, Round
from kiosk.troubles import Mended


def switch(desk: Desk, *, on: bool, why: str) -> None:
    """システム障害時モード on or off: staff decide, the audit says who, the history why."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.outages.switch(on=on, by=desk.by, why=why)
        work.audit("failure_mode_on" if on else "failure_mode_off", "", {"by": desk.by})
        work.commit()
    desk.house.look()
    desk.house.conductor.touch()


def ask_noted(desk: Desk) -> Round:
    """Ask every noted visit now, once; what has been answered stays as it is. Raises NotNow while the records are away."""
    house = desk.house
    if house.at_home():
        raise NotNow("records_here")
    done = Backlog(house.storage, house.ports.service, judge_of(house), house.clock).ask_again(desk.by)
    if done.still_down or done.answered or done.refused:
        house.ports.observe_call(not done.still_down, house.clock.now())
    if done.answered:
        house.ports.heard((), (Mended.ANSWERED,))
    house.conductor.touch()
    return done
