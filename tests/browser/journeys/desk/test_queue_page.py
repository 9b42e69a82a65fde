"""The queue as a page that is kept open all day: counted, searched, and heard."""

from __future__ import annotations

from rehearsal.visit import play
from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import Patient
from tests.browser.journeys.receptionist import Receptionist


def test_who_waits_for_staff_stands_first_is_counted_in_the_title_and_heard(
    clinic: Clinic, patient: Patient, receptionist: Receptionist
) -> None:
    receptionist.screen.goto(f"{clinic.desk}/")
    receptionist.screen.locator("#sound").set_checked(True)
    number = patient.lays_card("mother")
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    receptionist.screen.wait_for_selector(f'tr[data-row="{number}"][data-wants="staff"]')
    receptionist.screen.wait_for_function("document.body.dataset.rang === '1'")
    first = receptionist.screen.locator("tr[data-row]").first
    assert first.get_attribute("data-row") == number
    waits = receptionist.screen.locator("#waits").get_attribute("data-waits")
    assert receptionist.screen.title().startswith(f"({waits})")
    patient.takes_card()


def test_a_visit_is_found_by_a_part_of_its_number_or_name(clinic: Clinic, receptionist: Receptionist) -> None:
    number = play(clinic.stage, "elderly", "pin").visit
    receptionist.screen.goto(f"{clinic.desk}/?all=1")
    receptionist.screen.keyboard.press("f")
    receptionist.screen.keyboard.type(number[-4:])
    shown = receptionist.screen.locator("tr[data-row]:visible")
    assert [each.get_attribute("data-row") for each in shown.all()] == [number]
    receptionist.screen.locator("#find").fill("そんな人はいない")
    assert shown.count() == 0
