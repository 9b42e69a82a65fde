"""A clinic with an approved reader: its folder, its table of patients, and the companion's desk in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect

from kiosk.beside import open_beside
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.settings import load
from kiosk.storage.staff.accounts import Role
from kiosk.web.app import desk_site
from kiosk.web.listeners import make_server, served_beside
from tests.companion.linkage import CODE, Person, message, name_of

PASSWORD = "shinryo-2026"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SETTINGS = f"""home = "home"
station = "beside-1"
[institution]
code = "{CODE}"
name = "みほんクリニック"
[companion]
folders = ["oqs/face"]
mounted = false
[web]
desk_port = 0
"""
TABLE = (
    Patient("00042", "佐藤　見本", "サトウ　ミホン", "1", Person().birthdate, "東京都千代田区見本町1-2-3"),
    Patient("00043", "佐藤　見本子", "サトウ　ミホンコ", "2", Person().birthdate, "東京都千代田区見本町1-2-3"),
)  # fmt: skip


@dataclass
class Beside:
    house: House
    face: Path
    address: str
    serial: int = 0
    log: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        return self.house.clock.now().wall

    def lists(self, files: int) -> None:
        """Wait until the companion has seen so many files lie there; a page that says something else is renewed."""
        revision = self.house.conductor.revision
        for _ in range(100):
            if self.house.terminals()[0].lying == files:
                return
            revision = self.house.conductor.wait(revision, 0.1)
        raise AssertionError(f"{files} files were never seen")

    def shows(self, *people: Person, name: str = "", **told: object) -> str:
        """A card is shown: the terminal writes beside, then renames into the folder."""
        self.serial += 1
        at = self.now()
        content = message(*people, at=at, **told).replace(b"q83vEjRW", f"q83vE{self.serial:03d}".encode())
        name = name or name_of(self.serial, at)
        written = self.face / f"{name}.tmp"
        written.write_bytes(content)
        written.rename(self.face / name)
        return name


@contextmanager
def beside_in(folder: Path, log_to: TextIO) -> Iterator[Beside]:
    for each in ("face", "trash", "req", "res"):
        (folder / "oqs" / each).mkdir(parents=True)
    (folder / "kiosk.toml").write_text(SETTINGS, "utf-8")
    with open_beside(load(folder / "kiosk.toml"), log_to=log_to) as house:
        with house.storage.unit_of_work(house.clock.now().wall) as work:
            for name, role in (("tanaka", Role.DESK), ("sensei", Role.CLINICIAN)):
                work.accounts.add(name, role, CHEAP.hash(PASSWORD))
            for patient in TABLE:
                work.patients.put(patient)
            work.commit()
        with served_beside(make_server(desk_site(house), house.settings, 0)) as port:
            yield Beside(house, folder / "oqs" / "face", f"http://127.0.0.1:{port}")


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    with (tmp_path / "log").open("w") as log, beside_in(tmp_path, log) as made:
        yield made
    assert "defect" not in {json.loads(line)["event"] for line in (tmp_path / "log").read_text().splitlines()}


@dataclass
class Staff:
    page: Page
    address: str

    def sees(self, *said: str) -> None:
        for each in said:
            expect(self.page.get_by_text(each).first).to_be_visible()

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")


def signed_in(chromium: Browser, beside: Beside, name: str = "tanaka") -> Staff:
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, locale="ja-JP")
    page.goto(f"{beside.address}/staff/sign-in")
    page.get_by_label("お名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return Staff(page, beside.address)


@pytest.fixture
def desk(chromium: Browser, beside: Beside) -> Iterator[Staff]:
    staff = signed_in(chromium, beside)
    yield staff
    staff.page.close()


@pytest.fixture
def doctor(chromium: Browser, beside: Beside) -> Iterator[Staff]:
    staff = signed_in(chromium, beside, "sensei")
    yield staff
    staff.page.close()
