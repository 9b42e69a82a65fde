"""Writing a turn down: every record of it and its audit rows, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.checkin.conductor.face_record import keep_face
from kiosk.checkin.conductor.performing import NamedTrouble
from kiosk.checkin.conductor.ports import Wanted, always
from kiosk.checkin.conductor.tries import close_tries, is_failed_proof
from kiosk.checkin.machine import effects
from kiosk.checkin.machine.effects import Record
from kiosk.checkin.machine.seen import CardItems, Outcome, Settled
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration
from kiosk.declaration.sheet import SheetUnprintable
from kiosk.matching.report import MatchReport, Person
from kiosk.qualification.grounds import Method, OutageNote
from kiosk.qualification.model import Answer
from kiosk.storage.faults import NoSuchRecord, StorageBusy
from kiosk.storage.unit_of_work import Storage, UnitOfWork
from kiosk.storage.visit.findings import CARD, ApplicationItems, without_values
from kiosk.storage.visit.visits import VisitNumberTaken, VisitRecord

KIOSK = "kiosk"
"""Who wrote what no person pressed."""

Sheet = Callable[[Declaration, str], bytes]
"""(declaration, visit number) to PDF."""
StopLink = Callable[[UnitOfWork, str, str, str, str | None], int]
"""(work, visit, rule, by, patient) to the number of the case that the STOP opens or joins."""


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """The Ledger of a station. `sheet` prints a declaration, `layout` names its version, `stop_link` does what a STOP asks for."""

    storage: Storage
    station: str
    identifier: Callable[[], str]
    sheet: Sheet
    layout: str
    stop_link: StopLink

    def open_visit(
        self, lane: str, now: Moment, patient_id: str | None = None, wanted: Wanted = always
    ) -> str:
        """Take the day's next visit number; another station may take it first, then the one after."""
        while True:
            try:
                return self._opened(lane, now, patient_id, wanted)
            except VisitNumberTaken:
                continue

    def _opened(self, lane: str, now: Moment, patient_id: str | None, wanted: Wanted) -> str:
        with self.storage.unit_of_work(now.wall) as work:
            number = work.visits.next_number(now.today)
            work.visits.open(VisitRecord(number, self.station, lane, now.wall, patient_id))
            work.lanes.take(number, self.station)
            work.audit("visit_opened", number, {"lane": lane})
            _commit(work, wanted)
            return number

    def write(
        self, visit: str, step: str, records: tuple[Record, ...], now: Moment, wanted: Wanted = always
    ) -> None:
        sheets = {
            id(each): self._printed(each.declaration, visit)
            for each in records
            if isinstance(each, effects.RecordDeclaration)
        }
        with self.storage.unit_of_work(now.wall) as work:
            work.lanes.keep(visit, self.station)
            for each in records:
                self._write(work, visit, each, now, sheets.get(id(each), b""))
            work.audit("step_entered", visit, {"step": step})
            _commit(work, wanted)

    def keep(self, work: UnitOfWork, visit: str, record: Record, now: Moment) -> None:
        """One record inside somebody else's transaction; a declaration is none of these."""
        self._write(work, visit, record, now, b"")

    def forget(self) -> None:
        self.storage.forget()

    def _printed(self, declaration: Declaration, visit: str) -> bytes:
        try:
            return self.sheet(declaration, visit)
        except SheetUnprintable as fault:
            raise NamedTrouble("sheet_failed") from fault

    def _write(self, work: UnitOfWork, visit: str, each: Record, now: Moment, sheet: bytes) -> None:
        if is_failed_proof(each):
            work.tries.failed(visit)
        match each:
            case effects.RecordCard(certificate=certificate):
                work.tries.laid(visit, certificate)
            case effects.RecordEvent(kind=kind, facts=facts):
                work.audit(kind, visit, dict(facts))
            case effects.RecordFace(outcome=outcome, attempt=attempt, measured=measured):
                keep_face(work, visit, outcome, attempt, measured)
            case effects.RecordProof(proof=proof):
                kept = work.visits.find(visit)
                work.visits.update(replace(kept, method=proof.method), KIOSK)
                work.audit("holder_proved", visit, {"method": proof.method.value})
            case effects.RecordVouch(by=by, method=method, confirmed=True):
                work.findings.keep_vouch(visit, by, Method(method))
                work.audit("staff_vouched", visit, {"method": method, "by": by})
            case effects.RecordVouch(by=by):
                work.audit("staff_refused", visit, {"by": by})
            case effects.RecordAnswer(answer=answer, items=items, comparisons=comparisons):
                _keep_answer(work, visit, answer, items)
                for sides, report in comparisons:
                    keep_comparison(work, visit, sides, report)
            case effects.RecordApplication(application=application):
                keep_application(work, visit, application, "patient")
            case effects.RecordEvidence():
                _keep_evidence(work, visit, each)
            case effects.RecordDeclaration(declaration=declaration, by=by):
                work.papers.keep(visit, declaration, sheet, self.layout, by or "patient")
                work.audit("declaration_kept", visit, {"layout": self.layout, "by": by or "patient"})
            case effects.RecordDeemed(by=by, record=rests_on):
                _refuse_made_up(work, rests_on)
                work.papers.deem(visit, rests_on, by)
                work.audit("declaration_deemed", visit, {"rests_on": rests_on, "by": by})
            case effects.RecordDraft(note=note):
                work.outages.draft(visit, self.identifier(), note)
                work.audit("outage_drafted", visit, {"by": note.noted_by})
            case effects.RecordNote(note=note, proved_by=method):
                _keep_note(work, visit, self.identifier(), note, method)
            case effects.RecordTrouble(code=code):
                work.audit("trouble_met", visit, {"code": code})
            case effects.RecordFound(taken=taken):
                (work.found.taken if taken else work.found.left)(visit)
                work.audit("card_taken" if taken else "card_found", visit, {})
            case effects.CloseMedical(rule=rule, patient_id=patient_id):
                self.stop_link(work, visit, rule, KIOSK, patient_id)
            case effects.CloseVisit(settled=settled):
                close_visit(work, visit, settled, now)


def _commit(work: UnitOfWork, wanted: Wanted) -> None:
    """Raises StorageBusy, and keeps nothing, where the screen has said meanwhile that nothing was kept."""
    if not wanted():
        raise StorageBusy("nobody waits for this any more")
    work.commit()


def close_visit(work: UnitOfWork, visit: str, settled: Settled, now: Moment, by: str = KIOSK) -> None:
    """The visit has come to `settled`: the desk sees it from here on."""
    kept = work.visits.find(visit)
    if settled.patient_id and settled.patient_id != kept.patient_id:
        work.visits.reassign(visit, settled.patient_id, by, "found by the comparison")
    evidence = evidence_kind(settled, kept)
    work.visits.close(
        visit,
        settled.outcome.value,
        settled.decision,
        evidence,
        kept.method,
        now.wall,
        by,
        settled.reason.value if settled.reason else None,
        settled.waits_for or None,
        settled.code or None,
    )
    if kept.method:
        close_tries(work, visit, now, KIOSK)
    decision = settled.decision.value if settled.decision else None
    payload = {
        "outcome": settled.outcome.value,
        "decision": decision,
        "rule": settled.rule,
        "evidence": evidence,
        "code": settled.code,
        "by": by,
    }
    work.audit("visit_closed", visit, {key: value for key, value in payload.items() if value})


RESTS_ON: dict[Outcome, str] = {
    Outcome.DECLARED: "declaration",
    Outcome.DEEMED_DECLARED: "deemed_declaration",
    Outcome.NOTED_IN_OUTAGE: "outage_note",
}


def evidence_kind(settled: Settled, kept: VisitRecord) -> str | None:
    """What a visit with this outcome rests on."""
    if settled.outcome in RESTS_ON:
        return RESTS_ON[settled.outcome]
    if kept.evidence_kind:
        return kept.evidence_kind
    return "card" if settled.outcome in {Outcome.CONFIRMED, Outcome.CONFIRMED_AFTER_QUESTION} else None


def keep_application(work: UnitOfWork, visit: str, application: Person, by: str) -> None:
    """The five items of the application form."""
    work.findings.keep_items(_items(visit, application, by))
    filled = sum(
        each is not None
        for each in (
            application.name,
            application.kana,
            application.sex,
            application.birthdate,
            application.address,
        )
    )
    work.audit("items_entered", visit, {"by": by, "fields": filled})


def keep_comparison(work: UnitOfWork, visit: str, sides: str, report: MatchReport) -> None:
    """Outcomes and rules of one pair of sides, never what they hold."""
    work.findings.keep_comparison(without_values(visit, sides, report))
    outcomes = {each.field: each.outcome.value for each in report.fields}
    work.audit(
        "compared",
        visit,
        {"sides": sides, "decision": report.decision.value, "rule": report.rule, **outcomes},
    )


def _keep_answer(work: UnitOfWork, visit: str, answer: Answer, items: CardItems | None) -> None:
    digest = work.findings.keep_answer(answer)
    if noted := work.outages.noted(visit):
        work.outages.answered(visit, noted.identifier)
    if items and work.findings.card_items(visit) is None:
        work.findings.keep_items(_items(visit, items.person(), CARD))
    validity = answer.validity.value if answer.validity else "none"
    work.audit(
        "service_answered",
        visit,
        {
            "validity": validity,
            "qualifications": len(answer.qualifications),
            "identifier": answer.identifier,
            "digest": digest,
        },
    )


def _keep_note(
    work: UnitOfWork, visit: str, identifier: str, note: OutageNote, method: Method | None
) -> None:
    """What the card says, to be asked later."""
    noted = {"by": note.noted_by, "identifier": work.outages.note(visit, identifier, note)}
    if method:
        kept = work.visits.find(visit)
        work.visits.update(replace(kept, method=kept.method or method), KIOSK)
        noted["method"] = method.value
    work.audit("outage_noted", visit, noted)


def _refuse_made_up(work: UnitOfWork, record: str) -> None:
    """Raises NamedTrouble: what is deemed submitted rests on a visit that is kept here, or on nothing."""
    try:
        work.visits.find(record)
    except NoSuchRecord:
        raise NamedTrouble("deemed_record_missing") from None


def _keep_evidence(work: UnitOfWork, visit: str, shown: effects.RecordEvidence) -> None:
    kept = work.visits.find(visit)
    work.visits.update(replace(kept, evidence_kind=shown.kind), shown.by or KIOSK)
    if shown.document:
        work.findings.keep_document(visit, shown.kind, shown.document, shown.by)
    work.audit(
        "document_typed" if shown.document else "document_seen",
        visit,
        {"document": shown.kind, "by": shown.by},
    )


def _items(visit: str, person: Person, by: str) -> ApplicationItems:
    return ApplicationItems(
        visit,
        by,
        person.name or "",
        person.kana or "",
        person.sex or "",
        person.birthdate,
        person.address or "",
    )
