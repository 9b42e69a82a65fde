"""Every colour of a text stands out seven to one from the grounds that it is used on, in each of the three sets."""

from __future__ import annotations

import re

import pytest

from kiosk.web.app import PAGES
from kiosk.web.glass.wishes import CONTRASTS

COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "accent", "alert", "good") for ground in ("ground", "paper")],
    ("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-accent", "alert"), ("accent", "accent-soft"),
    ("ink", "accent-soft"), ("alert", "alert-soft"), ("care", "care-soft"), ("good", "good-soft"), ("ink-soft", "accent-soft"),
]  # fmt: skip


def colours(contrast: str) -> dict[str, str]:
    """The usual set, and what another set changes of it."""
    usual = dict(COLOUR.findall((PAGES / "static" / "tokens.css").read_text("utf-8")))
    if contrast == "normal":
        return usual
    sheet = (PAGES / "static" / "contrasts.css").read_text("utf-8")
    changed = sheet.partition(f'[data-contrast="{contrast}"] {{')[2].partition("}")[0]
    return usual | dict(COLOUR.findall(changed))


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("contrast", CONTRASTS)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_seven_to_one(text: str, ground: str, contrast: str) -> None:
    of = colours(contrast)
    light, dark = sorted((luminance(of[text]), luminance(of[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7.0


@pytest.mark.parametrize("contrast", CONTRASTS[1:])
def test_another_set_changes_every_colour_of_text(contrast: str) -> None:
    assert colours(contrast)["ink"] != colours("normal")["ink"]
    assert len(colours(contrast)) == len(colours("normal"))
