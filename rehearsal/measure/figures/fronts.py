"""How often the printed number is read from fronts that the project's templates do not know: `python -m rehearsal.measure.figures.fronts`.

Fronts of six faces of print, arranged by dice, in eight conditions, and cards that are no My Number Card. The result is kept in
docs/fronts.json, from which docs/figures.md is made.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from hardware_mocks.camera.fronts import (
    CONDITIONS,
    FONTS,
    OTHER_CARDS,
    Printed,
    any_front,
    other_card,
    seen,
)
from hardware_mocks.heads.fields import Image
from hardware_mocks.heads.photographs import chip_photo, stored
from hardware_mocks.personas.model import all_personas
from reader.face.photo import decoded_photo
from reader.face.weights import TEXT_FINDER, TEXT_SPELLER, weights
from reader.printed.number import read_number_b
from reader.printed.text import TextReader

FRONTS = Path(__file__).parents[3] / "docs" / "fronts.json"
LOOKS = 3
HEAD = """
## 照合番号B from fronts of other hands

Fronts in {fonts} faces of print, arranged by dice (seed {seed}), three frames of 1280 x 720 each; "none" asks for the keypad. Last
line: an employee card, a licence, a blank, the card's other side and a grey copy, which must give none. Drawn by this project,
but not by what its templates know; no real card was seen. Made by `python -m rehearsal.measure.figures.fronts`.

| condition | fronts | right | none | wrong |
| --- | --- | --- | --- | --- |
"""


def section(path: Path = FRONTS) -> str:
    """The table as Markdown; NOT RUN where nothing was measured."""
    held = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    head = HEAD.format(fonts=len(FONTS), seed=held.get("seed", "–"))
    if not held:
        return head + "| NOT RUN | | | | |\n"
    rows = "".join(
        f"| {name} | {sum(row.values())} | {row['right']} | {row['none']} | {row['wrong']} |\n"
        for name, row in held["rows"].items()
    )
    return head + rows + f"\nSeconds a reading on one core of a shared machine: {held['seconds']}.\n"


def drawn(rng: np.random.Generator, number: int) -> tuple[Printed, Image]:
    """What a front says, and the photograph on it."""
    people = [each for each in all_personas() if each.card]
    resident = people[number % len(people)].resident
    born = date(1928, 1, 1) + timedelta(days=int(rng.integers(35_000)))
    year = 2027 + int(rng.integers(9))
    leap = (born.month, born.day) == (2, 29) and year % 4 != 0
    expires = date(year, 2, 28) if leap else born.replace(year=year)
    heads = sorted(stored())
    photo = decoded_photo(chip_photo(heads[number % len(heads)]))
    said = Printed(resident.name, resident.address[:24], born, expires, f"{rng.integers(10_000):04d}")
    return said, photo


def rows(reader: TextReader, each: int, seed: int) -> Iterator[tuple[str, str]]:
    """Condition and outcome of every reading."""
    for place, (name, condition) in enumerate(CONDITIONS.items()):
        for number in range(each):
            rng = np.random.default_rng([seed, place, number])
            said, photo = drawn(rng, number)
            front = any_front(said, photo, rng, FONTS[number % len(FONTS)])
            yield name, _outcome([seen(front, condition, rng) for _ in range(LOOKS)], reader, said.number_b)
    for place, kind in enumerate(OTHER_CARDS):
        for number in range(each // 2):
            rng = np.random.default_rng([seed, 100 + place, number])
            said, photo = drawn(rng, number)
            card = other_card(kind, said, photo, rng, FONTS[number % len(FONTS)])
            looks = [seen(card, CONDITIONS["usual light"], rng) for _ in range(LOOKS)]
            yield "no My Number Card", _outcome(looks, reader, None)


def _outcome(looks: Sequence[Image], reader: TextReader, true: str | None) -> str:
    read = read_number_b(looks, reader)
    if read.number_b is None:
        return "none"
    return "right" if read.number_b == true else "wrong"


def main() -> None:
    """Measure and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="fronts in each condition")
    parser.add_argument("--seed", type=int, default=20261201)
    wish = parser.parse_args()
    reader = TextReader.of(weights(TEXT_FINDER), weights(TEXT_SPELLER))
    table: dict[str, Counter[str]] = {}
    begun = perf_counter()
    for name, outcome in rows(reader, wish.each, wish.seed):
        table.setdefault(name, Counter())[outcome] += 1
        sys.stdout.write(f"{name}: {dict(table[name])}\n")
    readings = sum(sum(row.values()) for row in table.values())
    kept = {
        "seed": wish.seed,
        "seconds": round((perf_counter() - begun) / readings, 1),
        "rows": {
            name: {each: row[each] for each in ("right", "none", "wrong")} for name, row in table.items()
        },
    }
    FRONTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
