"""The prepared visits as data: who stands there, what is displayed, what the clinic holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.intake.model import Patient
from kiosk.matching.report import Person
from kiosk.qualification.model import Qualification, Sex

HERE = Path(__file__).parent
INSURER = ("見本健康保険組合", "06990014")
LATE_ELDERLY = ("見本県後期高齢者医療広域連合", "39990015")
BORN_BEFORE = date(1951, 11, 1)
"""Whoever is older is insured as late elderly on the day of the exercise: with a share of their own, no symbol, no branch."""
Items = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One visit. `holds` says what the clinic compares with: its chart, an application form, or nothing yet.

    `fits` are several patients of the clinic among whom somebody has to choose.
    """

    n: int
    person: Items = field(repr=False)
    shown: Items = field(repr=False)
    holds: str
    held: Items = field(repr=False)
    fits: tuple[Items, ...] = field(default=(), repr=False)

    @property
    def patient_id(self) -> str:
        return f"E{self.n:03d}"


def prepared_visits() -> tuple[Prepared, ...]:
    table = tomllib.loads((HERE / "visits.toml").read_text("utf-8"))
    return tuple(map(_prepared, table["visit"]))


def words() -> Mapping[int, str]:
    """What the person at the counter says when asked, by number of the visit."""
    table = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    return {int(n): said for n, said in table.items()}


def _prepared(table: Mapping[str, Any]) -> Prepared:
    person = table["person"]
    return Prepared(
        n=table["n"],
        person=person,
        shown={**person, **table["shown"]},
        holds=table["holds"],
        held={**person, **table["held"]},
        fits=tuple({**person, **each} for each in table.get("fits", ())),
    )


def person_of(items: Items) -> Person:
    return Person(
        name=items["name"],
        kana=items["kana"],
        sex=items["sex"],
        birthdate=date.fromisoformat(items["birthdate"]),
        address=items["address"] or None,
    )


def patient_of(patient_id: str, items: Items) -> Patient:
    return Patient(
        patient_id,
        name=items["name"],
        kana=items["kana"],
        sex=items["sex"],
        birthdate=date.fromisoformat(items["birthdate"]),
        address=items["address"],
        postcode=items.get("postcode", ""),
    )


def qualification_of(prepared: Prepared) -> Qualification:
    """What the service displays; a number of its own for every visit."""
    items = prepared.shown
    elderly = date.fromisoformat(items["birthdate"]) < BORN_BEFORE
    name, number = LATE_ELDERLY if elderly else INSURER
    return Qualification(
        card_classification="01",
        name=items["name"],
        kana=items["kana"],
        sex=Sex(items["sex"]),
        birthdate=date.fromisoformat(items["birthdate"]),
        address=items["address"],
        postcode=items.get("postcode", ""),
        name_of_other=items.get("name_of_other", ""),
        kana_of_other=items.get("kana_of_other", ""),
        insurer_name=name,
        insurer_number=number,
        symbol="" if elderly else "見本",
        number=f"9{prepared.n:07d}" if elderly else f"9{prepared.n:05d}",
        branch="" if elderly else "01",
        share_percent=10 if elderly else None,
        personal_family="1",
        qualified_on=date(2020, 4, 1),
    )
