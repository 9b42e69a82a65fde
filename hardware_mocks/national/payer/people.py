"""Who is insured where, as the payer's search finds it: the registry, and what insurers registered only afterwards."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hardware_mocks.national.registry import INSURERS, Entry, fold

LATER = Path(__file__).parent / "registered_later.toml"
DIED = "01"
"""資格喪失事由 (OQSCD008): death."""
KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
PARTS_OF_ADDRESS = re.compile(r"(?<=\d)(丁目|番地の|番地|番|号室|号|の)")


@dataclass(frozen=True, slots=True)
class Insurance:
    """One qualification of one person, in force from `first` until the day before `lost`."""

    person: str
    insurer: str
    insurer_name: str
    symbol: str
    number: str = field(repr=False)
    branch: str
    first: date
    lost: date | None = None
    reason_of_loss: str = ""
    returned_document: bool = False
    """証回収後: the insurer had the certificate back before the visit."""
    employer: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.lost is None or day < self.lost)

    def numbers(self) -> tuple[str, str, str]:
        return self.insurer, fold(self.symbol), fold(self.number)


@dataclass(frozen=True, slots=True)
class Person:
    """One insured person, with the keys by which a claim finds them."""

    id: str
    kana: str = field(repr=False)
    birthdate: date
    sex: str
    address: str = field(repr=False)
    insurances: tuple[Insurance, ...]


@dataclass(frozen=True, slots=True)
class People:
    persons: tuple[Person, ...]
    insurers: Mapping[str, str]
    """Name by insurer number."""

    def called(self, kana: str, birthdate: date, sex: str) -> tuple[Person, ...]:
        """The first key: reading, day of birth and sex together."""
        wanted = (fold(kana), birthdate, sex)
        return tuple(each for each in self.persons if (fold(each.kana), each.birthdate, each.sex) == wanted)

    def insured_as(self, insurer: str, symbol: str, number: str) -> tuple[Insurance, ...]:
        wanted = (insurer, fold(symbol), fold(number))
        return tuple(each for who in self.persons for each in who.insurances if each.numbers() == wanted)

    def person(self, person_id: str) -> Person:
        return next(each for each in self.persons if each.id == person_id)


def people_of(entries: Iterable[Entry]) -> People:
    """The registry's entries, and what insurers registered only after the visits."""
    afterwards = tomllib.loads(LATER.read_text("utf-8"))
    insurers = {number: each["name"] for number, each in tomllib.loads(INSURERS.read_text("utf-8")).items()}
    persons = (_person(entry, afterwards.get(entry.id, ()), insurers) for entry in entries)
    return People(tuple(persons), insurers)


def same_address(one: str, other: str) -> bool:
    """Written with 丁目 or with hyphens, with the building or without: the shorter one begins the longer."""
    shorter, longer = sorted((_address(one), _address(other)), key=len)
    return bool(shorter) and longer.startswith(shorter)


def _address(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).translate(KANJI_DIGITS).split())
    joined = PARTS_OF_ADDRESS.sub("-", re.sub("[‐‑–—―−ー-]", "-", plain))
    return re.sub("-+", "-", joined).strip("-")


def _person(entry: Entry, later: Iterable[Mapping[str, Any]], insurers: Mapping[str, str]) -> Person:
    covers = tuple(_insurance(entry.id, each.insurer_name, each.terms) for each in entry.covers)
    added = tuple(_insurance(entry.id, insurers[each["insurer"]], each) for each in later)
    who = entry.insured
    return Person(entry.id, who.kana, who.birthdate, who.sex, who.address, covers + added)


def _insurance(person: str, insurer_name: str, table: Mapping[str, Any]) -> Insurance:
    return Insurance(
        person,
        table["insurer"],
        insurer_name,
        table.get("symbol", ""),
        table["number"],
        table.get("branch", ""),
        table["qualified_on"],
        table.get("disqualified_on"),
        table.get("reason_of_loss", ""),
        returned_document=table.get("returned_document", False),
        employer=table.get("employer", ""),
    )
