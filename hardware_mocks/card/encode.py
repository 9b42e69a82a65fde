"""BER-TLV as the card's files are written, apart from the code that reads them: two readings of one format."""

from __future__ import annotations

from collections.abc import Sequence


def tlv(tag: int, value: bytes) -> bytes:
    """One object, tag of one or two bytes, shortest length."""
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + _length(len(value)) + value


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes((size,))
    return b"\x81" + bytes((size,)) if size < 0x100 else b"\x82" + size.to_bytes(2, "big")


def with_offsets(outer: int, first: int, written: Sequence[tuple[int, bytes]], count: int) -> bytes:
    """A file `outer {first: offsets, objects}`; the offsets (u16, from byte 0 of the file) are 0 for what is absent.

    `count` is how many objects the table has room for, from tag `first + 1` on.
    """
    table_size = 2 + 1 + 2 * count
    body = b"".join(tlv(tag, value) for tag, value in written)
    start = 2 + len(_length(table_size + len(body))) + table_size
    places, at = {}, start
    for tag, value in written:
        places[tag] = at
        at += len(tlv(tag, value))
    offsets = b"".join(places.get(first + 1 + each, 0).to_bytes(2, "big") for each in range(count))
    return tlv(outer, tlv(first, offsets) + body)
