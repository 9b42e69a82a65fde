"""Everybody whom a patient in trouble meets, from the glass to the clerk's list, with their touches counted apart."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from hardware_mocks.clinic.claim_file import claim_file
from hardware_mocks.national.payer.answering import Answered, base_amounts, lines, take
from hardware_mocks.national.payer.people import people_of
from hardware_mocks.national.registry import Cover, Entry
from hardware_mocks.personas.model import Persona, all_personas, persona
from hardware_mocks.world import CLINIC, INSTITUTION
from kiosk.cli import main as kiosk
from kiosk.clock import JAPAN
from kiosk.storage.visit.visits import VisitRecord
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist

FUND, FEDERATION = "1", "2"
FOLDERS = {FUND: "fund", FEDERATION: "federation"}
Picture = Callable[[Page, str], None]


def no_picture(page: Page, name: str) -> None:
    """For a journey that nobody looks at."""
    del page, name


NUMBERS = ("insurer_number", "symbol", "number", "branch")


@dataclass
class Cast:
    """One clinic for several journeys. `folder` is where claim files go, `picture` what is done with a page worth seeing."""

    chromium: Browser
    clinic: Clinic
    folder: Path
    picture: Picture = no_picture
    serial: Iterator[int] = field(default_factory=itertools.count)
    people: dict[str, Receptionist] = field(default_factory=dict)
    glass: Patient | None = None

    def at_desk(self, name: str) -> Receptionist:
        """Somebody at a screen of their own, signed in whatever the hour."""
        if name not in self.people:
            self.people[name] = Receptionist.before(self.chromium, self.clinic, name)
        self.people[name].comes_to_work()
        return self.people[name]

    @property
    def receptionist(self) -> Receptionist:
        return self.at_desk("uketsuke")

    @property
    def clerk(self) -> Receptionist:
        return self.at_desk("seikyu")

    @property
    def patient(self) -> Patient:
        if self.glass is None:
            self.glass = Patient.before(self.chromium, self.clinic)
        self.clinic.make_ready()
        return self.glass

    def leaves(self) -> None:
        for each in self.people.values():
            each.screen.context.close()
        if self.glass:
            self.glass.glass.context.close()

    def touches(self) -> dict[str, int]:
        """Of the patient at the glass, of the reception, and of the claims clerk, so far."""
        desk = [each.touches for name, each in self.people.items() if name != "seikyu"]
        return {
            "patient": self.glass.taps() if self.glass else 0,
            "reception": sum(desk),
            "clerk": self.people["seikyu"].touches if "seikyu" in self.people else 0,
        }

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """What happened before the trouble began: nobody's touches of that count."""
        before = {name: each.touches for name, each in self.people.items()}
        yield
        for name, each in self.people.items():
            each.touches = before.get(name, 0)

    # -- days --------------------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.clinic.clock.now().today

    def waits_until(self, day: date, hour: int = 10) -> None:
        now = self.clinic.clock.now().wall
        self.clinic.clock.step((datetime.combine(day, time(hour), JAPAN) - now).total_seconds())

    def waits_for_weekday(self, weekday: int, hour: int) -> None:
        """Until the next such day that is still to come; Monday is 0."""
        ahead = (weekday - self.today.weekday() - 1) % 7 + 1
        self.waits_until(self.today + timedelta(days=ahead), hour)

    def waits_for_next_month(self, day: int) -> None:
        after = self.today.replace(day=28) + timedelta(days=7)
        self.waits_until(after.replace(day=day))

    # -- what the insurers registered ----------------------------------------------------------------------------------

    def entry(self, persona_id: str) -> Entry:
        return self.clinic.stage.service.registry.entry(persona_id)

    def registers(self, persona_id: str, validity: str, *covers: Cover) -> None:
        entry = self.entry(persona_id)
        self.clinic.stage.service.registry.change(replace(entry, validity=validity, covers=covers))

    def cover(self, persona_id: str, insurer: str, symbol: str, number: str, since: date) -> Cover:
        """A qualification of that person that somebody registered later."""
        name = persona(persona_id).resident.name
        terms = {
            "insurer": insurer,
            "symbol": symbol,
            "number": number,
            "branch": "01",
            "family": "1",
            "card_classification": "01",
            "insured_name": name,
            "qualified_on": since,
        }
        return Cover(insurer, "見本の保険者", symbol, number, "01", terms)

    # -- money -----------------------------------------------------------------------------------------------------------

    def record(self, number: str) -> VisitRecord:
        return self.clinic.record(number)

    def billed(
        self, persona_id: str, days: tuple[date, ...], payer: str = FUND, *, numbered: bool = True
    ) -> dict[str, Path]:
        """The receipt computer's claims of one person, with the qualifications put in: files by payer.

        Not `numbered`: nobody has typed an insurance into the receipt computer either.
        """
        folder = self.folder / f"{next(self.serial):02}-{persona_id}"
        folder.mkdir(parents=True)
        raw = folder / "in.uke"
        came = {persona_id: tuple(each.day for each in days)}
        people = all_personas() if numbered else tuple(map(_unnumbered, all_personas()))
        raw.write_bytes(claim_file(people, days[0], INSTITUTION, CLINIC, payer, came))
        settings = ["--settings", str(self.clinic.stage.settings_file)]
        kiosk(["claims", "patch", str(raw), "--out", str(folder / "out"), *settings])
        found = {payer: folder / "out" / name / "RECEIPTC.UKE" for payer, name in FOLDERS.items()}
        return {payer: path for payer, path in found.items() if path.exists()}

    def sends(self, file: Path) -> None:
        """The clerk records the file as sent, and takes in what the payer answers."""
        clerk = self.clerk
        opens_claims(clerk)
        _gives(clerk, "ファイル", file, "送付を記録")
        clerk.reads("送付を記録しました。")
        _gives(clerk, "ファイル", self._answer(file), "取り込む")
        clerk.reads("返答を取り込みました。")

    def _answer(self, file: Path) -> Path:
        """The payer's, which looks into the registry as it is by now."""
        people = people_of(self.clinic.stage.service.registry.entries())
        answered = take(file.read_bytes(), people, base_amounts())
        assert isinstance(answered, Answered), answered
        written = file.with_suffix(".answer.jsonl")
        told = (json.dumps(line, ensure_ascii=False) for line in lines(answered))
        written.write_text("".join(f"{each}\n" for each in told), "utf-8")
        return written

    def is_closed(self, number: str, *words: str) -> None:
        """The clerk opens the visit: nothing is left to do."""
        clerk = self.clerk
        clerk.opens(number)
        clerk.reads("することはありません。レセプトは審査支払機関に受け付けられました。", *words)
        self.picture(clerk.screen, "closed")


def _gives(clerk: Receptionist, label: str, file: Path, go: str) -> None:
    card = clerk.screen.locator("form", has=clerk.screen.get_by_role("button", name=go, exact=True))
    card.get_by_label(label).set_input_files(file)
    clerk.touches += 1
    clerk.presses(go)


def opens_claims(clerk: Receptionist) -> None:
    clerk.screen.get_by_role("link", name="レセプト").first.click()
    clerk.touches += 1


def accept_choices(clerk: Receptionist) -> None:
    """Once for the clinic, before anything unverified touches a claim."""
    opens_claims(clerk)
    clerk.presses("取り決めを読んで了承する")
    for box in clerk.screen.get_by_label("了承する", exact=True).all():
        box.check()
    clerk.writes(署名="見本　清")
    clerk.presses("書面として了承する")
    clerk.reads("了承を記録しました。")


@contextmanager
def cast_of(chromium: Browser, clinic: Clinic, folder: Path, picture: Picture = no_picture) -> Iterator[Cast]:
    made = Cast(chromium, clinic, folder, picture)
    accept_choices(made.clerk)
    yield made
    made.leaves()


def _unnumbered(someone: Persona) -> Persona:
    if someone.intake is None:
        return someone
    return replace(someone, intake={**someone.intake, **dict.fromkeys(NUMBERS, "")})
