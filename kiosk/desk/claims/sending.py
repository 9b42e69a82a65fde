"""A claim file has left the clinic: its claims are tied to the visits that they bill."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from enum import Enum

from kiosk.claims.comments import PAST
from kiosk.claims.days import treated_days
from kiosk.claims.file.claim import (
    HO_INSURER,
    HO_POINTS,
    IR_MONTH,
    RE_CHART,
    RE_MONTH,
    RE_NUMBER,
    RE_SEARCH,
    Claim,
    month_of,
)
from kiosk.claims.ledger import Act, NotPossible
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
from kiosk.matching.keys import number_key
from kiosk.matching.names import kana
from kiosk.storage.claims.claims import NewClaim, SentFile
from kiosk.storage.unit_of_work import Books, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord

CO_CODE = 3
"""Where a CO record has its code, counted from 0."""


class Again(Enum):
    """What was done about claims that are out already, before they are sent once more."""

    CANCELLED = "cancel"
    """請求取消: the new file stands for the old one."""
    ASKED_BACK = "ask_back"
    """取下げ依頼: nothing is sent until they come back."""


def sent(desk: Desk, content: bytes, again: Again | None = None) -> int:
    """Record a file as sent today; how many claims it holds. Raises NotNow as `record_sent` does."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        claims = record_sent(work, content, desk.by, desk.now, ours(desk.house.settings), again)
        work.commit()
    desk.house.conductor.touch()
    return claims


def record_sent(
    work: UnitOfWork,
    content: bytes,
    by: str,
    now: Moment,
    institution: Institution,
    again: Again | None = None,
) -> int:
    """Inside a transaction. How many claims are recorded as sent: none when those that are out were asked back.

    Raises NotNow when it is no claim file of ours, was recorded before, or holds claims that are out already and nobody
    said what was done about those.
    """
    file = taken_up(content, institution)
    visits = _Visits(work)
    claims = tuple(_new(work, visits, claim) for claim in file.claims)
    digest = hashlib.sha256(content).hexdigest()
    if work.claims.file(digest) is not None:
        raise NotNow("sent_before")
    if not _may_leave(work, claims, again, by, now):
        return 0
    away = SentFile(digest, file.payer, file.heading.text(IR_MONTH), now.wall, by)
    work.claims.send(away, claims)
    for each in claims:
        for number in each.visits:
            leave_returned(work, number, by)
            work.audit("claim_sent", number, {"standing": each.standing, "by": by})
    work.audit("claim_file_sent", "", {"payer": file.payer.value, "rows": len(claims), "by": by})
    return len(claims)


def _may_leave(
    work: UnitOfWork, claims: tuple[NewClaim, ...], again: Again | None, by: str, now: Moment
) -> bool:
    """A visit is billed once at a time. False when what is out was asked back, and has to come first."""
    out = work.claims.out(claims)
    if not out:
        return True
    if again is None:
        files = {each.file: work.claims.file(each.file) for each in out}
        days = sorted({f"{file.sent_at:%Y-%m-%d}" for file in files.values() if file})
        raise NotNow("out_already", n=str(len(out)), days=", ".join(days))
    act = Act(again.value)
    try:
        for each in out:
            work.claims.act(each.id, act, now.today, by)
            for number in work.claims.visits_of(each.id):
                work.audit("claim_moved", number, {"act": act.value, "by": by})
    except NotPossible:
        raise NotNow("not_possible") from None
    return again is Again.CANCELLED


def leave_returned(work: UnitOfWork, number: str, by: str) -> None:
    """The payer has the claim again, so the desk has nothing to do about it."""
    visit = work.visits.find(number)
    if visit.waits_for == CLAIM_RETURNED:
        work.visits.update(replace(visit, waits_for=None), by, "claim sent")


def _new(books: Books, visits: _Visits, claim: Claim) -> NewClaim:
    insured = next(iter(claim.of("HO")), None)
    insurer = plain(insured.text(HO_INSURER)) if insured else ""
    said = particulars(claim)
    who = number_key(said.number) or f"{kana.key(said.kana)} {said.birthdate}"
    return NewClaim(
        claim.head.number(RE_NUMBER) or 0,
        plain(claim.head.text(RE_CHART)),
        claim.head.text(RE_MONTH),
        _standing(claim, insurer),
        (insured.number(HO_POINTS) if insured else None) or 0,
        visits.billed_by(claim),
        insurer[:8],
        claim.head.text(RE_SEARCH)[:30],
        books.sealing.keys.digest("claim", f"{who} {claim.head.text(RE_MONTH)} {insurer}"),
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
