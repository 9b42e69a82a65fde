"""What is known of every patient's insurance in one month, from everything that its visits left behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kiosk.claims.chart import reading_key
from kiosk.claims.model import (
    Current,
    Known,
    Numbers,
    Past,
    PatientMonth,
    Period,
    Standing,
    Unknown,
)
from kiosk.declaration.model import Declaration
from kiosk.desk.claims.periods import Month, in_force, numbers_of, periods_of
from kiosk.desk.papers.held import held_declaration
from kiosk.evidence.charge import BY_TICKET
from kiosk.evidence.situation import told_apart
from kiosk.intake.model import Patient
from kiosk.qualification.model import Answer
from kiosk.storage.unit_of_work import Books
from kiosk.storage.visit.visits import VisitRecord

CONFIRMED = frozenset({"confirmed", "confirmed_after_question", "confirmed_by_document"})
UNSURE = frozenset(
    {
        "declared",
        "deemed_declared",
        "noted_in_outage",
        "inactive",
        "not_identified",
        "handed_to_staff",
        "confirmed_by_document",
    }
)
"""Outcomes of visits whose claim may rest on something else than numbers confirmed for that day."""


def patient_months(books: Books, first: date) -> Iterator[PatientMonth]:
    """Everybody of the clinic's table, and whoever came without a chart; `first` is the month's first day.

    Leftover rows of the table count only when somebody came under their number.
    """
    month = Month(first)
    came = books.visits.between(month.first, month.last)
    read_ahead(books, came)
    visits = _by_patient(books, came)
    for patient in books.patients.all():
        mine = visits.pop(patient.patient_id, ())
        if mine or patient.leftover_since is None:
            periods = _periods(books, mine, month, patient)
            known = known_numbers(books, mine, patient) if mine else ()
            yield PatientMonth(
                patient.patient_id,
                patient.kana,
                patient.birthdate,
                periods,
                patient.name,
                patient.sex,
                known,
                bool(mine),
            )
    for mine in visits.values():
        who = told(books, mine[0])
        if who.birthdate and who.kana:
            periods = _periods(books, mine, month, None)
            known = known_numbers(books, mine, None)
            yield PatientMonth("", who.kana, who.birthdate, periods, sex=who.sex, known=known)


def read_ahead(books: Books, visits: Sequence[VisitRecord]) -> None:
    """Everything that is asked below about these visits and their patients' earlier ones, in a fixed number of statements."""
    _with_patients(books, visits, {each.patient_id for each in visits if each.patient_id}, frozenset())
    strangers = [each for each in visits if not each.patient_id]
    born = {who.birthdate for who in (told(books, each) for each in strangers) if who.birthdate}
    books.patients.read_ahead((), born)
    found = (patient_of(books, each) for each in strangers)
    _with_patients(books, strangers, {each.patient_id for each in found if each}, born)


def _with_patients(
    books: Books, visits: Sequence[VisitRecord], patients: Collection[str], born: Collection[date]
) -> None:
    books.visits.read_ahead(patients)
    theirs = (each.number for patient in patients for each in books.visits.of_patient(patient))
    books.read_ahead([*(each.number for each in visits), *theirs])
    books.patients.read_ahead(patients, born)


def known_numbers(books: Books, visits: Sequence[VisitRecord], patient: Patient | None) -> tuple[Known, ...]:
    """All numbers that were ever seen of a patient, and from when they are."""
    theirs = {
        each.number: each
        for each in (*visits, *(books.visits.of_patient(patient.patient_id) if patient else ()))
    }
    known = [each for visit in theirs.values() for each in _seen_at(books, visit)]
    if patient and patient.number:
        known.append(Known(_numbers_of(patient)))
    return tuple(known)


def _seen_at(books: Books, visit: VisitRecord) -> Iterator[Known]:
    for answer in _believed(books, visit):
        for shown in answer.qualifications:
            yield Known(numbers_of(shown), shown.qualified_on or answer.confirmed_on)
    for paper in books.findings.documents(visit.number):
        typed = paper.document
        numbers = Numbers(typed.insurer_number, typed.symbol, typed.number, typed.branch)
        yield Known(numbers, visit.started_at.date())
    for found in books.payer_findings.of_visit(visit.number):
        yield Known(found.numbers, min(found.days, default=None))


def _numbers_of(patient: Patient) -> Numbers:
    return Numbers(patient.insurer_number, patient.symbol, patient.number, patient.branch)


def visit_standing(books: Books, visit: VisitRecord) -> Standing | None:
    """What the claim for the day of this visit would be made of; None when a person has to look."""
    day = visit.started_at.date()
    periods = _periods(books, (visit,), Month(day.replace(day=1)), patient_of(books, visit))
    return next((each.standing for each in periods if each.first <= day <= each.last), None)


def patient_of(books: Books, visit: VisitRecord) -> Patient | None:
    """The visit's patient; for one that was never given to anybody, the only one of the table with this reading and birth date.

    A claim finds its patient by the same two items, so nothing is guessed here that would not be taken there.
    """
    if visit.patient_id:
        return books.patients.by_id(visit.patient_id)
    who = told(books, visit)
    if who.birthdate is None or not who.kana:
        return None
    same = [
        each
        for each in books.patients.born_on(who.birthdate)
        if reading_key(each.kana) == reading_key(who.kana)
    ]
    return same[0] if len(same) == 1 else None


def _by_patient(books: Books, visits: Sequence[VisitRecord]) -> dict[str, tuple[VisitRecord, ...]]:
    """Under the patient's number, or for somebody without one under reading and birth date, or the visit's own number."""
    found: dict[str, tuple[VisitRecord, ...]] = {}
    for visit in visits:
        key = visit.patient_id or _key_without_chart(books, visit)
        found[key] = (*found.get(key, ()), visit)
    return found


def _key_without_chart(books: Books, visit: VisitRecord) -> str:
    patient, who = patient_of(books, visit), told(books, visit)
    if patient:
        return patient.patient_id
    return f"{reading_key(who.kana)} {who.birthdate}" if who.kana and who.birthdate else visit.number


def told(books: Books, visit: VisitRecord) -> Declaration:
    """Who it is, from the declaration, the application form or the four noted items; a form left blank says nothing."""
    said = books.papers.said(visit.number)
    if said and said != Declaration():
        return said
    deemed = books.papers.deemed(visit.number)
    if deemed and visit.patient_id:
        return held_declaration(books, deemed[-1].rests_on, visit.patient_id, visit.started_at.date())
    if items := books.findings.items(visit.number):
        return Declaration(
            name=items.name,
            kana=items.kana,
            birthdate=items.birthdate,
            sex=items.sex,
            address=items.address,
        )
    if noted := books.outages.noted(visit.number):
        note = noted.note
        return Declaration(
            name=note.name,
            birthdate=note.birthdate,
            sex=note.sex,
            address=note.address,
            phone=noted.phone,
        )
    return Declaration()


def _periods(
    books: Books, visits: tuple[VisitRecord, ...], month: Month, patient: Patient | None
) -> tuple[Period, ...]:
    documented = [each for visit in visits for each in _documented(books, visit, month)]
    confirmed = _in_their_order([each for visit in visits for each in _confirmed(books, visit, month)])
    unsure = [each for each in visits if each.outcome in UNSURE]
    standing = _otherwise(books, unsure, patient) if unsure else None
    otherwise = replace(standing, first=month.first, last=month.last) if standing else None
    return periods_of(month, [*documented, *confirmed], otherwise)


def _documented(books: Books, visit: VisitRecord, month: Month) -> Iterator[Period]:
    """What was typed off a document and nobody could be asked about; where an answer came, it says from which day."""
    if visit.outcome != "confirmed_by_document" or _believed(books, visit):
        return
    for shown in books.findings.documents(visit.number):
        typed = shown.document
        numbers = Numbers(typed.insurer_number, typed.symbol, typed.number, typed.branch)
        yield Period(month.first, month.last, Current(numbers))


def _confirmed(books: Books, visit: VisitRecord, month: Month) -> Iterator[tuple[int, Period]]:
    """With a rank: the day that was asked about stands before all others, and what the payer found before that."""
    for answer in _believed(books, visit):
        for qualification in answer.qualifications:
            period = in_force(qualification, month)
            if period is None:
                continue
            yield 0, period
            if period.first <= answer.confirmed_on <= period.last:
                yield 1, replace(period, first=answer.confirmed_on, last=answer.confirmed_on)
    for found in books.payer_findings.of_visit(visit.number):
        yield from ((2, Period(day, day, Current(found.numbers))) for day in found.days)


def _in_their_order(confirmed: list[tuple[int, Period]]) -> list[Period]:
    """The last that covers a day counts: of two insurers in a month, however late the second became known, the one that began later."""
    return [
        period
        for _, period in sorted(
            confirmed, key=lambda each: (each[0], (each[1].since or date.min) if each[0] == 0 else date.min)
        )
    ]


def _believed(books: Books, visit: VisitRecord) -> tuple[Answer, ...]:
    """Answers about this very person: confirmed ones, and what a proved card was told has ended."""
    if visit.outcome in CONFIRMED:
        return books.findings.answers(visit.number)
    if visit.outcome in UNSURE and visit.method is not None and visit.decision is None:
        ended = (
            each.disqualified_on
            for answer in books.findings.answers(visit.number)
            for each in answer.qualifications
        )
        return books.findings.answers(visit.number) if all(ended) else ()
    return ()


def _otherwise(books: Books, unsure: list[VisitRecord], patient: Patient | None) -> Period | None:
    """Numbers that were once valid, else what was declared; None when a person has to look.

    So it is where the clinic has neither, where 医療扶助 pays, and where staff saw a document: what stands on that one was
    typed into the receipt computer alone, and older numbers must not take its place.
    """
    if any(by_ticket(books, each) or _seen_only(books, each) for each in unsure):
        return None
    anytime = unsure[0].started_at.date()
    if known := _once_valid(books, unsure, patient):
        return Period(anytime, anytime, Past(known.numbers), since=known.since)
    declared = [each for each in unsure if told(books, each) != Declaration()]
    if not declared:
        return None
    latest = declared[-1]
    calls = [call for each in unsure for call in books.claim_notes.contacts(each.number)]
    unknown = Unknown(
        told(books, latest),
        calls[-1].day if calls else None,
        books.claim_notes.destination(latest.number),
    )
    return Period(anytime, anytime, unknown)


def by_ticket(books: Books, visit: VisitRecord) -> bool:
    """Whether the service said that the person lives on public assistance: no insurer is billed."""
    answers = books.findings.answers(visit.number)
    return bool(answers) and told_apart(answers[-1]) in BY_TICKET


def _seen_only(books: Books, visit: VisitRecord) -> bool:
    return visit.outcome == "confirmed_by_document" and not books.findings.documents(visit.number)


def _once_valid(books: Books, unsure: list[VisitRecord], patient: Patient | None) -> Known | None:
    """The latest qualification that any visit of this patient showed, else what the clinic's table holds."""
    earlier = books.visits.of_patient(patient.patient_id) if patient else tuple(reversed(unsure))
    for visit in earlier:
        for answer in reversed(_believed(books, visit)):
            if answer.qualifications:
                latest = answer.qualifications[-1]
                return Known(numbers_of(latest), latest.qualified_on or answer.confirmed_on)
    if patient and patient.insurer_number and patient.number:
        return Known(_numbers_of(patient))
    return None
