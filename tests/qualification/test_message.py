"""Two independent readings of one format: what the service writes, the kiosk reads, in any order and both encodings."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.national.document import Encoding, Found, Heading, Refused, answer, encode
from hardware_mocks.national.registry import Entry, Registry
from hardware_mocks.personas.model import all_personas
from kiosk.clock import JAPAN
from kiosk.qualification.grounds import (
    CardProof,
    Challenge,
    Consent,
    Method,
    ReaderFile,
    TypedDocument,
)
from kiosk.qualification.message import StillProcessing, read_answer, write_inquiry
from kiosk.qualification.model import Answer, Validity
from kiosk.qualification.port import AnswerForAnother, AnswerMalformed, Inquiry
from kiosk.qualification.section import LIMIT_BYTES

AT = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
TODAY = AT.date()
INSTITUTION = "1399999990"
PROOF = CardProof(Method.PIN, b"certificate", Challenge("V-1", "token", b"n" * 32), b"signature")
DOCUMENT = TypedDocument("990028", "秋見", "5551", "01", date(1958, 12, 1), "desk")
CARD = Inquiry("V-1", "Q-1", PROOF, Consent.everything(), TODAY)
TYPED = replace(CARD, grounds=DOCUMENT)
ALL = frozenset({"PharmacistsInfoConsFlg", "DiagnosisInfoConsFlg"})
REGISTRY = Registry.from_personas(all_personas())


def heading(encoding: Encoding = Encoding.UTF_8, **changes: object) -> Heading:
    return replace(Heading(AT, TODAY, INSTITUTION, "Q-1", "V-1", "1", encoding), **changes)


def found(entry: Entry, **changes: object) -> Found:
    return replace(Found(entry.validity, entry.insured, entry.covers, consents=ALL), **changes)


def message(entry_id: str = "sato", encoding: Encoding = Encoding.UTF_8, **changes: object) -> Element:
    return answer(heading(encoding, **changes), found(REGISTRY.entry(entry_id)))


def read(root: Element, encoding: Encoding = Encoding.UTF_8, inquiry: Inquiry = CARD) -> Answer:
    got = read_answer(encode(root, encoding), inquiry, INSTITUTION)
    assert isinstance(got, Answer)
    return got


def shuffled(root: Element, order: Random) -> Element:
    copy = deepcopy(root)
    for parent in copy.iter():
        children = list(parent)
        order.shuffle(children)
        parent[:] = children
    return copy


@pytest.mark.parametrize("encoding", Encoding, ids=lambda each: each.declared)
@pytest.mark.parametrize("entry_id", [each.id for each in all_personas()])
def test_both_encodings_say_the_same_about_everybody(entry_id: str, encoding: Encoding) -> None:
    entry = REGISTRY.entry(entry_id)
    got = read(message(entry_id, encoding), encoding)
    assert got.validity is Validity(entry.validity)
    for record in got.qualifications:
        assert record.name == entry.insured.name
        assert record.address == entry.insured.address
        assert len(record.insurer_number) == 8


@settings(deadline=None)
@given(
    order=st.randoms(use_true_random=False),
    entry_id=st.sampled_from(["kokuho", "face_only", "sato", "common_name"]),
)
def test_the_order_of_elements_says_nothing(order: Random, entry_id: str) -> None:
    root = message(entry_id)
    assert read(shuffled(root, order)) == read(root)


def test_kana_are_half_width_and_names_keep_their_full_width_space() -> None:
    record = read(message("kokuho")).qualifications[0]
    assert (record.name, record.kana) == ("前田　幸子", "ﾏｴﾀﾞ ｻﾁｺ")


def test_the_name_on_the_back_of_the_card_comes_beside_the_registered_one() -> None:
    record = read(message("common_name")).qualifications[0]
    assert (record.name_of_other, record.kana_of_other) == ("金田　美本", "ｶﾈﾀﾞ ﾐﾎﾝ")


def test_what_shift_jis_cannot_carry_arrives_as_a_mask_and_not_as_a_crash() -> None:
    entry = REGISTRY.entry("sato")
    rare = found(entry, insured=replace(entry.insured, name="𠮷田　花子"))
    got = read(answer(heading(Encoding.SHIFT_JIS), rare), Encoding.SHIFT_JIS)
    assert got.qualifications[0].name == "●田　花子"


def test_times_are_in_japans_zone() -> None:
    assert read(message()).processed_at == AT


def test_no_search_block_comes_with_a_card_and_the_typed_one_is_echoed() -> None:
    assert message().find(".//QualificationConfirmSearchInfo") is None
    echo = (("InsurerNumber", "  990028"), ("InsuredIdentificationNumber", "5551"), ("Birthdate", "19581201"))
    typed = found(REGISTRY.entry("document_only"), echo=echo, consents=None)
    assert read(answer(heading(), typed), inquiry=TYPED).qualifications[0].consents == ()


def test_hazard_an_echo_of_another_document_is_another_patients_answer() -> None:
    echo = (("InsurerNumber", "  990028"), ("InsuredIdentificationNumber", "5552"), ("Birthdate", "19581201"))
    with pytest.raises(AnswerForAnother):
        read(answer(heading(), found(REGISTRY.entry("document_only"), echo=echo)), inquiry=TYPED)


@pytest.mark.parametrize(
    "another",
    [
        {"visit": "V-2"},
        {"visit": ""},
        {"identifier": "Q-2"},
        {"institution": "1300000000"},
        {"on": date(2026, 11, 20)},
    ],
)
def test_hazard_an_answer_that_names_another_question_is_refused(another: dict[str, Any]) -> None:
    with pytest.raises(AnswerForAnother):
        read(message(**another))


def test_still_processing_is_no_answer_and_an_abnormal_end_names_its_code() -> None:
    waiting = read_answer(encode(answer(heading(segment="2"), None), Encoding.UTF_8), CARD, INSTITUTION)
    assert waiting == StillProcessing("Q-1")
    failed = read(answer(heading(segment="9", error_code="MOCK-9", error_message="no"), None))
    assert (failed.validity, failed.error_code, failed.error_message) == (None, "MOCK-9", "no")


def test_a_refusal_in_the_body_is_an_error_and_not_an_invalid_qualification() -> None:
    refused = read(answer(heading(), Refused("MOCK-X", "why")))
    assert (refused.validity, refused.error_code) == (None, "MOCK-X")


@pytest.mark.parametrize(
    "name",
    [
        "SegmentOfResult",
        "ProcessingResultStatus",
        "ResultList",
        "Name",
        "Birthdate",
        "Sex1",
        "InsurerName",
        "ProcessExecutionTime",
        "CharacterCodeIdentifier",
    ],
)
def test_a_message_without_a_required_element_is_malformed(name: str) -> None:
    root = message()
    for parent in list(root.iter()):
        for child in parent.findall(name):
            parent.remove(child)
    with pytest.raises(AnswerMalformed):
        read(root)


@pytest.mark.parametrize(
    "name", ["MessageHeader", "Name", "QualificationValidity", "ResultList", "EmulationVisit"]
)
def test_an_element_that_stands_twice_makes_the_message_malformed(name: str) -> None:
    root = message()
    parent = next(each for each in root.iter() if each.find(name) is not None)
    parent.extend(parent.findall(name))
    with pytest.raises(AnswerMalformed):
        read(root)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Birthdate", "19851399"),
        ("Birthdate", "1985-4-1"),
        ("Birthdate", "１９８５０４１２"),
        ("ProcessExecutionTime", "2026"),
        ("ProcessExecutionTime", "20251121093000"),
        ("ProcessExecutionTime", "20271121093000"),
        ("SegmentOfResult", "7"),
        ("ProcessingResultStatus", "7"),
    ],
)
def test_values_that_cannot_be_read_make_the_message_malformed(name: str, text: str) -> None:
    root = message()
    for element in root.iter(name):
        element.text = text
    with pytest.raises(AnswerMalformed):
        read(root)


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, FILE, b"<!DOCTYPE XmlMsg>"])
def test_hazard_any_dtd_is_refused(doctype: bytes) -> None:
    data = encode(message(), Encoding.UTF_8).replace(b"<XmlMsg>", doctype + b"<XmlMsg>")
    with pytest.raises(AnswerMalformed, match="DTD"):
        read_answer(data, CARD, INSTITUTION)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"<XmlMsg/>",
        b'<?xml version="1.0" encoding="UTF-7"?><XmlMsg/>',
        b'<?xml version="1.0" encoding="UTF-8"?><Other/>',
        b'<?xml version="1.0" encoding="UTF-8"?><XmlMsg>\xff</XmlMsg>',
    ],
)
def test_what_is_no_message_is_malformed(data: bytes) -> None:
    with pytest.raises(AnswerMalformed):
        read_answer(data, CARD, INSTITUTION)


def test_a_message_of_more_than_four_mebibytes_is_malformed() -> None:
    data = encode(message(), Encoding.UTF_8)
    assert isinstance(read_answer(data.ljust(LIMIT_BYTES), CARD, INSTITUTION), Answer)
    with pytest.raises(AnswerMalformed):
        read_answer(data.ljust(LIMIT_BYTES + 1), CARD, INSTITUTION)


def test_bytes_in_another_encoding_than_declared_are_malformed() -> None:
    data = encode(message(encoding=Encoding.SHIFT_JIS), Encoding.SHIFT_JIS).replace(b"Shift_JIS", b"UTF-8")
    with pytest.raises(AnswerMalformed):
        read_answer(data, CARD, INSTITUTION)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_anything_but_malformed(noise: bytes) -> None:
    with pytest.raises(AnswerMalformed):
        read_answer(b'<?xml version="1.0" encoding="UTF-8"?>' + noise, CARD, INSTITUTION)


@settings(deadline=None)
@given(st.data())
def test_a_damaged_message_is_refused_or_still_about_this_inquiry(data: st.DataObject) -> None:
    whole = encode(message(), Encoding.UTF_8)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(max_size=3)) + whole[place + 1 :]
    try:
        got = read_answer(damaged, CARD, INSTITUTION)
    except (AnswerMalformed, AnswerForAnother):
        return
    assert (got.identifier, getattr(got, "visit", "V-1")) == ("Q-1", "V-1")


def test_a_readers_file_is_the_answer_already() -> None:
    with pytest.raises(ValueError, match="already"):
        write_inquiry(replace(CARD, grounds=ReaderFile("face-1")), INSTITUTION)


def test_no_repr_shows_a_name_a_number_or_a_signature() -> None:
    shown = repr(CARD) + repr(TYPED) + repr(read(message()))
    for secret in ("佐藤", "5551", "signature'", "３４５６７", "見本町"):
        assert secret not in shown
