"""The claims clerk's day: a declared visit is called about, billed, answered and closed, all at the desk's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hardware_mocks.cli import main as outside
from hardware_mocks.clinic.claim_file import claim_file
from hardware_mocks.personas.model import all_personas, persona
from hardware_mocks.world import CLINIC, INSTITUTION
from kiosk.cli import main as kiosk
from tests.browser.journeys.clinic import Clinic, open_clinic
from tests.browser.journeys.receptionist import Receptionist


@pytest.fixture(scope="module")
def clinic() -> Iterator[Clinic]:
    """Of its own: a claim is for everything that became known of the patient in its month."""
    with open_clinic() as made:
        yield made


@pytest.fixture
def clerk(chromium: Browser, clinic: Clinic) -> Iterator[Receptionist]:
    made = Receptionist.before(chromium, clinic, "seikyu")
    made.comes_to_work()
    yield made
    made.screen.context.close()


def declares(receptionist: Receptionist) -> str:
    """Somebody who was never here before and brought nothing fills in the form at the desk."""
    someone = persona("newcomer").resident
    number = receptionist.begins_visit()
    receptionist.presses("申立書を書く")
    fields = {"カナ氏名": someone.kana, "氏名": someone.name, "生年月日": someone.birthdate.isoformat(),
              "住所": someone.address, "連絡先（電話番号）": "00-0000-0000", "保険者等名称": "見本協会けんぽ",
              "事業所名": "見本商事株式会社"}  # fmt: skip
    for label, text in fields.items():
        receptionist.screen.get_by_label(label, exact=True).fill(text)
    for label in ("女", "会社などの健康保険（社保）", "３割"):
        receptionist.screen.get_by_label(label, exact=True).check()
    receptionist.presses("申立書を残して受け付ける")
    receptionist.reads("申立書で受付")
    return number


def accepts_every_choice(clerk: Receptionist) -> None:
    clerk.presses("取り決めを読んで了承する")
    for box in clerk.screen.get_by_label("了承する", exact=True).all():
        box.check()
    clerk.writes(署名="見本　清")
    clerk.presses("書面として了承する")
    clerk.reads("了承を記録しました。", "取り決めはすべて了承済みです。")


def patched(clinic: Clinic, folder: Path) -> Path:
    """The receipt computer's file of that day, with the qualifications put in."""
    today = clinic.clock.now().today
    raw = folder / "in.uke"
    raw.write_bytes(claim_file(all_personas(), today, INSTITUTION, CLINIC, came={"newcomer": (today.day,)}))
    settings = ["--settings", str(clinic.stage.settings_file)]
    assert kiosk(["claims", "patch", str(raw), "--out", str(folder / "out"), *settings]) == 0
    return folder / "out" / "fund" / "RECEIPTC.UKE"


def gives(clerk: Receptionist, form: str, file: Path, go: str) -> None:
    card = clerk.screen.locator("form", has=clerk.screen.get_by_role("button", name=go, exact=True))
    card.get_by_label(form).set_input_files(file)
    clerk.presses(go)


def test_a_declared_visit_is_called_about_billed_answered_and_closed(
    clinic: Clinic, receptionist: Receptionist, clerk: Receptionist, tmp_path: Path
) -> None:
    number = declares(receptionist)
    clerk.screen.get_by_role("link", name="レセプト").click()
    clerk.reads("資格未確認の来院", number, "00-0000-0000", "不詳で請求", "まだ連絡していません")
    accepts_every_choice(clerk)
    row = clerk.screen.locator("article", has_text=number)
    row.get_by_label("結果").select_option("still_unknown")
    row.get_by_role("button", name="連絡を記録").click()
    clerk.reads("連絡を記録しました。", "本人もまだ分からない")

    file = patched(clinic, tmp_path)
    gives(clerk, "ファイル", file, "送付を記録")
    clerk.reads("送付を記録しました。")
    expect(clerk.screen.locator("article", has_text=number)).to_have_count(0)
    gives(clerk, "ファイル", file, "送付を記録")
    clerk.reads("このファイルは前に記録されています。何も変えていません。")
    assert outside(["payer", "take", str(file), "--out", str(tmp_path)]) == 0
    gives(clerk, "ファイル", tmp_path / "RECEIPTC.answer.jsonl", "取り込む")
    clerk.reads("返答を取り込みました。返戻はありません。", "入金を確認した")

    clerk.opens(number)
    clerk.reads("することはありません。レセプトは審査支払機関に受け付けられました。", "不詳で請求", "振替")
    assert [row.kind for row in clinic.audited(number, "claim_answered")] == ["claim_answered"]


def test_a_month_goes_from_files_to_sent_without_a_terminal(
    clinic: Clinic, clerk: Receptionist, tmp_path: Path
) -> None:
    """Seven presses: page, month, two files at once, read in, a file saved for each payer, sent."""
    clerk.screen.get_by_role("link", name="レセプト").click()
    clerk.reads("今月のレセプトを作って送る")
    today = clinic.stage.house.clock.now().today
    files = []
    for payer in ("1", "2"):
        raw = tmp_path / f"{payer}.uke"
        came = {"invalid" if payer == "1" else "document_only": (today.day,)}
        raw.write_bytes(claim_file(all_personas(), today, INSTITUTION, CLINIC, payer, came))
        files.append(raw)
    clerk.screen.get_by_role("link", name="今月のレセプトを作って送る").click()
    clerk.screen.get_by_label("RECEIPTC.UKE（支払基金と国保連の2つまで）").set_input_files(files)
    clerk.presses("読み込む")
    clerk.reads("ファイルを読み込みました。", "受付を通っていない患者 2 件")
    for payer in ("支払基金", "国保連"):
        with clerk.screen.expect_download() as download:
            clerk.screen.get_by_role("button", name=f"{payer}のファイルを保存").click()
        assert download.value.suggested_filename == "RECEIPTC.UKE"
    clerk.presses("3. オンライン請求で送ったので記録する")
    clerk.reads("送付を記録しました。", "返答待ちのファイル")
