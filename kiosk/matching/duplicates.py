"""The clinic's own table audited: one insured number on two persons, one person with two charts, a number given twice.

Rows are grouped by cheap keys first and compared in full within a group alone. Insurers found most of the wrong links of
2021 to 2023 this way, in their own registers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from kiosk.matching.decide import compare
from kiosk.matching.keys import Insured, Keys, keys_of
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.parts import AGREES
from kiosk.matching.report import FieldReport, Outcome, Person

_DOUBTFUL = frozenset({"one_character", "said_abroad", "shorter", "newborn"})
"""Rules of names that may as well be a brother's, or anybody's of that day."""
LARGEST_GROUP = 40
"""Rows under one key from which on it is no person's any more, but what somebody types who does not know it."""


class Row(Insured, Protocol):
    """What the audit reads of a patient."""

    @property
    def sex(self) -> str: ...
    @property
    def birthdate(self) -> date | None: ...
    @property
    def address(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def leftover_since(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """`rows` are patient ids. The kinds are those of `KINDS`."""

    kind: str
    rows: tuple[str, ...]

    def say(self, language: str) -> str:
        return KINDS[self.kind].get(language, "")


KINDS = {
    "one_id_two_rows": {
        "ja": "同じ患者番号の行が複数あります。",
        "en": "Several rows carry one patient number.",
    },
    "one_number_two_persons": {
        "ja": "同じ被保険者番号・枝番が別の人に付いています。",
        "en": "One insured number with its branch stands on different persons.",
    },
    "answer_differs": {
        "ja": "照合不一致：最後に確認した資格の情報と、いまのカルテが合いません。ご本人に確かめて、違うほうを訂正してください。",
        "en": "The chart contradicts the last answer that was confirmed for it. Ask the patient, and correct what is wrong.",
    },
    "one_person_two_charts": {
        "ja": "同じ人のカルテが複数あるようです。",
        "en": "One person seems to have several charts.",
    },
    "renamed": {
        "ja": "姓の変わった同じ人のカルテが複数あるようです（名・生年月日・性別・住所が同じ）。",
        "en": "One person seems to have a chart under each of two surnames: given name, birth date, sex and home are equal.",
    },
    "named_since": {
        "ja": "お名前の付く前（ベビーなど）のカルテと、付いたあとのカルテのようです。双子のこともあります。",
        "en": "One chart seems to be from before the child had a name, the other from after it. They may be twins.",
    },
    "leftover_row": {
        "ja": "取り込みファイルから消えた古い行が、使用中の行と同じ人または同じ被保険者番号です。",
        "en": "A row that is gone from the clinic's export has the person or the insured number of one in use.",
    },
    "placeholder": {
        "ja": "多数の行が同じ値です。不明な項目の代わりに入力された仮の値のようです。",
        "en": "Many rows hold one value: it seems to be typed where the true one is not known.",
    },
    "namesakes": {
        "ja": "氏名・生年月日が同じ別の人、または転居した同じ人です。取り違えに注意してください。",
        "en": "Same name and birth date: namesakes, or one person who moved. Beware of a mix-up.",
    },
}
"""Every kind of finding with its reason, the gravest first."""


R_co = TypeVar("R_co", bound=Row, covariant=True)


@dataclass(frozen=True, slots=True)
class Keyed(Generic[R_co]):
    """A row with the keys by which it belongs to others."""

    row: R_co = field(repr=False)
    keys: Keys = field(repr=False)

    @property
    def insured(self) -> Hashable | None:
        """The insurance of one person; a number without branch is a whole family's and tells nothing."""
        keys = self.keys
        return (
            None
            if keys.insurance_key is None or keys.branch_key is None
            else (keys.insurance_key, keys.branch_key)
        )

    @property
    def reading(self) -> Hashable | None:
        day, key = self.row.birthdate, self.keys.kana_key
        return None if day is None or key is None else (day, key)

    @property
    def written(self) -> Hashable | None:
        day, key = self.row.birthdate, self.keys.name_key
        return None if day is None or key is None else (day, key)

    @property
    def born_at_home(self) -> Hashable | None:
        """A second chart after a marriage, or one that spells the whole name otherwise."""
        day, key = self.row.birthdate, self.keys.home_key
        return None if day is None or key is None else (day, key)

    @property
    def read_at_home(self) -> Hashable | None:
        """A second chart with a mistyped birth date."""
        key, reading = self.keys.home_key, self.keys.kana_key
        return None if key is None or reading is None else (key, reading)


Way = Callable[[Keyed[Row]], Hashable | None]
WAYS: tuple[Way, ...] = (
    lambda each: each.insured,
    lambda each: each.reading,
    lambda each: each.written,
    lambda each: each.born_at_home,
    lambda each: each.read_at_home,
)
"""By what two rows come to be compared, in this order: the first that two share is where they are judged."""
OF_PERSONS = 3
"""The ways before this one name a person; the others only a home, and a large group of them is a large house."""


def duplicates(rows: Iterable[Row], site: Site = ANYWHERE) -> Iterator[Finding]:
    """Every finding of a whole table in memory. Twins and families are no findings."""
    table = [Keyed(row, keys_of(row)) for row in rows]
    for group in _groups(table, lambda each: each.row.patient_id.strip() or None):
        yield _finding("one_id_two_rows", group)
    for turn, way in enumerate(WAYS):
        for group in _groups(table, way):
            yield from in_group(turn, group, site)


def in_group(turn: int, group: Sequence[Keyed[Row]], site: Site = ANYWHERE) -> Iterator[Finding]:
    """The findings among rows that share the key of `WAYS[turn]`; pairs that share an earlier one were judged there."""
    if len(group) > LARGEST_GROUP:
        if turn < OF_PERSONS:
            yield _finding("placeholder", group)
        return
    strangers: set[int] = set()
    for (one_at, one), (other_at, other) in combinations(enumerate(group), 2):
        if one.row.patient_id == other.row.patient_id or any(_share(way, one, other) for way in WAYS[:turn]):
            continue
        kind = _judged(one, other, site)
        if kind == "one_number_two_persons":
            strangers |= {one_at, other_at}
        elif kind:
            yield _finding(kind, (one, other))
    if strangers:
        yield _finding("one_number_two_persons", [group[at] for at in sorted(strangers)])


def _groups(table: list[Keyed[Row]], key: Way) -> Iterator[list[Keyed[Row]]]:
    found: defaultdict[Hashable, list[Keyed[Row]]] = defaultdict(list)
    for each in table:
        if (value := key(each)) is not None:
            found[value].append(each)
    return (group for group in found.values() if len(group) > 1)


def _finding(kind: str, rows: Iterable[Keyed[Row]]) -> Finding:
    return Finding(kind, tuple(each.row.patient_id for each in rows))


def _share(way: Way, one: Keyed[Row], other: Keyed[Row]) -> bool:
    return way(one) is not None and way(one) == way(other)


def _judged(one: Keyed[Row], other: Keyed[Row], site: Site) -> str | None:
    """The kind of finding that two rows are, if any. Two rows that are both left over are in nobody's way."""
    left_over = [each.row.leftover_since is not None for each in (one, other)]
    if all(left_over):
        return None
    fields = {each.field: each for each in compare(_person(one.row), _person(other.row), site=site).fields}
    at_home = fields["address"].outcome in AGREES
    apart = next((kind for kind, fits in _AT_HOME.items() if at_home and fits(fields)), None)
    same = apart is not None or _same_person(fields) or (at_home and _one_slip(fields))
    insured = _share(WAYS[0], one, other)
    if any(left_over):
        return "leftover_row" if same or insured else None
    if not same:
        return "one_number_two_persons" if insured else None
    if apart:
        return apart
    unknown = fields["address"].outcome is Outcome.UNKNOWN
    return "one_person_two_charts" if at_home or unknown or insured else "namesakes"


def _same_person(fields: dict[str, FieldReport]) -> bool:
    """Nothing that belongs to the person differs; the address may, people move."""
    personal = [fields[each].outcome for each in ("name", "kana", "sex", "birthdate")]
    doubtful = not _DOUBTFUL.isdisjoint((*fields["name"].rules, *fields["kana"].rules))
    return Outcome.DIFFER not in personal and not doubtful and fields["birthdate"].outcome in AGREES


def _one_slip(fields: dict[str, FieldReport]) -> bool:
    """In one home everything but one item of the person agrees: no two people share the rest.

    Twins share home, day and mostly sex, and never the written name or the reading.
    """
    agrees = {name: report.outcome in AGREES for name, report in fields.items()}
    others = sum(not agrees[each] for each in ("name", "kana", "sex", "birthdate"))
    named = agrees["name"] or agrees["kana"]
    near = agrees["birthdate"] or fields["birthdate"].outcome is Outcome.NEAR
    return others <= 1 and named and near and "said_abroad" not in fields["name"].rules


def _renamed(fields: dict[str, FieldReport]) -> bool:
    """A marriage: another surname in every script that could be compared, and nothing else."""
    same = all(fields[each].outcome in AGREES for each in ("sex", "birthdate"))
    surname = [fields[each] for each in ("name", "kana")]
    return same and all(each.outcome is Outcome.DIFFER and each.part == "family" for each in surname)


def _named_since(fields: dict[str, FieldReport]) -> bool:
    """A child's first chart: the mother's name or "baby" in it, of the same day, sex and family."""
    same = all(fields[each].outcome in AGREES for each in ("sex", "birthdate"))
    names = [fields[each] for each in ("name", "kana")]
    family = all(each.part in {"", "given"} for each in names)
    return same and family and any("newborn" in each.rules for each in names)


_AT_HOME: dict[str, Callable[[dict[str, FieldReport]], bool]] = {
    "renamed": _renamed,
    "named_since": _named_since,
}
"""Kinds of second charts that only a shared home makes one person's."""


def _person(row: Row) -> Person:
    return Person(
        row.name or None,
        row.kana or None,
        row.sex or None,
        row.birthdate,
        row.address or None,
        row.postcode or None,
    )
