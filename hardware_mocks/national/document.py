"""Writes the answer as XmlMsg, with the element names and codes that public clinic-side code knows.

Elements whose name begins with `Emulation` are ours: the visit that asked, and who answers. Nothing real has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from hardware_mocks.national.halfwidth import halfwidth_kana
from hardware_mocks.national.registry import Cover, Insured

EMULATION = "MOCK: emulated online qualification service, made-up people, HTTPS interface of our own"
AVAILABLE_FOR = timedelta(hours=24)
INSURER_WIDTH = 8
MASK = "●"
TRIPLES = ("PharmacistsInfo", "DiagnosisInfo", "OperationInfo", "SpecificHealthCheckupsInfo")


class Encoding(Enum):
    """CharacterCodeIdentifier, OQSCD005. Shift_JIS is code page 932 in practice."""

    UTF_8 = "0"
    SHIFT_JIS = "1"

    @property
    def declared(self) -> str:
        return {"0": "UTF-8", "1": "Shift_JIS"}[self.value]

    @property
    def codec(self) -> str:
        return {"0": "utf-8", "1": "cp932"}[self.value]


@dataclass(frozen=True, slots=True)
class Heading:
    """MessageHeader. `segment` is OQSCD003, `classification` OQSCD002."""

    processed_at: datetime
    on: date
    institution: str
    identifier: str
    visit: str
    classification: str
    encoding: Encoding
    segment: str = "1"
    error_code: str = ""
    error_message: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A processed inquiry. `consents` is None where medical information cannot be asked for at all."""

    validity: str
    insured: Insured | None = None
    covers: tuple[Cover, ...] = ()
    consents: frozenset[str] | None = None
    limit_given: bool = True
    notice_code: str = ""
    notice: str = ""
    echo: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """ProcessingResultStatus 2: understood, and the answer is no."""

    code: str
    message: str


def answer(heading: Heading, result: Found | Refused | None) -> Element:
    """The whole message; no result means that only the header speaks (still processing, or failed)."""
    root = Element("XmlMsg")
    _header(SubElement(root, "MessageHeader"), heading)
    body = SubElement(root, "MessageBody")
    match result:
        case Refused(code, message):
            _fill(
                body, ProcessingResultStatus="2", ProcessingResultCode=code, ProcessingResultMessage=message
            )
        case Found():
            _found(body, result, heading)
        case None:
            pass
    return root


def encode(root: Element, encoding: Encoding) -> bytes:
    """The bytes with their declaration; what the encoding cannot carry becomes ●, as clinics know it."""
    declaration = f'<?xml version="1.0" encoding="{encoding.declared}" standalone="no"?>\n'
    text = declaration + tostring(root, encoding="unicode")
    return "".join(each if _carried(each, encoding) else MASK for each in text).encode(encoding.codec)


def _carried(character: str, encoding: Encoding) -> bool:
    return character.encode(encoding.codec, errors="ignore") != b""


def _header(header: Element, heading: Heading) -> None:
    _fill(
        header,
        ProcessExecutionTime=_moment(heading.processed_at),
        QualificationConfirmationDate=_day(heading.on),
        MedicalInstitutionCode=heading.institution,
        ArbitraryFileIdentifier=heading.identifier,
        ReferenceClassification=heading.classification,
        SegmentOfResult=heading.segment,
        ErrorCode=heading.error_code,
        ErrorMessage=heading.error_message,
        CharacterCodeIdentifier=heading.encoding.value,
        EmulationVisit=heading.visit,
        EmulationNotice=EMULATION,
    )


def _found(body: Element, found: Found, heading: Heading) -> None:
    if found.echo:
        _fill(SubElement(body, "QualificationConfirmSearchInfo"), **dict(found.echo))
    _fill(
        body,
        ProcessingResultStatus="1",
        ProcessingResultCode=found.notice_code,
        ProcessingResultMessage=found.notice,
        QualificationValidity=found.validity,
    )
    if found.insured and found.covers:
        results = SubElement(body, "ResultList")
        for cover in found.covers:
            record = SubElement(results, "ResultOfQualificationConfirmation")
            _record(record, found.insured, cover)
            _agreed(record, cover, found, heading.processed_at)


def _record(record: Element, insured: Insured, cover: Cover) -> None:
    terms = cover.terms
    _fill(
        record,
        InsuredCardClassification=terms["card_classification"],
        InsurerNumber=cover.insurer.rjust(INSURER_WIDTH),
        InsuredCardSymbol=cover.symbol,
        InsuredIdentificationNumber=cover.number,
        InsuredBranchNumber=cover.branch,
        PersonalFamilyClassification=terms.get("family"),
        InsuredName=terms.get("insured_name"),
        Name=insured.name,
        NameOfOther=insured.name_of_other,
        NameKana=halfwidth_kana(insured.kana),
        NameOfOtherKana=halfwidth_kana(insured.kana_of_other),
        Sex1=insured.sex,
        Birthdate=_day(insured.birthdate),
        Address=insured.address,
        PostNumber=insured.postcode,
        QualificationDate=_day(terms.get("qualified_on")),
        DisqualificationDate=_day(terms.get("disqualified_on")),
        InsuredCertificateIssuanceDate=_day(terms.get("issued_on")),
        InsuredCardValidDate=_day(terms.get("valid_from")),
        InsuredCardExpirationDate=_day(terms.get("valid_to")),
        InsuredPartialContributionRatio=terms.get("share"),
        PreschoolClassification=terms.get("preschool"),
        ReasonOfLoss=terms.get("reason_of_loss"),
        InsurerName=cover.insurer_name,
    )
    if elderly := terms.get("elderly"):
        _elderly(record, elderly)


def _agreed(record: Element, cover: Cover, found: Found, now: datetime) -> None:
    """What depends on consent: since October 2024 the 限度額 block no longer does, except for typed documents."""
    _fill(record, LimitApplicationCertificateRelatedConsFlg="1" if found.limit_given else "0")
    if found.limit_given:
        _fill(record, LimitApplicationCertificateRelatedConsTime=_moment(now))
    if found.limit_given and (limit := cover.terms.get("limit")):
        _limit(record, limit)
    if found.consents is None:
        return
    _specific_diseases(record, cover, found.consents, now)
    for name in TRIPLES:
        given = f"{name}ConsFlg" in found.consents
        _fill(record, **{f"{name}ConsFlg": "1" if given else "0"})
        if given:
            times = {f"{name}ConsTime": _moment(now), f"{name}AvailableTime": _moment(now + AVAILABLE_FOR)}
            _fill(record, **times)


def _specific_diseases(record: Element, cover: Cover, consents: frozenset[str], now: datetime) -> None:
    given = "SpecificDiseasesCertificateRelatedConsFlg" in consents
    _fill(record, SpecificDiseasesCertificateRelatedConsFlg="1" if given else "0")
    if not given:
        return
    _fill(record, SpecificDiseasesCertificateRelatedConsTime=_moment(now))
    if diseases := cover.terms.get("specific_diseases"):
        listed = SubElement(record, "SpecificDiseasesCertificateList")
        for disease in diseases:
            _disease(listed, disease)


def _elderly(parent: Element, terms: Mapping[str, Any]) -> None:
    _fill(
        SubElement(parent, "ElderlyRecipientCertificateInfo"),
        ElderlyRecipientCertificateDate=_day(terms.get("date")),
        ElderlyRecipientValidStartDate=_day(terms.get("from")),
        ElderlyRecipientValidEndDate=_day(terms.get("to")),
        ElderlyRecipientContributionRatio=terms["share"],
    )


def _limit(parent: Element, terms: Mapping[str, Any]) -> None:
    _fill(
        SubElement(parent, "LimitApplicationCertificateRelatedInfo"),
        LimitApplicationCertificateClassification=terms["classification"],
        LimitApplicationCertificateClassificationFlag=terms["category"],
        LimitApplicationCertificateDate=_day(terms.get("date")),
        LimitApplicationCertificateValidStartDate=_day(terms.get("from")),
        LimitApplicationCertificateValidEndDate=_day(terms.get("to")),
    )


def _disease(parent: Element, terms: Mapping[str, Any]) -> None:
    _fill(
        SubElement(parent, "SpecificDiseasesCertificateInfo"),
        SpecificDiseasesDiseaseCategory=terms["category"],
        SpecificDiseasesCertificateDate=_day(terms.get("date")),
        SpecificDiseasesValidStartDate=_day(terms.get("from")),
        SpecificDiseasesValidEndDate=_day(terms.get("to")),
        SpecificDiseasesSelfPay=terms["self_pay"],
    )


def _fill(parent: Element, **elements: str | None) -> None:
    for name, text in elements.items():
        if text:
            SubElement(parent, name).text = text


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day else ""


def _moment(moment: datetime) -> str:
    return f"{moment:%Y%m%d%H%M%S}"
