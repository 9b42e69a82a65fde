"""The desk compares as its site has settled, like the machine."""

from __future__ import annotations

from dataclasses import replace

from desk_world import SATO, qualification

from kiosk.checkin.conductor.ports import Comparing
from kiosk.checkin.machine.seen import Chart
from kiosk.desk.sides import Sides, judged
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import Site


def rule(shown, comparing: Comparing) -> str:
    return judged(Sides(None, qualification(shown), Chart("P-100", SATO), comparing=comparing)).rule


def test_an_address_that_is_not_shown_is_asked_about_unless_the_site_lets_uncommon_names_pass() -> None:
    hidden = replace(SATO, address=None)
    assert rule(hidden, Comparing()) == "ask.address_unknown"
    assert rule(hidden, Comparing(common_name=lambda shown: shown.kana == "")) == "pass.uncommon_name"


def test_a_dot_hides_what_the_site_says_it_hides() -> None:
    dotted = replace(SATO, name=f"{SATO.name[:-1]}●")
    assert rule(dotted, Comparing()) == "pass"
    assert rule(dotted, Comparing(Site(Hides("jisx0213")))) == "ask.name_unknown"
