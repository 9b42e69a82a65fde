"""ResultOfQualificationConfirmation into a Qualification."""

from __future__ import annotations

from kiosk.qualification.model import (
    ElderlyCertificate,
    LimitCertificate,
    MedicalConsent,
    Qualification,
    Sex,
    SpecificDisease,
)
from kiosk.qualification.port import AnswerMalformed
from kiosk.qualification.section import Section

CONSENTS = {
    "medicines": "PharmacistsInfo",
    "treatment": "DiagnosisInfo",
    "surgery": "OperationInfo",
    "checkups": "SpecificHealthCheckupsInfo",
    "specific_disease": "SpecificDiseasesCertificateRelated",
}
GIVEN = "1"


def read_qualification(record: Section) -> Qualification:
    """Five elements are always there; everything else may be absent and is then empty or None."""
    birthdate = record.day("Birthdate")
    if birthdate is None:
        raise AnswerMalformed("Birthdate is missing in the record")
    record.required("Sex1")
    record.required("InsuredCardClassification")
    return Qualification(
        card_classification=record.code("InsuredCardClassification"),
        name=record.required("Name"),
        sex=_sex(record, "Sex1") or Sex.NOT_SET,
        birthdate=birthdate,
        insurer_name=record.required("InsurerName"),
        insurer_number=record.text("InsurerNumber"),
        symbol=record.text("InsuredCardSymbol"),
        number=record.text("InsuredIdentificationNumber"),
        branch=record.text("InsuredBranchNumber"),
        personal_family=record.code("PersonalFamilyClassification"),
        insured_name=record.text("InsuredName"),
        kana=record.text("NameKana"),
        name_of_other=record.text("NameOfOther"),
        kana_of_other=record.text("NameOfOtherKana"),
        sex_on_back=_sex(record, "Sex2"),
        address=record.text("Address"),
        postcode=record.text("PostNumber"),
        qualified_on=record.day("QualificationDate"),
        disqualified_on=record.day("DisqualificationDate"),
        issued_on=record.day("InsuredCertificateIssuanceDate"),
        valid_from=record.day("InsuredCardValidDate"),
        valid_to=record.day("InsuredCardExpirationDate"),
        share_percent=record.count("InsuredPartialContributionRatio"),
        preschool=record.code("PreschoolClassification"),
        reason_of_loss=record.code("ReasonOfLoss"),
        elderly=_elderly(record.section("ElderlyRecipientCertificateInfo")),
        limit=_limit(record.section("LimitApplicationCertificateRelatedInfo")),
        specific_diseases=_diseases(record.section("SpecificDiseasesCertificateList")),
        consents=tuple(
            (name, consent) for name, element in CONSENTS.items() if (consent := _consent(record, element))
        ),
        reference_number=record.text("ReferenceNumber"),
    )


def _sex(record: Section, name: str) -> Sex | None:
    code = record.code(name)
    return Sex(code) if code in {each.value for each in Sex} else None


def _elderly(info: Section | None) -> ElderlyCertificate | None:
    if info is None or (share := info.count("ElderlyRecipientContributionRatio")) is None:
        return None
    return ElderlyCertificate(
        share,
        info.day("ElderlyRecipientValidStartDate"),
        info.day("ElderlyRecipientValidEndDate"),
    )


def _limit(info: Section | None) -> LimitCertificate | None:
    if info is None:
        return None
    prefix = "LimitApplicationCertificate"
    return LimitCertificate(
        info.code(f"{prefix}Classification"),
        info.code(f"{prefix}ClassificationFlag"),
        info.day(f"{prefix}ValidStartDate"),
        info.day(f"{prefix}ValidEndDate"),
    )


def _diseases(listed: Section | None) -> tuple[SpecificDisease, ...]:
    if listed is None:
        return ()
    prefix = "SpecificDiseases"
    return tuple(
        SpecificDisease(
            each.code(f"{prefix}DiseaseCategory"),
            each.count(f"{prefix}SelfPay"),
            each.day(f"{prefix}ValidStartDate"),
            each.day(f"{prefix}ValidEndDate"),
        )
        for each in listed.every("SpecificDiseasesCertificateInfo")
    )


def _consent(record: Section, element: str) -> MedicalConsent | None:
    """None where the answer says nothing about this kind of information."""
    flag = record.code(f"{element}ConsFlg")
    if not flag:
        return None
    return MedicalConsent(
        flag == GIVEN, record.moment(f"{element}ConsTime"), record.moment(f"{element}AvailableTime")
    )
