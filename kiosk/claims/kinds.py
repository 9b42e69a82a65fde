"""レセプト種別, 給付割合 and the income class in 特記事項, as kind of insurance, age and share ask for them.

種別 and 特記事項 codes: public transcriptions of the record specification; the shares: see `declaration.model.SHARES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.claims.choices import BENEFIT_RATE, DECLARED_KIND, INCOME_CLASS, OWN_EMPLOYER, Choice
from kiosk.claims.file.claim import RE_BENEFIT, RE_REMARKS, RE_TYPE
from kiosk.claims.file.uke import Record
from kiosk.claims.model import Relation
from kiosk.claims.numbers import Scheme
from kiosk.claims.remarks import Remark
from kiosk.declaration.model import AgeBand, age_band

OUTPATIENT = "24680"
INPATIENT = "13579"
"""Fourth digit of 種別: insured person, preschool child, family member, old, old with 30 percent to pay."""
INSURED, PRESCHOOL, FAMILY, OLD, OLD_30 = range(5)
SCHEME_DIGIT: Mapping[Scheme, str] = {
    Scheme.EMPLOYEES: "1",
    Scheme.NATIONAL: "1",
    Scheme.ELDERLY: "3",
    Scheme.RETIRED: "4",
}
INCOME_CLASSES = frozenset(
    {"26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "41", "42", "43", "44"}
)
MOST_REMARKS = 5
BY_CATEGORY: Mapping[str, str] = {
    "B01": "26",
    "B02": "27",
    "B03": "28",
    "B04": "29",
    "B05": "30",
    "B06": "30",
    "B07": "30",
    "B08": "30",
    "B09": "41",
    "B10": "42",
}
"""適用区分 (OQSCD012) of the over-70s as 特記事項; see `choices.INCOME_CLASS`."""
BY_SHARE: Mapping[tuple[bool, int], str] = {
    (True, 30): "26",
    (True, 20): "41",
    (True, 10): "42",
    (False, 30): "26",
    (False, 20): "29",
}
"""(late elderly, share in percent) as 特記事項 when no certificate was shown: the class with the highest limit."""


@dataclass(frozen=True, slots=True)
class Person:
    """What 種別 asks of the patient. `declared`: share and employer are the patient's own words."""

    birthdate: date
    day: date
    share_percent: int | None
    relation: Relation | None
    limit_category: str = ""
    declared: bool = False
    own_employer: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """Changes of the RE record by field, with the choices that they rest on."""

    changed: dict[int, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    choices: tuple[Choice, ...] = ()


def fit(head: Record, was: Scheme | None, now: Scheme, person: Person) -> Fit | Remark:
    """Bring RE to the scheme `now`; a Remark is the question without whose answer it cannot be done."""
    type_ = _type(head, now, person)
    if isinstance(type_, Remark):
        return type_
    parts = (type_, _benefit(head, was, now, person), _income_class(head, was, now, person))
    changed = {at: value for part in parts for at, value in part.changed.items() if head.raw(at) != value}
    choices = {choice: None for part in parts for choice in part.choices}
    return Fit(changed, tuple(each for part in parts for each in part.remarks), tuple(choices))


def _type(head: Record, now: Scheme, person: Person) -> Fit | Remark:
    code = head.text(RE_TYPE)
    if len(code) != 4 or not code.isascii() or not code.isdigit():
        return Remark("type-unreadable", code)
    digits = OUTPATIENT if code[3] in OUTPATIENT else INPATIENT
    standing = digits.index(code[3])
    group = _group(standing, now, person)
    if isinstance(group, Remark):
        return group
    wanted = code[0] + SCHEME_DIGIT[now] + code[2] + digits[group]
    return Fit(
        {RE_TYPE: wanted.encode()}, (), _rests_on(group, standing, changed=wanted != code, person=person)
    )


def _rests_on(group: int, standing: int, *, changed: bool, person: Person) -> tuple[Choice, ...]:
    if not (person.declared and changed):
        return ()
    return (DECLARED_KIND, OWN_EMPLOYER) if group == INSURED != standing else (DECLARED_KIND,)


def _group(standing: int, now: Scheme, person: Person) -> int | Remark:
    band = age_band(person.birthdate, person.day)
    if now is Scheme.ELDERLY or band in {AgeBand.FROM_70, AgeBand.FROM_75}:
        return _old(standing, person)
    if band is AgeBand.PRESCHOOL:
        return PRESCHOOL
    if person.relation and now is Scheme.EMPLOYEES:
        return INSURED if person.relation is Relation.INSURED else FAMILY
    if standing in {INSURED, FAMILY}:
        return standing
    if person.relation:
        return INSURED if person.relation is Relation.INSURED else FAMILY
    return INSURED if person.own_employer else Remark("relation-unknown")


def _old(standing: int, person: Person) -> int | Remark:
    if person.share_percent is None:
        return standing if standing in {OLD, OLD_30} else Remark("share-unknown")
    return OLD_30 if person.share_percent == 30 else OLD


def _benefit(head: Record, was: Scheme | None, now: Scheme, person: Person) -> Fit:
    """給付割合 is a matter of 国保; a claim that stays within 国保 and carries none goes on without."""
    if now not in {Scheme.NATIONAL, Scheme.RETIRED}:
        return Fit({RE_BENEFIT: b""} if was is not now and was is not None else {})
    stands = head.raw(RE_BENEFIT)
    if not stands and was in {now, None} and not person.declared:
        return Fit()
    if person.share_percent is None:
        return Fit() if stands and was in {now, None} else Fit(remarks=(Remark("benefit-rate-open"),))
    rate = str(100 - person.share_percent).encode()
    choices = (BENEFIT_RATE,) if person.declared and rate != stands else ()
    return Fit({RE_BENEFIT: rate}, choices=choices)


def _income_class(head: Record, was: Scheme | None, now: Scheme, person: Person) -> Fit:
    text = head.text(RE_REMARKS)
    codes = [text[at : at + 2] for at in range(0, len(text), 2)]
    standing = [code for code in codes if code in INCOME_CLASSES]
    old = now is Scheme.ELDERLY or age_band(person.birthdate, person.day) in {
        AgeBand.FROM_70,
        AgeBand.FROM_75,
    }
    if standing:
        stays = was is not now and was is not None
        return Fit(remarks=(Remark("income-class-stands", ", ".join(standing)),) if stays else ())
    if not old:
        return Fit()
    wanted = BY_CATEGORY.get(person.limit_category, "")
    if not wanted and person.declared and person.share_percent is not None:
        wanted = BY_SHARE.get((now is Scheme.ELDERLY, person.share_percent), "")
    if not wanted or len(codes) >= MOST_REMARKS:
        return Fit(remarks=(Remark("income-class-open"),))
    choice = INCOME_CLASS if person.limit_category in BY_CATEGORY else DECLARED_KIND
    return Fit({RE_REMARKS: head.raw(RE_REMARKS) + wanted.encode()}, choices=(choice,))
