"""One element of the message, read by name. What is there twice, or cannot be read, makes the message malformed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kiosk.clock import JAPAN
from kiosk.qualification.codes import BY_ELEMENT
from kiosk.qualification.port import AnswerMalformed

LIMIT_BYTES = 4 * 1024 * 1024
_DECLARATION = re.compile(rb"""^<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9_.-]{1,40})["'][^>]{0,200}?\?>""")
_CODECS = {"utf-8": "utf-8", "shift_jis": "cp932", "windows-31j": "cp932", "cp932": "cp932"}
Read = TypeVar("Read")
CHARACTER_CODE = {"utf-8": "0", "cp932": "1"}


class Section:
    """Children by name, whatever their order. Codes that no list of ours has are collected in `unknown`."""

    def __init__(self, element: Element, unknown: list[tuple[str, str]]) -> None:
        self._element = element
        self._unknown = unknown

    def only(self, name: str) -> Element | None:
        found = self._element.findall(name)
        if len(found) > 1:
            raise AnswerMalformed(f"{name} stands {len(found)} times in {self._element.tag}")
        return found[0] if found else None

    def text(self, name: str) -> str:
        """As delivered, spaces included; empty when absent."""
        found = self.only(name)
        return "" if found is None else found.text or ""

    def required(self, name: str) -> str:
        text = self.text(name)
        if not text.strip():
            raise AnswerMalformed(f"{name} is missing in {self._element.tag}")
        return text

    def code(self, name: str) -> str:
        code = self.text(name)
        if code and code not in BY_ELEMENT[name]:
            self._unknown.append((name, code))
        return code

    def day(self, name: str) -> date | None:
        return self._read(name, lambda text: _digits(text, 8, "%Y%m%d").date())

    def moment(self, name: str) -> datetime | None:
        return self._read(name, lambda text: _digits(text, 14, "%Y%m%d%H%M%S"))

    def count(self, name: str) -> int | None:
        """A whole number: percent, yen."""
        return self._read(name, _whole)

    def section(self, name: str) -> Section | None:
        found = self.only(name)
        return None if found is None else Section(found, self._unknown)

    def needed(self, name: str) -> Section:
        found = self.section(name)
        if found is None:
            raise AnswerMalformed(f"{name} is missing in {self._element.tag}")
        return found

    def every(self, name: str) -> Iterator[Section]:
        """The one kind of child that may repeat: rows of a list."""
        return (Section(each, self._unknown) for each in self._element.findall(name))

    @property
    def unknown(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._unknown)

    def _read(self, name: str, reading: Callable[[str], Read]) -> Read | None:
        text = self.text(name).strip()
        try:
            return reading(text) if text else None
        except ValueError as unreadable:
            raise AnswerMalformed(f"{name} cannot be read") from unreadable


def _digits(text: str, length: int, form: str) -> datetime:
    if len(text) != length or not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return datetime.strptime(text, form).replace(tzinfo=JAPAN)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def open_message(data: bytes) -> tuple[Section, str]:
    """The root of an XmlMsg and the value that CharacterCodeIdentifier must have; DTDs and oversize are refused."""
    if len(data) > LIMIT_BYTES:
        raise AnswerMalformed(f"{len(data)} bytes are more than a message may have")
    text, codec = _decoded(data)
    try:
        root = fromstring(text, forbid_dtd=True)
    except DefusedXmlException as refused:
        raise AnswerMalformed("a DTD has no business in a message") from refused
    except (ParseError, ValueError) as broken:
        raise AnswerMalformed("not well-formed") from broken
    if root.tag != "XmlMsg":
        raise AnswerMalformed("the root is not XmlMsg")
    return Section(root, []), CHARACTER_CODE[codec]


def _decoded(data: bytes) -> tuple[str, str]:
    """The text without its declaration; expat knows no Shift_JIS, so the bytes are decoded here."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARATION.match(body)
    if declared is None:
        raise AnswerMalformed("no XML declaration with an encoding")
    codec = _CODECS.get(declared[1].decode("ascii").lower())
    if codec is None:
        raise AnswerMalformed("an encoding that no message has")
    try:
        return body[declared.end() :].decode(codec), codec
    except UnicodeDecodeError as broken:
        raise AnswerMalformed("the bytes are not in the declared encoding") from broken
