"""What the screens say aloud: something on every screen, nothing personal, and nothing private on the loudspeaker."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.checkin.machine import steps
from kiosk.commands.voice import sentences
from kiosk.web.glass.samples import SAMPLES
from kiosk.web.glass.screens import screen_of
from kiosk.web.glass.sounds import sound_name
from kiosk.web.glass.spoken import GUIDES, TURNS, Line, lines_of
from kiosk.web.language import FACT, glass_keys, load_catalogues
from reader.face.liveness.turning import Ask
from reader.face.quality import Hint

TODAY = date(2026, 11, 21)
JA = load_catalogues()["ja"].sentences
PRIVATE = re.compile(r"^(reason|trouble|share_information)\.|\.(wrong|last|tries|noted|today)$")
"""Reasons, tries that are left and consent (the rule of the counter)."""


def said(name: str, lies: str = "flat", asks: str = "") -> tuple[Line, ...]:
    return lines_of(screen_of(SAMPLES[name].step, TODAY), lies, asks)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_screen_says_something_and_every_line_is_a_sentence_that_is_there(name: str) -> None:
    lines = said(name)
    assert lines
    for each in lines:
        assert each.key in JA, each.key
        assert sound_name(each.key) in sentences()


@pytest.mark.parametrize("name", SAMPLES)
def test_hazard_what_is_private_is_never_for_the_loudspeaker(name: str) -> None:
    for each in said(name):
        private = PRIVATE.search(each.key) and not each.key.startswith(
            ("take_card.", "result.", "trouble.title")
        )
        assert each.private or not private, each.key


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.sampled_from(["flat", "slot", "upright"]),
    st.sampled_from(["", *TURNS]),
)
def test_hazard_no_line_holds_a_fact_of_a_patient(name: str, lies: str, asks: str) -> None:
    for each in said(name, lies, asks):
        assert not FACT.search(re.sub(r"\{[^{}|]+\|[^{}|]+\}", "", JA[each.key]))


def test_the_card_is_asked_for_as_this_reader_takes_it() -> None:
    for lies, key in (("flat", "title"), ("slot", "title_slot"), ("upright", "title_upright")):
        assert said("attract", lies)[0].key == f"lay_card_down.{key}"


def test_what_the_camera_asks_now_is_said_before_everything_else() -> None:
    assert [
        each.key
        for each in lines_of(
            screen_of(steps.CapturingFace(SAMPLES["card_number"].step.card), TODAY), "flat", "left"
        )
    ] == ["turn.left"]


def test_every_turn_and_every_hint_of_the_camera_can_be_said() -> None:
    assert {each.value for each in Ask} == TURNS
    assert {each.value for each in Hint} <= GUIDES
    assert all(f"guide.{each}" in JA for each in GUIDES)


def test_sounds_have_names_of_their_own() -> None:
    names = [sound_name(each) for each in glass_keys()]
    assert len(set(names)) == len(names)
