"""Revocation lists (RFC 5280, section 5).

A serial that stands on a list of its issuer is revoked, however narrow the list and whatever else it says in words that
we do not know (ITU-T X.509, 9.5.1: "shall assume that identified certificates have been revoked"). Silence is a word
only of a list that speaks for the certificate: see `crl_scope`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import CRLEntryExtensionOID

from kiosk.identity.certificate import Cause
from kiosk.identity.chain import UserCertificate
from kiosk.identity.crl_scope import keeps_expired, speaks_for
from kiosk.identity.revocation import (
    ABSENT,
    STALE,
    UNKNOWN,
    NotRevoked,
    RevocationEvidence,
    RevokedSince,
    Subject,
    cause_of,
    counts,
    fetched,
    strong,
)

OLDEST = timedelta(days=7)
"""A list counts for this long at most, whatever its nextUpdate promises."""
_UNDERSTOOD = frozenset({CRLEntryExtensionOID.CRL_REASON, CRLEntryExtensionOID.CERTIFICATE_ISSUER})


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: whose certificate, since when, and why; `cause` is None where a delta takes an entry back."""

    issuer: x509.Name
    since: datetime
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list that was read once, to be asked about many certificates. Who signed it is found out at each question."""

    crl: x509.CertificateRevocationList
    entries: Mapping[int, tuple[Listed, ...]] = field(repr=False)
    understood: bool
    """Whether every critical word about an entry is one that we know."""

    def evidence(
        self, card: UserCertificate, now: datetime, oldest: timedelta = OLDEST
    ) -> RevocationEvidence:
        """What the list says. One that is not this issuer's, or does not speak for the certificate, is UNKNOWN."""
        try:
            return self._evidence(card, now, oldest)
        except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
            return UNKNOWN

    def _evidence(self, card: UserCertificate, now: datetime, oldest: timedelta) -> RevocationEvidence:
        if not self.is_signed_by(card.issuer):
            return UNKNOWN
        subject = Subject.of(card)
        listed = [each for each in self.entries.get(card.serial, ()) if each.issuer == card.issuer.subject]
        for each in listed:
            if each.cause is not None:
                return RevokedSince(subject, each.since, each.cause)
        since = self.crl.last_update_utc
        until = min(since + oldest, self.crl.next_update_utc or since + oldest)
        if listed or not (self.understood and speaks_for(self.crl, card)):
            return UNKNOWN
        if not counts(since, until, now):
            return STALE
        return NotRevoked(subject, since, until) if self._still_tells_of(card, now) else UNKNOWN

    def dropped(self, later: RevocationList) -> Mapping[int, Listed]:
        """Who stands here and no longer on a later list."""
        return {serial: each[0] for serial, each in self.entries.items() if serial not in later.entries}

    def is_signed_by(self, issuer: x509.Certificate) -> bool:
        key = issuer.public_key()
        return (
            isinstance(key, rsa.RSAPublicKey)
            and self.crl.issuer == issuer.subject
            and strong(key, self.crl.signature_hash_algorithm)
            and self.crl.is_signature_valid(key)
        )

    def _still_tells_of(self, card: UserCertificate, now: datetime) -> bool:
        """Entries may go once their certificate has ended (RFC 5280, 3.3): then silence proves nothing."""
        return now <= card.end or self.crl.last_update_utc <= card.end or keeps_expired(self.crl, card.end)


@dataclass(frozen=True, slots=True)
class CrlSource:
    """Asks `fetch` for a CRL (DER) every time; whoever fetches may keep bytes, only the list's own dates decide."""

    fetch: Callable[[], bytes]
    oldest: timedelta = OLDEST

    def evidence(self, card: UserCertificate, now: datetime) -> RevocationEvidence:
        body = fetched(self.fetch)
        return ABSENT if body is None else crl_evidence(body, card, now, self.oldest)


def crl_evidence(
    der: bytes, card: UserCertificate, now: datetime, oldest: timedelta = OLDEST
) -> RevocationEvidence:
    """What the list says; bytes beyond reading are UNKNOWN."""
    read = read_list(der)
    return UNKNOWN if read is None else read.evidence(card, now, oldest)


def read_list(der: bytes) -> RevocationList | None:
    """None for bytes that are no list. Never raises."""
    try:
        return _read(x509.load_der_x509_crl(der))
    except Exception:  # noqa: BLE001 - the border: parsers of foreign bytes may raise anything
        return None


def _read(crl: x509.CertificateRevocationList) -> RevocationList:
    entries: dict[int, tuple[Listed, ...]] = {}
    understood, issuer = True, crl.issuer
    for entry in crl:
        words = _words(entry)
        issuer = next(_named(words), issuer)
        understood = understood and all(each.oid in _UNDERSTOOD for each in words or () if each.critical)
        listed = Listed(issuer, entry.revocation_date_utc, _cause(words))
        entries[entry.serial_number] = (*entries.get(entry.serial_number, ()), listed)
    return RevocationList(crl, entries, understood)


def _words(entry: x509.RevokedCertificate) -> x509.Extensions | None:
    """None where they cannot be read: the serial stands there all the same."""
    try:
        return entry.extensions
    except ValueError:
        return None


def _named(words: x509.Extensions | None) -> Iterator[x509.Name]:
    """In an indirect list an entry names its issuer, for itself and for those behind it (RFC 5280, 5.3.3)."""
    for each in words or ():
        if isinstance(each.value, x509.CertificateIssuer):
            yield from each.value.get_values_for_type(x509.DirectoryName)


def _cause(words: x509.Extensions | None) -> Cause | None:
    reasons = [each.value.reason for each in words or () if isinstance(each.value, x509.CRLReason)]
    if x509.ReasonFlags.remove_from_crl in reasons:
        return None
    return cause_of(reasons[0] if reasons else None)
