"""What reception and receipt computers leave in a name or an address beside the name and the address themselves."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from rehearsal.measure.population.names.foreign_names import ForeignName
from rehearsal.measure.population.names.kana_writing import slipped
from rehearsal.measure.population.people import REFERENCE_DAY, Individual, JapaneseName
from rehearsal.measure.population.places.places import Town
from rehearsal.measure.population.sides import Happens

UNNAMED = 365
"""Days after birth within which a chart may still be called after the mother."""
LONGEST_NAME, LONGEST_KANA = 20, 20
"""Characters that a narrow field keeps."""
_BABIES = (
    ("{surname}ベビー", "{kana}ベビー"),
    ("{surname}　ベビー", "{kana}　ベビー"),
    ("{surname} Baby", "{kana} ベビー"),
    ("{surname}　児", "{kana}　ジ"),
    ("{surname}花子ベビー", "{kana}ハナコベビー"),
    ("{surname}花子の子", "{kana}ハナコノコ"),
    ("{surname}　新生児", "{kana}　シンセイジ"),
    ("{surname}　長女", "{kana}　チョウジョ"),
)
_REMARKS = ("（保）", "(2)", "（生保）", "【新患】", "　様", "※車いす", "（国保）")
_WARNINGS = ("（同姓同名注意）", "（死亡）", "　要確認", "※同姓同名", "【停止】")


def is_newborn(person: Individual) -> bool:
    return (REFERENCE_DAY - person.birthdate).days < UNNAMED


def group_of(person: Individual, marks: Collection[str]) -> str:
    """The group that is told apart in the figures; "" for everybody else."""
    if isinstance(person.name, ForeignName):
        return "foreign"
    return "newborn" if "newborn_unnamed" in marks else ""


def as_kept(person: Individual, name: str, kana: str, happens: Happens, rng: Random) -> tuple[str, str]:
    """The name and its reading as the table keeps them."""
    match person.name:
        case JapaneseName(surname=surname) if is_newborn(person) and happens("newborn_unnamed"):
            written, spoken = rng.choice(_BABIES)
            return written.format(surname=surname.kanji), spoken.format(kana=surname.kana)
        case ForeignName():
            name, kana = _foreign(name, kana, happens, rng)
    if happens("remark_held"):
        name += rng.choice(_REMARKS)
    elif happens("warning_held"):
        name += rng.choice(_WARNINGS)
    return name, kana


def _foreign(name: str, kana: str, happens: Happens, rng: Random) -> tuple[str, str]:
    if happens("foreign_heard_otherwise"):
        heard = " ".join(slipped(word, rng) for word in kana.replace("　", " ").split())
        return heard, heard
    if max(len(name) - LONGEST_NAME, len(kana) - LONGEST_KANA) > 0 and happens("foreign_cut"):
        return name[:LONGEST_NAME].strip(), kana[:LONGEST_KANA].strip()
    return name, kana


def without_city(text: str, town: Town, happens: Happens) -> str:
    """A table of one town begins its addresses at the ward or the town."""
    if not happens("city_left_out"):
        return text
    for part in (town.at.prefecture, town.at.county, town.at.name):
        text = text.removeprefix(part)
    return text
