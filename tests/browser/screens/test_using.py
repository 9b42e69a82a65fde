"""A person at the glass: what is pressed arrives once, the next screen comes by itself, and silence is explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.declaration.signature import strokes
from kiosk.web.glass.samples import SAMPLES


@pytest.fixture
def page(chromium: Browser, site: object) -> Iterator[Page]:
    """One glass is enough here; its page must never meet a script error."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    opened = context.new_page()
    broken: list[str] = []
    opened.on("pageerror", lambda error: broken.append(str(error)))
    yield opened
    context.close()
    assert broken == []


def step(name: str) -> object:
    return SAMPLES[name].step


def test_a_new_step_comes_to_the_glass_by_itself(page: Page, site: object) -> None:
    page.goto(site.address)
    expect(page.locator("h1").first).to_have_text("マイナンバーカードを置いてください")
    site.lane.stands_at(step("reading"))
    expect(page.locator("h1").first).to_have_text("カードを読んでいます")


def test_a_pin_is_typed_on_the_glass_masked_and_sent_once(page: Page, site: object) -> None:
    site.lane.stands_at(step("pin"))
    page.goto(site.address)
    ok = page.locator(".ok")
    expect(ok).to_be_disabled()
    for digit in "0451":
        page.locator(f'[data-digit="{digit}"]').click()
    expect(page.locator(".cell").first).to_have_text("●")
    assert "0451" not in page.locator(".screen").inner_text()
    ok.dblclick()
    expect(page.locator("h1").first).to_have_text("カードを確かめています")
    assert site.lane.posted == [events.PinEntered(7, "0451")]


def test_a_keyboard_serves_as_well(page: Page, site: object) -> None:
    site.lane.stands_at(step("pin"))
    page.goto(site.address)
    expect(page.locator("#pin")).to_be_focused()
    page.keyboard.type("04x51")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text("カードを確かめています")
    assert site.lane.posted == [events.PinEntered(7, "0451")]


def test_erasing_takes_the_last_digit_away(page: Page, site: object) -> None:
    site.lane.stands_at(step("card_number"))
    page.goto(site.address)
    for digit in "12":
        page.locator(f'[data-digit="{digit}"]').click()
    page.locator(".erase").click()
    expect(page.locator("#number_b")).to_have_value("1")


def test_hazard_what_the_desk_does_meanwhile_takes_nothing_typed_away(page: Page, site: object) -> None:
    site.lane.stands_at(step("pin"))
    page.goto(site.address)
    page.locator('[data-digit="7"]').click()
    with page.expect_response("**/screen"):
        site.lane.touch()
    expect(page.locator("#pin")).to_have_value("7")


def test_kana_is_put_together_from_signs_and_marks(page: Page, site: object) -> None:
    site.lane.stands_at(step("introducing"))
    page.goto(site.address)
    page.get_by_role("button", name="合っています").click()
    for sign in "ハ":
        page.locator(f'.kana-row [data-key="{sign}"]').click()
    page.locator('[data-act="half_voiced"]').click()
    page.locator('.kana-row [data-key="ツ"]').click()
    page.locator('[data-act="small"]').click()
    expect(page.locator("#kana")).to_have_value("パッ")
    page.get_by_role("button", name="これでよい").click()
    expect(page.locator("h1").first).to_contain_text("を確認しています")
    assert site.lane.posted[0].application.kana == "パッ"


def test_consent_is_one_question_and_details_only_on_request(page: Page, site: object) -> None:
    site.lane.stands_at(step("consent"))
    page.goto(site.address)
    expect(page.locator("[name=surgery]")).to_be_hidden()
    page.get_by_role("button", name="一つずつ選ぶ").click()
    page.locator("label", has_text="手術").click()
    page.get_by_role("button", name="これで決める").click()
    expect(page.locator(".page[data-page=each]")).to_have_count(0)
    assert site.lane.posted[0].consent.surgery
    assert not site.lane.posted[0].consent.medicines


def test_a_declaration_is_filled_page_by_page_and_shown_before_it_is_sent(page: Page, site: object) -> None:
    site.lane.stands_at(step("declaring"))
    page.goto(site.address)
    page.get_by_role("button", name="はじめる").click()
    for name in ("kana", "phone", "insurance_kind", "insurer_name", "employer", "share_percent"):
        here = page.locator(f"[data-page={name}]")
        if name == "insurance_kind":
            here.locator("label", has_text="国民健康保険").click()
        here.locator(".primary").click()
    page.locator("label", has_text="本人").click()
    page.locator("[data-page=relation]").get_by_role("button", name="つぎへ").click()
    sign(page)
    page.locator("[data-page=signature]").get_by_role("button", name="つぎへ").click()
    expect(page.locator("[data-repeats=signature]")).to_have_text("書きました")
    expect(page.locator("[data-repeats=insurance_kind]")).to_contain_text("国民健康保険")
    expect(page.locator("[data-repeats=phone]")).to_have_text("（受付で書きます）")
    page.get_by_role("button", name="申し立てる").click()
    expect(page.locator("h1").first).to_have_text("申し立てを受け取りました")
    (declared,) = site.lane.posted
    assert [len(stroke) > 1 for stroke in strokes(declared.declaration.signature)] == [True, True]
    assert declared.declaration.signer_relation == "本人"


def sign(page: Page) -> None:
    """Two strokes with a finger."""
    box = page.locator("canvas").bounding_box()
    for start in (0.1, 0.6):
        page.mouse.move(box["x"] + start * box["width"], box["y"] + 0.2 * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + (start + 0.2) * box["width"], box["y"] + 0.8 * box["height"], steps=6)
        page.mouse.up()


def test_a_signature_can_be_written_again_and_a_representative_is_named(page: Page, site: object) -> None:
    site.lane.stands_at(step("declaring"))
    page.goto(site.address)
    page.get_by_role("button", name="はじめる").click()
    page.evaluate("document.querySelector('[data-turns-to=relation]').click()")
    page.locator("label", has_text="家族").click()
    page.locator("[data-page=relation]").get_by_role("button", name="つぎへ").click()
    page.locator("#signer").fill("サトウ　ハナコ")
    page.locator("[data-page=signer]").get_by_role("button", name="つぎへ").click()
    sign(page)
    page.get_by_role("button", name="書き直す").click()
    expect(page.locator("#signature")).to_have_value("")
    page.locator("[data-page=signature]").get_by_role("button", name="つぎへ").click()
    page.get_by_role("button", name="申し立てる").click()
    expect(page.locator("h1").first).to_have_text("申し立てを受け取りました")
    (declared,) = site.lane.posted
    written = declared.declaration
    assert (written.signature, written.signer, written.signer_relation) == ("", "サトウ ハナコ", "家族")


def test_a_day_of_birth_is_made_by_steps_and_by_an_era(page: Page, site: object) -> None:
    site.lane.stands_at(step("declaring_without_card"))
    page.goto(site.address)
    page.get_by_role("button", name="はじめる").click()
    page.locator("[data-page=kana]").get_by_role("button", name="つぎへ").click()
    page.get_by_text("昭和", exact=True).click()
    for name, presses in {
        "birth_year": ["1", "10", "-1"],
        "birth_month": ["-1", "-1"],
        "birth_day": ["1", "10"],
    }.items():
        for each in presses:
            page.locator(f'[data-steps="{name}"][data-step="{each}"]').click()
    for each, told in (("birth_year", "39"), ("birth_month", "12"), ("birth_day", "11")):
        expect(page.locator(f"#{each}")).to_have_value(told)
    page.evaluate("document.querySelector('[data-turns-to=check]').click()")
    expect(page.locator("[data-repeats^=birth_era]")).to_have_text("昭和 39 12 11")
    page.get_by_role("button", name="申し立てる").click()
    expect(page.locator("h1").first).to_have_text("申し立てを受け取りました")
    assert site.lane.posted[0].declaration.birthdate == date(1964, 12, 11)


def test_a_mistake_opens_its_page_again_with_everything_still_there(page: Page, site: object) -> None:
    site.lane.stands_at(step("introducing"))
    page.goto(site.address)
    page.get_by_role("button", name="合っています").click()
    page.locator("#kana").fill("Hanako")
    page.get_by_role("button", name="これでよい").click()
    expect(page.locator("[role=alert].said")).to_have_text("カタカナで入れてください。")
    expect(page.locator("#kana")).to_have_value("Hanako")


def test_the_language_changes_and_falls_back_after_the_visit(page: Page, site: object) -> None:
    page.goto(site.address)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1").first).to_have_text("Please lay down your My Number Card")
    site.lane.stands_at(steps.TakeCard(Settled(Outcome.CONFIRMED)))
    expect(page.locator("h1").first).to_have_text("Please take your card")
    site.lane.stands_at(steps.Attract(), visit=None)
    expect(page.locator("h1").first).to_have_text("マイナンバーカードを置いてください")


def test_a_language_chosen_by_somebody_who_left_is_forgotten(page: Page, site: object) -> None:
    page.clock.install()
    page.goto(site.address)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1").first).to_have_text("Please lay down your My Number Card")
    page.clock.run_for(61_000)
    expect(page.locator("h1").first).to_have_text("マイナンバーカードを置いてください")


def test_half_time_is_announced_and_one_press_gives_more(page: Page, site: object) -> None:
    page.clock.install()
    site.lane.stands_at(step("choosing"))
    page.goto(site.address)
    dialog = page.locator("dialog.more-time")
    expect(page.locator("h1").first).to_be_visible()
    page.clock.run_for(58_000)
    expect(dialog).to_be_hidden()
    page.clock.run_for(3_000)
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="つづける").click()
    expect(dialog).to_be_hidden()
    assert site.lane.posted == [events.MoreTime(7)]


def test_hazard_a_dead_server_is_explained_and_its_return_noticed(page: Page, site: object) -> None:
    page.clock.install()
    page.goto(site.address)
    expect(page.locator("h1").first).to_be_visible()
    page.route("**/screen", lambda route: route.abort("connectionrefused"))
    site.lane.touch()
    page.wait_for_event("requestfailed")
    page.clock.run_for(3_500)
    expect(page.locator("#gone")).to_be_visible()
    expect(page.locator("#gone")).to_contain_text("受付")
    expect(page.locator("#gone")).to_contain_text("staff")
    page.unroute("**/screen")
    site.lane.touch()
    expect(page.locator("#gone")).to_be_hidden()
    expect(page.locator("h1").first).to_be_visible()


def test_hazard_the_back_button_brings_nobody_back(page: Page, site: object) -> None:
    site.lane.stands_at(step("introducing"))
    page.goto(site.address)
    expect(page.locator("dd").first).to_have_text("見本　まさのすけ")
    page.goto("about:blank")
    site.lane.stands_at(steps.Attract(), visit=None)
    page.go_back()
    expect(page.locator("h1").first).to_have_text("マイナンバーカードを置いてください")
    assert "まさのすけ" not in page.content()


def test_the_camera_is_shown_while_the_patient_looks(page: Page, site: object) -> None:
    with page.expect_request("**/live.jpg*"):
        site.lane.stands_at(step("face"))
        page.goto(site.address)


def test_staff_vouch_needs_a_tick_and_a_code(page: Page, site: object) -> None:
    site.lane.stands_at(step("staff"))
    page.goto(site.address)
    page.get_by_role("button", name="スタッフ用").click()
    page.locator('.letter[data-key="a"]').click()
    expect(page.locator("[name=name]")).to_have_value("a")
    page.get_by_role("button", name="本人と確認").click()
    expect(page.locator("[role=alert].said")).to_contain_text("確かめてください")
    expect(page.locator("[name=name]")).to_have_value("a")
    assert site.lane.posted == []


def test_no_screen_breaks_its_own_content_policy(page: Page, site: object) -> None:
    refused: list[str] = []
    page.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security" in message.text else None,
    )
    for name in ("attract", "pin", "introducing_kana", "face", "staff_form", "consent_each"):
        page.goto(f"{site.address}/preview/{name}")
    assert refused == []


def test_hazard_without_a_place_for_its_stream_the_page_asks_by_itself(page: Page, site: object) -> None:
    page.route("**/feed", lambda route: route.fulfill(status=503, headers={"Retry-After": "5"}))
    page.goto(site.address)
    expect(page.locator("h1").first).to_have_text("マイナンバーカードを置いてください")
    site.lane.stands_at(step("reading"))
    expect(page.locator("h1").first).to_have_text("カードを読んでいます")
    expect(page.locator("#gone")).to_be_hidden()
