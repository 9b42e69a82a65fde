from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml import ElementTree

from kiosk.handover.model import ConfirmedQualification
from kiosk.handover.xml_file import Encoding, render_xml


@pytest.mark.parametrize("encoding", ["UTF-8", "Shift_JIS"])
def test_the_document_reads_back_whole_in_both_encodings(
    confirmed: ConfirmedQualification, encoding: Encoding
) -> None:
    data = render_xml(confirmed, encoding)
    assert f'encoding="{encoding}"'.encode() in data
    text = data.decode("cp932" if encoding == "Shift_JIS" else "utf-8")
    root = ElementTree.fromstring(text.split("?>", 1)[1])
    record = root.find("MessageBody/ResultList/ResultOfQualificationConfirmation")
    assert record is not None
    expected = {
        "Name": "𠮷田　幸子",
        "Birthdate": "19540821",
        "InsurerNumber": "  990010",
        "Address": "例示市<見本>町1-2",
        "ElderlyRecipientCertificateInfo/ElderlyRecipientContributionRatio": "020",
        "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag": "B05",
        "SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo/SpecificDiseasesSelfPay": "10000",
        "PharmacistsInfoAvailableTime": "20261121090507",
        "ReferenceNumber": "1022",
    }
    assert {name: record.findtext(name) for name in expected} == expected
    assert root.findtext("MessageHeader/CharacterCodeIdentifier") == ("0" if encoding == "UTF-8" else "1")
    assert root.findtext("MessageHeader/MedicalInstitutionCode") == "1312345678"


def test_the_file_says_whose_it_is(confirmed: ConfirmedQualification) -> None:
    assert "eligibility-kiosk" in render_xml(confirmed).decode()


def test_absent_items_have_no_element_and_a_typed_document_is_called_one(
    confirmed: ConfirmedQualification,
) -> None:
    text = render_xml(replace(confirmed, evidence="document")).decode()
    assert "DisqualificationDate" not in text
    assert "<ReferenceClassification>2<" in text


def test_control_characters_cannot_break_the_document(confirmed: ConfirmedQualification) -> None:
    answer = replace(confirmed.answer, notice="a\x00\x0b\ud800b")
    root = ElementTree.fromstring(render_xml(replace(confirmed, answer=answer)))
    assert root.findtext("MessageBody/ProcessingResultMessage") == "ab"
