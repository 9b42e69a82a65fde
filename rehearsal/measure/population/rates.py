"""Every rate of the simulation by its name, with where it comes from: S stated by a source, M measured, A assumed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace


def _rate(value: float, mark: str, says: str, *, scaled: bool = True) -> float:
    """A field whose metadata hold its mark, its meaning and whether more noise multiplies it."""
    metadata = {"mark": mark, "says": says, "scaled": scaled}
    share: float = field(default=value, metadata=metadata)
    return share


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares between 0 and 1.

    `unshowable`: 5.5 of 120 million insured, Ministry of Health, Labour and Welfare,
    医療保険部会 no. 196, 28 August 2025, document 2; filing an address is not compulsory for insurers, how many do not
    is assumed. Population rates and what an insurer files at all do not grow with noise.
    """

    unshowable: float = _rate(0.043, "S", "national: ● somewhere in the name")
    small_kana_large: float = _rate(0.35, "A", "national: ッャュョ written large")
    half_width_national: float = _rate(0.40, "A", "national: kana half-width")
    address_absent: float = _rate(0.25, "A", "national: no address filed", scaled=False)
    address_old_national: float = _rate(0.04, "A", "national: address from before the last move")
    former_surname_shown: float = _rate(0.004, "A", "national: the former surname still shown")
    former_surname_bracketed: float = _rate(0.004, "A", "national: 旧姓 in brackets beside the surname")
    sex_not_set: float = _rate(0.001, "A", "national: Sex1 = 3", scaled=False)
    kana_in_name_national: float = _rate(0.002, "A", "national: katakana in the kanji field")
    kana_absent: float = _rate(0.002, "A", "national: no kana (optional in the message)", scaled=False)
    kana_absent_foreign: float = _rate(0.15, "A", "national: no kana for a foreign resident", scaled=False)
    shape_made_common: float = _rate(0.35, "A", "national: the insurer files the common shape of a variant")
    postcode_absent: float = _rate(0.10, "A", "national: no postcode", scaled=False)

    half_width_clinic: float = _rate(0.25, "A", "clinic: kana half-width")
    hiragana: float = _rate(0.15, "A", "clinic: hiragana instead of katakana")
    address_old_clinic: float = _rate(0.06, "A", "clinic: address from before the last move")
    variant_replaced: float = _rate(0.55, "A", "clinic: a variant written in its common shape, per character")
    homophone: float = _rate(0.008, "A", "clinic: wrong kanji of the same sound, per affected character")
    reading_varied: float = _rate(0.012, "A", "clinic: wrong or varied reading")
    long_vowel_mark: float = _rate(0.01, "A", "clinic: long vowel as ー")
    birthdate_slip: float = _rate(0.002, "A", "clinic: a digit of the birth date")
    sex_slip: float = _rate(0.001, "A", "clinic: the other sex")
    house_number_slip: float = _rate(0.003, "A", "clinic: a digit of the house number")
    former_surname_held: float = _rate(0.006, "A", "clinic: the former surname still held")
    kana_in_name_clinic: float = _rate(0.004, "A", "clinic: katakana in the kanji field")
    kana_for_unwritable: float = _rate(0.10, "A", "clinic: katakana where a variant could not be stored")
    repetition_spelled: float = _rate(0.03, "A", "clinic: 々 spelled out")
    lot_number_held: float = _rate(0.005, "A", "clinic: 地番 where the register has 住居表示")
    former_town_held: float = _rate(
        0.08, "A", "clinic: old name of a renamed or merged place, of those living there"
    )
    building_misspelled: float = _rate(0.006, "A", "clinic: one character of the building's name")
    foreign_order: float = _rate(0.20, "A", "clinic: given name first (foreign resident)")
    foreign_katakana: float = _rate(0.35, "A", "clinic: katakana in the name field (foreign resident)")
    foreign_middle_left_out: float = _rate(0.30, "A", "clinic: middle name left out")
    alias_held: float = _rate(0.50, "A", "clinic: the 通称 as name, of those who have one", scaled=False)

    foreign_heard_otherwise: float = _rate(
        0.05, "A", "clinic: katakana in both fields, heard otherwise (foreign resident)"
    )
    foreign_cut: float = _rate(0.20, "A", "clinic: a name longer than its field, cut off (foreign resident)")
    newborn_unnamed: float = _rate(
        0.21, "A", "clinic: entered before the child had a name (first year); 0.7 % of all", scaled=False
    )
    remark_held: float = _rate(0.01, "A", "clinic: a remark in the name field")
    warning_held: float = _rate(0.001, "A", "clinic: a remark that warns in the name field")
    city_left_out: float = _rate(0.01, "A", "clinic: address without prefecture and municipality")

    twin_births: float = _rate(0.01, "A", "population: twins, of births", scaled=False)
    twins_same_sex: float = _rate(2 / 3, "A", "population: same sex, of twins", scaled=False)
    foreign_residents: float = _rate(0.03, "A", "population: foreign residents, of households", scaled=False)
    local_concentration: float = _rate(
        0.10, "A", "population: surname of the municipality's own few", scaled=False
    )

    insurer_changed: float = _rate(0.04, "A", "return visit: insurer or number changed since", scaled=False)
    display_changed: float = _rate(0.03, "A", "return visit: filed anew under the same insurer", scaled=False)


def at_noise(rates: Rates, noise: float) -> Rates:
    """Every error `noise` times as frequent, at most always."""
    grown = {
        each.name: min(1.0, getattr(rates, each.name) * noise)
        for each in fields(rates)
        if each.metadata["scaled"]
    }
    return replace(rates, **grown)
