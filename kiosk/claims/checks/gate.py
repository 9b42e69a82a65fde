"""Whether a file is a claim file of this clinic at all: one finding that names the cause, before anything in it is read. Pure.

Kinds of records: public parsers of the dental, dispensing and DPC formats. The layout of before 2020 has days of an era with
five or seven digits where today's has six or eight (public samples of 2018 and 2019).
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.claims.checks.rules import Finding
from kiosk.claims.file.claim import (
    GO_VOLUME,
    IR_MONTH,
    IR_TABLE,
    IR_VOLUME,
    MEDICAL,
    RE_MONTH,
    institution_of,
)
from kiosk.claims.file.uke import END_MARK, ENDING, Lines, Record, read
from kiosk.claims.model import Institution
from kiosk.claims.whose import is_ours

LARGEST = 20 * 1024 * 1024
"""Bytes: some 30,000 claims, more than any clinic has in a month."""
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
FIRST_OF_THREE_BYTES = "\u0800"
"""In UTF-8, where kana and kanji all have three."""
ERA_DIGITS = 5
"""Of a month: era, year, month."""
KINDS: Mapping[str, frozenset[str]] = {
    "dental": frozenset({"UK", "HS", "SS"}),
    "pharmacy": frozenset({"YK", "SH", "CZ", "KI", "ST", "TK"}),
    "dpc": frozenset({"BU", "SB", "KK", "SK", "GA", "HH", "GT", "CD"}),
}
"""Records that only files of another kind have."""
TABLES: Mapping[str, str] = {"3": "dental", "4": "pharmacy"}
"""点数表 of IR."""


def gated(data: bytes, ours: Institution | None = None) -> Lines | Finding:
    """The file, cut; or why it goes no further as a whole. Without `ours` any institution is let pass."""
    stop = _as_bytes(data)
    if stop:
        return stop
    lines = read(data)
    return _as_records(lines, ours) or lines


def _as_bytes(data: bytes) -> Finding | None:
    if len(data) > LARGEST:
        return Finding("too-large", 1, "", "", f"{len(data):,} / {LARGEST:,}")
    body = data.partition(END_MARK)[0]
    if not body.strip(b"\x00\r\n "):
        return Finding("empty-file", 1, "")
    if body.startswith(MARKS):
        return Finding("byte-order-mark", 1, "")
    if (line := _not_shift_jis(body)) is not None:
        return Finding("not-shift-jis", line, "")
    if body.count(b"\n") != body.count(ENDING) or (b"\r" in body and b"\n" not in body):
        return Finding("line-ends", _first_bare(body), "")
    return None


def _not_shift_jis(body: bytes) -> int | None:
    """The line that says so: UTF-8, UTF-16, EUC or JIS. A single broken character is for the checks of the fields."""
    if b"\x00" in body or b"\x1b$" in body:
        return 1
    for number, line in enumerate(body.split(b"\n"), 1):
        if not line.isascii() and _is_japanese(line, "utf-8"):
            return number
    if body.isascii() or any(0x80 <= each <= 0x9F for each in body):
        return None
    return 1 if _is_japanese(body, "euc_jp") else None


def _is_japanese(data: bytes, codec: str) -> bool:
    """Whether it reads so, and nothing in it is a letter that Shift_JIS would have written as half-width kana."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return all(each.isascii() or each >= FIRST_OF_THREE_BYTES for each in text)


def _first_bare(body: bytes) -> int:
    lines = body.split(b"\n")
    return next((number for number, line in enumerate(lines[:-1], 1) if not line.endswith(b"\r")), 1)


def _as_records(lines: Lines, ours: Institution | None) -> Finding | None:
    heading, last = lines.records[0], lines.records[-1]
    kind = _kind(lines.records)
    if kind is not None:
        return kind
    months = [record.raw(RE_MONTH) for record in lines.records if record.kind == "RE"]
    if len(heading.raw(IR_MONTH)) == ERA_DIGITS or (
        months and all(len(each) == ERA_DIGITS for each in months)
    ):
        return Finding("before-2020", 1, "IR", "請求年月", heading.text(IR_MONTH))
    if heading.raw(IR_VOLUME) not in {b"00", b""} or last.raw(GO_VOLUME) not in {b"99", b""}:
        return Finding("several-volumes", 1, "IR", "マルチボリューム識別情報", heading.text(IR_VOLUME))
    named = institution_of(heading)
    if ours and not is_ours(named, ours):
        codes = f"{named.prefecture}/{named.code} ≠ {ours.prefecture}/{ours.code}"
        return Finding("other-institution", 1, "IR", "医療機関コード", codes)
    return None


def _kind(records: tuple[Record, ...]) -> Finding | None:
    heading = records[0]
    if heading.kind == "IR" and heading.text(IR_TABLE) in TABLES:
        return Finding(TABLES[heading.text(IR_TABLE)], 1, "IR", "点数表", heading.text(IR_TABLE))
    for record in records:
        rule = next((rule for rule, kinds in KINDS.items() if record.kind in kinds), None)
        if rule:
            return Finding(rule, record.line, record.kind)
    if heading.kind != "IR" or heading.text(IR_TABLE) != MEDICAL:
        return Finding("other-kind", 1, heading.kind)
    return None
