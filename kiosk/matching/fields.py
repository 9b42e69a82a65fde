"""The five fields of two persons compared, each on its own: no field lends another its weight."""

from __future__ import annotations

from functools import lru_cache

from kiosk.matching import kana
from kiosk.matching.days import compare_birthdates
from kiosk.matching.names import compare_names
from kiosk.matching.parts import ABSENT, AGREES, SAME, Finding, agreed_by
from kiosk.matching.readings import both_read
from kiosk.matching.report import FieldReport, Outcome, Person
from kiosk.matching.residences import compare_addresses
from kiosk.matching.rules import RULES
from kiosk.matching.sounds import compare_kana

FIELDS = ("name", "kana", "sex", "birthdate", "address")
NOT_SET = "3"


def compare_fields(displayed: Person, held: Person) -> tuple[FieldReport, ...]:
    """One report a field, in the order of FIELDS."""
    reading = _reading(displayed, held)
    name = compare_names(displayed, held, reading)
    reading = _known_reading(displayed, held, name, reading)
    findings = (
        name,
        reading,
        _sex(displayed, held),
        compare_birthdates(displayed, held),
        compare_addresses(displayed, held),
    )
    return tuple(_report(field, finding) for field, finding in zip(FIELDS, findings, strict=True))


def _reading(displayed: Person, held: Person) -> Finding:
    """The registered readings, else those of an alias (通称). A name that is held in kana is a reading too."""
    first = compare_kana(displayed.kana, held.kana)
    if first.outcome in AGREES:
        return first
    if first is ABSENT and (displayed.kana or held.kana):
        in_name = compare_kana(displayed.kana or _name_in_kana(displayed), held.kana or _name_in_kana(held))
        if in_name.outcome in AGREES:
            return agreed_by(in_name, "K6")
        if in_name is not ABSENT:
            return in_name
    for alias, kana_held in ((displayed.kana_of_other, held.kana), (held.kana_of_other, displayed.kana)):
        second = compare_kana(alias, kana_held)
        if second.outcome in AGREES:
            return agreed_by(second, "K5")
    return first


def _name_in_kana(person: Person) -> str | None:
    return person.name if person.name and kana.is_kana(person.name) else None


def _known_reading(displayed: Person, held: Person, name: Finding, reading: Finding) -> Finding:
    """中島 is ナカシマ and ナカジマ: explained where the written names agree and both readings are in use."""
    if reading.part != "family" or name.outcome not in AGREES:
        return reading
    surname = (held.name or "").replace("　", " ").split()[:1]
    one, other = kana.words(displayed.kana or ""), kana.words(held.kana or "")
    if surname and one and other and both_read(surname[0], one[0], other[0]):
        return Finding(Outcome.EXPLAINED, ("A4",))
    return reading


def _sex(displayed: Person, held: Person) -> Finding:
    sexes = (displayed.sex, held.sex)
    if not all(sexes) or NOT_SET in sexes:
        return ABSENT
    return SAME if sexes[0] == sexes[1] else Finding(Outcome.DIFFER, ("sex",))


@lru_cache(maxsize=1 << 10)
def _report(field: str, finding: Finding) -> FieldReport:
    rules = tuple(dict.fromkeys(finding.rules))
    ja = "".join(RULES[each].ja for each in rules)
    en = " ".join(RULES[each].en for each in rules)
    return FieldReport(field, finding.outcome, rules, (("ja", ja), ("en", en)), finding.part)
