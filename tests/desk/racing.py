"""Two stations on one database that press on one record in the same moment, and a check of what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations_with_replacement

from desk_world import CHART, MOVED, SATO, Clinic

from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.cases.lifting import want_lifted
from kiosk.desk.cases.working import answer_handling, close_case, tell_sent, write_item
from kiosk.desk.hand_over import hand_over
from kiosk.desk.papers.brought_later import bring_seen, settle_visit
from kiosk.desk.undoing import reassign, resume, take_back
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.evidence.kinds import EvidenceKind
from kiosk.incidents.model import Handling, Report, ReportItem
from kiosk.storage.inspection import who

OTHER = replace(
    CHART, patient_id="P-200", name="鈴木　花子", kana="スズキ　ハナコ", birthdate=date(1961, 2, 3)
)
FIRST, SECOND, BEFORE = "ichiban", "niban", "shitaku"
"""Who races, and who set the race up."""
VisitAct = Callable[[Desk, str], object]
CaseAct = Callable[[Desk, int], object]

ON_A_VISIT: dict[str, tuple[Callable[[Clinic], str], dict[str, VisitAct]]] = {
    "application": (
        lambda clinic: clinic.first_visit(),
        {
            "enters what fits": lambda desk, number: enter_application(desk, number, SATO),
            "enters another address": lambda desk, number: enter_application(desk, number, MOVED),
            "gives it to another patient": lambda desk, number: reassign(desk, number, "P-200", "chart"),
            "takes it up again": lambda desk, number: resume(desk, number, "came back"),
        },
    ),
    "question": (
        lambda clinic: clinic.question(),
        {
            "agrees": lambda desk, number: answer_question(desk, number, agrees=True),
            "differs": lambda desk, number: answer_question(desk, number, agrees=False),
            "enters what fits": lambda desk, number: enter_application(desk, number, SATO),
            "gives it to another patient": lambda desk, number: reassign(desk, number, "P-200", "chart"),
            "takes it up again": lambda desk, number: resume(desk, number, "came back"),
        },
    ),
    "confirmed": (
        lambda clinic: clinic.confirmed(),
        {
            "takes it back": lambda desk, number: take_back(desk, number, "wrong press"),
            "gives it to another patient": lambda desk, number: reassign(desk, number, "P-200", "chart"),
            "takes it up again": lambda desk, number: resume(desk, number, "came back"),
            "hands it over": hand_over,
            "settles it": lambda desk, number: settle_visit(desk, number, 500, 3, 1500, 1),
        },
    ),
    "way round": (
        lambda clinic: clinic.way_round(),
        {
            "brings a portal": lambda desk, number: bring_seen(desk, number, EvidenceKind.PORTAL, card=True),
            "gives it to another patient": lambda desk, number: reassign(desk, number, "P-200", "chart"),
            "takes it up again": lambda desk, number: resume(desk, number, "came back"),
        },
    ),
}
"""Where a visit may stand, how it comes there, and what may be pressed on it then."""

NOTHING_DONE = Handling(printed=False, stored=False, passed_on=False)
ON_A_CASE: dict[str, CaseAct] = {
    "writes an item": lambda desk, case: write_item(desk, case, next(iter(ReportItem)), "what was seen"),
    "says what was done": lambda desk, case: answer_handling(desk, case, NOTHING_DONE, wrongful=True),
    "sent a report": lambda desk, case: tell_sent(desk, case, next(iter(Report))),
    "wants it lifted": lambda desk, case: want_lifted(desk, case, "the same person after all"),
    "closes it": lambda desk, case: close_case(desk, case, "done"),
}


@dataclass(frozen=True)
class Race:
    """One pair of acts on one kind of record."""

    on: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.on}: {self.one} | {self.other}"


RACES = tuple(
    Race(on, one, other)
    for on, (_, acts) in ON_A_VISIT.items()
    for one, other in combinations_with_replacement(acts, 2)
) + tuple(Race("case", one, other) for one, other in combinations_with_replacement(ON_A_CASE, 2))


@dataclass(frozen=True)
class Came:
    """What each of the two was told: None is "done", else the code of the refusal."""

    first: str | None
    second: str | None
    number: str

    @property
    def winners(self) -> int:
        return (self.first is None) + (self.second is None)


def run(race: Race, one: Clinic, other: Clinic) -> Came:
    """Both pages show the same; both press at once."""
    if race.on == "case":
        return _on_a_case(race, one, other)
    begin, acts = ON_A_VISIT[race.on]
    number = begin(one)
    seen = one.kept(number).version
    told = _at_once(
        lambda: acts[race.one](one.at_desk(FIRST, seen), number),
        lambda: acts[race.other](other.at_desk(SECOND, seen), number),
    )
    return Came(*told, number)


def _on_a_case(race: Race, one: Clinic, other: Clinic) -> Came:
    number = one.stopped_by_rule()
    enter_application(one.at_desk(BEFORE), number, SATO)
    with one.storage.reading() as books:
        (case,) = books.cases.of_visit(number)
    answer_handling(one.at_desk(BEFORE), case.id, NOTHING_DONE, wrongful=False)
    with one.storage.reading() as books:
        seen = books.cases.find(case.id).version
    told = _at_once(
        lambda: ON_A_CASE[race.one](one.at_desk(FIRST, seen), case.id),
        lambda: ON_A_CASE[race.other](other.at_desk(SECOND, seen), case.id),
    )
    return Came(*told, number)


def _at_once(one: Callable[[], object], other: Callable[[], object]) -> tuple[str | None, str | None]:
    gate = threading.Barrier(2)
    told: list[str | None] = ["not run", "not run"]

    def press(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
            told[place] = None
        except NotNow as refused:
            told[place] = refused.code

    threads = [threading.Thread(target=press, args=each) for each in enumerate((one, other))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return told[0], told[1]


def merged(clinic: Clinic, came: Came) -> frozenset[str]:
    """Who was told "not now" and has left something all the same, in the visit's trace or in its audit."""
    with clinic.storage.reading() as books:
        acted = {each.by for each in books.visits.changes(came.number)}
    acted |= {str(row.facts.get("by", "")) for row in who(clinic.storage, visit=came.number)}
    told = {FIRST: came.first, SECOND: came.second}
    return frozenset(name for name, refusal in told.items() if refusal is not None and name in acted)
