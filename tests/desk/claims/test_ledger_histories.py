"""Random histories of a month: no visit is billed twice, none is lost, no declaration goes too early, every state has a next step."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from claims_world import declared, page, uke

from kiosk.claims.ledger import OUT, Act, ClaimState, possible, term_ends
from kiosk.clock import Moment
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.calls import hold_over
from kiosk.desk.claims.history import file_page, write_down
from kiosk.desk.claims.lists import claims_page
from kiosk.desk.claims.payer_answer import Reason
from kiosk.desk.claims.sending import Again, sent
from kiosk.desk.papers.disposal import dispose_paid
from kiosk.intake.model import Patient
from kiosk.web.language import load_catalogues

CHARTS = ("P-1", "P-2", "P-3")
BORN = date(1985, 4, 12)
STEPS = ("send", "send", "pay", "act", "act", "wait", "dispose", "hold")
SEEDS = range(24)
"""Each a history of a dozen steps. By number and not by search: what fails here fails at once and again."""


def patients(clinic):
    """Three patients with one declared visit each."""
    visits = {}
    for chart in CHARTS:
        kana = f"サトウミホン{'アイウ'[CHARTS.index(chart)]}"
        patient = Patient(chart, f"佐藤　{chart}", kana, "1", BORN)
        number = declared(clinic, patient, name=patient.name, kana=kana)
        with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
            work.visits.reassign(number, chart, "tanaka", "found")
            work.commit()
        visits[chart] = number
    return visits


def file_of(dice, serial):
    """Some of the patients' claims, in a file that no other has the bytes of."""
    chosen = dice.sample(CHARTS, dice.randint(1, 3))
    lines = uke(*((chart, "77777777", "820000246") for chart in chosen)).decode("cp932").split("\r\n")
    at = -1
    for number, line in enumerate(lines):
        if line.startswith("RE,"):
            at += 1
            kana = f"サトウミホン{'アイウ'[CHARTS.index(chosen[at])]}"
            lines[number] = line.replace("佐藤　見本", f"佐藤　{chosen[at]}").replace("サトウミホン", kana)
    return "\r\n".join(lines).replace("見本,202612", f"見本{serial},202612").encode("cp932")


def step(clinic, desk, what, dice, serial):
    """One thing that somebody does; what the desk refuses has changed nothing."""
    try:
        match what:
            case "send":
                sent(desk, file_of(dice, serial), dice.choice([None, None, *Again]))
            case "hold":
                hold_over(desk, dice.choice(visits_kept(clinic)))
            case "dispose":
                dispose_paid(clinic.storage, "seikyu", desk.now)
            case "act":
                act_on_one(clinic, desk, dice)
            case "pay":
                for claim in claims_kept(clinic):
                    if claim.state is ClaimState.SENT:
                        write_down(desk, claim.id, Act.ACCEPT, desk.now.today)
                        write_down(desk, claim.id, Act.PAY, desk.now.today)
    except NotNow:
        pass


def visits_kept(clinic):
    with clinic.storage.reading() as books:
        return [each.number for each in books.visits.of_day(clinic.clock.now().today)] or ["none"]


def claims_kept(clinic):
    with clinic.storage.reading() as books:
        return books.claims.in_state(*ClaimState)


def act_on_one(clinic, desk, dice):
    claims = claims_kept(clinic)
    if claims:
        claim = dice.choice(claims)
        acts = [*possible(claim.state), dice.choice([*Act])]
        write_down(desk, claim.id, dice.choice(acts), desk.now.today, dice.choice([*Reason]))


def rules_hold(clinic, visits, desk):
    said = load_catalogues()["ja"]
    with clinic.storage.reading() as books:
        for number in visits.values():
            claims = books.claims.of_visit(number)
            assert sum(each.state in OUT for each in claims) <= 1, "billed twice"
            histories = {each.id: books.claims.history(each.id) for each in claims}
            assert all(history[0].act is Act.SEND for history in histories.values())
            standing = [each for each in claims if each.state is not ClaimState.REPLACED]
            assert len(standing) <= 1 or all(each.state is not ClaimState.REPLACED for each in standing)
            if books.papers.said(number) is None:
                assert {each.state for each in standing} == {ClaimState.PAID}, "gone while it may come back"
                assert desk.now.today > term_ends(books.claims.paid_on(number))
            assert all(said.plain(f"desk.claims.next_of.{each.state.value}") for each in claims)
    shown = claims_page(clinic.house, desk.now)
    listed = {each.visit for each in (*shown.unbilled, *shown.late)} | {
        v for each in shown.returned for v in each.visits
    }
    with clinic.storage.reading() as books:
        for number in visits.values():
            out = any(each.state in OUT for each in books.claims.of_visit(number))
            assert out or number in listed, "lost"


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_no_visit_is_billed_twice_or_lost_and_no_declaration_goes_too_early(clinic, seed):
    dice = random.Random(seed)
    visits = patients(clinic)
    desk = clinic.at_desk("seikyu")
    for serial in range(12):
        what = dice.choice(STEPS)
        if what == "wait":
            later = Moment(desk.now.wall + timedelta(days=dice.choice([1, 30, 200])), desk.now.ticks)
            desk = replace(desk, now=later)
        step(clinic, desk, what, dice, serial)
        rules_hold(clinic, visits, desk)


def test_the_way_to_paid_and_back_again_leads_through_the_ledger(clinic):
    visits = patients(clinic)
    desk = clinic.at_desk("seikyu")
    content = uke(("P-1", "77777777", "820000246")).decode("cp932").replace("佐藤　見本", "佐藤　P-1")
    content = content.replace("サトウミホン", "サトウミホンア").encode("cp932")
    assert sent(desk, content) == 1
    (claim,) = claims_kept(clinic)
    assert (claim.insurer, claim.state) == ("77777777", ClaimState.SENT)
    for act in (Act.RECEIVE, Act.ACCEPT, Act.REDUCE, Act.PAY, Act.TAKE_BACK):
        write_down(desk, claim.id, act, desk.now.today)
    shown = page(clinic)
    assert [each.visits for each in shown.returned] == [(visits["P-1"],)]
    again = content.replace(
        b"," * 18 + "サトウミホンア".encode("cp932"), b"," * 18 + "サトウミホンア".encode("cp932")
    )
    numbered = again.replace(b",P-1,,,,,,", b",P-1,,,,,123456789,", 1)
    assert sent(desk, numbered) == 1
    with clinic.storage.reading() as books:
        old, new = books.claims.of_visit(visits["P-1"])
        assert (old.state, new.state, new.search_number) == (
            ClaimState.REPLACED,
            ClaimState.SENT,
            "123456789",
        )
    (line,) = file_page(clinic.house, new.file).lines
    assert [each.act for each in line.history] == [Act.SEND]
    assert line.who == "佐藤　P-1"
