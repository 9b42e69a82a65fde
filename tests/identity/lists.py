"""Lists as a careless or cunning CA could publish them, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from hardware_mocks.pki.authority import Authority
from hardware_mocks.pki.profile import Extension, municipal_point, name

HERE, ELSEWHERE = municipal_point("13101"), municipal_point("13102")
STRANGE = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
ANOTHER_CA = name(("C", "JP"), ("O", "JPKI-VIRTUAL"), ("OU", "another"))


@dataclass(frozen=True)
class Entry:
    """A line of a list; `words` are its extensions."""

    serial: int
    since: datetime
    words: tuple[Extension, ...] = ()

    def built(self) -> x509.RevokedCertificate:
        builder = x509.RevokedCertificateBuilder().serial_number(self.serial).revocation_date(self.since)
        for word, critical in self.words:
            builder = builder.add_extension(word, critical=critical)
        return builder.build()


def reason(why: x509.ReasonFlags) -> tuple[Extension, ...]:
    return ((x509.CRLReason(why), False),)


def scope(
    place: x509.Name | None = None,
    *,
    only: str = "",
    reasons: frozenset[x509.ReasonFlags] | None = None,
    indirect: bool = False,
    relative: x509.RelativeDistinguishedName | None = None,
) -> x509.IssuingDistributionPoint:
    return x509.IssuingDistributionPoint(
        full_name=[x509.DirectoryName(place)] if place else None,
        relative_name=relative,
        only_contains_user_certs=only == "user",
        only_contains_ca_certs=only == "ca",
        only_some_reasons=reasons,
        indirect_crl=indirect,
        only_contains_attribute_certs=only == "attribute",
    )


def made(
    ca: Authority,
    at: datetime,
    entries: Iterable[Entry] = (),
    words: Iterable[Extension] = (),
    *,
    until: datetime | None = None,
    digest: hashes.SHA256 | hashes.SHA384 | None = None,
) -> bytes:
    """A list in DER, good for two days."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(at)
        .next_update(until or at + timedelta(days=2))
        .add_extension(x509.CRLNumber(5), critical=False)
    )
    for word, critical in words:
        builder = builder.add_extension(word, critical=critical)
    for entry in entries:
        builder = builder.add_revoked_certificate(entry.built())
    return builder.sign(ca.key, digest or hashes.SHA256()).public_bytes(serialization.Encoding.DER)


SOME = frozenset({x509.ReasonFlags.key_compromise})
BELOW = x509.RelativeDistinguishedName([x509.NameAttribute(x509.NameOID.COMMON_NAME, "below")])
SCOPES: dict[str, tuple[Extension, ...]] = {
    "whole": (),
    "its place": ((scope(HERE), True),),
    "its place, in passing": ((scope(HERE), False),),
    "another place": ((scope(ELSEWHERE), True),),
    "another place, in passing": ((scope(ELSEWHERE), False),),
    "users of its place": ((scope(HERE, only="user"), True),),
    "users everywhere": ((scope(only="user"), True),),
    "authorities": ((scope(only="ca"), True),),
    "authorities, in passing": ((scope(only="ca"), False),),
    "attributes": ((scope(HERE, only="attribute"), True),),
    "some reasons": ((scope(HERE, reasons=SOME), True),),
    "indirect": ((scope(HERE, indirect=True), True),),
    "below": ((scope(relative=BELOW), True),),
    "delta": ((x509.DeltaCRLIndicator(3), True),),
    "delta, in passing": ((x509.DeltaCRLIndicator(3), False),),
    "strange": ((STRANGE, True),),
    "strange, in passing": ((STRANGE, False),),
}
SPEAK = {
    "whole",
    "its place",
    "its place, in passing",
    "users of its place",
    "users everywhere",
    "indirect",
    "strange, in passing",
}
"""Scopes whose silence is a word about a card of its place."""
