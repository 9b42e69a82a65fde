"""A claim file as the payer reads it: records by the layout tables of the medical file, nothing interpreted yet.

Layout: オンライン又は光ディスク等による請求に係る記録条件仕様（医科用）, as its field tables are transcribed in public
software; the specification itself was not available, so field positions stand here as "unverified" (2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

END_OF_FILE = b"\x1a"
RECORD_END = b"\r\n"
WIDTHS = {
    "IR": 10,
    "RE": 38,
    "HO": 15,
    "KO": 12,
    "SN": 9,
    "JD": 33,
    "MF": 33,
    "SY": 8,
    "SI": 44,
    "IY": 44,
    "TO": 48,
    "CO": 5,
    "SJ": 3,
    "GO": 4,
}
"""Fields of each record, its own name included."""

Record = tuple[str, ...]


class UnreadableFileError(ValueError):
    """Not a claim file: the sentence says where reading ended."""


@dataclass(frozen=True, slots=True)
class Claim:
    """レセプト: the records from one RE to the next, as they stand. Field numbers are the layout's, from 1."""

    records: tuple[Record, ...] = field(repr=False)

    def all(self, kind: str) -> tuple[Record, ...]:
        return tuple(each for each in self.records if each[0] == kind)

    def first(self, kind: str) -> Record | None:
        return next(iter(self.all(kind)), None)

    def common(self, number: int) -> str:
        """A field of RE (レセプト共通レコード)."""
        return at(self.records[0], number)

    def insured(self, number: int) -> str:
        """A field of HO (保険者レコード), empty where the claim is of public funds alone."""
        return at(self.first("HO") or ("HO",), number)

    @property
    def serial(self) -> str:
        return self.common(2)

    def comments(self) -> tuple[tuple[str, str], ...]:
        """(code, text) of every CO, in the order of the file."""
        return tuple((at(each, 4), at(each, 5)) for each in self.all("CO"))


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """RECEIPTC.UKE: header, claims, trailer. `digest` is the SHA-256 of the file's bytes, in hex."""

    header: Record
    claims: tuple[Claim, ...]
    trailer: Record
    digest: str

    @property
    def payer(self) -> str:
        """審査支払機関: 1 支払基金, 2 国保連."""
        return at(self.header, 2)

    @property
    def institution(self) -> str:
        return at(self.header, 5)

    @property
    def claimed_in(self) -> str:
        """請求年月, YYYYMM."""
        return at(self.header, 8)


def at(record: Record, number: int) -> str:
    """The field with this number of the layout table; empty where the record is too short."""
    return record[number - 1] if number <= len(record) else ""


def read_claim_file(content: bytes) -> ClaimFile:
    """Raises UnreadableFileError."""
    records = [_record(line, place) for place, line in enumerate(_lines(content), 1)]
    if len(records) < 2 or records[0][0] != "IR" or records[-1][0] != "GO":
        raise UnreadableFileError("the file does not run from IR to GO")
    return ClaimFile(records[0], _claims(records[1:-1]), records[-1], sha256(content).hexdigest())


def _lines(content: bytes) -> list[bytes]:
    """The byte 1A after the last record is allowed and not demanded: files without it are in use."""
    lines = content.removesuffix(END_OF_FILE).split(RECORD_END)
    if lines[-1]:
        raise UnreadableFileError("the last record does not end with CR LF")
    return lines[:-1]


def _record(line: bytes, place: int) -> Record:
    try:
        return tuple(line.decode("cp932").split(","))
    except UnicodeDecodeError:
        raise UnreadableFileError(f"record {place} is not Shift_JIS") from None


def _claims(records: list[Record]) -> tuple[Claim, ...]:
    begins = [place for place, each in enumerate(records) if each[0] == "RE"]
    if records and (not begins or begins[0] != 0):
        raise UnreadableFileError("a record stands before the first RE")
    ends = [*begins[1:], len(records)]
    return tuple(Claim(tuple(records[a:b])) for a, b in zip(begins, ends, strict=True))
