from dataclasses import replace
from datetime import date

import pytest

from kiosk.declaration.deemed import ITEMS, Deemed, Lacking, Unheard, deem
from kiosk.declaration.insurer import kind_of_insurer
from kiosk.declaration.keeping import Dispose, Keep, keep_or_dispose
from kiosk.declaration.model import Declaration, InsuranceKind

HELD = Declaration(
    name="佐藤　見本",
    kana="サトウ　ミホン",
    birthdate=date(1985, 4, 12),
    sex="1",
    address="東京都千代田区見本町1-2-3",
    phone="03-0000-0000",
    insurance_kind=InsuranceKind.EMPLOYEES,
    insurer_name="見本健康保険組合",
    share_percent=30,
)
RECORD = "20261101-0003"


def test_heard_and_held_together_are_deemed_submitted():
    assert deem(HELD, RECORD, "tanaka", unchanged=True) == Deemed("tanaka", RECORD, HELD)


@pytest.mark.parametrize("item", ITEMS)
def test_any_item_that_is_not_held_is_named_and_nothing_is_deemed(item):
    lacking = replace(HELD, **{item: getattr(Declaration(), item)})
    assert deem(lacking, RECORD, "tanaka", unchanged=True) == Lacking((item,))


def test_a_kind_that_is_not_known_is_not_held():
    doubtful = replace(HELD, insurance_kind=InsuranceKind.UNKNOWN)
    assert deem(doubtful, RECORD, "tanaka", unchanged=True) == Lacking(("insurance_kind",))


@pytest.mark.parametrize(("by", "unchanged"), [("tanaka", False), ("", True)])
def test_what_nobody_heard_is_not_deemed(by, unchanged):
    assert deem(HELD, RECORD, by, unchanged=unchanged) == Unheard()


@pytest.mark.parametrize(
    "made", [("", RECORD, HELD), ("tanaka", "", HELD), ("tanaka", RECORD, Declaration())]
)
def test_there_is_no_way_around_the_rule(made):
    with pytest.raises(ValueError, match="not deemed submitted"):
        Deemed(*made)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("06990022", InsuranceKind.EMPLOYEES),
        ("  990028", InsuranceKind.NATIONAL),
        ("67990022", InsuranceKind.NATIONAL),
        ("39990012", InsuranceKind.ELDERLY),
        ("12345", None),
        ("", None),
    ],
)
def test_the_kind_follows_from_the_insurer_number(number, kind):
    assert kind_of_insurer(number) is kind


TREATED, TODAY = date(2026, 9, 1), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("paid_on", "term", "verdict"),
    [
        (None, None, Keep("unpaid")),
        (date(2026, 11, 20), date(2026, 11, 20), Dispose(date(2026, 11, 20))),
        (date(2026, 11, 20), TODAY, Keep("term")),
        (TODAY, date(2027, 5, 21), Keep("term")),
        (date(2026, 11, 22), date(2026, 11, 20), Keep("impossible_day")),
        (TREATED, date(2026, 11, 20), Dispose(TREATED)),
        (date(2026, 8, 31), date(2026, 11, 20), Keep("impossible_day")),
    ],
)
def test_a_declaration_is_kept_until_its_claim_is_paid_and_the_term_is_over(paid_on, term, verdict):
    assert keep_or_dispose(TREATED, paid_on, term, TODAY) == verdict
