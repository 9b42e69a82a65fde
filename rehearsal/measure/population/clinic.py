"""The clinic's side: what reception typed from an application form into its own table, and what a receipt computer kept of it."""

from __future__ import annotations

from datetime import date
from random import Random

from rehearsal.measure.population.clinic_habits import as_kept, without_city
from rehearsal.measure.population.clinic_names import names_held
from rehearsal.measure.population.names.given_names import FEMALE, MALE
from rehearsal.measure.population.people import Individual
from rehearsal.measure.population.places.address_writing import CLINIC, written
from rehearsal.measure.population.places.residences import Residence, moved_from
from rehearsal.measure.population.rates import Rates
from rehearsal.measure.population.sides import Happens, Side, chances
from rehearsal.measure.population.spectrum import spectrum

_ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
)
_NOTATIONS = spectrum((("iso", 0.30), ("slashes", 0.20), ("compact", 0.10), ("era", 0.20), ("letter", 0.20)))
"""How clinics write birth dates; assumed."""
_ERA_SHIFTS = (-63, -30, -14, 14, 30, 63)
"""Years between equal numbers of two eras: 昭和 and 平成, 平成 and 令和, 大正 and 昭和."""
_NO_POSTCODE, _HYPHENED_POSTCODE, _ERA_SLIP = 0.08, 0.6, 0.15


def held(person: Individual, rates: Rates, rng: Random, marks: list[str]) -> Side:
    """The clinic's record of somebody."""
    happens = chances(rates, rng, marks)
    name, kana = as_kept(person, *names_held(person, rates, happens, rng), happens, rng)
    address, postcode = _address(person, happens, rng)
    birthdate = _slipped(person.birthdate, rng) if happens("birthdate_slip") else person.birthdate
    return Side(
        name=name,
        kana=kana,
        sex=_other_sex(person.sex) if happens("sex_slip") else person.sex,
        birthdate=_written(birthdate, _NOTATIONS.draw(rng)),
        address=address,
        postcode=postcode,
        name_of_other=None,
        kana_of_other=None,
        insurer_number=person.insurer_number,
        number=person.insured_number,
    )


def _other_sex(sex: str) -> str:
    return MALE if sex == FEMALE else FEMALE


def _address(person: Individual, happens: Happens, rng: Random) -> tuple[str, str | None]:
    home = moved_from(person.home, rng) if happens("address_old_clinic") else person.home
    if happens("house_number_slip"):
        home = home._replace(numbers=_digit_slipped(home.numbers, rng))
    if home.building and happens("building_misspelled"):
        home = home._replace(building=_character_lost(home.building, rng))
    text = written(
        home,
        CLINIC,
        rng,
        former=bool(home.town.former) and happens("former_town_held"),
        by_lot=_counts_houses(home) and happens("lot_number_held"),
    )
    text = without_city(text, home.town, happens)
    if rng.random() < _NO_POSTCODE:
        return text, None
    code = home.town.postcode
    return text, f"{code[:3]}-{code[3:]}" if rng.random() < _HYPHENED_POSTCODE else code


def _counts_houses(home: Residence) -> bool:
    return home.town.style in "JT"


def _digit_slipped(numbers: tuple[int, ...], rng: Random) -> tuple[int, ...]:
    """One of the numbers with another last digit, never the same."""
    at = int(rng.random() * len(numbers))
    digit = numbers[at] % 10
    other = rng.choice([each for each in range(10) if each != digit and numbers[at] - digit + each > 0])
    return (*numbers[:at], numbers[at] - digit + other, *numbers[at + 1 :])


def _character_lost(text: str, rng: Random) -> str:
    at = int(rng.random() * len(text))
    return text[:at] + text[at + 1 :]


def _slipped(day: date, rng: Random) -> date:
    """One digit typed wrongly, or the year of another era that has the same number."""
    if rng.random() < _ERA_SLIP:
        return day.replace(year=day.year + rng.choice(_ERA_SHIFTS), day=min(day.day, 28))
    while True:
        digits = list(day.isoformat().replace("-", ""))
        digits[2 + int(rng.random() * 6)] = str(int(rng.random() * 10))
        slip = _date_of("".join(digits))
        if slip and slip != day:
            return slip


def _date_of(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _written(day: date, notation: str) -> str:
    match notation:
        case "iso":
            return day.isoformat()
        case "slashes":
            return f"{day.year}/{day.month}/{day.day}"
        case "compact":
            return day.isoformat().replace("-", "")
    word, letter, begins = next((each for each in _ERAS if day >= each[2]), ("明治", "M", date(1868, 1, 25)))
    year = day.year - begins.year + 1
    if notation == "letter":
        return f"{letter}{year}.{day.month}.{day.day}"
    return f"{word}{'元' if year == 1 else year}年{day.month}月{day.day}日"
