"""The verdict on a card's user certificate (利用者証明用電子証明書). Pure: the time and the anchors come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class Genuine:
    """Chain, usage, policy and revocation are in order; `expires` is the last day in Japan."""

    subject: str
    serial: int
    expires: date


@dataclass(frozen=True, slots=True)
class ExpiresSoon:
    """Genuine, and within three months of its end: tell the patient and go on."""

    subject: str
    serial: int
    expires: date


@dataclass(frozen=True, slots=True)
class InGrace:
    """Expired, but the qualification alone may still be asked until `until`."""

    subject: str
    serial: int
    expires: date
    until: date


@dataclass(frozen=True, slots=True)
class Expired:
    expires: date


@dataclass(frozen=True, slots=True)
class NotYetValid:
    starts: date


class Cause(Enum):
    """Why a certificate is not to be relied on, as far as its issuer says so."""

    HOLD = "on_hold"
    """一時停止: lifted again at the municipal counter (RFC 5280 certificateHold)."""
    GIVEN = "revoked"
    """失効, for a reason that was given and never comes back."""
    UNSAID = "revoked_unsaid"


@dataclass(frozen=True, slots=True)
class Revoked:
    serial: int
    since: date
    cause: Cause = Cause.UNSAID


class Doubt(Enum):
    """Why revocation could not be determined. Neither is "good", neither is "revoked"."""

    STALE = "revocation_stale"
    """There is a word of the issuer, and its time is over."""
    UNKNOWN = "revocation_unknown"
    """There is a word, and it does not speak of this certificate or cannot be relied on."""
    ABSENT = "revocation_absent"
    """Nobody said anything."""


@dataclass(frozen=True, slots=True)
class RevocationDoubtful:
    """The certificate is in order as far as it goes, but nobody vouches for it today.

    `until` is the end of grace of a certificate that has expired already, else None.
    """

    doubt: Doubt
    subject: str
    serial: int
    expires: date
    until: date | None = None


class Flaw(Enum):
    """What makes a certificate no certificate of this card system."""

    UNPARSABLE = "unparsable"
    FOREIGN_CA = "foreign_ca"
    BAD_SIGNATURE = "bad_signature"
    WRONG_USAGE = "wrong_usage"
    WRONG_POLICY = "wrong_policy"
    WEAK_KEY = "weak_key"
    DEMO_ANCHOR = "demo_anchor"


@dataclass(frozen=True, slots=True)
class NotGenuine:
    flaw: Flaw


CertificateVerdict = (
    Genuine | ExpiresSoon | InGrace | Expired | NotYetValid | Revoked | RevocationDoubtful | NotGenuine
)
