"""The confirmed qualification as an XmlMsg document with the element names of a 資格確認 result (OQSsiquc01res).

Element names and widths as public clinic-side programs read them (hangilc/myclinic-ts packages/onshi-result,
YUKI-ENT/OQSDrug2). It is this kiosk's file, not the official software's: a comment and its name say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal
from xml.etree import ElementTree as ET

from kiosk.handover.model import MAKER, ConfirmedQualification
from kiosk.qualification.model import MedicalConsent, Qualification

Encoding = Literal["UTF-8", "Shift_JIS"]
_CODES = {"UTF-8": "0", "Shift_JIS": "1"}
_PYTHON = {"UTF-8": "utf-8", "Shift_JIS": "cp932"}
_CONSENTS = {
    "medicines": "PharmacistsInfo",
    "treatment": "DiagnosisInfo",
    "surgery": "OperationInfo",
    "checkups": "SpecificHealthCheckupsInfo",
    "specific_disease": "SpecificDiseasesCertificateRelated",
}
INSURER_WIDTH = 8
BY_CARD = "1"
BY_DOCUMENT = "2"
"""照会区分 (OQSCD002)."""

Elements = Iterator[tuple[str, str]]


def render_xml(confirmed: ConfirmedQualification, encoding: Encoding = "UTF-8") -> bytes:
    """The document. In Shift_JIS (code page 932) a character that has no place becomes a numeric reference: none is lost."""
    root = ET.Element("XmlMsg")
    root.append(ET.Comment(f" {MAKER}: 本キオスクが作成。公式の連携アプリケーションの出力ではありません "))
    _fill(ET.SubElement(root, "MessageHeader"), _header(confirmed, encoding))
    _body(ET.SubElement(root, "MessageBody"), confirmed)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    declaration = f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>\n'
    return (declaration + text + "\n").encode(_PYTHON[encoding], errors="xmlcharrefreplace")


def _fill(parent: ET.Element, elements: Elements) -> None:
    """Absent items have no element; control characters have no place in XML 1.0."""
    for name, text in elements:
        kept = "".join(
            each
            for each in text
            if each >= " " and not "\ud800" <= each <= "\udfff" and each not in "\ufffe\uffff"
        )
        if kept:
            ET.SubElement(parent, name).text = kept


def _header(confirmed: ConfirmedQualification, encoding: Encoding) -> Elements:
    answer = confirmed.answer
    yield "ProcessExecutionTime", _moment(answer.processed_at)
    yield "QualificationConfirmationDate", _day(answer.confirmed_on)
    yield "MedicalInstitutionCode", confirmed.institution_code
    yield "ArbitraryFileIdentifier", answer.identifier
    yield "ReferenceClassification", BY_DOCUMENT if confirmed.evidence == "document" else BY_CARD
    yield "SegmentOfResult", "9" if answer.error_code else "1"
    yield "ErrorCode", answer.error_code
    yield "ErrorMessage", answer.error_message
    yield "CharacterCodeIdentifier", _CODES[encoding]


def _body(body: ET.Element, confirmed: ConfirmedQualification) -> None:
    answer = confirmed.answer
    _fill(
        body,
        iter(
            [
                ("ProcessingResultStatus", "2" if answer.error_code else "1"),
                ("ProcessingResultMessage", answer.notice),
            ]
        ),
    )
    if answer.validity is not None:
        _fill(body, iter([("QualificationValidity", answer.validity.value)]))
    results = ET.SubElement(body, "ResultList")
    for qualification in answer.qualifications:
        _result(
            ET.SubElement(results, "ResultOfQualificationConfirmation"), qualification, confirmed.patient_id
        )


def _result(record: ET.Element, qualification: Qualification, patient_id: str) -> None:
    _fill(record, _person(qualification))
    _fill(record, _insurance(qualification))
    _limits(record, qualification)
    for name, consent in qualification.consents:
        if name in _CONSENTS:
            _fill(record, _consent(_CONSENTS[name], consent))
    _fill(
        record,
        iter([("ReferenceNumber", qualification.reference_number), ("ArbitraryIdentifier", patient_id)]),
    )


def _person(qualification: Qualification) -> Elements:
    yield "Name", qualification.name
    yield "NameKana", qualification.kana
    yield "NameOfOther", qualification.name_of_other
    yield "NameOfOtherKana", qualification.kana_of_other
    yield "Sex1", qualification.sex.value
    yield "Sex2", qualification.sex_on_back.value if qualification.sex_on_back else ""
    yield "Birthdate", _day(qualification.birthdate)
    yield "Address", qualification.address
    yield "PostNumber", qualification.postcode


def _insurance(qualification: Qualification) -> Elements:
    insurer = qualification.insurer_number.strip()
    yield "InsuredCardClassification", qualification.card_classification
    yield "InsurerNumber", insurer.rjust(INSURER_WIDTH) if insurer else ""
    yield "InsuredCardSymbol", qualification.symbol
    yield "InsuredIdentificationNumber", qualification.number
    yield "InsuredBranchNumber", qualification.branch
    yield "PersonalFamilyClassification", qualification.personal_family
    yield "InsuredName", qualification.insured_name
    yield "InsurerName", qualification.insurer_name
    yield "QualificationDate", _day(qualification.qualified_on)
    yield "DisqualificationDate", _day(qualification.disqualified_on)
    yield "InsuredCertificateIssuanceDate", _day(qualification.issued_on)
    yield "InsuredCardValidDate", _day(qualification.valid_from)
    yield "InsuredCardExpirationDate", _day(qualification.valid_to)
    yield "InsuredPartialContributionRatio", _share(qualification.share_percent)
    yield "PreschoolClassification", qualification.preschool
    yield "ReasonOfLoss", qualification.reason_of_loss


def _limits(record: ET.Element, qualification: Qualification) -> None:
    if elderly := qualification.elderly:
        info = ET.SubElement(record, "ElderlyRecipientCertificateInfo")
        _fill(info, _span("ElderlyRecipient", elderly.valid_from, elderly.valid_to))
        _fill(info, iter([("ElderlyRecipientContributionRatio", _share(elderly.share_percent))]))
    if limit := qualification.limit:
        prefix = "LimitApplicationCertificate"
        info = ET.SubElement(record, f"{prefix}RelatedInfo")
        _fill(
            info,
            iter(
                [
                    (f"{prefix}Classification", limit.classification),
                    (f"{prefix}ClassificationFlag", limit.category),
                ]
            ),
        )
        _fill(info, _span(prefix, limit.valid_from, limit.valid_to))
    _diseases(record, qualification)


def _diseases(record: ET.Element, qualification: Qualification) -> None:
    if not qualification.specific_diseases:
        return
    prefix = "SpecificDiseases"
    listed = ET.SubElement(record, f"{prefix}CertificateList")
    for each in qualification.specific_diseases:
        info = ET.SubElement(listed, f"{prefix}CertificateInfo")
        _fill(info, iter([(f"{prefix}DiseaseCategory", each.category)]))
        _fill(info, _span(prefix, each.valid_from, each.valid_to))
        _fill(
            info, iter([(f"{prefix}SelfPay", "" if each.monthly_limit is None else str(each.monthly_limit))])
        )


def _span(prefix: str, first: date | None, last: date | None) -> Elements:
    yield f"{prefix}ValidStartDate", _day(first)
    yield f"{prefix}ValidEndDate", _day(last)


def _consent(element: str, consent: MedicalConsent) -> Elements:
    yield f"{element}ConsFlg", "1" if consent.given else "0"
    yield f"{element}ConsTime", _moment(consent.at) if consent.at else ""
    yield f"{element}AvailableTime", _moment(consent.until) if consent.until else ""


def _day(day: date | None) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}" if day else ""


def _moment(at: datetime) -> str:
    return f"{_day(at)}{at.hour:02}{at.minute:02}{at.second:02}"


def _share(percent: int | None) -> str:
    return "" if percent is None else f"{percent:03}"
