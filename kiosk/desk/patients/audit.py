"""The clinic's own audit at the desk: run it, judge its findings, sign it off; one judges, another role signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.desk.acting import Desk, NotNow, first_come
from kiosk.desk.papers.held import CONFIRMED
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.intake.remarks import Remark
from kiosk.intake.table_findings import Overdue, Schedule, State, overdue, refusal
from kiosk.storage.patients.imports import ImportRecord
from kiosk.storage.patients.table_audits import AuditRun, KeptFinding
from kiosk.storage.unit_of_work import Books

SHOWN = 100
"""Findings or unread rows shown at once; the counts are whole."""
JUDGEMENTS = (State.SEEN, State.EXPLAINED, State.CORRECTED)


@dataclass(frozen=True, slots=True)
class TablePage:
    """What the last audit found, by state, and what the last import left out. No names: numbers, kinds, states."""

    run: AuditRun | None
    counts: dict[State, int]
    findings: dict[State, tuple[KeptFinding, ...]]
    imported: ImportRecord | None
    unread: tuple[Remark, ...]
    late: Overdue | None
    next_on: datetime | None

    @property
    def signable(self) -> bool:
        """Nothing waits for a judgement, and nobody has signed."""
        return self.run is not None and self.run.signed_at is None and not self.counts[State.OPEN]


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with its rows as the clinic holds them now; a row may be gone meanwhile."""

    finding: KeptFinding
    rows: tuple[Patient, ...] = field(repr=False)


def schedule_of(house: House) -> Schedule:
    intake = house.settings.intake
    return Schedule(intake.audit_every_days, intake.sign_within_days)


def run_audit(desk: Desk) -> AuditRun:
    """Audit the whole table now. It is read beside the visits; only what was found is written."""
    house = desk.house
    with house.storage.reading() as books:
        found = list(books.table_audits.look(house.ports.comparing.site, CONFIRMED))
        imported, patients = books.imports.latest(), books.patients.count()
    with house.storage.unit_of_work(desk.now.wall) as work:
        run = work.table_audits.keep(found, desk.by, imported.id if imported else None, patients)
        still_open = work.table_audits.counts(run.id)[State.OPEN]
        facts = {"audit": run.id, "rows": patients, "findings": run.findings, "open": still_open}
        work.audit("table_audited", "", {**facts, "by": desk.by})
        work.commit()
    house.conductor.touch()
    return run


def mark(desk: Desk, number: int, state: State, note: str) -> None:
    """Raises NotNow when somebody was first, the last audit did not find this any more, or an explanation says nothing."""
    if state not in JUDGEMENTS:
        raise NotNow("incomplete")
    if state is State.EXPLAINED and not note:
        raise NotNow("why")
    with desk.house.storage.unit_of_work(desk.now.wall) as work, first_come():
        finding, run = work.table_audits.hold(number, desk.seen), work.table_audits.latest()
        if run is None or finding.last_audit != run.id:
            raise NotNow("finding_gone")
        role = _role(work, desk.by)
        work.table_audits.mark(number, state, note, desk.by, role)
        facts = {"finding": number, "kind": finding.kind, "state": state.value}
        work.audit("finding_judged", "", {**facts, "by": desk.by, "role": role})
        work.commit()
    desk.house.conductor.touch()


def sign(desk: Desk, number: int) -> None:
    """Raises NotNow unless this is the last audit, everything in it is judged, and by another person of another role."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        audits, role = work.table_audits, _role(work, desk.by)
        run = audits.latest()
        if run is None or run.id != number or run.signed_at is not None:
            raise NotNow("audit_moved_on")
        why = refusal(desk.by, role, audits.counts(number)[State.OPEN], audits.marks_to_sign(number), run.by)
        if why is not None:
            raise NotNow(why.value)
        audits.sign(number, desk.by, role)
        work.audit(
            "table_audit_signed", "", {"audit": number, "findings": run.findings, "by": desk.by, "role": role}
        )
        work.commit()
    desk.house.conductor.touch()


def table_page(house: House, now: datetime) -> TablePage:
    schedule = schedule_of(house)
    with house.storage.reading() as books:
        run, imported = books.table_audits.latest(), books.imports.latest()
        number = run.id if run else 0
        return TablePage(
            run,
            books.table_audits.counts(number),
            {state: books.table_audits.findings(number, state, SHOWN) for state in State},
            imported,
            books.imports.unread(imported.id, SHOWN) if imported else (),
            _late(books, schedule, now),
            run.at + timedelta(days=schedule.every) if run and schedule.every else None,
        )


def finding_page(desk: Desk, number: int) -> FindingPage:
    """The rows with their names, for whoever works at the desk; that they were looked at is audited."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        finding, role = work.table_audits.finding(number), _role(work, desk.by)
        numbers = tuple(dict.fromkeys(finding.rows))[:SHOWN]
        held = [work.patients.by_id(each) for each in numbers]
        twice = finding.kind == "one_id_two_rows"
        again = [each for each in _repeated(work) if twice and each.patient_id in numbers]
        for each in numbers:
            facts = {"patient": each, "page": "finding", "by": desk.by, "role": role}
            work.audit("record_viewed", "", facts)
        work.commit()
    return FindingPage(finding, (*(each for each in held if each), *again))


def late(house: House, now: datetime) -> Overdue | None:
    """What the queue tells the desk lead."""
    with house.storage.reading() as books:
        return _late(books, schedule_of(house), now)


def _late(books: Books, schedule: Schedule, now: datetime) -> Overdue | None:
    run, imported = books.table_audits.latest(), books.imports.latest()
    if run is None:
        waits_since = imported.at if imported else now
        return overdue(waits_since, None, signed=False, schedule=schedule, now=now)
    due = run.at + timedelta(days=schedule.every)
    return overdue(due, run.at, signed=run.signed_at is not None, schedule=schedule, now=now)


def _repeated(books: Books) -> tuple[Patient, ...]:
    imported = books.imports.latest()
    return books.imports.repeated(imported.id) if imported else ()


def _role(books: Books, by: str) -> str:
    account = books.accounts.find(by)
    return account.role.value if account else ""
