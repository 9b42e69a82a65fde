"""Every combination of what the five fields can show, against the decision list written down a second time."""

from __future__ import annotations

from itertools import product

import pytest

from kiosk.matching.decide import decide
from kiosk.matching.decisions import DECISIONS
from kiosk.matching.report import Decision, FieldReport, Outcome

State = tuple[Outcome, str, str]
"""Outcome, part, and the rule where it matters."""

FINE = [(Outcome.AGREE, "", "same"), (Outcome.EXPLAINED, "", "K1")]
PARTS = ("family", "given", "both")
WRITTEN = [
    *FINE,
    *((Outcome.NEAR, part, "slip") for part in PARTS),
    *((Outcome.DIFFER, part, part) for part in PARTS),
    (Outcome.UNKNOWN, "", "absent"),
]
NAMES = [
    *WRITTEN,
    (Outcome.NEAR, "family", "conversion"),
    (Outcome.NEAR, "given", "one_character"),
    (Outcome.NEAR, "given", "newborn"),
]
SEXES = [FINE[0], (Outcome.DIFFER, "", "sex"), (Outcome.UNKNOWN, "", "absent")]
DAYS = [*FINE, (Outcome.NEAR, "", "slip"), (Outcome.DIFFER, "", "day"), (Outcome.UNKNOWN, "", "unreadable")]
PLACES = [
    *FINE,
    (Outcome.NEAR, "", "N7"),
    *((Outcome.DIFFER, level, level) for level in ("number", "town", "city", "prefecture")),
    (Outcome.UNKNOWN, "", "absent"),
    (Outcome.UNKNOWN, "", "not_shown"),
]


def restated(name: State, kana: State, sex: State, day: State, place: State, *, common: bool) -> Decision:
    """The decision list in the words of the design, nothing of the product's in it."""
    told = (name[0], kana[0], sex[0], day[0], place[0])
    given_differs = {
        side: side_state[0] is Outcome.DIFFER and side_state[1] != "family"
        for side, side_state in (("name", name), ("kana", kana))
    }
    if day[0] is Outcome.DIFFER:
        return Decision.STOP
    fine = {Outcome.AGREE, Outcome.EXPLAINED}
    wholly_other = name[:2] == kana[:2] == (Outcome.DIFFER, "both")
    if wholly_other and all(each in fine for each in told[2:]):
        return Decision.ASK
    if all(given_differs.values()):
        return Decision.STOP
    signs = [day[0] is Outcome.NEAR] + [each[0] is Outcome.DIFFER for each in (sex, kana, name)]
    married = (
        name[:2] == kana[:2] == (Outcome.DIFFER, "family")
        and sex[0] is Outcome.AGREE
        and day[0] in {Outcome.AGREE, Outcome.EXPLAINED}
    )
    if signs.count(True) > 1 and not married:
        return Decision.STOP
    if name[2] in {"conversion", "one_character"} and all(each in fine for each in told[1:]):
        return Decision.PASS
    if any(each in {Outcome.DIFFER, Outcome.NEAR} for each in told) or Outcome.UNKNOWN in told[:4]:
        return Decision.ASK
    if place[0] is Outcome.UNKNOWN:
        return Decision.PASS if place[2] == "not_shown" and not common else Decision.ASK
    return Decision.PASS


def reports(states: tuple[State, ...]) -> tuple[FieldReport, ...]:
    names = ("name", "kana", "sex", "birthdate", "address")
    return tuple(
        FieldReport(name, outcome, (rule,), (), part)
        for name, (outcome, part, rule) in zip(names, states, strict=True)
    )


@pytest.mark.parametrize("common", [True, False])
def test_every_combination_of_outcomes_gets_the_documented_decision(common: bool) -> None:
    wrong, fired = [], set()
    for states in product(NAMES, WRITTEN, SEXES, DAYS, PLACES):
        found = decide(reports(states), common_name=common)
        fired.add(found.rule)
        if found.decision is not restated(*states, common=common):
            wrong.append((states, found.rule))
    assert wrong == []
    gate = set() if not common else {"pass.uncommon_name"}
    assert {rule.id for rule in DECISIONS} - fired == gate


def test_making_a_field_worse_never_makes_the_decision_milder() -> None:
    """From agreement to anything else: the step from "differs" to "unknown" may go down, since less is known."""
    severity = [Decision.PASS, Decision.ASK, Decision.STOP]
    for states in product(NAMES, WRITTEN, SEXES, DAYS, PLACES):
        here = decide(reports(states)).decision
        for place in range(5):
            better = (*states[:place], FINE[0], *states[place + 1 :])
            assert severity.index(decide(reports(better)).decision) <= severity.index(here)


def test_another_surname_in_both_scripts_asks_and_with_another_address_wants_a_second_proof() -> None:
    married = (Outcome.DIFFER, "family", "family")
    found = [
        decide(reports((married, married, FINE[0], FINE[0], place))).rule for place in (FINE[0], PLACES[4])
    ]
    assert found == ["ask.name", "ask.second_proof"]
