"""Hands that press twice, go back, reload, come late or just leave: one press, one act, and the next patient starts anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.journeys.clinic import Clinic
from tests.browser.journeys.patient import START, Patient
from tests.browser.journeys.receptionist import Receptionist


def test_hazard_a_pin_pressed_twice_costs_one_try(clinic: Clinic, patient: Patient) -> None:
    patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    patient.glass.get_by_role("button", name="暗証番号").dblclick()
    patient.sees("暗証番号を入れてください")
    for _ in range(4):
        patient.glass.locator("[data-digit='9']").click()
    patient.glass.locator(".ok").dblclick()

    patient.is_told("番号がちがいます。 あと2回です。")
    patient.enters_pin("6060")
    patient.confirms_name()
    patient.agrees_to_everything()
    patient.sees("受付ができました")


def test_a_page_loaded_anew_shows_where_the_visit_stands_and_nothing_that_was_typed(patient: Patient) -> None:
    patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    patient.presses("暗証番号")
    patient.sees("暗証番号を入れてください")
    patient.glass.locator("[data-digit='6']").click()

    patient.glass.reload()

    patient.sees("暗証番号を入れてください")
    assert patient.glass.locator("#pin").input_value() == ""


def test_hazard_the_back_button_brings_no_patient_back(patient: Patient) -> None:
    patient.checks_in("mother")

    patient.glass.go_back()
    patient.glass.go_forward()

    patient.sees(START)


def test_hazard_a_press_meant_for_an_earlier_screen_does_nothing(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    old = clinic.lane.seq
    patient.presses("暗証番号")
    patient.sees("暗証番号を入れてください")

    status = patient.glass.evaluate(
        """async (seq) => {
            const token = document.querySelector("meta[name=csrf-token]").content;
            const body = new URLSearchParams({ seq });
            return (await fetch("/press/cancel", { method: "POST", body, headers: { "X-CSRF-Token": token } })).status;
        }""",
        old,
    )

    assert status == 200
    patient.sees("暗証番号を入れてください")
    assert clinic.record(number).outcome is None


def test_whoever_presses_stop_has_stopped(clinic: Clinic, patient: Patient) -> None:
    number = patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    patient.presses("やめる")
    patient.sees("カードをお取りください")
    patient.is_told("受付は、まだできていません。")
    patient.takes_card()
    assert clinic.record(number).outcome == "abandoned"


def test_the_language_of_one_patient_is_not_the_next_ones(patient: Patient) -> None:
    patient.lays_card("child")
    patient.sees("ご本人の確認をします")
    patient.presses("English")
    patient.sees("Let us make sure it is you")
    patient.presses("PIN")
    patient.sees("Enter your PIN")
    patient.clinic.dock.remove()
    patient.sees("You are not checked in yet")
    patient.clinic.make_ready()

    patient.sees(START)


def type_pin(patient: Patient) -> None:
    patient.sees("ご本人の確認をします")
    patient.presses("暗証番号")
    patient.sees("暗証番号を入れてください")


def wait_for_staff(patient: Patient) -> None:
    patient.sees("ご本人の確認をします")
    patient.presses("スタッフが確認")
    patient.sees("スタッフを呼んでください")


def be_asked(patient: Patient) -> None:
    patient.proves_by_pin()
    patient.sees("お医者さんに、過去の医療の情報を見せてもよいですか？")


def read_the_notice(patient: Patient) -> None:
    patient.sees("証明書の期限が近づいています")


def be_offered_other_ways(patient: Patient) -> None:
    patient.sees("ほかの方法で受け付けます")


def begin_a_declaration(patient: Patient) -> None:
    be_offered_other_ways(patient)
    patient.presses("どれもない")
    patient.sees("申立書")


@pytest.mark.parametrize(
    ("persona_id", "way", "ended", "at_the_desk"),
    [
        ("child", type_pin, "abandoned", "中止"),
        ("child", wait_for_staff, "abandoned", "中止"),
        ("child", be_asked, "abandoned", "中止"),
        ("expires_soon", read_the_notice, "abandoned", "中止"),
        ("expired", be_offered_other_ways, "handed_to_staff", "別の方法が必要"),
        ("expired", begin_a_declaration, "handed_to_staff", "別の方法が必要"),
    ],
)
def test_a_card_pulled_at_any_moment_leaves_the_glass_to_the_next_and_the_desk_informed(
    clinic: Clinic,
    patient: Patient,
    receptionist: Receptionist,
    persona_id: str,
    way: Callable[[Patient], None],
    ended: str,
    at_the_desk: str,
) -> None:
    number = patient.lays_card(persona_id)
    way(patient)

    patient.takes_card()

    receptionist.sees_in_row(number, at_the_desk)
    assert clinic.record(number).outcome == ended
