"""Files that the claims desk takes no visit for, and answers that it cannot read: a sentence, never a fault."""

from __future__ import annotations

import pytest
from claims_world import (
    ACCEPTED,
    INSURED,
    PAST,
    UNKNOWN,
    declared,
    page,
    said,
    uke,
)

from kiosk.desk.acting import NotNow
from kiosk.desk.claims.answers import take_in
from kiosk.desk.claims.sending import sent


@pytest.fixture
def clerk(clinic):
    return clinic.at_desk("seikyu")


TWO = uke(UNKNOWN, PAST)
HEADER, FIRST, SECOND = said(TWO, ACCEPTED, ACCEPTED).split("\n")
BROKEN = {
    "infinity": (2, (HEADER, FIRST.replace('"serial": 1', '"serial": Infinity'), SECOND)),
    "no number": (3, (HEADER, FIRST, SECOND.replace('"serial": 2', '"serial": NaN'))),
    "a number without end": (2, (HEADER, FIRST.replace('"serial": 1', '"serial": ' + "9" * 5000), SECOND)),
    "true": (2, (HEADER, FIRST.replace('"serial": 1', '"serial": true'), SECOND)),
    "brackets": (3, (HEADER, FIRST, "[" * 200_000)),
    "braces": (3, (HEADER, FIRST, '{"line":' * 200_000)),
    "the same line twice": (3, (HEADER, FIRST, FIRST)),
    "two headers": (2, (HEADER, HEADER, FIRST, SECOND)),
    "a day that is none": (3, (HEADER, FIRST, SECOND.replace("[21]", "[31]").replace('"", "", "", ""', '"06990014", "", "1", ""'))),
    "days that are no list": (3, (HEADER, FIRST, SECOND.replace("[21]", "21"))),
    "a claim too few": (2, (HEADER, FIRST)),
    "a claim without its number": (3, (HEADER, FIRST, SECOND.replace('"serial"', '"number"'))),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_is_refused_with_its_line_and_never_breaks_the_desk(clinic, clerk, what):
    line, lines = BROKEN[what]
    declared(clinic)
    sent(clerk, TWO)
    with pytest.raises(NotNow) as refused:
        take_in(clerk, "\n".join(lines))
    assert (refused.value.code, refused.value.facts) == ("no_answer_file", {"line": str(line)})


@pytest.mark.parametrize(
    "changed",
    [("0000001", "0000002"), (",99,1,", ",13,1,")],
    ids=["code", "prefecture"],
)
def test_a_file_of_another_institution_takes_no_visit(clinic, clerk, changed):
    number = declared(clinic)
    old, new = (each.encode() for each in changed)
    file = uke(UNKNOWN).replace(old, new)
    assert file != uke(UNKNOWN)
    with pytest.raises(NotNow, match="claim_file_stopped") as refused:
        sent(clerk, file)
    assert "99/0000001" in refused.value.facts_in("ja")["said"]
    assert [each.visit for each in page(clinic).unbilled] == [number]


@pytest.mark.parametrize(
    ("named", "born", "sex"),
    [("鈴木　一郎", "19850412", "1"), ("佐藤　見本", "19850413", "1"), ("佐藤　見本", "19850412", "2")],
)
def test_a_claim_with_somebody_elses_name_birth_date_or_sex_takes_no_visit(clinic, clerk, named, born, sex):
    number = declared(clinic, INSURED)
    file = uke(PAST).decode("cp932").replace("佐藤　見本,1,19850412", f"{named},{sex},{born}").encode("cp932")
    sent(clerk, file)
    assert [each.visit for each in page(clinic).unbilled] == [number]
