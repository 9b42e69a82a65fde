"""Does the silence of a revocation list speak for a certificate? (RFC 5280, 5.2 and 6.3.3.)

Criticality plays no part where we know what an extension means: a list of CA certificates says nothing about a card's,
whether or not it insists on being understood.
"""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtensionOID

from kiosk.identity.chain import UserCertificate
from kiosk.identity.revocation import utc_of

EXPIRED_ON_LIST = x509.ObjectIdentifier("2.5.29.60")
"""expiredCertsOnCRL (ITU-T X.509, 9.5.2.8): entries of certificates that ended since this time are kept."""
_UNDERSTOOD = frozenset(
    {
        ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
        ExtensionOID.CRL_NUMBER,
        ExtensionOID.ISSUER_ALTERNATIVE_NAME,
        ExtensionOID.ISSUING_DISTRIBUTION_POINT,
        EXPIRED_ON_LIST,
    }
)
Names = frozenset[x509.GeneralName]


def speaks_for(crl: x509.CertificateRevocationList, card: UserCertificate) -> bool:
    """Whether a certificate of a card that does not stand on the list is not revoked, as far as its issuer knows.

    A delta, a part, a list by reasons and one with a critical word that we do not know say nothing by silence.
    """
    scope: x509.IssuingDistributionPoint | None = None
    for each in crl.extensions:
        if isinstance(each.value, x509.DeltaCRLIndicator) or (each.critical and each.oid not in _UNDERSTOOD):
            return False
        if isinstance(each.value, x509.IssuingDistributionPoint):
            scope = each.value
    if scope is None:
        return _for_all_reasons(card)
    narrow = scope.only_contains_ca_certs or scope.only_contains_attribute_certs or scope.only_some_reasons
    return not narrow and _is_its_list(scope, card)


def keeps_expired(crl: x509.CertificateRevocationList, end: datetime) -> bool:
    """Whether the list says that it still names certificates that ended at `end`."""
    for each in crl.extensions:
        if each.oid == EXPIRED_ON_LIST and isinstance(each.value, x509.UnrecognizedExtension):
            return utc_of(each.value.value) <= end
    return False


def _is_its_list(scope: x509.IssuingDistributionPoint, card: UserCertificate) -> bool:
    own = _names(scope.full_name, scope.relative_name, card.issuer.subject)
    if not own:
        return _for_all_reasons(card)
    if not card.lists:
        return x509.DirectoryName(card.issuer.subject) in own
    return any(not own.isdisjoint(_places(each, card)) for each in card.lists if _is_whole(each, card))


def _for_all_reasons(card: UserCertificate) -> bool:
    """A list without a name is every place's list, and the certificate may send us to others for some reasons."""
    return not card.lists or any(_is_whole(each, card) for each in card.lists)


def _is_whole(point: x509.DistributionPoint, card: UserCertificate) -> bool:
    """A place where the issuer itself tells of every reason."""
    its_own = x509.DirectoryName(card.issuer.subject)
    return point.reasons is None and (point.crl_issuer is None or its_own in point.crl_issuer)


def _places(point: x509.DistributionPoint, card: UserCertificate) -> Names:
    if point.full_name is None and point.relative_name is None:
        return frozenset(point.crl_issuer or ())
    return _names(point.full_name, point.relative_name, card.issuer.subject)


def _names(
    full: list[x509.GeneralName] | None,
    relative: x509.RelativeDistinguishedName | None,
    issuer: x509.Name,
) -> Names:
    """A name below the issuer's own, or the full ones."""
    if relative is not None:
        return frozenset({x509.DirectoryName(x509.Name([*issuer.rdns, relative]))})
    return frozenset(full or ())
