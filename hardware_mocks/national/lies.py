"""Answers that are well served and wrong: each fault of the catalogue that changes what the message says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from hardware_mocks.national.faults import Fault, Switches


def distorted(root: Element, switches: Switches) -> Element:
    """Change the message in place, as the switches want it."""
    for fault, change in _IN_THE_TREE.items():
        if fault in switches:
            change(root)
    return root


def garbled(data: bytes, switches: Switches) -> bytes:
    for fault, change in _IN_THE_BYTES.items():
        if fault in switches:
            data = change(data)
    return data


def _say(name: str, text: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        for element in root.iter(name):
            element.text = text

    return change


def _other_person(root: Element) -> None:
    for name, text in {
        "Name": "別人　太郎",
        "NameKana": "ﾍﾞﾂｼﾞﾝ ﾀﾛｳ",
        "Birthdate": "19000101",
        "Address": "沖縄県仮村字例示９９９番地",
        "InsuredIdentificationNumber": "９９９９",
    }.items():
        _say(name, text)(root)


def _error_9(root: Element) -> None:
    header = root.find("MessageHeader")
    assert header is not None
    _say("SegmentOfResult", "9")(root)
    SubElement(header, "ErrorCode").text = "MOCK-ERROR-9"
    SubElement(header, "ErrorMessage").text = "Switched on: abnormal end"
    _empty_body(root)


def _empty_body(root: Element) -> None:
    for body in root.iter("MessageBody"):
        body.clear()


def _without(names: Iterable[str]) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        for parent in list(root.iter()):
            for child in [each for each in parent if each.tag in names]:
                parent.remove(child)

    return change


def _twice(root: Element) -> None:
    for body in root.iter("MessageBody"):
        SubElement(body, "QualificationValidity").text = "1"
        SubElement(body, "QualificationValidity").text = "2"


def _unknown_codes(root: Element) -> None:
    for name in ("QualificationValidity", "Sex1", "InsuredCardClassification"):
        _say(name, "Z9")(root)


def _contradict_encoding(root: Element) -> None:
    for element in root.iter("CharacterCodeIdentifier"):
        element.text = "1" if element.text == "0" else "0"


_IN_THE_TREE: Mapping[Fault, Callable[[Element], None]] = {
    Fault.OTHER_VISIT: _say("EmulationVisit", "ANOTHER-VISIT"),
    Fault.OTHER_IDENTIFIER: _say("ArbitraryFileIdentifier", "ANOTHER-INQUIRY"),
    Fault.OTHER_INSTITUTION: _say("MedicalInstitutionCode", "9999999999"),
    Fault.OTHER_PERSON: _other_person,
    Fault.ERROR_9: _error_9,
    Fault.MISSING_ELEMENT: _without({"SegmentOfResult"}),
    Fault.TWICE_THE_SAME_ELEMENT: _twice,
    Fault.UNKNOWN_CODES: _unknown_codes,
    Fault.WRONG_ENCODING: _contradict_encoding,
}

_IN_THE_BYTES: Mapping[Fault, Callable[[bytes], bytes]] = {
    Fault.DTD: lambda data: data.replace(b"<XmlMsg>", b'<!DOCTYPE XmlMsg [<!ENTITY a "b">]>\n<XmlMsg>', 1),
    Fault.MALFORMED: lambda data: data.replace(b"</MessageHeader>", b"</MessageHeade>", 1),
    Fault.NOT_XML: lambda _: b"Service temporarily unavailable",
}
