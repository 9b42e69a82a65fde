"""The generated pages say what the code does now; the catalogue has every code that the code can name."""

import ast
import re
from pathlib import Path

import pytest

from kiosk.checkin import diagram
from kiosk.checkin.conductor.performing import CODES
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.effects import RecordEvent, RecordTrouble
from kiosk.checkin.walk import make_hand, walk
from kiosk.desk.arrivals.listing import FILE_UNSEEN, STOPPED_BESIDE
from kiosk.desk.arrivals.watch import AWAY
from kiosk.desk.arrivals.watch import TROUBLES as FOLDERS
from kiosk.docs.__main__ import pages
from kiosk.docs.catalogues import troubles_page
from kiosk.identity.certificate import Cause, Doubt, Flaw
from kiosk.observability.events import catalogue
from kiosk.station.card_desk import OTHER_CARDS
from kiosk.storage.audit.chain import checked
from kiosk.troubles import ANCHORS_OLD, BY_CODE, TROUBLES, Tell
from kiosk.web.language import LANGUAGES, load_catalogues

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SAID = [each.sentences for code, each in load_catalogues().items() if code in LANGUAGES]
SAY = [each.plain for code, each in load_catalogues().items() if code in LANGUAGES]
NAMING = {"trouble": 0, "fallback": 1, "face_lost": 2, "NamedTrouble": 0, "CardTrouble": 0, "RecordTrouble": 0, "_stop": 1, "_broken": 1, "CardRemoved": 0, "_alarm": 0}  # fmt: skip
"""Calls that name a trouble, and at which place."""


@pytest.fixture(scope="module")
def moves():
    return tuple(walk(make_hand()))


def named_in(source):
    """Every code written out in a call that names a trouble."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = NAMING.get(called)
            if place is not None and len(node.args) > place:
                for constant in ast.walk(node.args[place]):
                    if (
                        isinstance(constant, ast.Constant)
                        and isinstance(constant.value, str)
                        and constant.value
                    ):
                        yield constant.value


def codes_of(moves):
    for move in moves:
        yield getattr(move.after.step, "code", "")
        yield from (each.code for each in move.effects if isinstance(each, RecordTrouble))


@pytest.fixture(scope="module")
def used(moves):
    written = {code for path in ROOT.glob("kiosk/**/*.py") for code in named_in(path.read_text("utf-8"))}
    raised = {code for _, code in CODES}
    judged = {f"certificate_{each.value}" for each in (*Flaw, *Cause)} | {doubt.value for doubt in Doubt}
    walked = set(codes_of(moves)) - {""}
    foreign = (
        set(OTHER_CARDS.values()) | {ANCHORS_OLD} | {*FOLDERS.values(), AWAY, FILE_UNSEEN, STOPPED_BESIDE}
    )
    return {
        code
        for code in written | raised | judged | walked | foreign
        if "{" not in code and not code.endswith("_")
    }


def test_every_generated_page_is_up_to_date(moves):
    stale = [name for name, text in pages(moves).items() if (DOCS / name).read_text("utf-8") != text]
    assert not stale, f"run scripts/docs: {stale}"


def test_the_diagram_draws_every_step_and_no_other(moves):
    drawn = set(re.findall(r"^    (\w+) --> (\w+) :", diagram.page(moves), re.MULTILINE))
    assert {name for pair in drawn for name in pair} == {step.__name__ for step in steps.ALL_STEPS}


def test_every_move_of_the_walk_stands_in_a_table(moves):
    listed = set(re.findall(r"^\| `(\w+)` \| `(\w+)` \| `(\w+)` \|", diagram.page(moves), re.MULTILINE))
    elsewhere = (*diagram.ANYWHERE, events.TimePassed)
    walked = {
        tuple(type(each).__name__ for each in (move.before.step, move.event, move.after.step))
        for move in moves
        if not isinstance(move.event, elsewhere)
    }
    assert walked <= listed


def test_every_step_is_explained():
    for step in steps.ALL_STEPS:
        assert not step.__doc__.startswith(f"{step.__name__}("), step.__name__


def test_every_trouble_that_the_code_names_is_in_the_catalogue(used):
    assert used - set(BY_CODE) == set()


def test_the_catalogue_has_no_trouble_that_nothing_names(used):
    assert set(BY_CODE) - used == set()


def test_every_event_that_the_machine_records_is_listed_with_its_keys(moves):
    recorded = [each for move in moves for each in move.effects if isinstance(each, RecordEvent)]
    assert {each.kind for each in recorded} == {
        "card_recognised",
        "card_opened",
        "certificate_checked",
        "method_chosen",
        "pin_verified",
        "name_confirmed",
        "consent_given",
        "card_registered",
        "service_asked",
    }
    for each in recorded:
        assert checked(each.kind, dict(each.facts)) == dict(each.facts)  # else NotAuditable


def test_every_event_of_the_list_is_written_by_somebody():
    written = {
        node.value
        for path in ROOT.glob("kiosk/**/*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(catalogue().events) - written == set()


def test_no_code_is_listed_twice():
    assert len(BY_CODE) == len(TROUBLES)


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.code)
def test_every_trouble_is_told_to_patient_and_desk_in_every_language(trouble):
    japanese, english = SAID
    for key in (trouble.to_patient, trouble.what, trouble.do):
        assert re.search("[ぁ-ん]", japanese[key])
        assert trouble.code not in japanese[key] + english[key]
    assert english[trouble.to_patient].isascii()


def test_the_desk_reads_another_sentence_for_each_trouble():
    for said in SAID:
        told = [said[each.what] for each in TROUBLES]
        assert len(set(told)) == len(told)


def test_nothing_is_said_that_no_trouble_says():
    keys = {each for each in SAID[0] if each.startswith("trouble.") and each.count(".") == 2}
    spoken = {key for each in TROUBLES for key in (each.to_patient, each.what, each.do)}
    told = {f"trouble.tell.{each.tell.value}" for each in TROUBLES if each.tell is not Tell.NOBODY}
    assert keys == spoken | told


def test_the_page_of_troubles_has_a_row_for_each():
    page = troubles_page(TROUBLES, SAY)
    assert sorted(re.findall(r"^\| `(\w+)` \|(?:[^|\n]*\|){4}$", page, re.MULTILINE)) == sorted(BY_CODE)


def test_every_event_has_a_sentence():
    for event in catalogue().events.values():
        assert event.sentence.endswith(".")
