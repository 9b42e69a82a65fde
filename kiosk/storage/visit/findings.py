"""What a visit found out: answers, typed items, differences, questions, vouches. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, select

from kiosk.matching.report import Decision, MatchReport, Outcome
from kiosk.qualification.grounds import Method, TypedDocument
from kiosk.qualification.model import Answer
from kiosk.storage import tables
from kiosk.storage.book import Ledger, record
from kiosk.storage.facts import from_json, to_json
from kiosk.storage.visit.sealing import Sealing

CARD = "card"
"""Who entered items that came out of the chip."""


@dataclass(frozen=True, slots=True)
class ApplicationItems:
    """診療申込書: the five items as patient or desk typed them, before any answer was shown."""

    visit: str
    entered_by: str
    name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    sex: str = ""
    birthdate: date | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """One compared field without its values."""

    field: str
    outcome: Outcome
    rules: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison as it is kept: `sides` names who was compared (card_answer, answer_chart …), never what they hold."""

    visit: str
    sides: str
    decision: Decision
    rule: str
    fields: tuple[FieldOutcome, ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """Staff asked what `rule` wants asked and recorded what was said."""

    visit: str
    rule: str
    answer: str = field(repr=False)
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Vouch:
    """目視確認: a staff member saw person and card together, in the way `method` says."""

    visit: str
    by: str
    method: Method
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document typed at the desk; `checked_by` keyed it a second time or looked it over."""

    visit: str
    kind: str
    checked_by: str
    document: TypedDocument
    at: datetime


def without_values(visit: str, sides: str, report: MatchReport) -> Comparison:
    """What may be kept of a comparison: outcomes and rules."""
    outcomes = tuple(FieldOutcome(each.field, each.outcome, each.rules, each.part) for each in report.fields)
    return Comparison(visit, sides, report.decision, report.rule, outcomes)


@dataclass(frozen=True, slots=True)
class Findings:
    ledger: Ledger
    sealing: Sealing

    def keep_answer(self, answer: Answer) -> str:
        """Gives the keyed digest by which the chain knows it again."""
        body = to_json(answer)
        values = {"visit": answer.visit, "identifier": answer.identifier, "at": self.ledger.now, "body": body}
        self.ledger.add(tables.answers, **values)
        return self.sealing.keys.digest("record", body)

    def answers(self, visit: str) -> tuple[Answer, ...]:
        """Of every inquiry, the oldest first; a stopped one as long as its key is there."""
        return tuple(from_json(Answer, body) for body in self.sealing.bodies(visit))

    def keep_items(self, items: ApplicationItems) -> None:
        """A correction is a further row; the latest counts."""
        self.ledger.add(
            tables.application_items,
            visit=items.visit,
            at=self.ledger.now,
            entered_by=items.entered_by,
            name=items.name,
            kana=items.kana,
            sex=items.sex,
            birthdate=items.birthdate,
            address=items.address,
        )

    def items(self, visit: str) -> ApplicationItems | None:
        """What patient or desk gave, never what the chip said."""
        rows = [each for each in self._of(tables.application_items, visit) if each.entered_by != CARD]
        return record(ApplicationItems, rows[-1]) if rows else None

    def card_items(self, visit: str) -> ApplicationItems | None:
        """What the chip said of its holder."""
        rows = [each for each in self._of(tables.application_items, visit) if each.entered_by == CARD]
        return record(ApplicationItems, rows[-1]) if rows else None

    def keep_comparison(self, comparison: Comparison) -> None:
        self.ledger.add(
            tables.comparisons,
            visit=comparison.visit,
            at=self.ledger.now,
            sides=comparison.sides,
            decision=comparison.decision.value,
            rule=comparison.rule,
            fields=to_json(comparison),
        )

    def comparisons(self, visit: str) -> tuple[Comparison, ...]:
        return tuple(from_json(Comparison, row.fields) for row in self._of(tables.comparisons, visit))

    def keep_question(self, visit: str, rule: str, answer: str, by: str) -> None:
        self.ledger.add(tables.questions, visit=visit, at=self.ledger.now, rule=rule, answer=answer, by=by)

    def questions(self, visit: str) -> tuple[QuestionAnswered, ...]:
        return tuple(record(QuestionAnswered, row) for row in self._of(tables.questions, visit))

    def keep_vouch(self, visit: str, by: str, method: Method) -> None:
        """Raises ValueError for a method that is no staff confirmation."""
        if not method.by_staff:
            raise ValueError(f"{method.value} is not vouched for by staff")
        self.ledger.add(tables.vouches, visit=visit, at=self.ledger.now, by=by, method=method.value)

    def vouches(self, visit: str) -> tuple[Vouch, ...]:
        rows = self._of(tables.vouches, visit)
        return tuple(record(Vouch, row, method=Method(row.method)) for row in rows)

    def keep_document(self, visit: str, kind: str, document: TypedDocument, checked_by: str) -> None:
        body = to_json(document)
        at = self.ledger.now
        self.ledger.add(tables.documents, visit=visit, at=at, kind=kind, checked_by=checked_by, body=body)

    def documents(self, visit: str) -> tuple[DocumentShown, ...]:
        rows = self._of(tables.documents, visit)
        return tuple(record(DocumentShown, row, document=from_json(TypedDocument, row.body)) for row in rows)

    def _of(self, table: Table, visit: str) -> list[Row[Any]]:
        return self.ledger.of(select(table).order_by(table.c.id), table.c.visit, visit)

    def read_ahead(self, visits: Collection[str]) -> None:
        """Answers, items and documents of each of them."""
        self.sealing.read_ahead(visits)
        for table in (tables.application_items, tables.documents):
            self.ledger.read_ahead(select(table).order_by(table.c.id), table.c.visit, visits)
