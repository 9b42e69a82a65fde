"""Names as a clinic's table holds them."""

from __future__ import annotations

from random import Random

from rehearsal.measure.population.names.foreign_names import ForeignName
from rehearsal.measure.population.names.given_names import Given, cohort_of, givens_by_kana, givens_by_kanji
from rehearsal.measure.population.names.kana_writing import half_width, hiragana, long_vowel_marked, slipped
from rehearsal.measure.population.names.shapes import common, common_shapes, has_variant
from rehearsal.measure.population.names.surnames import Surname, surnames, surnames_by_kana, surnames_by_kanji
from rehearsal.measure.population.national import is_adult
from rehearsal.measure.population.people import Individual, JapaneseName, bracketed
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.sides import Happens
from rehearsal.measure.population.spectrum import Spectrum, spectrum

REPETITION = "々"
_SEPARATORS = spectrum((("　", 0.6), (" ", 0.3), ("", 0.1)))
_TRIES = 6


def names_held(person: Individual, rates: Rates, happens: Happens, rng: Random) -> tuple[str, str]:
    """(漢字氏名, カナ氏名)."""
    match person.name:
        case JapaneseName() as name if person.former is not None:
            former = person.former
            kanji, kana = (
                f"{name.surname.kanji}　{name.given.kanji}",
                f"{name.surname.kana}　{name.given.kana}",
            )
            return bracketed(kanji, former.kanji), bracketed(kana, former.kana)
        case JapaneseName() as name:
            surname, given = name.surname, name.given
            if is_adult(person) and happens("former_surname_held"):
                surname = surnames().draw(rng)
            return _japanese(surname, given, person, rates, happens, rng)
        case ForeignName(alias=(surname, given)) if happens("alias_held"):
            return _japanese(surname, given, person, rates, happens, rng)
        case ForeignName() as foreign:
            return _foreign(foreign, happens, rng)


def _japanese(
    surname: Surname, given: Given, person: Individual, rates: Rates, happens: Happens, rng: Random
) -> tuple[str, str]:
    family, own = surname.kanji, given.kanji
    if has_variant(family + own):
        family, own = (common(each, rng, rates.variant_replaced) for each in (family, own))
    if REPETITION in family and happens("repetition_spelled"):
        family = _repeated(family)
    groups = givens_by_kana(person.sex, cohort_of(person.birthdate.year))
    family = _converted(family, surnames_by_kana().get(surname.kana), happens, rng)
    own = _converted(own, groups.get(given.kana), happens, rng)
    readings = (
        _readings(surname, given, person, rng) if happens("reading_varied") else (surname.kana, given.kana)
    )
    separator = _SEPARATORS.draw(rng)
    kana = _kana_written(separator.join(readings), happens)
    return _in_kana_instead(family, own, readings, happens) or f"{family}{separator}{own}", kana


def _repeated(family: str) -> str:
    at = family.index(REPETITION)
    return family[:at] + family[at - 1] + family[at + 1 :]


def _in_kana_instead(family: str, own: str, readings: tuple[str, str], happens: Happens) -> str | None:
    unwritable = has_variant(family + own) and happens("kana_for_unwritable")
    return "　".join(readings) if unwritable or happens("kana_in_name_clinic") else None


def _converted(
    kanji: str, alike: Spectrum[Surname] | Spectrum[Given] | None, happens: Happens, rng: Random
) -> str:
    """With the wrong kanji of the same sound at one place, where a name of that reading offers one."""
    for _ in kanji:
        if alike and len(alike.items) > 1 and happens("homophone"):
            return _with_other_kanji(kanji, alike, rng)
    return kanji


def _with_other_kanji(kanji: str, alike: Spectrum[Surname] | Spectrum[Given], rng: Random) -> str:
    plain = common_shapes(kanji)
    for _ in range(_TRIES):
        other = alike.draw(rng).kanji
        places = [at for at, (one, two) in enumerate(zip(plain, other, strict=False)) if one != two]
        if len(other) == len(plain) == len(kanji) and len(places) == 1:
            at = places[0]
            return kanji[:at] + other[at] + kanji[at + 1 :]
    return kanji


def _readings(surname: Surname, given: Given, person: Individual, rng: Random) -> tuple[str, str]:
    """Another reading of the same kanji where there is one, else one kana misread."""
    family = _other_reading(surnames_by_kanji().get(common_shapes(surname.kanji)), surname.kana)
    groups = givens_by_kanji(person.sex, cohort_of(person.birthdate.year))
    own = _other_reading(groups.get(common_shapes(given.kanji)), given.kana)
    at = rng.random()
    if family and at < 0.5:
        return rng.choice(family), given.kana
    if own and at < 0.8:
        return surname.kana, rng.choice(own)
    if rng.random() < 0.5:
        return slipped(surname.kana, rng), given.kana
    return surname.kana, slipped(given.kana, rng)


def _other_reading(group: Spectrum[Surname] | Spectrum[Given] | None, kana: str) -> list[str]:
    return [each.kana for each in group.items if each.kana != kana] if group else []


def _kana_written(kana: str, happens: Happens) -> str:
    if happens("long_vowel_mark"):
        kana = long_vowel_marked(kana)
    if happens("hiragana"):
        return hiragana(kana)
    return half_width(kana) if happens("half_width_clinic") else kana


def _foreign(name: ForeignName, happens: Happens, rng: Random) -> tuple[str, str]:
    words, readings = list(name.words), list(name.kana)
    if len(words) > 2 and happens("foreign_middle_left_out"):
        words, readings = words[:2], readings[:2]
    if name.kind == "latin" and happens("foreign_order"):
        words, readings = [*words[1:], words[0]], [*readings[1:], readings[0]]
    spaced = " ".join(readings)
    if name.kind == "latin" and happens("foreign_katakana"):
        return spaced, _kana_written(spaced, happens)
    written = " ".join(words) if rng.random() < 0.6 else " ".join(words).title()
    return written, _kana_written(spaced, happens)
