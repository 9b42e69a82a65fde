"""Scripted visits through the real stack without a browser; patient and receptionist act by the persona's script."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hardware_mocks.card.issue import card_expires
from hardware_mocks.personas.model import Persona, persona
from kiosk.checkin.conductor.conductor import READER
from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.desk.acting import Desk
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.storage.visit.visits import VisitRecord
from reader.card.number_b import number_b
from rehearsal.acting import RECEPTIONIST, Cast, Nothing, TakeTheCard, act, application_of, typed
from rehearsal.stage import Stage

PATIENCE = 60.0
"""Seconds after which a visit that does not move is given up."""


class Stuck(Exception):
    """Nothing moved for a minute; the message names the step."""


class Journal(io.StringIO):
    """The kiosk's log, kept as the lines it consists of."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._lines: list[dict[str, Any]] = []

    def write(self, text: str) -> int:
        with self._lock:
            self._lines.extend(json.loads(line) for line in text.splitlines() if line)
        return len(text)

    def lines(self, visit: str, event: str = "step_left") -> tuple[dict[str, Any], ...]:
        with self._lock:
            return tuple(each for each in self._lines if each["visit"] == visit and each["event"] == event)


@dataclass(frozen=True, slots=True)
class Ended:
    """One visit as it was recorded, and how it was expected to end."""

    visit: str
    outcome: str | None
    decision: str | None
    method: str | None
    expected_outcome: str
    expected_decision: str | None

    @property
    def as_expected(self) -> bool:
        agreed = self.expected_decision is None or self.decision == self.expected_decision
        return self.outcome == self.expected_outcome and agreed


def play(stage: Stage, persona_id: str, method: str | None = None, face: bytes | None = None) -> Ended:
    """One visit from the card to the desk's last word; `face` is a picture file to stand before the camera instead.

    Raises:
        Stuck: a step did not end.
    """
    someone = persona(persona_id) if face is None else _stranger(persona(persona_id))
    by_desk = someone.card is None
    number = _at_the_desk(stage, someone) if by_desk else _at_the_reader(stage, someone, method, face)
    _desk_follows(stage, someone, number)
    found = _record(stage, number)
    return Ended(
        number,
        found.outcome,
        found.decision.value if found.decision else None,
        found.method.value if found.method else None,
        someone.expected_outcome,
        someone.expected_decision,
    )


def _stranger(someone: Persona) -> Persona:
    """With a face of one's own the matcher alone decides: the receptionist of the script would vouch for anybody."""
    return replace(someone, script={**someone.script, "staff": "refuses"})


def lines(
    stage: Stage, journal: Journal, persona_id: str, method: str | None, face: bytes | None = None
) -> Iterator[dict[str, object]]:
    """A line a step, and a last one with the outcome."""
    ended = play(stage, persona_id, method, face)
    for each in journal.lines(ended.visit):
        yield {"visit": ended.visit, "step": each["step"], "ms": each["ms"]}
    yield {
        "visit": ended.visit,
        "persona": persona_id,
        "outcome": ended.outcome,
        "decision": ended.decision,
        "method": ended.method,
        "expected": {"outcome": ended.expected_outcome, "decision": ended.expected_decision},
        "as_expected": ended.as_expected,
    }


def _at_the_reader(stage: Stage, someone: Persona, method: str | None, face: bytes | None) -> str:
    assert someone.card is not None
    expires = card_expires(someone, stage.world.made)
    born, code = someone.resident.birthdate, someone.card.security_code
    today = stage.house.clock.now().today
    cast = Cast(someone, method or someone.method, number_b(born, expires.year, code), today)
    _wait(stage, READER, lambda lane: isinstance(lane.step, steps.Attract))
    stage.dock.stand(someone.head)
    if face is not None:
        stage.dock.stand_with(face)
    stage.dock.insert(someone.id)
    return _act_until_over(stage, cast)


def _at_the_desk(stage: Stage, someone: Persona) -> str:
    """Without a card: the receptionist begins the visit and types the document."""
    house = stage.house
    patient = someone.intake["patient_id"] if someone.intake else None
    number = house.ports.ledger.open_visit("desk", house.clock.now(), patient)
    begun = house.conductor.post(events.DeskStarted(number), lane=number).result(PATIENCE)
    house.conductor.post(typed(begun.seq, someone), lane=number)
    _wait(stage, number, lambda lane: isinstance(lane.step, steps.Closed))
    return number


def _act_until_over(stage: Stage, cast: Cast) -> str:
    """Act at every new step until the reader waits for the next patient."""
    conductor, acted, visit = stage.house.conductor, -1, ""
    revision = -1
    while True:
        lane = _lane(stage, READER)
        visit = lane.visit or visit
        if visit and isinstance(lane.step, steps.Attract):
            return visit
        if lane.seq != acted:
            acted = lane.seq
            match act(lane, cast):
                case Nothing():
                    pass
                case TakeTheCard():
                    stage.dock.remove()
                case event:
                    conductor.post(event)
        revision = _next(stage, revision, lane)


def _next(stage: Stage, revision: int, lane: CheckIn) -> int:
    following = stage.house.conductor.wait(revision, PATIENCE)
    if following == revision:
        raise Stuck(f"{type(lane.step).__name__} did not end within {PATIENCE:.0f} s")
    return following


def _wait(stage: Stage, name: str, until: Callable[[CheckIn], bool]) -> None:
    revision = -1
    while True:
        lane = stage.house.conductor.lane(name)
        if lane is None or until(lane):
            return
        revision = _next(stage, revision, lane)


def _lane(stage: Stage, name: str) -> CheckIn:
    lane = stage.house.conductor.lane(name)
    assert lane is not None
    return lane


def _desk_follows(stage: Stage, someone: Persona, number: str) -> None:
    """What the receptionist still does once the patient has come to the desk."""
    desk = Desk(stage.house, RECEPTIONIST, stage.house.clock.now())
    application = application_of(someone)
    if _record(stage, number).waits_for == "application" and application:
        enter_application(desk, number, application)
    if _record(stage, number).waits_for == "question" and "question_answer" in someone.script:
        answer_question(desk, number, agrees=someone.script["question_answer"] == "agrees")


def _record(stage: Stage, number: str) -> VisitRecord:
    with stage.house.storage.reading() as books:
        return books.visits.find(number)
