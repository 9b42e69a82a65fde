"""Hazard: a PIN, a 照合番号B or a My Number ends up in the log, the database or another file of the kiosk's home."""

import re
import sqlite3
from dataclasses import replace

import pytest

from hardware_mocks.card.issue import issue_card
from hardware_mocks.heads.photographs import chip_photo
from hardware_mocks.personas.model import persona
from kiosk.checkin.machine import events, steps
from kiosk.qualification.grounds import Consent
from rehearsal.stage import ACCOUNTS, PASSWORD

CANARY, WRONG = "0451", "8264"
TWELVE = re.compile(r"(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])")
WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""Of the eleven digits before the check digit (ministerial ordinance no. 85 of 2014, article 5)."""


def is_my_number(digits):
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:11], strict=True)) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def my_numbers(text):
    return [each for each in TWELVE.findall(text) if is_my_number(each)]


def word(secret):
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(secret)}(?![0-9A-Za-z])")


@pytest.fixture(scope="module")
def told(another_kiosk):
    """A kiosk of its own whose patient typed a wrong PIN, the right one, and the number of the card: what it wrote."""
    with another_kiosk() as kiosk:
        canary(kiosk)
        assert kiosk.next_patient().outcome == "confirmed"
        settings = kiosk.stage.settings
        number = kiosk.number_b("sato")
        house = kiosk.stage.house
        house.storage.following.settle()
        yield {
            "log": "\n".join(str(line) for line in kiosk.journal._lines),
            "cells": "\n".join(cells(settings.home / "kiosk.sqlite")),
            "files": {path: path.read_bytes() for path in settings.home.rglob("*") if path.is_file()},
            "number_b": number,
            "screens": repr(house.conductor.lanes()),
        }


def canary(kiosk):
    sato, world = persona("sato"), kiosk.stage.world
    holder = replace(sato, card=replace(sato.card, pin=CANARY))
    card = issue_card(holder, world.pki, chip_photo("sato"), world.made)
    kiosk.stage.service.registry.enrol(card.user_certificate, "sato")
    kiosk.lay_card(card)
    kiosk.enter_number_b("sato")
    kiosk.until(steps.Choosing)
    kiosk.to_pin()
    kiosk.press(lambda seq: events.PinEntered(seq, WRONG))
    kiosk.until(steps.EnteringPin)
    assert CANARY not in repr(events.PinEntered(1, CANARY))
    kiosk.press(lambda seq: events.PinEntered(seq, CANARY))
    kiosk.until(steps.ConfirmingName)
    kiosk.press(lambda seq: events.NameConfirmed(seq, mine=True))
    kiosk.until(steps.AskingConsent)
    kiosk.press(lambda seq: events.ConsentGiven(seq, Consent.everything()))
    kiosk.until(steps.ShowingResult)


def cells(path):
    """Every cell of every table as text: between them, digits of neighbours would run together."""
    database = sqlite3.connect(path)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [
        str(cell)
        for table in tables
        for row in database.execute(f"SELECT * FROM {table}")  # noqa: S608 - names out of the schema itself
        for cell in row
    ]
    database.close()
    return found


@pytest.mark.parametrize("secret", [CANARY, WRONG])
def test_hazard_no_pin_is_in_the_log_the_database_or_on_a_screens_state(told, secret):
    for place in ("log", "cells", "screens"):
        assert not word(secret).search(told[place]), place


def test_hazard_the_number_of_the_card_is_in_no_file_of_the_home(told):
    number = told["number_b"]
    assert number not in told["log"]
    assert [path.name for path, content in told["files"].items() if number.encode() in content] == []


def test_hazard_no_my_number_is_written_anywhere(told):
    assert my_numbers(told["log"]) == []
    assert my_numbers(told["cells"]) == []


def test_hazard_no_photograph_is_in_any_file_of_the_home(told):
    photo = chip_photo("sato")[120:220]
    assert [path.name for path, content in told["files"].items() if photo in content] == []


def test_hazard_no_password_of_an_account_is_kept_in_the_clear(told):
    assert ACCOUNTS
    assert [path.name for path, content in told["files"].items() if PASSWORD.encode() in content] == []


def test_the_scan_would_find_each_of_them():
    assert my_numbers("n 123456789018 n")
    assert not my_numbers("n 123456789012 n")
    assert word(CANARY).search("pin=0451,")
