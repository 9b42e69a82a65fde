"""A claim file has left the clinic: its claims are tied to the visits that they bill."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kiosk.claims.chart import reading_key
from kiosk.claims.comments import PAST
from kiosk.claims.days import treated_days
from kiosk.claims.file.claim import (
    HO_INSURER,
    HO_POINTS,
    IR_MONTH,
    RE_CHART,
    RE_KANA,
    RE_MONTH,
    RE_NUMBER,
    Claim,
    NotPatchable,
    birthdate_of,
    claim_file,
    month_of,
)
from kiosk.claims.file.uke import read
from kiosk.claims.numbers import UNKNOWN_INSURERS, plain
from kiosk.clock import Moment
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.months import patient_of, told
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
        claims = record_sent(work, content, desk.by, desk.now)
        work.commit()
    desk.house.conductor.touch()
    return claims


def record_sent(work: UnitOfWork, content: bytes, by: str, now: Moment) -> int:
    """Inside a transaction. Raises NotNow when it is no claim file or was recorded before."""
    try:
        file = claim_file(read(content))
    except NotPatchable:
        raise NotNow("no_claim_file") from None
    claims = tuple(_new(work, claim) for claim in file.claims)
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


def _new(books: Books, claim: Claim) -> NewClaim:
    insured = next(iter(claim.of("HO")), None)
    return NewClaim(
        claim.head.number(RE_NUMBER) or 0,
        plain(claim.head.text(RE_CHART)),
        claim.head.text(RE_MONTH),
        _standing(claim, plain(insured.text(HO_INSURER)) if insured else ""),
        (insured.number(HO_POINTS) if insured else None) or 0,
        tuple(each.number for each in _visits(books, claim)),
    )


def _standing(claim: Claim, insurer: str) -> str:
    if insurer in UNKNOWN_INSURERS:
        return "unknown"
    comments = {each.text(CO_CODE) for each in claim.of("CO")}
    return "past" if PAST in comments else "current"


def _visits(books: Books, claim: Claim) -> tuple[VisitRecord, ...]:
    """This patient's visits on the days of the claim; all of the month's where it names no days."""
    first = month_of(claim)
    if first is None:
        return ()
    month, days = Month(first), treated_days(claim)
    return tuple(
        each
        for each in books.visits.between(month.first, month.last)
        if (not days or each.started_at.day in days) and _is_of(books, claim, each)
    )


def _is_of(books: Books, claim: Claim, visit: VisitRecord) -> bool:
    """By カルテ番号; for a visit or a claim without one, by reading and birth date."""
    chart, patient = plain(claim.head.text(RE_CHART)), patient_of(books, visit)
    if chart and patient:
        return patient.patient_id == chart
    who = told(books, visit)
    wanted = (reading_key(claim.head.text(RE_KANA)), birthdate_of(claim))
    return (reading_key(who.kana), who.birthdate) == wanted
