"""The emergency function step by step, and a disaster that was announced: what the desk writes down about both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.clock import Moment
from kiosk.desk.acting import Desk, NotNow
from kiosk.house import House
from kiosk.outage.disaster import Disaster, SpokenConsent, in_force
from kiosk.outage.emergency import (
    CentreClosed,
    Due,
    EmergencyStep,
    Next,
    Taken,
    is_active,
    next_step,
)
from kiosk.outage.health import Health


@dataclass(frozen=True, slots=True)
class Outage:
    """Three things that are easily taken for one: our line is down, staff switched, the operating body opened.

    `next` is the emergency function's next step, `taken` its steps since the last report.
    """

    offline: bool
    next: Next
    active: bool
    taken: tuple[Taken, ...]
    disaster: Disaster | None

    @property
    def due(self) -> EmergencyStep | None:
        return self.next.step if isinstance(self.next, Due) else None

    @property
    def closed(self) -> CentreClosed | None:
        return self.next if isinstance(self.next, CentreClosed) else None


def outage(house: House, now: Moment) -> Outage:
    with house.storage.reading() as books:
        taken, disasters = books.emergencies.taken(), books.emergencies.disasters()
    return Outage(
        house.health() is Health.OFFLINE,
        next_step(taken, now.wall),
        is_active(taken),
        _since_report(taken),
        in_force(disasters, now.today),
    )


def _since_report(taken: tuple[Taken, ...]) -> tuple[Taken, ...]:
    reports = [place for place, each in enumerate(taken[:-1]) if each.step is EmergencyStep.REPORTED]
    return taken[reports[-1] + 1 :] if reports else taken


def take_step(desk: Desk, step: EmergencyStep, words: str) -> None:
    """Write down that `step` has come about. Raises NotNow when another one is due, or the centre is closed."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        match next_step(work.emergencies.taken(), desk.now.wall):
            case Due(step=due) if due is step:
                work.emergencies.take(step, desk.by, words)
                work.audit("emergency_step", "", {"step": step.value, "by": desk.by})
                work.commit()
            case Due():
                raise NotNow("moved_on")
            case CentreClosed():
                raise NotNow("centre_closed")
    desk.house.conductor.touch()


def announce(desk: Desk, area: str, since: date | None, until: date | None) -> None:
    """Area and period as the ministry named them. Raises NotNow when they name no area or no days."""
    if not area or since is None or (until is not None and until < since):
        raise NotNow("disaster_days")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.emergencies.announce(area, since, until, desk.by)
        work.audit("disaster_announced", "", {"by": desk.by})
        work.commit()
    desk.house.conductor.touch()


def end_disaster(desk: Desk) -> None:
    """Today is the last day of the disaster in force. Raises NotNow when none is, or its end is known already."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        disaster = in_force(work.emergencies.disasters(), desk.now.today)
        if disaster is None or disaster.until is not None:
            raise NotNow("moved_on")
        work.emergencies.end(disaster, desk.now.today)
        work.audit("disaster_ended", "", {"by": desk.by})
        work.commit()
    desk.house.conductor.touch()


def hear(desk: Desk, number: str, said: SpokenConsent) -> None:
    """What the patient of a visit said. Raises NotNow outside a disaster, RecordConflict when it was asked before."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.visits.find(number)
        if in_force(work.emergencies.disasters(), desk.now.today) is None:
            raise NotNow("moved_on")
        work.emergencies.heard(number, said, desk.by)
        work.audit("consent_spoken", number, {"said": said.value, "by": desk.by})
        work.commit()
    desk.house.conductor.touch()
