"""The service's own reading of an inquiry. It knows nothing of how the kiosk writes one."""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hardware_mocks.national.registry import DocumentItems, PrintedItems

CONSENT_ELEMENTS = (
    "PharmacistsInfoConsFlg",
    "DiagnosisInfoConsFlg",
    "OperationInfoConsFlg",
    "SpecificHealthCheckupsInfoConsFlg",
    "SpecificDiseasesCertificateRelatedConsFlg",
)


class UnreadableError(Exception):
    """The inquiry is no message that this service can read."""


@dataclass(frozen=True, slots=True)
class CardClaim:
    """EmulationCardProof, our extension: a card signed the challenge that `token` names."""

    token: str
    certificate: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    eligibility_only: bool


@dataclass(frozen=True, slots=True)
class DocumentSearch:
    """QualificationConfirmSearchInfo, with the elements as they came, to be echoed."""

    items: DocumentItems
    limit_wanted: bool
    echo: tuple[tuple[str, str], ...] = field(repr=False)


Search = CardClaim | DocumentSearch | PrintedItems


@dataclass(frozen=True, slots=True)
class Question:
    institution: str
    visit: str
    identifier: str
    on: date
    search: Search
    consents: frozenset[str]


def read_question(data: bytes) -> Question:
    """Read an XmlMsg; whatever it lacks is named in `UnreadableError`."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as unreadable:
        raise UnreadableError(str(unreadable)) from unreadable
    header, body = _child(root, "MessageHeader"), _child(root, "MessageBody")
    consent = body.find("EmulationConsent")
    return Question(
        _text(header, "MedicalInstitutionCode"),
        _text(header, "EmulationVisit"),
        _text(header, "ArbitraryFileIdentifier"),
        _date(header, "QualificationConfirmationDate"),
        _search(body),
        frozenset(name for name in CONSENT_ELEMENTS if consent is not None and consent.findtext(name) == "1"),
    )


def _search(body: Element) -> Search:
    if (claim := body.find("EmulationCardProof")) is not None:
        return CardClaim(
            _text(claim, "ChallengeToken"),
            octets(_text(claim, "Certificate")),
            octets(_text(claim, "Signature")),
            claim.findtext("EligibilityOnly") == "1",
        )
    if (note := body.find("EmulationOutageNote")) is not None:
        return PrintedItems(
            _text(note, "Name"), _date(note, "Birthdate"), _text(note, "Sex1"), _text(note, "Address")
        )
    info = _child(body, "QualificationConfirmSearchInfo")
    return DocumentSearch(
        DocumentItems(
            _text(info, "InsurerNumber"),
            info.findtext("InsuredCardSymbol") or "",
            _text(info, "InsuredIdentificationNumber"),
            info.findtext("InsuredBranchNumber") or "",
            _date(info, "Birthdate"),
        ),
        _text(info, "LimitApplicationCertificateRelatedConsFlg") == "1",
        tuple((each.tag, each.text or "") for each in info),
    )


def octets(text: str) -> bytes:
    """Base64 into bytes; anything else is `UnreadableError`."""
    try:
        return b64decode(text, validate=True)
    except binascii.Error as unreadable:
        raise UnreadableError("not base64") from unreadable


def _child(parent: Element, name: str) -> Element:
    found = parent.find(name)
    if found is None:
        raise UnreadableError(f"{name} is missing in {parent.tag}")
    return found


def _text(parent: Element, name: str) -> str:
    text = _child(parent, name).text
    if not text:
        raise UnreadableError(f"{name} is empty")
    return text


def _date(parent: Element, name: str) -> date:
    try:
        return datetime.strptime(_text(parent, name), "%Y%m%d").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError as unreadable:
        raise UnreadableError(f"{name} is no day") from unreadable
