"""What a screen must keep on any glass, as a list of sentences about what it does not keep: empty is good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from kiosk.settings.languages import FURTHER
from kiosk.settings.panels import PANELS, Panel
from kiosk.web.glass.panel import LEAST_GAP, LEAST_TARGET, LEAST_TEXT, least_key, least_ruby
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.language import FIRST, LANGUAGES

MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")
LEAST_STAFF_KEY = 9.0
LEAST_INK = 20.0
HAIR = 0.06
"""Millimetres lost to rounding."""
TURN = """(part) => {
  const button = Object.assign(document.createElement("button"), { type: "button", hidden: true });
  button.dataset.turnsTo = part;
  document.querySelector(".screen").append(button);
  button.click();
  button.remove();
}"""
"""Opens a page of a screen, as a press of whichever button leads there."""
MOST_PARTS = 12
AIR = 5
"""Pixels by which the boxes of two lines may touch where their letters do not."""

FIXED = ("7-inch", "7-inch-wide", "10-inch", "24-inch-upright")
SHAPES = ((16, 9), (16, 10), (4, 3))
SMALLEST, SMALLEST_UPRIGHT, LARGEST = 7.0, 15.0, 24.0


def drawn(seed: int, many: int = 4) -> list[Panel]:
    """Glasses that nobody thought of: any diagonal of the range, in the common shapes, one of them upright."""
    chance = Random(seed)
    panels = []
    for index in range(many):
        across, down = chance.choice(SHAPES)
        rows = chance.choice((600, 720, 768, 800, 1080))
        width, height = round(rows * across / down), rows
        if index == many - 1:
            panels.append(Panel(round(chance.uniform(SMALLEST_UPRIGHT, LARGEST), 1), height, width))
        else:
            panels.append(Panel(round(chance.uniform(SMALLEST, LARGEST), 1), width, height))
    return panels


def panels(seed: int) -> list[Panel]:
    return [*(PANELS[name] for name in FIXED), *drawn(seed)]


@dataclass(frozen=True)
class Row:
    """What one walk through all screens wears."""

    language: str
    size: str
    contrast: str
    low: bool = False


def pairwise(index: int) -> list[Row]:
    """For one glass: every size once, so that over the glasses every pair of size, colours and language comes."""
    contrasts, languages = ("normal", "high", "inverted"), (*LANGUAGES, *FURTHER)
    return [
        Row(
            languages[(number + 3 * index) % len(languages)],
            str(number + 1),
            contrasts[(number + index) % 3],
            low=(index + number) % 4 == 3,
        )
        for number in range(4)
    ]


def wear(page: Page, row: Row) -> None:
    """Press the buttons of the sheet until the screen wears what the row says."""
    if row.language in FURTHER:
        page.locator("[data-opens-dialog=languages]").click()
    if row.language != FIRST:
        page.locator(f".screen button[lang={row.language}]").click()
        page.locator(f".screen[lang={row.language}]").wait_for()
    page.locator("[data-opens-dialog=display]").click()
    for name, wanted in (("size", row.size), ("contrast", row.contrast), ("low", "yes" if row.low else None)):
        button = page.locator(f"dialog.display form[action$='/wish/{name}'] button")
        while button.count() and page.locator(".screen").get_attribute(f"data-{name}") != wanted:
            with page.expect_response(f"**/wish/{name}"):
                button.click()
            page.wait_for_function("() => !document.getElementById('screen').inert")
    page.locator("[data-closes=display]").click()


def walk(page: Page, lane: object, row: Row, names: list[str] | None = None) -> Iterator[tuple[str, dict]]:
    """Every sample as this glass shows it, part by part, measured: each comes by the stream, as for a patient."""
    for seq, (name, sample) in enumerate(SAMPLES.items(), start=2):
        if names is not None and name not in names:
            continue
        lane.board.show(sample.question) if sample.question else lane.board.take_down()
        lane.stands_at(sample.step, seq=seq)
        page.locator(f'.screen[lang={row.language}][data-seq="{seq}"]').wait_for(state="attached")
        if sample.part:
            page.evaluate(TURN, sample.part)
        for part in range(MOST_PARTS):
            measured = page.evaluate(MEASURE)
            yield (f"{name}#{part}" if part else name), measured
            if not measured["more"]:
                break
            page.evaluate("document.querySelector(\"[data-turns-parts='1']\").click()")


def broken(measured: Mapping[str, object], panel: Panel) -> Iterator[str]:
    """What this screen does not keep on this glass."""
    if measured["scrolls"]:
        yield "it scrolls"
    for each in measured["all"]:
        if not lies_within(each, measured["window"]):
            yield f"{each['name']} runs off the window"
    for each in measured["inside"]:
        if not lies_within(each, measured["stage"]):
            yield f"{each['name']} covers the frame"
    for each in measured["cut"]:
        yield f"{each} is cut"
    for each in measured["deaf"]:
        yield f"{each} does not answer at its centre"
    yield from _millimetres(measured, panel)
    yield from _covered(measured["lines"])


def lies_within(each: Mapping[str, float], room: Mapping[str, float], slack: float = 2.0) -> bool:
    return (
        room["left"] - slack <= each["left"]
        and each["right"] <= room["right"] + slack
        and room["top"] - slack <= each["top"]
        and each["bottom"] <= room["bottom"] + slack
    )


def _millimetres(measured: Mapping[str, object], panel: Panel) -> Iterator[str]:
    mm = panel.per_mm
    for each in measured["targets"]:
        least = least_key(panel) if each["key"] else LEAST_STAFF_KEY if each["staff"] else LEAST_TARGET
        smaller = min(each["right"] - each["left"], each["bottom"] - each["top"]) / mm
        if smaller < least - HAIR:
            yield f"{each['name']} is {smaller:.1f} mm"
    pressed = [each for each in measured["targets"] if not each["staff"]]
    for index, one in enumerate(pressed):
        for other in pressed[index + 1 :]:
            if apart(one, other) / mm < LEAST_GAP - HAIR:
                yield f"{one['name']} and {other['name']} are {apart(one, other) / mm:.1f} mm apart"
    for each in measured["texts"]:
        if each["size"] / mm < LEAST_TEXT - HAIR:
            yield f"the text {each['name']} is {each['size'] / mm:.1f} mm"
    for each in measured["readings"]:
        if each["size"] / mm < least_ruby(panel) - HAIR:
            yield f"the reading {each['name']} is {each['size'] / mm:.1f} mm"
    for each in measured["ink"]:
        if (each["bottom"] - each["top"]) / mm < LEAST_INK:
            yield f"the box to sign in is {(each['bottom'] - each['top']) / mm:.1f} mm high"


def _covered(lines: list[Mapping[str, float]]) -> Iterator[str]:
    """Words over words, by more than the air between lines."""
    for index, one in enumerate(lines):
        for other in lines[index + 1 :]:
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            if one["block"] != other["block"] and down > AIR and across > AIR:
                yield f"{one['name']} and {other['name']} cover each other"


def apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Pixels between two boxes along the direction in which they are apart."""
    across = max(other["left"] - one["right"], one["left"] - other["right"])
    down = max(other["top"] - one["bottom"], one["top"] - other["bottom"])
    return max(across, down)
