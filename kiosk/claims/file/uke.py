"""A claim file as its bytes: records and fields are cut, nothing is decoded that is not asked for, writing gives back every byte.

cp932 is safe to cut as bytes: its second bytes begin at 0x40, so comma, CR, LF and the end mark 0x1A are always themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

END_MARK = b"\x1a"
ENDING = b"\r\n"
MOST_DIGITS = 10


@lru_cache(maxsize=256)
def _name(record_id: bytes) -> str:
    return record_id.decode("cp932", "replace")


@dataclass(frozen=True, slots=True)
class Record:
    """One line. `line` counts from 1 and is 0 for a record that was not in the file; `fields[0]` is the record id.

    `ending` is what closed the line: CRLF as a rule, LF or nothing in some files.
    """

    line: int
    fields: tuple[bytes, ...] = field(repr=False)
    ending: bytes = ENDING

    @property
    def kind(self) -> str:
        return _name(self.fields[0])

    def raw(self, at: int) -> bytes:
        """Field `at`, counted from 0; a field that the line lacks is empty."""
        return self.fields[at] if at < len(self.fields) else b""

    def text(self, at: int) -> str:
        """The field in Unicode; bytes that are no cp932 show as U+FFFD."""
        return self.raw(at).decode("cp932", "replace")

    def number(self, at: int) -> int | None:
        """The field as a whole number of at most as many ASCII digits as any field has, else None."""
        raw = self.raw(at).strip()
        return int(raw) if raw.isdigit() and len(raw) <= MOST_DIGITS else None

    def having(self, changed: Mapping[int, bytes]) -> Record:
        """The same line with some fields changed; one that ended too early is filled up with empty fields."""
        fields = list(self.fields)
        fields += [b""] * (max(changed, default=0) + 1 - len(fields))
        for at, value in changed.items():
            fields[at] = value
        return replace(self, fields=tuple(fields))


@dataclass(frozen=True, slots=True)
class Lines:
    """A whole file: its records, then `tail`, the end mark and whatever stood behind it."""

    records: tuple[Record, ...] = field(repr=False)
    tail: bytes = b""


def read(data: bytes) -> Lines:
    """Cut a file. Never fails: what is wrong with it is for the checks to say."""
    body, mark, rest = data.partition(END_MARK)
    lines = body.split(b"\n")
    last = lines.pop()
    records = [_record(number, line) for number, line in enumerate(lines, 1)]
    if last:
        records.append(Record(len(lines) + 1, tuple(last.split(b",")), b""))
    return Lines(tuple(records), mark + rest)


def _record(number: int, line: bytes) -> Record:
    if line.endswith(b"\r"):
        return Record(number, tuple(line[:-1].split(b",")))
    return Record(number, tuple(line.split(b",")), b"\n")


def write(records: Iterable[Record], tail: bytes) -> bytes:
    return b"".join(b",".join(record.fields) + record.ending for record in records) + tail
