"""The day's visits as the desk sees them at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from enum import Enum
from hashlib import blake2s

from kiosk.clock import Moment
from kiosk.desk.acting import stands
from kiosk.desk.hand_over import handed_over_on
from kiosk.desk.lanes import OVER, LiveLane, lane_of
from kiosk.desk.standing import Standing, next_step
from kiosk.house import House
from kiosk.matching.report import Decision
from kiosk.outage.mode import FailureMode
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.tries import told_by_visit
from kiosk.storage.visit.visits import VisitRecord
from kiosk.troubles import BY_CODE, Trouble

SHOWN_DONE = 40
"""Finished visits shown at once, the latest first."""


class Group(Enum):
    """How much a visit wants of the desk; the page shows them in this order."""

    WAITS = "waits"
    RUNNING = "running"
    DONE = "done"


OPEN = frozenset(
    {Standing.RUNNING, Standing.CUT_OFF, Standing.STATION_GONE, Standing.WAY_ROUND, Standing.LEFT}
)
"""Where the trouble of a visit is what the desk works on next; later it is a part of its story."""
DONE = frozenset({"done", "confirmed_beside", "declared", "noted", "let_go", "by_document"})
WAITS_FOR_STAFF = frozenset({"AwaitingStaff", "OfferingFallback", "CardTrouble", "ShowingEvidence"})
"""Steps of a running visit at which the patient waits for somebody."""


URGENCY = (
    Standing.LIFTING,
    Standing.STOPPED,
    Standing.QUESTION,
    Standing.APPLICATION,
    Standing.CUT_OFF,
    Standing.STATION_GONE,
    Standing.WAY_ROUND,
    Standing.LEFT,
    Standing.RETURNED,
    Standing.RUNNING,
    Standing.CONFIRMED,
    Standing.BY_DOCUMENT,
    Standing.DECLARED,
    Standing.NOTED,
    Standing.LET_GO,
)
"""What the desk turns to first; every standing has its place."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One visit. `step` is the running step's name, empty when nothing runs; `next` the key of what comes next.

    `trouble` is what the desk has to hear first, while it is open.
    """

    number: str
    at: str
    lane: str
    step: str
    standing: Standing
    next: str
    outcome: str
    decision: Decision | None
    patient_id: str
    trouble: Trouble | None
    who: str = field(repr=False)
    unproved: bool = False
    """カードの氏名（本人確認前）: the name is the card's, and nobody is proved to be its holder."""
    failed: int = 0
    """So many proofs with this card failed today that staff look at the face, whatever came of it."""

    found: bool = False
    """Its card was left on the reader, and nobody has said where it went."""

    @property
    def mark(self) -> str:
        """The same as long as the row says the same."""
        return blake2s(repr(astuple(self)).encode(), digest_size=6).hexdigest()

    @property
    def wants_staff(self) -> bool:
        """Whether somebody has to come: a patient waits there, or a card lies about."""
        return self.step in WAITS_FOR_STAFF or self.found

    @property
    def urgency(self) -> int:
        """Smaller is sooner: who stands there, a STOP, a question, what was cut off; a file to hand over is last."""
        return -1 if self.wants_staff else URGENCY.index(self.standing)

    @property
    def group(self) -> Group:
        if self.found:
            return Group.WAITS
        if self.standing is Standing.RUNNING:
            return Group.WAITS if self.step in WAITS_FOR_STAFF else Group.RUNNING
        return Group.DONE if self.next in DONE else Group.WAITS


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows by group: what waits by urgency and then by who came first, what is done the latest first."""

    waits: tuple[QueueRow, ...]
    running: tuple[QueueRow, ...]
    done: tuple[QueueRow, ...]
    done_in_all: int
    noted: int
    mode: FailureMode
    found: tuple[str, ...] = ()
    """Earlier days' visits whose card was left here and went nowhere yet."""


def queue_of(house: House, now: Moment, *, everything: bool = False) -> Queue:
    """All visits of the day, of every station that writes into this database."""
    with house.storage.reading() as reading:
        known = _Known(
            reading.lanes.elsewhere(house.settings.station),
            reading.of_day(now.today).names(),
            handed_over_on(reading, now.today),
            reading.outages.drafts(),
            told_by_visit(reading.tries.of_day(now.today)),
            frozenset(each.visit for each in reading.found.open()),
        )
        rows = [_row(house, reading, visit, known) for visit in reading.visits.of_day(now.today)]
        noted = len(reading.outages.waiting())
        mode = reading.outages.mode()
    groups = {group: tuple(row for row in rows if row.group is group) for group in Group}
    waits = tuple(sorted(groups[Group.WAITS], key=lambda row: (row.urgency, row.number)))
    done = tuple(reversed(groups[Group.DONE]))
    shown = done if everything else done[:SHOWN_DONE]
    earlier = sorted(known.found - {row.number for row in rows})
    return Queue(waits, groups[Group.RUNNING], shown, len(done), noted, mode, tuple(earlier))


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of all visits at once: those of other stations' lanes, names, those handed over, drafts, failed proofs."""

    elsewhere: frozenset[str]
    names: Mapping[str, str] = field(repr=False)
    given: frozenset[str]
    drafted: frozenset[str]
    failed: Mapping[str, int]
    found: frozenset[str]


def _row(house: House, reading: Books, visit: VisitRecord, known: _Known) -> QueueRow:
    lane = lane_of(house, visit.number)
    at = stands(house, reading, visit, known.elsewhere)
    given = at is Standing.CONFIRMED and visit.number in known.given
    return QueueRow(
        visit.number,
        f"{visit.started_at:%H:%M}",
        visit.lane,
        step_name(lane),
        at,
        next_step(visit, at, handed_over=given, drafted=visit.number in known.drafted),
        visit.outcome or "",
        visit.decision,
        visit.patient_id or "",
        trouble_of(visit, lane) if at in OPEN else None,
        known.names.get(visit.number, ""),
        visit.number in known.drafted,
        known.failed.get(visit.number, 0),
        visit.number in known.found,
    )


def trouble_of(visit: VisitRecord, lane: LiveLane | None) -> Trouble | None:
    """What closed the straight way: at the step that runs, or as the visit ended."""
    running = getattr(lane.step, "code", "") if lane else ""
    return BY_CODE.get(running or visit.trouble or "")


def step_name(lane: LiveLane | None) -> str:
    """The running step, empty once the visit has its result."""
    return "" if lane is None or isinstance(lane.step, OVER) else type(lane.step).__name__
