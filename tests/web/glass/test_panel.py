"""Every length on a glass follows from its millimetres, and what a glass cannot keep is said."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings.panels import PANELS, Panel, panel_of
from kiosk.web.glass.panel import (
    LEAST_GAP,
    LEAST_TARGET,
    LEAST_TEXT,
    Layout,
    broken_promises,
    layout_of,
    least_key,
    least_ruby,
    lengths_of,
    sheet,
)

GLASSES = st.builds(Panel, st.floats(7, 24), st.integers(480, 3840), st.integers(480, 3840))


@pytest.mark.parametrize("panel", PANELS.values(), ids=str)
def test_the_common_glasses_keep_every_promise(panel: Panel) -> None:
    assert list(broken_promises(panel)) == []


@given(GLASSES)
def test_no_length_falls_below_what_is_promised(panel: Panel) -> None:
    lengths = lengths_of(panel)
    assert min(lengths.target, lengths.button, lengths.kana) >= LEAST_TARGET
    assert lengths.key >= least_key(panel)
    assert min(lengths.text, lengths.small, lengths.title) >= LEAST_TEXT
    assert lengths.gap >= LEAST_GAP


@pytest.mark.parametrize(("said", "layout"), [
    ("7 800x480", Layout.COMPACT), ("8 1280x800", Layout.COMPACT), ("10.1 1280x800", Layout.WIDE),
    ("12 1024x768", Layout.WIDE), ("21.5 1920x1080", Layout.WIDE), ("24 1080x1920", Layout.TALL),
])  # fmt: skip
def test_the_layout_follows_the_millimetres(said: str, layout: Layout) -> None:
    assert layout_of(panel_of(said)) is layout


@given(st.floats(7, 24), st.integers(2, 4))
def test_more_pixels_on_the_same_glass_change_no_millimetre(inches: float, times: int) -> None:
    coarse, fine = Panel(inches, 800, 480), Panel(inches, 800 * times, 480 * times)
    assert astuple(lengths_of(coarse)) == pytest.approx(astuple(lengths_of(fine)))
    assert layout_of(coarse) is layout_of(fine)


def test_from_ten_inches_keys_and_readings_are_larger() -> None:
    small, large = panel_of("9.9 1280x800"), panel_of("10 1280x800")
    assert (least_key(small), least_ruby(small)) == (18.0, 2.5)
    assert (least_key(large), least_ruby(large)) == (20.0, 3.0)


def test_the_sheet_says_how_many_pixels_a_millimetre_takes() -> None:
    assert "--mm: 5.2472px" in sheet(panel_of("7 800x480"))


@pytest.mark.parametrize(("said", "why"), [
    ("5 800x480", "wide"), ("6.5 1024x600", "high"), ("32 1920x1080", "inches"), ("24 640x480", "dots"),
])  # fmt: skip
def test_what_a_glass_cannot_keep_is_said(said: str, why: str) -> None:
    assert why in " ".join(broken_promises(panel_of(said)))


@pytest.mark.parametrize("said", ["15", "big", "0 800x480", "7 800*480", "7 80x48", "7 8000x4800", ""])
def test_what_names_no_glass_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="is no glass"):
        panel_of(said)
