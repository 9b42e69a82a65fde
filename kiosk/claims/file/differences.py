"""Before and after, field by field, in the format's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from kiosk.claims.file.claim import ACT_CODE, LISTED
from kiosk.claims.file.layout import RECORDS
from kiosk.claims.file.uke import Record


@dataclass(frozen=True, slots=True)
class Change:
    """One field, or a whole record that came or went: such a one has no `name`, and its code, never its text, as value.

    `line` is that of the record in the file that came in, 0 for an added one.
    """

    line: int
    record: str
    name: str
    before: str = field(repr=False)
    after: str = field(repr=False)


def differences(before: Iterable[Record], after: Iterable[Record]) -> tuple[Change, ...]:
    """Records are the same when they have the same line."""
    old = {record.line: record for record in before}
    new = tuple(after)
    staying = {record.line for record in new}
    changes: list[Change] = []
    for record in new:
        was = old.get(record.line)
        changes += _changed(was, record) if was else [Change(0, record.kind, "", "", _code(record))]
    changes += [
        Change(line, record.kind, "", _code(record), "")
        for line, record in old.items()
        if line not in staying
    ]
    return tuple(changes)


def _changed(was: Record, now: Record) -> list[Change]:
    if was is now:
        return []
    pairs = enumerate(zip_longest(was.fields, now.fields, fillvalue=b""))
    return [
        Change(now.line, now.kind, field_name(now.kind, at), was.text(at), now.text(at))
        for at, (before, after) in pairs
        if before != after
    ]


def field_name(kind: str, at: int) -> str:
    """The field's name in the layout; its number, counted from 1, where the layout has none."""
    fields = RECORDS.get(kind, ())
    return fields[at].name if at < len(fields) else str(at + 1)


def _code(record: Record) -> str:
    return record.text(ACT_CODE if record.kind in LISTED else 1)
