"""Branches of trouble that begin with a card on the reader, each from there to the accepted claim."""

from __future__ import annotations

from dataclasses import replace

from tests.browser.journeys.branches.acts import (
    declares,
    failure_mode,
    keys_twice,
    one_day,
    paper,
)
from tests.browser.journeys.branches.cast import FUND, Cast, opens_claims
from tests.browser.journeys.patient import Patient


def _asks(patient: Patient, persona_id: str) -> str:
    """A card laid down, proved by PIN, everything agreed to."""
    number = patient.lays_card(persona_id)
    patient.proves_by_pin()
    patient.agrees_to_everything()
    return number


def invalid_then_portal(cast: Cast) -> None:
    """Invalid after a change of job: the portal's screen is typed, the service knows it, and the claim is current."""
    patient, desk = cast.patient, cast.receptionist
    known = cast.entry("invalid")
    number = _asks(patient, "invalid")
    patient.sees("ほかの方法で受け付けます")
    cast.picture(patient.glass, "glass")
    patient.presses("マイナポータルの画面")
    patient.sees("受付で見せてください")
    since = cast.today.replace(day=1)
    cast.registers("invalid", "1", cast.cover("invalid", "01990019", "２２１０", "６１３", since))
    desk.opens(number)
    desk.presses("書類を入力する")
    keys_twice(desk, paper("invalid", "01990019", "2210", "613"), "マイナポータルの画面")
    desk.reads("確認済み")
    cast.picture(desk.screen, "desk")
    patient.sees("受付ができました")
    patient.takes_card()

    file = cast.billed("invalid", one_day(cast, number))[FUND]
    assert b",01990019," in file.read_bytes()
    cast.clinic.stage.service.registry.change(known)  # the payer finds what was registered after the visit
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求", "変更なし")


def no_data_then_declaration_at_the_glass(cast: Cast) -> None:
    """No data at a first visit: declared at the glass, billed as unknown, and the payer finds the insurer (04)."""
    patient = cast.patient
    known = cast.entry("newcomer")
    cast.registers("newcomer", "4")
    number = _asks(patient, "newcomer")
    patient.sees("カードの内容は、合っていますか？")
    patient.presses("受付で話します")
    patient.sees("ほかの方法で受け付けます")
    patient.presses("どれもない")
    patient.sees("申立書")
    patient.presses("はじめる")
    patient.types_kana("オカダ　ノゾミ")
    patient.presses("つぎへ")
    patient.presses("つぎへ")
    patient.sees("保険種別")
    patient.glass.get_by_text("会社などの健康保険（社保）").click()
    cast.picture(patient.glass, "kind")
    for button in ("つぎへ", "受付で書く", "受付で書く", "つぎへ", "つぎへ"):
        patient.presses(button)
    patient.sees("お名前を書いてください")
    patient.signs()
    patient.presses("つぎへ")
    patient.sees("この内容で申し立てますか？")
    cast.picture(patient.glass, "declaration")
    patient.presses("申し立てる")
    patient.sees("申し立てを受け取りました")
    patient.takes_card()

    file = cast.billed("newcomer", one_day(cast, number))[FUND]
    assert b",820000246," in file.read_bytes()
    cast.clinic.stage.service.registry.change(known)
    cast.sends(file)
    cast.is_closed(number, "不詳で請求", "振替")


def offline_with_the_card_proved_here(cast: Cast) -> None:
    """Failure mode: the card is proved locally, its four items are noted, asked again and compared with the chart."""
    with failure_mode(cast):
        patient = cast.patient
        number = patient.lays_card("sato")
        patient.proves_by_pin()
        patient.sees("受付ができました")
        patient.is_told("保険の確認は、あとで行います。")
        cast.picture(patient.glass, "glass")
        patient.takes_card()
        assert cast.record(number).outcome == "noted_in_outage"
    desk = cast.receptionist
    desk.asks_for_whom_was_noted()
    desk.opens(number)
    desk.reads("確認済み", "三者の見くらべ")
    cast.picture(desk.screen, "desk")

    file = cast.billed("sato", one_day(cast, number))[FUND]
    cast.sends(file)
    cast.is_closed(number, "確かめた資格で請求")


def public_assistance_is_told_apart(cast: Cast) -> None:
    """The insurance ended with public assistance: no declaration, nothing collected, and no insurer is billed."""
    (cover,) = cast.entry("mother").covers
    ended = {"disqualified_on": cast.today.replace(day=1), "reason_of_loss": "02"}
    cast.registers("mother", "2", replace(cover, terms={**cover.terms, **ended}))
    patient = cast.patient
    number = _asks(patient, "mother")
    patient.is_told("保険のことは、受付でうかがいます。")
    cast.picture(patient.glass, "glass")
    patient.presses("受付で相談する")
    patient.takes_card()
    desk = cast.receptionist
    desk.opens(number)
    desk.reads("申立書は書きません", "医療券")
    cast.picture(desk.screen, "desk")

    clerk = cast.clerk
    opens_claims(clerk)
    clerk.reads(number, "医療扶助。医療券を確かめ、公費だけで請求")
    cast.picture(clerk.screen, "clerk")
    file = cast.billed("mother", one_day(cast, number))[FUND]
    assert b",820000245," not in file.read_bytes()


def past_qualification(cast: Cast) -> None:
    """A certificate that ran out, and no paper at hand: declared, billed with the numbers of the chart as past ones."""
    patient, desk = cast.patient, cast.receptionist
    number = patient.lays_card("expired")
    patient.sees("ほかの方法で受け付けます")
    patient.presses("受付で相談する")
    patient.sees("カードをお取りください")
    cast.picture(patient.glass, "glass")
    patient.takes_card()
    desk.opens(number)
    desk.reads("電子証明書の有効期限が切れ、猶予期間も過ぎています。")
    desk.undoes(
        "別の患者さんに付け替える", "二つのカルテを見くらべる", "受付で氏名を確かめた", 患者番号="1010"
    )
    desk.presses("付け替えて見くらべ直す")
    desk.reads("付け替えました。")
    desk.undoes("窓口で再開する", "再開する", "申立書で受け付ける")
    declares(desk, "会社などの健康保険（社保）")
    cast.picture(desk.screen, "desk")

    file = cast.billed("expired", one_day(cast, number))[FUND]
    assert b",820000245," in file.read_bytes()
    cast.sends(file)
    cast.is_closed(number, "旧資格で請求")


JOURNEYS = (
    invalid_then_portal,
    no_data_then_declaration_at_the_glass,
    offline_with_the_card_proved_here,
    public_assistance_is_told_apart,
    past_qualification,
)
