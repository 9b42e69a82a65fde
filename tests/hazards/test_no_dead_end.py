"""Whatever comes together at the door ends in a named next step and a claim; and the walk that says so finds a planted dead end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from kiosk.checkin.walk import Hand, make_hand
from kiosk.desk.standing import ACTS, Act, Standing
from kiosk.evidence.charge import ByAge
from kiosk.evidence.kinds import EvidenceKind
from rehearsal.measure.dead_ends.cases import (
    TODAY,
    Card,
    Case,
    Hour,
    Known,
    Outage,
    Paper,
    Reply,
    Word,
    every_case,
)
from rehearsal.measure.dead_ends.clinic import Clinic
from rehearsal.measure.dead_ends.coming import WITHOUT_PAPER
from rehearsal.measure.dead_ends.following import Claim, Rules
from rehearsal.measure.dead_ends.sentences import said_everywhere
from rehearsal.measure.dead_ends.walk import Found, Walk
from rehearsal.measure.figures.dead_ends import counted

RULES = Rules(said_everywhere())
SEEN = Paper(EvidenceKind.CERTIFICATE, TODAY)


@pytest.fixture(scope="module")
def hand() -> Hand:
    return make_hand()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    made = Clinic(tmp_path_factory.mktemp("walk"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(clinic: Clinic, hand: Hand) -> tuple[Found, ...]:
    return tuple(Walk(clinic, hand, RULES).found())


def ends(clinic: Clinic, hand: Hand, rules: Rules, *cases: Case) -> list[str]:
    return [each.dead for each in Walk(clinic, hand, rules).found(cases)]


def case(**changed: object) -> Case:
    usual = Case(Card.ORDINARY, Reply.INVALID, Outage.NONE, Word.DECLARED, Known.NEW, Hour.OPEN)
    return replace(usual, **changed)


def test_every_combination_ends_with_a_claim_and_none_in_the_whole_price(found: tuple[Found, ...]) -> None:
    assert [(each.case, each.dead) for each in found if each.ending is None] == []
    assert all(each.ending.steps for each in found)


def test_every_value_of_every_dimension_was_walked(found: tuple[Found, ...]) -> None:
    walked = Counter(value for each in found for value in each.case.values)
    papers = {each.case.evidence.kind for each in found if isinstance(each.case.evidence, Paper)}
    for dimension in (Card, Reply, Outage, Word, Known, Hour):
        assert all(walked[value] > 0 for value in dimension)
    assert papers == set(EvidenceKind)
    assert len(found) == len({each.case for each in found}) == sum(1 for _ in every_case())


def test_every_kind_of_claim_is_reached(found: tuple[Found, ...]) -> None:
    assert {each.ending.claim for each in found} == set(Claim)


def test_nobody_on_public_assistance_is_billed_to_an_insurer_without_a_paper_of_one(
    found: tuple[Found, ...],
) -> None:
    told = [
        each
        for each in found
        if each.case.reply is Reply.ON_ASSISTANCE
        and each.case.card is Card.ORDINARY
        and each.case.outage is Outage.NONE
        and isinstance(each.case.evidence, Word)
    ]
    assert {each.ending.claim for each in told} == {Claim.TICKET}


def test_on_a_saturday_one_notes_now_and_phones_later(found: tuple[Found, ...]) -> None:
    down = [each for each in found if each.case.outage is Outage.SERVICE_DOWN]
    closed = {each.case.hour for each in down if "centre_closed" in each.ending.steps}
    assert closed == {Hour.NIGHT, Hour.SATURDAY}
    assert all("due.reported" in each.ending.steps for each in down)


def test_the_table_of_the_count_names_every_value(found: tuple[Found, ...]) -> None:
    lines = counted(found, 1).splitlines()
    assert "**0 dead ends.**" in " ".join(lines)
    assert any(line.startswith("| card | chip dead | ") for line in lines)


# -- planted --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sentence", ["desk.next.declared", "desk.next.way_round_invalid"])
def test_a_next_step_without_its_sentence_is_found(clinic: Clinic, hand: Hand, sentence: str) -> None:
    dumb = replace(RULES, named=lambda key: key != sentence and RULES.named(key))
    dead = ends(clinic, hand, dumb, case(), case(evidence=Word.NOTHING))
    assert [sentence.removeprefix("desk.next.") in each for each in dead].count(True) == 1


def test_a_call_without_its_sentence_is_found(clinic: Clinic, hand: Hand) -> None:
    dumb = replace(RULES, named=lambda key: key != "desk.emergency.due.called_back" and RULES.named(key))
    (dead,) = ends(clinic, hand, dumb, case(outage=Outage.SERVICE_DOWN))
    assert "due.called_back" in dead


@pytest.mark.parametrize(
    ("standing", "act", "of"),
    [
        (Standing.CUT_OFF, Act.RESUME, {"outage": Outage.CUT_OFF}),
        (Standing.WAY_ROUND, Act.RESUME, {"outage": Outage.READER_GONE}),
        (Standing.WAY_ROUND, Act.BRING, {"card": Card.NONE, "evidence": Word.NOTHING}),
        (Standing.BY_DOCUMENT, Act.BRING, {"card": Card.NONE, "evidence": SEEN}),
    ],
)
def test_an_act_that_the_desk_may_not_do_is_found(
    clinic: Clinic, hand: Hand, standing: Standing, act: Act, of: dict[str, object]
) -> None:
    assert ends(clinic, hand, RULES, case(**of)) == [""]
    barred = replace(RULES, acts={**ACTS, standing: ACTS[standing] - {act}})
    (dead,) = ends(clinic, hand, barred, case(**of))
    assert dead.startswith(f"{act.value} is what comes next")


def test_claims_that_refuse_are_found(clinic: Clinic, hand: Hand) -> None:
    refusing = replace(RULES, claim=lambda *_: None)
    insured = (each for each in every_case() if each.reply not in WITHOUT_PAPER)
    dead = ends(clinic, hand, refusing, *islice(insured, 0, None, 4999))
    assert all(dead)
    assert "no claim, though the paper was brought" in dead


def test_the_whole_price_is_found(clinic: Clinic, hand: Hand) -> None:
    greedy = replace(RULES, charge=lambda *_: ByAge(100))
    assert ends(clinic, hand, greedy, case()) == ["the whole price is collected"]
