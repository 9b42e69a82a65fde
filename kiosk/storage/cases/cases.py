"""Cases opened by a STOP: who, what differed, which rule, what was reported. Nothing of the other person but digests."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, insert, select, update

from kiosk.incidents.model import Difference, Duty, Handling, Report, ReportItem, duty
from kiosk.storage import tables
from kiosk.storage.audit.chain import AuditKeys
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json, to_json
from kiosk.storage.faults import NoSuchRecord


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `visit` is where it was opened; medical information of its link is closed until `lifted_at`.

    `insurer_name` is whom to call: an insurer is no person. `handling` is None until somebody has answered.
    """

    id: int
    visit: str
    patient_id: str | None
    insurer_name: str
    opened_at: datetime
    opened_by: str
    wrongful: bool
    handling: Handling | None
    wanted_by: str | None = None
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = field(default=None, repr=False)
    closed_at: datetime | None = None
    closed_by: str | None = None
    closed_why: str | None = field(default=None, repr=False)
    version: int = field(default=0, compare=False)

    @property
    def duty(self) -> Duty:
        return duty(self.handling)


@dataclass(frozen=True, slots=True)
class Stop:
    """One STOP of a case: the visit, the rule that fired, what differed, and the inquiry whose answer is withheld."""

    visit: str
    at: datetime
    by: str
    rule: str
    answer: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wrote down for one item of the report; a correction is a further entry, the latest counts."""

    item: ReportItem
    at: datetime
    by: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    report: Report
    at: datetime
    by: str


def _read(row: Row[Any]) -> Case:
    return record(Case, row, handling=from_json(Handling, row.handling) if row.handling else None)


def _stop(row: Row[Any]) -> Stop:
    return record(Stop, row, differences=from_json(tuple[Difference, ...], row.differences))


def _entries(rows: Iterable[Row[Any]]) -> Mapping[ReportItem, Entry]:
    return {ReportItem(row.item): record(Entry, row, item=ReportItem(row.item)) for row in rows}


def _sent(rows: Sequence[Row[Any]]) -> Mapping[Report, Sent]:
    return {Report(row.report): record(Sent, row, report=Report(row.report)) for row in reversed(rows)}


@dataclass(frozen=True, slots=True)
class Written:
    """What belongs to a case: its STOPs, the latest entry of each item, the reports that went out."""

    stops: tuple[Stop, ...]
    entries: Mapping[ReportItem, Entry] = field(repr=False)
    sent: Mapping[Report, Sent]


@dataclass(frozen=True, slots=True)
class Cases:
    ledger: Ledger
    keys: AuditKeys

    @property
    def now(self) -> datetime:
        return self.ledger.now

    def digests(self, links: Iterable[str]) -> frozenset[str]:
        """What stands for these links (see `kiosk.incidents.link`), so that no value of them is kept."""
        return frozenset(self.keys.digest("link", each) for each in links)

    def open(self, visit: str, patient_id: str | None, insurer_name: str, by: str) -> int:
        """A new case; gives its number."""
        values = {
            "visit": visit,
            "patient_id": patient_id,
            "insurer_name": insurer_name,
            "opened_at": self.ledger.now,
            "opened_by": by,
            "wrongful": False,
        }
        fresh = insert(tables.incident_cases).values(**values).returning(tables.incident_cases.c.id)
        row = self.ledger.first(fresh)
        assert row is not None
        return int(row.id)

    def add_stop(self, case: int, stop: Stop, digests: frozenset[str]) -> None:
        """A STOP belongs to the case, and the case covers its links from here on."""
        self.ledger.add(
            tables.incident_stops,
            case_id=case,
            visit=stop.visit,
            at=stop.at,
            by=stop.by,
            rule=stop.rule,
            answer=stop.answer,
            differences=to_json(stop.differences),
        )
        known = {row.digest for row in self._of(tables.incident_links, case)}
        fresh = [{"case_id": case, "digest": each} for each in sorted(digests - known)]
        self.ledger.add_all(tables.incident_links, fresh)

    def hold(self, case: int, seen: int | None = None) -> Case:
        """The case, held for this transaction. Raises NoSuchRecord, and Overtaken when it is not as it was seen."""
        self.ledger.hold(tables.incident_cases, tables.incident_cases.c.id == case, seen)
        return self.find(case)

    def find(self, case: int) -> Case:
        """Raises NoSuchRecord."""
        row = self.ledger.first(select(tables.incident_cases).where(tables.incident_cases.c.id == case))
        if row is None:
            raise NoSuchRecord(f"no case {case}")
        return _read(row)

    def all(self) -> tuple[Case, ...]:
        """Every case, the latest first."""
        return self._cases(select(tables.incident_cases).order_by(tables.incident_cases.c.id.desc()))

    def unclosed(self) -> tuple[Case, ...]:
        cases = tables.incident_cases
        return self._cases(select(cases).where(cases.c.closed_at.is_(None)).order_by(cases.c.id))

    def of_visit(self, visit: str) -> tuple[Case, ...]:
        """The cases that a STOP of this visit opened or joined."""
        return self._cases(_where_in(tables.incident_stops.c.visit == visit, tables.incident_stops))

    def covering(self, visit: str, patient_id: str | None, digests: frozenset[str]) -> tuple[Case, ...]:
        """Cases not lifted whose visit, patient or link this is: medical information is closed by them."""
        cases, links = tables.incident_cases, tables.incident_links
        found = {each.id: each for each in self.of_visit(visit)}
        if patient_id is not None:
            same = select(cases).where(cases.c.patient_id == patient_id)
            found |= {each.id: each for each in self._cases(same)}
        if digests:
            linked = _where_in(links.c.digest.in_(digests), links)
            found |= {each.id: each for each in self._cases(linked)}
        return tuple(found[key] for key in sorted(found) if found[key].lifted_at is None)

    def stops(self, case: int) -> tuple[Stop, ...]:
        return tuple(_stop(row) for row in self._of(tables.incident_stops, case))

    def all_of(self, cases: Collection[int]) -> Mapping[int, Written]:
        """What belongs to each of these cases, in three questions."""
        stops = self._of_all(tables.incident_stops, cases)
        entries = self._of_all(tables.incident_entries, cases)
        sent = self._of_all(tables.incident_reports, cases)
        return {
            each: Written(tuple(map(_stop, stops[each])), _entries(entries[each]), _sent(sent[each]))
            for each in cases
        }

    def write(self, case: int, item: ReportItem, text: str, by: str) -> None:
        values = {
            "case_id": case,
            "at": self.ledger.now,
            "by": by,
            "item": item.value,
            "text": text,
        }
        self.ledger.add(tables.incident_entries, **values)

    def entries(self, case: int) -> Mapping[ReportItem, Entry]:
        """The latest entry of each item that has one."""
        return _entries(self._of(tables.incident_entries, case))

    def tell_sent(self, case: int, report: Report, by: str) -> None:
        self.ledger.add(
            tables.incident_reports,
            case_id=case,
            at=self.ledger.now,
            by=by,
            report=report.value,
        )

    def sent(self, case: int) -> Mapping[Report, Sent]:
        return _sent(self._of(tables.incident_reports, case))

    def answer_handling(self, case: int, handling: Handling, *, wrongful: bool) -> None:
        self._change(case, handling=to_json(handling), wrongful=wrongful)

    def want_lifted(self, case: int, by: str) -> None:
        self._change(case, wanted_by=by)

    def lift(self, case: int, by: str, why: str) -> None:
        self._change(case, lifted_at=self.ledger.now, lifted_by=by, lifted_why=why)

    def close(self, case: int, by: str, why: str) -> None:
        self._change(case, closed_at=self.ledger.now, closed_by=by, closed_why=why)

    def _change(self, case: int, **values: object) -> None:
        cases = tables.incident_cases
        self.ledger.change(update(cases).where(cases.c.id == case).values(**values))

    def _cases(self, statement: Select[Any]) -> tuple[Case, ...]:
        return tuple(_read(row) for row in self.ledger.all(statement))

    def _of(self, table: Table, case: int) -> list[Row[Any]]:
        return self.ledger.all(select(table).where(table.c.case_id == case).order_by(table.c.id))

    def _of_all(self, table: Table, cases: Collection[int]) -> Mapping[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = {each: [] for each in cases}
        for row in self.ledger.all(
            select(table).where(table.c.case_id.in_(sorted(cases))).order_by(table.c.id)
        ):
            found[row.case_id].append(row)
        return found


def _where_in(condition: ColumnElement[bool], table: Table) -> Select[Any]:
    cases = tables.incident_cases
    return select(cases).where(cases.c.id.in_(select(table.c.case_id).where(condition))).order_by(cases.c.id)
