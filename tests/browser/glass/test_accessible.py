"""Every screen is sound for whoever hears it or uses keys alone, in every set of colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.checkin.machine import events
from kiosk.settings.panels import PANELS
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.glass.wishes import CONTRASTS
from tests.browser.glass.accessible import bring_axe, findings
from tests.browser.glass.measuring import Row, walk
from tests.browser.glass.standing import stood


@pytest.mark.parametrize("contrast", CONTRASTS)
def test_axe_finds_nothing_on_any_screen(chromium: Browser, contrast: str) -> None:
    language = "en" if contrast == "high" else "ja"
    row = Row(language, "1", contrast)
    with stood(chromium, PANELS["15-inch"], row) as (page, lane):
        bring_axe(page)
        found = [f"{name}: {each}" for name, _ in walk(page, lane, row) for each in findings(page)]
    assert not found, "\n".join(found)


def test_axe_would_find_a_picture_without_words_and_a_pale_text(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"]) as (page, _):
        bring_axe(page)
        page.evaluate("""() => {
          document.querySelector(".stage").append(new Image());
          document.querySelector(".stage p").style.color = "#666";
        }""")
        found = " ".join(findings(page))
    assert "image-alt" in found
    assert "color-contrast-enhanced" in found


def stands(page: Page, lane: object, name: str, seq: int = 7) -> None:
    lane.stands_at(SAMPLES[name].step, seq=seq)
    page.locator(f'.screen[data-seq="{seq}"]').wait_for()


def go_to(page: Page, name: str, *, most: int = 30) -> None:
    """Press the arrow keys, as somebody would who looks at where they stand, until a button of this name has the focus."""
    wanted = page.get_by_role("button", name=name, exact=False).first
    for _ in range(most):
        if wanted.evaluate("(each) => each === document.activeElement"):
            return
        here, there = (
            page.evaluate("""() => {
          const { left, top, width, height } = document.activeElement.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        }"""),
            wanted.bounding_box(),
        )
        across = there["x"] + there["width"] / 2 - here[0]
        down = there["y"] + there["height"] / 2 - here[1]
        way = (
            ("Right" if across > 0 else "Left") if abs(across) > abs(down) else ("Down" if down > 0 else "Up")
        )
        page.keyboard.press(f"Arrow{way}")
    raise AssertionError(f"no way by keys to {name}")


@pytest.mark.parametrize("panel", ["7-inch-wide", "15-inch", "24-inch-upright"])
def test_a_method_is_chosen_and_a_pin_given_by_keys_alone(chromium: Browser, panel: str) -> None:
    with stood(chromium, PANELS[panel]) as (page, lane):
        stands(page, lane, "choosing")
        go_to(page, "暗証番号")
        page.keyboard.press("Enter")
        expect(page.locator("h1").first).to_have_text("カードを確かめています")
        stands(page, lane, "pin")
        expect(page.locator("#pin")).to_be_focused()
        page.keyboard.type("0451")
        page.keyboard.press("Enter")
        expect(page.locator("h1").first).to_have_text("カードを確かめています")
        assert lane.posted[-1] == events.PinEntered(lane.check_in.seq - 1, "0451")


@pytest.mark.parametrize("panel", ["7-inch-wide", "15-inch", "24-inch-upright"])
def test_kana_are_put_together_by_keys_alone(chromium: Browser, panel: str) -> None:
    with stood(chromium, PANELS[panel]) as (page, lane):
        stands(page, lane, "introducing")
        for name in ("合っています",):
            go_to(page, name)
            page.keyboard.press("Enter")
        page.locator("#kana").wait_for()
        in_steps = page.locator(".kana-rows").is_visible()
        for row, sign in (("カ", "キ"), ("ナ", "ヌ")):
            if in_steps:
                go_to(page, f"{row}行")
                page.keyboard.press("Enter")
            go_to(page, sign)
            page.keyboard.press("Enter")
        expect(page.locator("#kana")).to_have_value("キヌ")


def test_sizes_and_colours_are_changed_by_keys_alone_and_nothing_typed_is_lost(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"]) as (page, lane):
        stands(page, lane, "pin")
        page.keyboard.type("12")
        go_to(page, "見やすく")
        page.keyboard.press("Enter")
        go_to(page, "文字の大きさ")
        page.keyboard.press("Enter")
        expect(page.locator(".screen")).to_have_attribute("data-size", "2")
        expect(page.get_by_role("button", name="文字の大きさ")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#pin")).to_have_value("12")


def test_every_button_and_field_has_a_name_in_the_accessibility_tree(chromium: Browser) -> None:
    row = Row("ja", "1", "normal")
    with stood(chromium, PANELS["15-inch"], row) as (page, lane):
        for name, _ in walk(page, lane, row):
            tree = page.locator("#screen").aria_snapshot()
            nameless = [
                line
                for line in tree.splitlines()
                if line.strip() in {"- button", "- textbox", "- radio", "- checkbox"}
            ]
            assert not nameless, f"{name}: {tree}"


PLACES = ("leave", "display", "language")


@pytest.mark.parametrize("panel", ["7-inch", "10-inch", "15-inch", "24-inch-upright"])
def test_what_helps_always_lies_at_the_same_place(chromium: Browser, panel: str) -> None:
    """The way to the desk begins at one edge, and "more time" is one dialog at one place, on every screen."""
    row = Row("ja", "1", "normal")
    desks, times = set(), set()
    with stood(chromium, PANELS[panel], row) as (page, lane):
        for _name, _ in walk(page, lane, row):
            at = page.evaluate("""() => {
              const box = (each) => { if (!each) return null; const { right, top } = each.getBoundingClientRect(); return [Math.round(right), Math.round(top)]; };
              const dialog = document.querySelector("dialog.more-time");
              dialog?.showModal();
              const found = [box(document.querySelector(".leave button")), box(dialog?.querySelector("button"))];
              dialog?.close();
              return found;
            }""")
            desks.add(tuple(at[0] or ()))
            times.add(tuple(at[1] or ()))
    assert len(desks - {()}) == 1
    assert len(times - {()}) == 1


def test_news_that_change_nothing_here_leave_an_open_sheet_open(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"], Row("ja", "1", "normal")) as (page, lane):
        page.locator("[data-opens-dialog=display]").click()
        with page.expect_response("**/screen"):
            lane.stands_at(SAMPLES["reading"].step, seq=1)
        page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        assert page.locator("dialog.display[open]").count() == 1
