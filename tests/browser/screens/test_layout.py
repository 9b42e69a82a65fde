"""Every screen on every glass: nothing to scroll, nothing too small to touch or read, nothing too pale."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from kiosk.web.app import PAGES
from kiosk.web.glass.samples import SAMPLES

# What the browser measures, in CSS pixels; millimetres are made of it here.
MEASURE = """() => {
  const screen = document.querySelector(".screen");
  const stage = screen.querySelector(".stage").getBoundingClientRect();
  const shown = (each) => each.getClientRects().length > 0 && !each.closest(".unseen, dialog, [hidden]");
  const box = (each) => {
    const { left, top, right, bottom, width, height } = each.getBoundingClientRect();
    return { name: `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 14)}`,
             left, top, right, bottom, width, height, key: each.matches(".keypad .key"), staff: !!each.closest(".staff") };
  };
  const texts = [...screen.querySelectorAll("*")].filter(
    (each) => shown(each) && !each.closest("rt, rp, svg, option") &&
      [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return {
    scrolls: document.scrollingElement.scrollHeight > innerHeight || document.scrollingElement.scrollWidth > innerWidth,
    stage: { top: stage.top, bottom: stage.bottom },
    inside: [...screen.querySelectorAll(".stage *")].filter((each) => shown(each) && !each.closest("svg")).map(box),
    targets: [...screen.querySelectorAll("button, .tick")].filter(shown).map(box),
    texts: texts.map((each) => ({ size: parseFloat(getComputedStyle(each).fontSize), name: each.textContent.trim().slice(0, 20) })),
  };
}"""

LEAST_TARGET = 15.0
LEAST_PIN_KEY = 20.0
LEAST_STAFF_KEY = 9.0
LEAST_GAP = 3.0
LEAST_TEXT = 4.9
HAIR = 0.05
"""Millimetres lost to rounding."""


@pytest.fixture(params=["ja", "en"])
def seen(request: pytest.FixtureRequest, page: Page, site: object) -> dict[str, dict]:
    """Every sample as this glass shows it, measured: each comes by the stream, as it does for a patient.

    Failure mode and the banner of the demo are both on: no screen ever has more to carry.
    """
    language = request.param
    site.failure[0] = True
    site.lane.stands_at(SAMPLES["reading"].step, seq=1)
    page.goto(site.address)
    if language == "en":
        page.get_by_role("button", name="English").click()
    measures = {}
    for seq, (name, sample) in enumerate(SAMPLES.items(), start=2):
        site.lane.stands_at(sample.step, seq=seq)
        page.locator(f'.screen[lang={language}][data-seq="{seq}"]').wait_for(state="attached")
        if sample.part:
            page.evaluate(f"document.querySelector('[data-turns-to={sample.part}]').click()")
        measures[name] = page.evaluate(MEASURE)
    return measures


def test_every_screen_fits_its_glass(seen: dict[str, dict], glass: object) -> None:
    for name, measured in seen.items():
        assert not measured["scrolls"], name
        for each in measured["inside"] + measured["targets"]:
            assert lies_within(each, -1, -1, glass.width + 1, glass.height + 1), (
                f"{name}: {each['name']} runs off"
            )
        for each in measured["inside"]:
            top, bottom = measured["stage"]["top"] - 2, measured["stage"]["bottom"] + 2
            assert lies_within(each, -1, top, glass.width + 1, bottom), (
                f"{name}: {each['name']} covers the frame"
            )
        large_enough(name, measured["targets"], glass)
        for text in measured["texts"]:
            assert text["size"] / glass.per_mm >= LEAST_TEXT - HAIR, f"{name}: {text['name']}"


def lies_within(each: dict, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= each["left"] <= each["right"] <= right and top <= each["top"] <= each["bottom"] <= bottom


def large_enough(name: str, targets: list[dict], glass: object) -> None:
    """What is pressed can be hit by a hand that trembles, and not together with its neighbour."""
    for each in targets:
        least = LEAST_PIN_KEY if each["key"] else LEAST_STAFF_KEY if each["staff"] else LEAST_TARGET
        smaller = min(each["width"], each["height"]) / glass.per_mm
        assert smaller >= least - HAIR, f"{name}: {each['name']} is {smaller:.1f} mm"
    patients = [each for each in targets if not each["staff"]]
    for index, one in enumerate(patients):
        for other in patients[index + 1 :]:
            assert apart(one, other) / glass.per_mm >= LEAST_GAP - HAIR, (
                f"{name}: {one['name']} / {other['name']}"
            )


def apart(one: dict, other: dict) -> float:
    """Pixels between two boxes along the direction in which they are apart."""
    across = max(other["left"] - one["right"], one["left"] - other["right"])
    down = max(other["top"] - one["bottom"], one["top"] - other["bottom"])
    return max(across, down)


# -- colours --------------------------------------------------------------------------------------------------------

TOKENS = dict(
    re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (PAGES / "static" / "tokens.css").read_text("utf-8"))
)
PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "accent", "alert", "good") for ground in ("ground", "paper")],
    ("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-accent", "alert"), ("accent", "accent-soft"),
    ("ink", "accent-soft"), ("alert", "alert-soft"), ("care", "care-soft"), ("good", "good-soft"), ("ink-soft", "accent-soft"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_seven_to_one(text: str, ground: str) -> None:
    light, dark = sorted((luminance(TOKENS[text]), luminance(TOKENS[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7.0
