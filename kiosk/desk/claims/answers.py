"""The payer has answered: accepted claims close their visits, returned ones give the desk its next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.claims.ledger import NotPossible
from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.payer_answer import AnswerUnreadable, ClaimAnswer, PayerAnswer, Verdict, read_answer
from kiosk.desk.claims.sending import leave_returned
from kiosk.desk.standing import CLAIM_RETURNED
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an answer: claims by verdict, and the visits that the desk has to look at again."""

    counts: Mapping[Verdict, int]
    returned_visits: tuple[str, ...]
    pooled_yen: int
    policy: str


def take_in(desk: Desk, text: str) -> TakenIn:
    """Write the payer's answer down, once. Raises NotNow as `record_answer` does."""
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        taken = record_answer(work, text, desk.by)
        work.commit()
    desk.house.conductor.touch()
    return taken


def record_answer(work: UnitOfWork, text: str, by: str) -> TakenIn:
    """Inside a transaction.

    Raises NotNow when it cannot be read, when no such file was sent, when it was taken in before, or when its claims are
    not those of the file.
    """
    try:
        answer = read_answer(text)
    except AnswerUnreadable as why:
        raise NotNow("no_answer_file", line=str(why.line)) from None
    _refuse_strange(work, answer)
    if not work.claims.answered(answer.file, by):
        raise NotNow("answered_before")
    try:
        returned = [visit for each in answer.claims for visit in _settled(work, answer.file, each, by)]
    except (NoSuchRecord, NotPossible):
        raise NotNow("strange_claim") from None
    counts = {verdict: sum(each.verdict is verdict for each in answer.claims) for verdict in Verdict}
    return TakenIn(counts, tuple(returned), answer.pooled_yen, answer.policy)


def _refuse_strange(work: UnitOfWork, answer: PayerAnswer) -> None:
    sent = work.claims.file(answer.file)
    if sent is None or (sent.payer, sent.claimed_in) != (answer.payer, answer.claimed_in):
        raise NotNow("not_sent")
    if len(work.claims.of_file(answer.file)) != len(answer.claims):
        raise NotNow("strange_claim")


def _settled(work: UnitOfWork, file: str, answer: ClaimAnswer, by: str) -> tuple[str, ...]:
    """The visits of the claim when it is returned, none when it is paid."""
    reason = answer.reason.value if answer.reason else ""
    claim = work.claims.settle(file, answer.serial, answer.verdict.act, by, answer.confirmation, reason)
    for found in answer.found:
        work.payer_findings.keep(claim.id, found)
    visits = work.claims.visits_of(claim.id)
    facts = {"outcome": answer.verdict.value, "confirmation": answer.confirmation, "by": by}
    for number in visits:
        work.audit("claim_answered", number, facts | ({"reason": reason} if reason else {}))
        if answer.verdict is Verdict.RETURNED:
            visit = work.visits.find(number)
            work.visits.update(replace(visit, waits_for=CLAIM_RETURNED), by, f"claim returned: {reason}")
        else:
            leave_returned(work, number, by)
    return visits if answer.verdict is Verdict.RETURNED else ()


def paid(desk: Desk, digest: str) -> int:
    """The payer's transfer for a file has come. Declarations stay until nothing can be asked about them. How many claims were paid.

    Raises NotNow when nothing of the file waits for payment.
    """
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        claims = work.claims.pay(digest, desk.by, desk.now.today)
        if not claims:
            raise NotNow("nothing_to_pay")
        for claim in claims:
            for number in work.claims.visits_of(claim.id):
                work.audit("claim_paid", number, {"by": desk.by})
        work.commit()
    desk.house.conductor.touch()
    return len(claims)
