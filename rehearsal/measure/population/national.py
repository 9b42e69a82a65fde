"""The national side: what insurers filed, as the service displays it."""

from __future__ import annotations

from random import Random

from rehearsal.measure.population.names.foreign_names import ForeignName
from rehearsal.measure.population.names.kana_writing import half_width, large
from rehearsal.measure.population.names.shapes import common_shapes, has_variant
from rehearsal.measure.population.names.surnames import surnames
from rehearsal.measure.population.people import REFERENCE_DAY, Individual, JapaneseName, bracketed
from rehearsal.measure.population.places.address_writing import NATIONAL, written
from rehearsal.measure.population.places.residences import moved_from
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.sides import Happens, Side, chances

UNSHOWABLE = "●"
ADULT = 20
_WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000})
_WIDE_LATIN, _ALIAS_KANA = 0.7, 0.7
"""Shares of Latin names displayed full-width, and of 通称 displayed with their kana; assumed."""


def displayed(person: Individual, rates: Rates, rng: Random, marks: list[str]) -> Side:
    """The answer about somebody."""
    happens = chances(rates, rng, marks)
    name, kana, alias, alias_kana = _names(person, happens, rng)
    address, postcode = _address(person, happens, rng)
    return Side(
        name=name,
        kana=kana,
        sex="3" if happens("sex_not_set") else person.sex,
        birthdate=person.birthdate.isoformat().replace("-", ""),
        address=address,
        postcode=postcode,
        name_of_other=alias,
        kana_of_other=alias_kana,
        insurer_number=person.insurer_number,
        number=person.insured_number,
    )


def is_adult(person: Individual) -> bool:
    return REFERENCE_DAY.year - person.birthdate.year >= ADULT


def _names(
    person: Individual, happens: Happens, rng: Random
) -> tuple[str, str | None, str | None, str | None]:
    match person.name:
        case JapaneseName() as name:
            kanji, kana = _japanese(name, person, happens, rng)
            if happens("kana_in_name_national"):
                kanji = kana
            elif happens("unshowable"):
                kanji = _with_unshowable(kanji, rng)
            return kanji, None if happens("kana_absent") else _kana(kana, happens), None, None
        case ForeignName() as foreign:
            return _foreign(foreign, happens, rng)


def _japanese(name: JapaneseName, person: Individual, happens: Happens, rng: Random) -> tuple[str, str]:
    surname, given = name.surname, name.given
    if is_adult(person) and happens("former_surname_shown"):
        surname = surnames().draw(rng)
    kanji, kana = f"{surname.kanji}　{given.kanji}", f"{surname.kana}　{given.kana}"
    if has_variant(kanji) and happens("shape_made_common"):
        kanji = common_shapes(kanji)
    if person.former is not None:
        return bracketed(kanji, person.former.kanji), bracketed(kana, person.former.kana)
    if is_adult(person) and happens("former_surname_bracketed"):
        former = surnames().draw(rng)
        open_, close = rng.choice(("［］", "（）", "[]", "()"))
        kanji = kanji.replace("　", f"{open_}{former.kanji}{close}　", 1)
    return kanji, kana


def _with_unshowable(kanji: str, rng: Random) -> str:
    """One character as ●: a variant where there is one, for those are what the service cannot show."""
    places = [at for at, each in enumerate(kanji) if has_variant(each)]
    at = rng.choice(places or [at for at, each in enumerate(kanji) if each >= "㐀"] or [0])
    return f"{kanji[:at]}{UNSHOWABLE}{kanji[at + 1 :]}"


def _kana(kana: str, happens: Happens) -> str:
    if happens("small_kana_large"):
        kana = large(kana)
    return half_width(kana) if happens("half_width_national") else kana


def _foreign(
    name: ForeignName, happens: Happens, rng: Random
) -> tuple[str, str | None, str | None, str | None]:
    shown = " ".join(name.words)
    if name.kind == "kanji" or rng.random() < _WIDE_LATIN:
        shown = shown.translate(_WIDE)
    kana = None if happens("kana_absent_foreign") else _kana("　".join(name.kana).replace(" ", "　"), happens)
    if name.alias is None:
        return shown, kana, None, None
    surname, given = name.alias
    reading = _kana(f"{surname.kana}　{given.kana}", happens) if rng.random() < _ALIAS_KANA else None
    return shown, kana, f"{surname.kanji}　{given.kanji}", reading


def _address(person: Individual, happens: Happens, rng: Random) -> tuple[str | None, str | None]:
    if happens("address_absent"):
        return None, None
    home = moved_from(person.home, rng) if happens("address_old_national") else person.home
    return written(home, NATIONAL, rng), None if happens("postcode_absent") else home.town.postcode
