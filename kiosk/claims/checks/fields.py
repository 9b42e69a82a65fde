"""One record against the layout table: number of fields, lengths, characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.claims.checks.rules import Finding
from kiosk.claims.file.claim import OPAQUE, RE_KANA
from kiosk.claims.file.layout import RECORDS, Field, Mode
from kiosk.claims.file.text import foreign_characters
from kiosk.claims.file.uke import Record

_PRINTABLE = re.compile(rb"[ -~]*")
_DOUBLE = re.compile(rb"(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc])*")


def check(record: Record) -> Iterator[Finding]:
    layout = RECORDS.get(record.kind)
    if record.kind in OPAQUE:
        return
    if layout is None:
        yield Finding("unknown-record", record.line, record.kind)
        return
    if len(record.fields) != len(layout):
        detail = f"{len(record.fields)} / {len(layout)}"
        yield Finding("field-count", record.line, record.kind, "", detail)
    for raw, described in zip(record.fields, layout, strict=False):
        if raw:
            yield from _field(record, described, raw)
    if record.kind == "RE" and any(dash in record.text(RE_KANA) for dash in ("―", "－")):
        yield Finding("kana-dash", record.line, "RE", layout[RE_KANA].name)


def _field(record: Record, described: Field, raw: bytes) -> Iterator[Finding]:
    here = (record.line, record.kind, described.name)
    octets = described.octets
    if octets is not None and len(raw) > octets:
        yield Finding("too-long", *here, f"{len(raw)} / {octets}")
    if described.fixed and octets is not None and len(raw) < octets:
        yield Finding("not-full", *here, f"{len(raw)} / {octets}")
    if not fits(described.mode, raw):
        yield Finding("mode", *here, described.mode.value or "制御文字")
    if not raw.isascii() and (foreign := foreign_characters(raw)):
        yield Finding("charset", *here, " ".join(foreign))


def fits(mode: Mode, raw: bytes) -> bool:
    """Control characters fit nowhere."""
    match mode:
        case Mode.DIGITS:
            return raw.isdigit()
        case Mode.HALF:
            return _PRINTABLE.fullmatch(raw) is not None
        case Mode.WIDE:
            return _DOUBLE.fullmatch(raw) is not None
        case Mode.EITHER:
            return (_PRINTABLE if raw.isascii() else _DOUBLE).fullmatch(raw) is not None
        case Mode.UNSTATED:
            return min(raw) >= 0x20
