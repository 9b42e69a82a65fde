"""BER-TLV as cards write it (ISO/IEC 7816-4 annex E, ITU-T X.690): definite lengths, tags of one or two bytes.

Everything here comes from outside, so every oddity is the same one error, CardUnreadable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.errors import CardUnreadable

MAX_LENGTH = 0x7FFF
MAX_DEPTH = 8
MAX_OBJECTS = 256
MAX_JUNK = 2
LONG_TAG = 0x1F
CONSTRUCTED = 0x20


@dataclass(frozen=True, slots=True)
class Tlv:
    """One data object: its tag (1 or 2 bytes as a number), its value, and the bytes as they were written."""

    tag: int
    value: bytes = field(repr=False)
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Header:
    """Tag and length of an object, and how many bytes those two took."""

    tag: int
    length: int
    size: int

    @property
    def total(self) -> int:
        return self.size + self.length


def read_header(data: bytes, at: int = 0) -> Header:
    """Read tag and length at an offset.

    Raises:
        CardUnreadable: torn, indefinite, longer than a file of a card can be, or a tag of three bytes.
    """
    tag, after_tag = _read_tag(data, at)
    length, after_length = _read_length(data, after_tag)
    return Header(tag, length, after_length - at)


def read_object(data: bytes, at: int = 0) -> Tlv:
    """Read the whole object at an offset; whatever follows it is ignored.

    Raises:
        CardUnreadable: as `read_header`, or fewer bytes than the length says.
    """
    header = read_header(data, at)
    if len(data) < at + header.total:
        raise CardUnreadable(f"object {header.tag:X} is torn")
    return Tlv(header.tag, data[at + header.size : at + header.total], data[at : at + header.total])


def objects(value: bytes) -> Iterator[Tlv]:
    """The objects that fill a constructed value, one after another.

    Raises:
        CardUnreadable: torn, or more than 256 of them.
    """
    at = 0
    for _ in range(MAX_OBJECTS):
        if at >= len(value):
            return
        found = read_object(value, at)
        yield found
        at += len(found.raw)
    raise CardUnreadable("more objects than any file of a card holds")


def fields(value: bytes) -> dict[int, Tlv]:
    """The objects by tag.

    Raises:
        CardUnreadable: torn, or a tag that comes twice.
    """
    found: dict[int, Tlv] = {}
    for each in objects(value):
        if each.tag in found:
            raise CardUnreadable(f"object {each.tag:X} comes twice")
        found[each.tag] = each
    return found


def required(found: dict[int, Tlv], tag: int) -> Tlv:
    """One object of `fields`.

    Raises:
        CardUnreadable: it is not there.
    """
    if tag not in found:
        raise CardUnreadable(f"object {tag:X} is missing")
    return found[tag]


def check_depth(value: bytes, depth: int = 0) -> None:
    """Walk everything inside a constructed value.

    Raises:
        CardUnreadable: torn somewhere inside, or nested deeper than eight levels.
    """
    if depth > MAX_DEPTH:
        raise CardUnreadable("nested too deep")
    for each in objects(value):
        if is_constructed(each.tag):
            check_depth(each.value, depth + 1)


def is_constructed(tag: int) -> bool:
    """Whether the object holds other objects (bit 6 of the first byte of the tag)."""
    leading = tag >> 8 if tag > 0xFF else tag
    return bool(leading & CONSTRUCTED)


def junk_before(data: bytes, tag: int) -> int:
    """How many bytes, 0 to 2, precede the object of this tag: some cards put two before it.

    Raises:
        CardUnreadable: the tag is not among the first bytes.
    """
    wanted = tag.to_bytes(2 if tag > 0xFF else 1, "big")
    at = data.find(wanted, 0, MAX_JUNK + len(wanted))
    if at < 0:
        raise CardUnreadable(f"object {tag:X} is not at the beginning of the file")
    return at


def _read_tag(data: bytes, at: int) -> tuple[int, int]:
    first = _byte(data, at)
    if first & LONG_TAG != LONG_TAG:
        return first, at + 1
    second = _byte(data, at + 1)
    if second & 0x80:
        raise CardUnreadable("a tag of more than two bytes")
    return first << 8 | second, at + 2


def _read_length(data: bytes, at: int) -> tuple[int, int]:
    first = _byte(data, at)
    if first < 0x80:
        return first, at + 1
    size = first & 0x7F
    if not 1 <= size <= 3:
        raise CardUnreadable("an indefinite or endless length")
    length = int.from_bytes(bytes(_byte(data, at + 1 + each) for each in range(size)), "big")
    if length > MAX_LENGTH:
        raise CardUnreadable("longer than any file of a card")
    return length, at + 1 + size


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise CardUnreadable("torn within tag or length")
    return data[at]
