"""The XmlMsg document: an inquiry written, an answer read and held against the inquiry. Nothing else.

Element names and codes as public clinic-side code has them. `Emulation…` elements are the extension of our own HTTPS
interface: the real service is asked by typed document only, or pushes a file after a session at an approved reader.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from kiosk.qualification.grounds import (
    Appointment,
    CardProof,
    Consent,
    OutageNote,
    ReaderFile,
    TypedDocument,
    may_ask_medical,
)
from kiosk.qualification.model import Answer, Validity
from kiosk.qualification.port import AnswerForAnother, AnswerMalformed, Inquiry
from kiosk.qualification.record import CONSENTS, read_qualification
from kiosk.qualification.section import Section, open_message

INSURER_WIDTH = 8
LONGEST_AGO = timedelta(days=7)
"""Between the day of an inquiry and the day of its processing: clocks differ by hours, not by weeks."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
BY_DOCUMENT = "2"
"""ReferenceClassification (OQSCD002) of an answer to 被保険者証情報."""
UNNAMED = "UNNAMED"
"""Stands for an error that the service gives no code."""
_VALIDITIES = {each.value: each for each in Validity}


@dataclass(frozen=True, slots=True)
class StillProcessing:
    """処理中: the service knows the inquiry and has no answer yet. Ask again with the same identifier."""

    identifier: str


def write_inquiry(inquiry: Inquiry, institution: str) -> bytes:
    """The inquiry in UTF-8. Grounds that already are an answer (a reader's file) are a ValueError.

    `institution` is the ten-digit code of the client certificate. Consent is sent only where grounds allow it.
    """
    root = Element("XmlMsg")
    _fill(
        SubElement(root, "MessageHeader"),
        QualificationConfirmationDate=_day(inquiry.on),
        MedicalInstitutionCode=institution,
        ArbitraryFileIdentifier=inquiry.identifier,
        EmulationVisit=inquiry.visit,
    )
    body = SubElement(root, "MessageBody")
    match inquiry.grounds:
        case CardProof() as proof:
            _card_proof(body, proof)
        case TypedDocument() | Appointment(document=TypedDocument()) as grounds:
            _search(body, grounds.document if isinstance(grounds, Appointment) else grounds)
        case OutageNote() as note:
            _outage_note(body, note)
        case ReaderFile():
            raise ValueError("a reader's file is the answer already")
    if may_ask_medical(inquiry.grounds):
        _consent(body, inquiry.consent)
    return (_DECLARATION + tostring(root, encoding="unicode")).encode()


def _card_proof(body: Element, proof: CardProof) -> None:
    _fill(
        SubElement(body, "EmulationCardProof"),
        Method=proof.method.value,
        ChallengeToken=proof.challenge.token,
        Certificate=b64encode(proof.certificate).decode("ascii"),
        Signature=b64encode(proof.signature).decode("ascii"),
        EligibilityOnly="1" if proof.eligibility_only else "0",
    )


def _search(body: Element, document: TypedDocument) -> None:
    _fill(
        SubElement(body, "QualificationConfirmSearchInfo"),
        InsurerNumber=document.insurer_number.strip().rjust(INSURER_WIDTH),
        InsuredCardSymbol=document.symbol,
        InsuredIdentificationNumber=document.number,
        InsuredBranchNumber=document.branch,
        Birthdate=_day(document.birthdate),
        LimitApplicationCertificateRelatedConsFlg="1",
    )


def _outage_note(body: Element, note: OutageNote) -> None:
    _fill(
        SubElement(body, "EmulationOutageNote"),
        Name=note.name,
        Birthdate=_day(note.birthdate),
        Sex1=note.sex,
        Address=note.address,
    )


def _consent(body: Element, consent: Consent) -> None:
    flags = {
        f"{element}ConsFlg": "1" if getattr(consent, name) else "0" for name, element in CONSENTS.items()
    }
    _fill(SubElement(body, "EmulationConsent"), **flags)


def _fill(parent: Element, **elements: str) -> None:
    for name, text in elements.items():
        if text:
            SubElement(parent, name).text = "".join(filter(_carried, text))


def _carried(character: str) -> bool:
    """XML 1.0 has no place for control characters and halves of surrogate pairs; typed text may hold them."""
    return character in "\t\n\r" or (
        character >= " " and not "\ud800" <= character <= "\udfff" and character not in "\ufffe\uffff"
    )


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def read_answer(data: bytes, inquiry: Inquiry, institution: str) -> Answer | StillProcessing:
    """Read what came back for `inquiry`; AnswerMalformed or AnswerForAnother if it cannot be used.

    An answer says whose it is before anything of it is believed: visit, identifier, institution, day and, for a typed
    document, the echoed search. Three levels decide the outcome: SegmentOfResult, ProcessingResultStatus, then validity.
    """
    root, character_code = open_message(data)
    _ours(root.needed("MessageHeader"), inquiry, institution)
    return _outcome(root, character_code, inquiry)


def read_reader_file(data: bytes, institution: str, visit: str, identifier: str) -> Answer:
    """A file that the linkage software writes after a session at an approved reader, as the answer of `visit`.

    It names no reader, no desk and no inquiry, and nothing in it is signed. AnswerForAnother when it is another
    institution's, AnswerMalformed when it answers a typed document, is still being processed or cannot be used.
    """
    root, character_code = open_message(data)
    header, body = root.needed("MessageHeader"), root.needed("MessageBody")
    if header.text("MedicalInstitutionCode") != institution:
        raise AnswerForAnother("MedicalInstitutionCode is another institution's")
    if header.text("ReferenceClassification") == BY_DOCUMENT or body.section(
        "QualificationConfirmSearchInfo"
    ):
        raise AnswerMalformed("it answers a typed document, and no card")
    on = header.day("QualificationConfirmationDate")
    if on is None:
        raise AnswerMalformed("QualificationConfirmationDate is missing")
    grounds = ReaderFile(identifier)
    answer = _outcome(root, character_code, Inquiry(visit, identifier, grounds, Consent.nothing(), on))
    if isinstance(answer, StillProcessing):
        raise AnswerMalformed("it is still being processed")
    return answer


def _outcome(root: Section, character_code: str, inquiry: Inquiry) -> Answer | StillProcessing:
    header, body = root.needed("MessageHeader"), root.needed("MessageBody")
    if header.required("CharacterCodeIdentifier") != character_code:
        raise AnswerMalformed("CharacterCodeIdentifier contradicts the XML declaration")
    match header.required("SegmentOfResult"):
        case "1":
            return _processed(root, header, body, inquiry)
        case "2":
            return StillProcessing(inquiry.identifier)
        case "9":
            code, message = header.text("ErrorCode") or UNNAMED, header.text("ErrorMessage")
            return replace(_bare(header, inquiry), error_code=code, error_message=message)
        case unknown:
            raise AnswerMalformed(f"SegmentOfResult {unknown!r}")


def _ours(header: Section, inquiry: Inquiry, institution: str) -> None:
    expected = {
        "EmulationVisit": inquiry.visit,
        "ArbitraryFileIdentifier": inquiry.identifier,
        "MedicalInstitutionCode": institution,
        "QualificationConfirmationDate": _day(inquiry.on),
    }
    for name, ours in expected.items():
        if header.text(name) != ours:
            raise AnswerForAnother(f"{name} is not that of the inquiry")


def _processed(root: Section, header: Section, body: Section, inquiry: Inquiry) -> Answer:
    _echoed(body, inquiry)
    answer, message = _bare(header, inquiry), body.text("ProcessingResultMessage")
    match body.required("ProcessingResultStatus"):
        case "1":
            return _found(answer, root, body, message)
        case "2":
            return replace(
                answer, error_code=body.text("ProcessingResultCode") or UNNAMED, error_message=message
            )
        case unknown:
            raise AnswerMalformed(f"ProcessingResultStatus {unknown!r}")


def _found(answer: Answer, root: Section, body: Section, notice: str) -> Answer:
    validity = _VALIDITIES.get(body.code("QualificationValidity"))
    results = body.section("ResultList")
    records = results.every("ResultOfQualificationConfirmation") if results else ()
    qualifications = tuple(read_qualification(record) for record in records)
    if validity is Validity.VALID and not qualifications:
        raise AnswerMalformed("valid, and no record that could be")
    return replace(
        answer, validity=validity, qualifications=qualifications, notice=notice, unknown_codes=root.unknown
    )


def _echoed(body: Section, inquiry: Inquiry) -> None:
    """A typed document comes back beside its answer; another one means another patient's answer."""
    echo = body.section("QualificationConfirmSearchInfo")
    document = inquiry.grounds.document if isinstance(inquiry.grounds, Appointment) else inquiry.grounds
    if echo is None or not isinstance(document, TypedDocument):
        return
    asked = (document.insurer_number.strip(), document.number, _day(document.birthdate))
    said = (
        echo.text("InsurerNumber").strip(),
        echo.text("InsuredIdentificationNumber"),
        echo.text("Birthdate"),
    )
    if asked != said:
        raise AnswerForAnother("the echoed document is not the one that was asked for")


def _bare(header: Section, inquiry: Inquiry) -> Answer:
    """What every answer has, before anything is said about a qualification."""
    processed_at = header.moment("ProcessExecutionTime")
    if processed_at is None:
        raise AnswerMalformed("ProcessExecutionTime is missing")
    if abs(processed_at.date() - inquiry.on) > LONGEST_AGO:
        raise AnswerMalformed(
            f"processed on {processed_at:%Y-%m-%d}, asked on {inquiry.on}: a clock is wrong"
        )
    return Answer(
        visit=inquiry.visit,
        identifier=inquiry.identifier,
        processed_at=processed_at,
        confirmed_on=inquiry.on,
        validity=None,
        emulated_by=header.text("EmulationNotice"),
    )
