"""From a question to what the answer says: the card is verified or the document looked up, and nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hardware_mocks.national.challenges import Challenges
from hardware_mocks.national.document import Found, Refused
from hardware_mocks.national.question import CardClaim, DocumentSearch, Question
from hardware_mocks.national.registry import Entry, PrintedItems, Registry
from hardware_mocks.national.verify import Presented, Standing, challenge_message, standing

NOT_FOUND = "4"
SEVERAL = "5"

REFUSALS = {
    Standing.FOREIGN: Refused("MOCK-CARD-FOREIGN", "The certificate was not issued by the user CA"),
    Standing.UNSIGNED: Refused("MOCK-CARD-UNSIGNED", "The signature does not fit certificate and challenge"),
    Standing.REVOKED: Refused("MOCK-CARD-REVOKED", "The certificate is revoked"),
    Standing.EXPIRED: Refused("MOCK-CARD-EXPIRED", "The certificate expired and its grace period is over"),
    Standing.NOT_YET_VALID: Refused("MOCK-CARD-NOT-YET", "The certificate is not valid yet"),
}
NO_CHALLENGE = Refused("MOCK-CHALLENGE", "No living challenge of this visit has that token")
SPENT = Refused("MOCK-CHALLENGE-SPENT", "The challenge was used for another inquiry")
NOT_REGISTERED = Refused("MOCK-NOT-REGISTERED", "The card is not registered as insurance card")
UNKNOWN_CARD = Refused("MOCK-CARD-UNKNOWN", "Nobody is enrolled with this certificate")
NOTICES = {
    Standing.EXPIRES_SOON: ("MOCK-NOTICE-SOON", "The certificate expires within three months"),
    Standing.IN_GRACE: ("MOCK-NOTICE-GRACE", "The certificate expired; qualification only"),
}


class Authority(Protocol):
    """What the service needs of the CA, in DER."""

    @property
    def user_ca_certificate(self) -> bytes: ...

    def crl(self, now: datetime) -> bytes: ...

    def municipal_crl(self, place: str, now: datetime) -> bytes: ...

    def ocsp(self, request_der: bytes, now: datetime) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Holder:
    """The entry behind a card that was verified."""

    entry: Entry
    standing: Standing


@dataclass(frozen=True, slots=True)
class Clearing:
    registry: Registry
    authority: Authority
    challenges: Challenges

    def holder(self, claim: CardClaim, institution: str, visit: str, now: datetime) -> Holder | Refused:
        """Who proved to be there, or why nobody did."""
        issued = self.challenges.of(claim.token, institution, visit, now)
        if issued is None:
            return NO_CHALLENGE
        presented = Presented(claim.certificate, claim.signature, challenge_message(visit, issued.nonce))
        found = standing(presented, self.authority.user_ca_certificate, self.authority.crl(now), now)
        if refusal := REFUSALS.get(found):
            return refusal
        entry = self.registry.by_certificate(claim.certificate)
        return Holder(entry, found) if entry else UNKNOWN_CARD

    def clear(self, question: Question, now: datetime) -> Found | Refused:
        match question.search:
            case CardClaim() as claim:
                return self._card(claim, question, now)
            case DocumentSearch(items, limit_wanted, echo):
                return _one_of(self.registry.by_document(items), limit_given=limit_wanted, echo=echo)
            case PrintedItems() as items:
                return _one_of(self.registry.by_printed_items(items))

    def _card(self, claim: CardClaim, question: Question, now: datetime) -> Found | Refused:
        holder = self.holder(claim, question.institution, question.visit, now)
        if isinstance(holder, Refused):
            return holder
        if not holder.entry.registered:
            return NOT_REGISTERED
        issued = self.challenges.of(claim.token, question.institution, question.visit, now)
        if issued is None or not self.challenges.spend(issued, question.identifier):
            return SPENT
        only = claim.eligibility_only or holder.standing is Standing.IN_GRACE
        code, notice = NOTICES.get(holder.standing, ("", ""))
        entry = holder.entry
        return Found(
            entry.validity,
            entry.insured,
            entry.covers,
            consents=frozenset() if only else question.consents,
            notice_code=code,
            notice=notice,
        )


def _one_of(
    entries: tuple[Entry, ...], *, limit_given: bool = True, echo: tuple[tuple[str, str], ...] = ()
) -> Found:
    """Exactly one entry is an answer; none is 該当資格なし, more than one 複数該当."""
    match entries:
        case (entry,):
            return Found(entry.validity, entry.insured, entry.covers, limit_given=limit_given, echo=echo)
        case ():
            return Found(NOT_FOUND, echo=echo)
        case _:
            return Found(SEVERAL, echo=echo)
