"""資格情報 as the insurers registered them: who is covered by what, found by certificate, document or printed items."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography import x509

from hardware_mocks.personas.model import Persona, Resident

INSURERS = Path(__file__).parent / "insurers.toml"


@dataclass(frozen=True, slots=True)
class Insured:
    """The person as the answer shows them. It is the resident, unless the registration went wrong or a 通称 is kept."""

    name: str
    kana: str
    sex: str
    birthdate: date
    address: str
    postcode: str
    name_of_other: str = ""
    kana_of_other: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """One qualification. `terms` holds what the persona's file says beside the five items that identify it."""

    insurer: str
    insurer_name: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    terms: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything the service holds about one resident. `validity` is OQSCD006, `registered` 初回登録."""

    id: str
    registered: bool
    validity: str
    resident: Resident
    insured: Insured
    covers: tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class DocumentItems:
    """What stands on a 資格確認書. An empty branch is unknown; everything else has to agree."""

    insurer: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    birthdate: date


@dataclass(frozen=True, slots=True)
class PrintedItems:
    """氏名, 生年月日, 性別, 住所 as printed on the card."""

    name: str = field(repr=False)
    birthdate: date
    sex: str
    address: str = field(repr=False)


class Registry:
    """Found by the full set of items or not at all: a search is never relaxed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._holders: dict[tuple[bytes, int], str] = {}

    @classmethod
    def from_personas(cls, personas: Iterable[Persona]) -> Registry:
        insurers = tomllib.loads(INSURERS.read_text("utf-8"))
        return cls(_entry(persona, insurers) for persona in personas)

    def enrol(self, certificate_der: bytes, persona_id: str) -> None:
        """Learn whose card this certificate is on; an unknown persona is a KeyError."""
        self._holders[_certificate_key(certificate_der)] = self._entries[persona_id].id

    def by_certificate(self, certificate_der: bytes) -> Entry | None:
        holder = self._holders.get(_certificate_key(certificate_der))
        return self._entries[holder] if holder else None

    def by_document(self, items: DocumentItems) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._entries.values() if _covered(entry, items))

    def by_printed_items(self, items: PrintedItems) -> tuple[Entry, ...]:
        wanted = _printed(items)
        return tuple(entry for entry in self._entries.values() if _printed(entry.resident) == wanted)

    def register(self, entry_id: str) -> None:
        """初回登録: from now on the card is usable as insurance card."""
        self._entries[entry_id] = replace(self._entries[entry_id], registered=True)

    def change(self, entry: Entry) -> None:
        """An insurer changed its record, perhaps in the middle of a visit."""
        self._entries[entry.id] = entry

    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries.values())

    def entry(self, entry_id: str) -> Entry:
        return self._entries[entry_id]


def _entry(persona: Persona, insurers: Mapping[str, Any]) -> Entry:
    table = persona.registry
    shown = {name: getattr(persona.resident, name) for name in Resident.__slots__} | table.get("person", {})
    return Entry(
        persona.id,
        table["registered"],
        table["validity"],
        persona.resident,
        Insured(**shown),
        tuple(_cover(cover, insurers) for cover in table.get("qualifications", ())),
    )


def _cover(table: Mapping[str, Any], insurers: Mapping[str, Any]) -> Cover:
    insurer = table["insurer"]
    return Cover(
        insurer,
        insurers[insurer]["name"],
        table.get("symbol", ""),
        table["number"],
        table.get("branch", ""),
        table,
    )


def _certificate_key(certificate_der: bytes) -> tuple[bytes, int]:
    certificate = x509.load_der_x509_certificate(certificate_der)
    return certificate.issuer.public_bytes(), certificate.serial_number


def _covered(entry: Entry, items: DocumentItems) -> bool:
    wanted = (fold(items.insurer), fold(items.symbol), fold(items.number))
    return entry.insured.birthdate == items.birthdate and any(
        (fold(cover.insurer), fold(cover.symbol), fold(cover.number)) == wanted
        and items.branch in {"", cover.branch}
        for cover in entry.covers
    )


def _printed(person: PrintedItems | Resident) -> tuple[str, date, str, str]:
    return fold(person.name), person.birthdate, person.sex, fold(person.address)


def fold(text: str) -> str:
    """Width and spaces say nothing about identity; nothing else is folded."""
    return "".join(unicodedata.normalize("NFKC", text).split())
