"""Takes the README's pictures of the running demo, of made-up people: `python -m tests.browser.pictures FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from rehearsal.commands.demo import DRESS
from tests.browser.chromium import opened
from tests.browser.journeys.clinic import Clinic, open_clinic
from tests.browser.journeys.patient import START, Patient
from tests.browser.journeys.receptionist import Receptionist

COLOURS = 128
"""Screens are flat: a palette of so many keeps each picture far below 150 kB."""


@dataclass(frozen=True)
class Set:
    """Everybody who is in the pictures, and where the pictures go."""

    clinic: Clinic
    patient: Patient
    receptionist: Receptionist
    panel: Page
    folder: Path

    def take(self, name: str, page: Page, *, whole: bool = False) -> None:
        path = self.folder / f"{name}.png"
        page.wait_for_function(
            "() => [...document.images].every((each) => each.hidden || each.naturalWidth > 100)"
        )
        page.screenshot(path=path, full_page=whole, animations="disabled")
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        sys.stderr.write(f"{path} {path.stat().st_size // 1024} kB\n")


def at_the_glass(here: Set) -> None:
    """Sato checks in, once by face and once by PIN."""
    patient = here.patient
    patient.sees(START)
    here.take("patient-start", patient.glass)
    patient.lays_card("sato")
    patient.sees("ご本人の確認をします")
    here.take("patient-methods", patient.glass)
    here.panel.reload()
    here.take("dock", here.panel)
    patient.presses("暗証番号")
    patient.sees("暗証番号を入れてください")
    for digit in "12":
        patient.glass.locator(f"#screen [data-digit='{digit}']").click()
    here.take("patient-pin", patient.glass)
    for digit in "34":
        patient.glass.locator(f"#screen [data-digit='{digit}']").click()
    patient.glass.locator("#screen .ok").click()
    patient.agrees_to_everything()
    patient.sees("受付ができました")
    here.take("patient-result", patient.glass)
    patient.takes_card()


def at_the_desk(here: Set) -> None:
    """A question, a stop, a visit that runs, and one that is done."""
    patient, receptionist = here.patient, here.receptionist
    for persona_id in ("moved", "wrong_record", "newcomer"):
        patient.lays_card(persona_id)
        patient.proves_by_pin()
        patient.agrees_to_everything()
        if persona_id == "newcomer":
            patient.sees("カードの内容は、合っていますか？")
            patient.presses("受付で話します")
        patient.sees("受付へお声がけください")
        patient.takes_card()
    patient.lays_card("kokuho")
    patient.sees("ご本人の確認をします")
    receptionist.opens_queue()
    receptionist.reads("質問あり", "照合保留", "確認方法を選択中")
    here.take("desk-queue", receptionist.screen)
    receptionist.screen.locator("tr", has_text="渡辺").first.click()
    receptionist.reads("三者の見くらべ", "質問が必要")
    here.take("desk-visit", receptionist.screen, whole=True)
    patient.takes_card()


def both_pictures(here: Set) -> None:
    patient, receptionist = here.patient, here.receptionist
    number = patient.lays_card("mother")
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")
    receptionist.opens(number)
    receptionist.presses("顔写真といまの映像を見くらべる")
    here.take("desk-look", receptionist.screen)
    patient.takes_card()


def declaration(here: Set) -> None:
    """申立書 on the glass, and the same at the desk."""
    patient, receptionist = here.patient, here.receptionist
    number = patient.lays_card("not_found")
    patient.proves_by_pin()
    patient.agrees_to_everything()
    patient.sees("ほかの方法で受け付けます")
    here.take("patient-other-ways", patient.glass)
    patient.presses("どれもない")
    patient.sees("申立書")
    patient.presses("はじめる")
    patient.types_kana("モリ　ユキ")
    here.take("patient-declaration", patient.glass)
    receptionist.opens(number)
    receptionist.presses("申立書を書く")
    receptionist.reads("被保険者資格申立書")
    here.take("desk-declaration", receptionist.screen, whole=True)
    patient.takes_card()


SCENES: tuple[Callable[[Set], None], ...] = (at_the_glass, at_the_desk, both_pictures, declaration)


@contextmanager
def stage_set(folder: Path) -> Iterator[Set]:
    with open_clinic(dress=DRESS) as clinic, opened() as browser:
        panel = browser.new_page(viewport={"width": 1366, "height": 900})
        panel.goto(f"{clinic.stage.dock_url}/")
        desk = Receptionist.before(browser, clinic, "uketsuke")
        desk.comes_to_work()
        yield Set(clinic, Patient.before(browser, clinic), desk, panel, folder)
        for context in browser.contexts:
            context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with stage_set(folder) as here:
        for scene in SCENES:
            scene(here)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
