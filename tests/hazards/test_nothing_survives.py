"""Hazard: something of one visit is seen in the next. Searched for in memory, in the rows and on the lane."""

import functools
import gc
import sqlite3
import types
from contextlib import closing
from dataclasses import replace

import pytest

from hardware_mocks.card.issue import issue_card
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.personas.model import Resident, persona
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import Choice
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Consent

SENTINEL = Resident(
    name="鷺宮　澄香珠",
    kana="サギノミヤ　スミカズ",
    sex="2",
    birthdate=persona("sato").resident.birthdate,
    address="栃木県見本市哨兵町七丁目８番９号",
    postcode="999-7777",
)
MARKS = ("鷺宮", "哨兵町")


def sentinels_card(world):
    """Sato's chip with another name and address on it, and a photograph that nobody else has byte for byte."""
    holder = replace(persona("sato"), resident=SENTINEL)
    photo = chip_photo("mother")
    return issue_card(holder, world.pki, photo, world.made), photo


def held(*roots):
    """Everything that can be reached from the kiosk's own objects, without what belongs to modules and classes."""
    seen, waiting = {}, list(roots)
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, types.ModuleType | type | types.FrameType):
            continue
        seen[id(each)] = each
        if isinstance(each, types.FunctionType):
            waiting += [each.__closure__, each.__defaults__]
            continue
        waiting += gc.get_referents(each)
    return list(seen.values())


def held_by(house):
    """The running parts, and whatever our own modules remember of earlier calls."""
    caches = [
        each
        for each in gc.get_objects()
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(("kiosk", "reader"))
    ]
    return held(house.conductor, house.ports, house.face, *caches)


def of_the_first(found, photo):
    marks = [each for each in found if isinstance(each, str) and any(mark in each for mark in MARKS)]
    return marks + [each for each in found if isinstance(each, bytes | bytearray) and photo[:200] in each]


def first_visit(kiosk, card):
    """The sentinel comes as far as the answer, and a face is compared on the way."""
    visit = kiosk.lay_card(card)
    kiosk.enter_number_b("sato")
    kiosk.until(steps.Choosing)
    kiosk.choose(Choice.FACE)
    kiosk.until(steps.Choosing, steps.AskingConsent)
    kiosk.prove_by_pin("1234")
    kiosk.until(steps.AskingConsent)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    application = Person(SENTINEL.name, SENTINEL.kana, SENTINEL.sex, SENTINEL.birthdate, SENTINEL.address)
    kiosk.press(lambda seq: events.Introduced(seq, application))
    return visit


@pytest.fixture
def sentinel(kiosk):
    card, photo = sentinels_card(kiosk.stage.world)
    kiosk.stage.service.registry.enrol(card.user_certificate, "sato")
    return card, photo


def test_hazard_the_search_finds_what_is_there(kiosk, sentinel):
    card, photo = sentinel
    kiosk.lay_card(card)
    kiosk.enter_number_b("sato")
    kiosk.until(steps.Choosing)
    found = of_the_first(held_by(kiosk.stage.house), photo)
    assert {type(each) for each in found} == {str, bytes}


def test_hazard_nothing_of_one_visit_is_held_or_written_in_the_next(kiosk, sentinel):
    card, photo = sentinel
    first = first_visit(kiosk, card)
    kiosk.until(steps.ShowingResult)
    assert any("鷺宮" in cell for cell in rows_of(kiosk, first))
    kiosk.take_away()
    second = kiosk.to_choice("elderly")
    gc.collect()
    assert kiosk.lane.visit == second
    assert of_the_first(held_by(kiosk.stage.house), photo) == []
    assert kiosk.stage.house.face._newest is None
    assert rows_of(kiosk, second)
    assert not any(mark in cell for cell in rows_of(kiosk, second) for mark in MARKS)


def rows_of(kiosk, visit):
    """Every text of every row of a visit, in every table that knows visits."""
    with closing(sqlite3.connect(kiosk.stage.house.settings.home / "kiosk.sqlite")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = []
        for table in tables:
            columns = [each[1] for each in database.execute(f"PRAGMA table_info({table})")]
            for column in {"visit", "number"} & set(columns):
                rows = database.execute(f"SELECT * FROM {table} WHERE {column} = ?", (visit,)).fetchall()  # noqa: S608 - names out of the schema itself
                cells += [str(cell) for row in rows for cell in row]
    database.close()
    return cells
