"""Screens are read out where somebody wishes it: in order, and what is private to no loudspeaker."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from kiosk.settings.panels import PANELS
from kiosk.web.glass.samples import SAMPLES
from tests.browser.glass.measuring import Row, wear
from tests.browser.glass.standing import stood

LISTEN = """() => {
  window.heard = [];
  document.getElementById("screen").addEventListener("said", (each) => window.heard.push(each.detail));
}"""


def wished(page: Page) -> None:
    page.evaluate(LISTEN)
    page.locator("[data-opens-dialog=display]").click()
    with page.expect_response("**/wish/aloud"):
        page.locator("dialog.display form[action$='/wish/aloud'] button").click()


def heard(page: Page, many: int) -> list[dict[str, str]]:
    page.wait_for_function("(many) => window.heard.length >= many", arg=many)
    return page.evaluate("window.heard")


def test_a_screen_is_read_out_line_by_line_and_the_next_one_follows(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"], Row("ja", "1", "normal"), aloud=True) as (page, lane):
        wished(page)
        assert [each["name"] for each in heard(page, 2)] == [
            "reading_card.title.wav",
            "reading_card.text.wav",
        ]
        lane.stands_at(SAMPLES["choosing"].step, seq=2)
        told = [each["name"] for each in heard(page, 4)][2:]
        assert told[:2] == ["choose_method.title.wav", "choose_method.text.wav"]


def test_hazard_consent_is_said_to_no_loudspeaker(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"], Row("ja", "1", "normal"), aloud=True) as (page, lane):
        wished(page)
        heard(page, 2)
        lane.stands_at(SAMPLES["consent"].step, seq=2)
        page.locator(".screen[data-seq='2']").wait_for(state="attached")
        lane.stands_at(SAMPLES["attract"].step, seq=3)
        last = heard(page, 3)
        assert not [each for each in last if each["name"].startswith("share_information")]
        assert {each["device"] for each in last} == {"loudspeaker"}


def test_a_glass_that_nobody_wished_to_hear_says_nothing(chromium: Browser) -> None:
    with stood(chromium, PANELS["15-inch"], aloud=True) as (page, _):
        wear(page, Row("ja", "1", "normal"))
        assert page.locator(".screen").get_attribute("data-says") is None
