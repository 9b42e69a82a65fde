"""Every known fact of the card, in this process and over the PC/SC stack alike."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware_mocks.card import CardMaterial, VirtualCard, card_expires
from hardware_mocks.card.number_a import number_a
from hardware_mocks.pcsc.private import PrivatePcsc, what_is_missing
from hardware_mocks.personas.model import Persona
from reader.card.number_b import number_b
from reader.pcsc.card_process import SOCKET_VARIABLE
from tests.hardware_mocks.card.facts import Fact, facts, page

ROOT = Path(__file__).parents[3]
Play = Callable[[Fact], str]


@pytest.fixture
def known(sato: Persona, now) -> tuple[Fact, ...]:
    assert sato.card
    b = number_b(sato.resident.birthdate, card_expires(sato, now).year, sato.card.security_code)
    return facts(number_a(sato.id), b, b[:6])


def fits(answer: str, expected: str) -> bool:
    return bool(re.fullmatch(expected.replace("…", ".*").replace("x", "."), answer, re.IGNORECASE))


def differing(known: tuple[Fact, ...], play: Play) -> list[str]:
    played = ((fact, play(fact)) for fact in known)
    return [
        f"{fact.says}: {answer}, not {fact.answer}"
        for fact, answer in played
        if not fits(answer, fact.answer)
    ]


def test_there_are_enough_facts_and_none_twice(known: tuple[Fact, ...]) -> None:
    assert len(known) > 90
    assert len({each.says for each in known}) == len(known)
    assert sum(each.inferred for each in known) < 6


def test_the_card_answers_as_is_known(known: tuple[Fact, ...], material: CardMaterial) -> None:
    def play(fact: Fact) -> str:
        card = VirtualCard(material)
        return [card.transmit(bytes.fromhex(each)) for each in fact.sent][-1].hex()

    assert differing(known, play) == []


PLAYER = """
import json, sys
from reader.pcsc.service import PcscReader
from hardware_mocks.pcsc.private import READER_NAME
session = PcscReader(READER_NAME).connect()
answers = []
for sent in json.load(sys.stdin):
    answers.append([session.transmit(bytes.fromhex(each)) for each in sent][-1].hex())
    session.close()
    session = PcscReader(READER_NAME).connect()
session.close()
print(json.dumps(answers))
"""
"""In a process of its own: the client library reads where the service is once."""


def test_over_the_pcsc_stack_it_answers_the_same(known: tuple[Fact, ...], material: CardMaterial) -> None:
    """One card after another for what changes a counter or a secret, so that no fact disturbs the next."""
    if missing := what_is_missing():
        pytest.skip("NOT RUN: no private PC/SC service: " + ", ".join(missing))
    harmless = [each for each in known if not set(each.says.split()) & {"wrong", "changed", "old"}]
    with tempfile.TemporaryDirectory(prefix="pcsc-") as folder, PrivatePcsc(Path(folder)) as service:
        service.insert(material)
        done = subprocess.run(
            [sys.executable, "-c", PLAYER],
            input=json.dumps([each.sent for each in harmless]),
            env={**os.environ, SOCKET_VARIABLE: service.socket},
            capture_output=True,
            text=True,
            check=True,
        )
    answers = dict(zip(harmless, json.loads(done.stdout), strict=True))
    assert differing(tuple(harmless), answers.__getitem__) == []


def test_the_page_of_facts_is_up_to_date() -> None:
    assert (ROOT / "docs" / "card-facts.md").read_text("utf-8") == page()
