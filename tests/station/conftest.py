from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.intake.model import Patient
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord
from tests.made_once import empty_database

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
HER = Patient(
    "1017",
    "佐藤 花子",
    "サトウ ハナコ",
    "2",
    date(1985, 4, 12),
    "東京都例示市見本町1-2-3",
    insurer_number="99130012",
    symbol="見本",
    number="123456",
    branch="01",
)


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    url = empty_database(tmp_path / "kiosk.db")
    made = Storage(url, b"a key for tests that lies nowhere else", "desk-1", tmp_path / "anchor")
    with made.unit_of_work(NOW) as work:
        work.patients.put(HER)
        work.visits.open(VisitRecord("20261120-0001", "desk-1", "reader", NOW, None))
        work.commit()
    yield made
    made.close()
