"""Is a user certificate genuine and current? Pure: anchors, evidence, rule and time come in."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.clock import JAPAN
from kiosk.identity.anchors import Anchors
from kiosk.identity.certificate import (
    CertificateVerdict,
    Doubt,
    Expired,
    ExpiresSoon,
    Flaw,
    Genuine,
    InGrace,
    NotGenuine,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)
from kiosk.identity.chain import UserCertificate, read_certificate
from kiosk.identity.grace import GraceRule, grace_end, notice_from
from kiosk.identity.revocation import (
    NotRevoked,
    RevocationEvidence,
    RevocationSource,
    RevokedSince,
    Subject,
    Undetermined,
    counts,
)


def judge(
    certificate_der: bytes,
    anchors: Anchors,
    revocation: RevocationEvidence,
    rules: GraceRule,
    now: datetime,
) -> CertificateVerdict:
    """One verdict for any bytes whatever. A `now` without time zone is a ValueError: that is our own mistake."""
    if now.tzinfo is None:
        raise ValueError("the time of judgement needs a zone")
    card = read_certificate(certificate_der, anchors)
    if isinstance(card, Flaw):
        return NotGenuine(card)
    return _judged(card, revocation, grace_end(card.expires, rules), now.replace(microsecond=0))


def judge_with(
    certificate_der: bytes, anchors: Anchors, source: RevocationSource, rules: GraceRule, now: datetime
) -> CertificateVerdict:
    """As `judge`, asking `source` about this certificate first; a forgery is not worth a question."""
    card = read_certificate(certificate_der, anchors)
    if isinstance(card, Flaw):
        return NotGenuine(card)
    return judge(certificate_der, anchors, source.evidence(card, now), rules, now)


def _judged(
    card: UserCertificate, revocation: RevocationEvidence, until: date, now: datetime
) -> CertificateVerdict:
    """`now` in whole seconds, as a certificate counts them: the last second lasts until the next begins."""
    today = now.astimezone(JAPAN).date()
    if now < card.start:
        return NotYetValid(card.starts)
    ended = now > card.end
    if ended and today > until:
        return Expired(card.expires)
    match _about(card, revocation, now):
        case RevokedSince(since=since, cause=cause):
            return Revoked(card.serial, since.astimezone(JAPAN).date(), cause)
        case Undetermined(doubt=doubt):
            return RevocationDoubtful(
                doubt, card.subject, card.serial, card.expires, until if ended else None
            )
        case NotRevoked():
            return _current(card, until, today, ended=ended)


def _about(card: UserCertificate, revocation: RevocationEvidence, now: datetime) -> RevocationEvidence:
    """The evidence as it counts for this certificate, today."""
    match revocation:
        case NotRevoked(subject=subject) | RevokedSince(subject=subject) if subject != Subject.of(card):
            return Undetermined(Doubt.UNKNOWN)
        case NotRevoked(since=since, until=until) if not counts(since, until, now):
            return Undetermined(Doubt.STALE)
        case _:
            return revocation


def _current(card: UserCertificate, until: date, today: date, *, ended: bool) -> CertificateVerdict:
    if ended:
        return InGrace(card.subject, card.serial, card.expires, until)
    if today >= notice_from(card.expires):
        return ExpiresSoon(card.subject, card.serial, card.expires)
    return Genuine(card.subject, card.serial, card.expires)
