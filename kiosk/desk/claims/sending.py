"""A claim file has left the clinic: its claims are tied to the visits that they bill."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from kiosk.claims.comments import PAST
from kiosk.claims.days import treated_days
from kiosk.claims.file.claim import (
    HO_INSURER,
    HO_POINTS,
    IR_MONTH,
    RE_CHART,
    RE_MONTH,
    RE_NUMBER,
    Claim,
    month_of,
)
from kiosk.claims.model import Institution
from kiosk.claims.numbers import UNKNOWN_INSURERS, plain
from kiosk.claims.patch.people import particulars
from kiosk.claims.whose import Particulars, differing
from kiosk.clock import Moment
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.incoming import ours, taken_up
from kiosk.desk.claims.months import patient_of, read_ahead, told
from kiosk.desk.claims.periods import Month
from kiosk.desk.standing import CLAIM_RETURNED
from kiosk.storage.claims.claims import NewClaim, SentFile
from kiosk.storage.unit_of_work import Books, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord

CO_CODE = 3
"""Where a CO record has its code, counted from 0."""


def sent(desk: Desk, content: bytes) -> int:
    """Record a file as sent today; how many claims it holds. Raises NotNow as `record_sent` does."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        claims = record_sent(work, content, desk.by, desk.now, ours(desk.house.settings))
        work.commit()
    desk.house.conductor.touch()
    return claims


def record_sent(work: UnitOfWork, content: bytes, by: str, now: Moment, institution: Institution) -> int:
    """Inside a transaction. Raises NotNow when it is no claim file of ours or was recorded before."""
    file = taken_up(content, institution)
    visits = _Visits(work)
    claims = tuple(_new(visits, claim) for claim in file.claims)
    digest = hashlib.sha256(content).hexdigest()
    away = SentFile(digest, file.payer, file.heading.text(IR_MONTH), now.wall, by)
    if not work.claims.send(away, claims):
        raise NotNow("sent_before")
    for each in claims:
        for number in each.visits:
            leave_returned(work, number, by)
            work.audit("claim_sent", number, {"standing": each.standing, "by": by})
    work.audit("claim_file_sent", "", {"payer": file.payer.value, "rows": len(claims), "by": by})
    return len(claims)


def leave_returned(work: UnitOfWork, number: str, by: str) -> None:
    """The payer has the claim again, so the desk has nothing to do about it."""
    visit = work.visits.find(number)
    if visit.waits_for == CLAIM_RETURNED:
        work.visits.update(replace(visit, waits_for=None), by, "claim sent")


def _new(visits: _Visits, claim: Claim) -> NewClaim:
    insured = next(iter(claim.of("HO")), None)
    return NewClaim(
        claim.head.number(RE_NUMBER) or 0,
        plain(claim.head.text(RE_CHART)),
        claim.head.text(RE_MONTH),
        _standing(claim, plain(insured.text(HO_INSURER)) if insured else ""),
        (insured.number(HO_POINTS) if insured else None) or 0,
        visits.billed_by(claim),
    )


def _standing(claim: Claim, insurer: str) -> str:
    if insurer in UNKNOWN_INSURERS:
        return "unknown"
    comments = {each.text(CO_CODE) for each in claim.of("CO")}
    return "past" if PAST in comments else "current"


class _Visits:
    """The visits of the months that a file bills, each with whose it is; read once a month."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._months: dict[date, tuple[tuple[VisitRecord, Particulars], ...]] = {}

    def billed_by(self, claim: Claim) -> tuple[str, ...]:
        """This patient's visits on the days of the claim; all of the month's where it names no days."""
        first = month_of(claim)
        if first is None:
            return ()
        days, said = treated_days(claim), particulars(claim)
        return tuple(
            visit.number
            for visit, held in self._of(first)
            if (not days or visit.started_at.day in days) and differing(said, held) == ()
        )

    def _of(self, first: date) -> tuple[tuple[VisitRecord, Particulars], ...]:
        if first not in self._months:
            month = Month(first)
            visits = self._books.visits.between(month.first, month.last)
            read_ahead(self._books, visits)
            self._months[first] = tuple((each, _particulars(self._books, each)) for each in visits)
        return self._months[first]


def _particulars(books: Books, visit: VisitRecord) -> Particulars:
    """By the clinic's table; for a visit that nobody of it fits, by what was told."""
    patient = patient_of(books, visit)
    if patient:
        return Particulars(patient.patient_id, patient.kana, patient.name, patient.birthdate, patient.sex)
    who = told(books, visit)
    return Particulars("", who.kana, "" if who.kana else who.name, who.birthdate, who.sex)
