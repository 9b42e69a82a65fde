"""The live list: each card that was shown at the approved reader, and each of its files that staff have to know of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from kiosk.clock import JAPAN, Moment
from kiosk.companion.reading import UNSEEN, Met
from kiosk.companion.terminal import TerminalState
from kiosk.desk.acting import stands
from kiosk.desk.arrivals.taking_in import COMPANION
from kiosk.desk.arrivals.watch import AWAY
from kiosk.desk.standing import Standing, next_step
from kiosk.house import House
from kiosk.intake.receipt import ReceiptState
from kiosk.storage.arrivals.reader_files import ReaderFileMet
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

FRESH = timedelta(minutes=15)
"""So long a file that nobody could read hangs as a strip; the list keeps it all day."""
SILENT_SECONDS = 15.0
"""Without a look for so long, a terminal counts as away: its share holds the thread that looks."""
FILE_UNSEEN, STOPPED_BESIDE = "file_unseen", "stopped_beside"
STOPPED = frozenset({Standing.STOPPED, Standing.LIFTING})


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One file. `number` is the visit's, empty where none was opened; `times` says how often its patient came up today."""

    at: str
    terminal: str
    met: Met
    why: str = ""
    by: str = ""
    number: str = ""
    who: str = field(default="", repr=False)
    patient_id: str = ""
    standing: Standing | None = None
    next: str = ""
    times: int = 1
    accepted: str = ""
    """When the receipt computer accepted this patient today, where it tells."""

    @property
    def unseen(self) -> bool:
        return self.met in UNSEEN


@dataclass(frozen=True, slots=True)
class Arrivals:
    rows: tuple[ArrivalRow, ...]
    terminals: tuple[TerminalState, ...]
    receipt: ReceiptState


def arrivals_of(house: House, now: Moment) -> Arrivals:
    """Everything of today, the latest first. A content that was met before is one event and no second row."""
    with house.storage.reading() as books:
        met = [each for each in books.reader_files.since(_morning(now)) if each.met is not Met.REPEATED]
        names = books.of_day(now.today).names()
        visits = books.visits.find_all([each.visit for each in met if each.visit])
        times: Counter[str | None] = Counter(
            visit.patient_id for visit in visits.values() if visit.patient_id
        )
        elsewhere = books.lanes.elsewhere(house.settings.station)
        rows = tuple(_row(house, books, each, visits, names, times, elsewhere) for each in met)
    return Arrivals(rows, terminals(house, now), house.receipt())


def terminals(house: House, now: Moment) -> tuple[TerminalState, ...]:
    """As they stand; one that has not been looked at for long is away, whatever it said last."""
    return tuple(_awake(each, now) for each in house.terminals())


def _awake(state: TerminalState, now: Moment) -> TerminalState:
    silent = state.looked_at is not None and now.ticks - state.looked_at > SILENT_SECONDS
    if not silent or state.trouble:
        return state
    return TerminalState(state.label, AWAY, state.looked_at, state.lying, state.skew)


def hanging(house: House) -> Iterator[str]:
    """The troubles that hang over every page beside an approved reader, by code."""
    if not house.settings.companion.folders:
        return
    now = house.clock.now()
    yield from (each.trouble for each in terminals(house, now) if each.trouble)
    with house.storage.reading() as books:
        if any(each.met in UNSEEN for each in books.reader_files.since(now.wall - FRESH)):
            yield FILE_UNSEEN
        today = books.visits.of_day(now.today)
        beside = [each for each in today if each.lane == COMPANION]
        if any(stands(house, books, each) in STOPPED for each in beside if each.outcome == "stopped"):
            yield STOPPED_BESIDE


def _row(
    house: House,
    books: Books,
    met: ReaderFileMet,
    visits: Mapping[str, VisitRecord],
    names: Mapping[str, str],
    times: Counter[str | None],
    elsewhere: frozenset[str],
) -> ArrivalRow:
    visit = visits.get(met.visit or "")
    at = f"{met.at:%H:%M:%S}"
    if visit is None:
        return ArrivalRow(at, met.terminal, met.met, met.why)
    standing = stands(house, books, visit, elsewhere)
    return ArrivalRow(
        at,
        met.terminal,
        met.met,
        met.why,
        met.bound_by,
        visit.number,
        names.get(visit.number, ""),
        visit.patient_id or "",
        standing,
        next_step(visit, standing),
        times[visit.patient_id] if visit.patient_id else 1,
        house.receipt().accepted_at(visit.patient_id or ""),
    )


def _morning(now: Moment) -> datetime:
    return datetime.combine(now.today, time(), JAPAN)
