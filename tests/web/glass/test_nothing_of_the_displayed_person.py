"""After an ASK or a STOP the patient's screen has nothing of the displayed person: no body, header, title, URL, stream."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from typing import get_args, get_type_hints

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.seen import CardItems, CardSeen, Chart, Photo
from kiosk.clock import JAPAN
from kiosk.matching.report import Decision, Person
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.qualification.model import Answer, Qualification, Sex, Validity
from kiosk.web.feed import revisions
from kiosk.web.language import LANGUAGES

ITEMS = CardItems("佐藤　見本", date(1985, 4, 12), "1", "東京都千代田区見本町1-2-3")
CARD = CardSeen(b"", 3, 10, simulated=True, photo_state=Photo.PRESENT, photo=b"", items=ITEMS)
PROOF = CardProof(Method.PIN, b"", Challenge("", "", b""), b"")
CHART = Chart("P-77", Person("佐藤　見本", "サトウ　ミホン", "1", date(1985, 4, 12), ITEMS.address))
SHOWN = Qualification(
    card_classification="01", name="鬼頭　彦十郎", kana="キトウ　ヒコジュウロウ", sex=Sex.MALE, birthdate=date(1931, 7, 28),
    address="秘密県秘密市秘密町7-77", insurer_name="秘密健康保険組合", insurer_number="99137777", symbol="秘", number="771177",
    branch="07", personal_family="1",
)  # fmt: skip
MOVED = dataclasses.replace(
    SHOWN, name=ITEMS.name, kana="サトウ　ミホン", birthdate=ITEMS.birthdate, address="秘密県秘密市秘密町7-77"
)
SECRETS = (
    "鬼頭", "彦十郎", "キトウ", "ヒコジュウロウ", "1931", "昭和6", "7月28", "28 July", "秘密", "7-77", "9913", "7711", "P-77",
    "stop.", "ask.", "STOP", "停止", "照合保留",
)  # fmt: skip


def answer(shown: Qualification) -> Answer:
    at = datetime(2026, 11, 21, 9, 0, tzinfo=JAPAN)
    return Answer("V-1", "inquiry", at, at.date(), Validity.VALID, (shown,))


def everything_served(client: FlaskClient, lane: object) -> Iterator[str]:
    """What reaches the browser at this moment: both pages with their headers, and the stream."""
    for path in ("/", "/screen"):
        reply = client.get(path)
        assert reply.status_code == 200
        yield f"{path}\n{reply.headers}\n{reply.get_data(as_text=True)}"
    yield next(revisions(lane, lambda: True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("shown", "decision"), [(SHOWN, Decision.STOP), (MOVED, Decision.ASK)])
def test_from_the_answer_to_the_goodbye_the_glass_knows_nothing_of_it(
    app: Flask, lane: object, shown: Qualification, decision: Decision, language: str
) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["spoken"] = {"language": language, "visit": "V-1"}
    lane.stands_at(steps.Querying(PROOF, Consent.everything(), CARD))
    served = list(everything_served(client, lane))

    lane.post(events.Answered(lane.check_in.seq, answer(shown), (CHART,)))
    assert lane.check_in.step.settled.decision is decision
    seen = []
    for move in (events.Continued(lane.check_in.seq), events.CardRemoved(), None):
        seen.append(type(lane.check_in.step))
        served += everything_served(client, lane)
        if move:
            lane.post(move)

    assert seen == [steps.ShowingResult, steps.TakeCard, steps.Closed]
    assert f'lang="{language}"' in served[1]
    assert not [(secret, page[:200]) for page in served for secret in SECRETS if secret in page]


def test_no_step_that_a_screen_is_drawn_from_can_hold_an_answer() -> None:
    """What cannot be held cannot be shown: of a finished visit a step knows codes and the clinic's own patient number."""
    held = {step: _reached(step) for step in steps.ALL_STEPS}

    assert not [step for step, kinds in held.items() if kinds & {Answer, Qualification}]
    assert CardItems in held[steps.Introducing]


def _reached(kind: type) -> set[type]:
    found = {kind}
    if dataclasses.is_dataclass(kind):
        for hint in get_type_hints(kind).values():
            for each in (hint, *get_args(hint)):
                if isinstance(each, type) and each not in found:
                    found |= _reached(each)
    return found
