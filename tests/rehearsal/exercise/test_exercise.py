"""The thirty prepared visits, decided by a reader who does what the page says and believes what the person says."""

from __future__ import annotations

import pytest

from kiosk.desk.standing import Standing
from kiosk.desk.visit.page import VisitPage, visit_page
from kiosk.storage.staff.accounts import Role
from rehearsal.exercise.fill import fill
from rehearsal.exercise.score import Given, read_answers, read_key, score
from rehearsal.exercise.visits import prepared_visits, words

KEY = read_key()


@pytest.fixture(scope="module")
def pages(clinic: object) -> dict[int, VisitPage]:
    numbers = fill(clinic.house, prepared_visits())
    now = clinic.clock.now()
    return {n: visit_page(clinic.house, number, Role.DESK, now) for n, number in numbers.items()}


def test_there_are_thirty_each_with_its_words_and_its_key() -> None:
    numbers = {each.n for each in prepared_visits()}

    assert numbers == set(range(1, 31)) == set(words()) == set(KEY)
    assert 8 <= sum(not each.right for each in KEY.values()) <= 15


def test_no_wrong_link_passes_and_no_right_one_is_stopped_by_the_rules(pages: dict[int, VisitPage]) -> None:
    passed = {n for n, page in pages.items() if page.standing is Standing.CONFIRMED}
    stopped = {n for n, page in pages.items() if page.standing is Standing.STOPPED}

    assert not [KEY[n].cause for n in passed if not KEY[n].right]
    assert not [KEY[n].cause for n in stopped if KEY[n].right]
    assert passed
    assert stopped


def test_every_page_tells_its_reader_what_to_do(pages: dict[int, VisitPage]) -> None:
    for page in pages.values():
        assert page.standing in {Standing.CONFIRMED, Standing.QUESTION, Standing.STOPPED}
        assert page.candidates or page.shown.comparison


def test_a_reader_who_follows_the_pages_and_the_answers_makes_no_error(pages: dict[int, VisitPage]) -> None:
    given = [Given(n, _follows(n, page), 10.0) for n, page in pages.items()]

    assert score(given, KEY).errors == 0


def test_the_key_is_not_in_what_the_deciding_reader_gets(pages: dict[int, VisitPage]) -> None:
    told = repr([(page.next, page.shown) for page in pages.values()]) + repr(words())

    assert not [each.cause for each in KEY.values() if each.cause in told]


def test_errors_are_counted_by_what_they_would_have_done() -> None:
    wrong = next(n for n, key in KEY.items() if not key.right)
    right = next(n for n, key in KEY.items() if key.right and not key.choose)
    several = next(n for n, key in KEY.items() if key.choose)
    found = score(
        [Given(wrong, "ASK-CONFIRM", 5), Given(right, "STOP", 7), Given(several, "CHOOSE:E999", 3)], KEY
    )

    assert (found.let_through, found.stopped, found.mischosen) == ((wrong,), (right,), (several,))
    assert (found.errors, len(found.missing), found.asked, found.seconds) == (30, 27, 2, 15)


def test_a_later_answer_replaces_an_earlier_one() -> None:
    wrong = next(n for n, key in KEY.items() if not key.right)

    assert score([Given(wrong, "PASS", 5), Given(wrong, "STOP", 2)], KEY).let_through == ()


@pytest.mark.parametrize("row", ["1,MAYBE,3", "x,PASS,3", "1,PASS,", "1,PASS"])
def test_a_row_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(ValueError, match="row 3"):
        read_answers(["visit,answer,seconds", "2,PASS,1", row])


def _follows(n: int, page: VisitPage) -> str:
    """What a careful reader answers: only whether the words fit is taken from the key."""
    match page.standing:
        case Standing.CONFIRMED:
            return "PASS"
        case Standing.STOPPED:
            return "STOP"
        case _ if len(page.candidates) > 1:
            return f"CHOOSE:{KEY[n].choose}"
        case _:
            return "ASK-CONFIRM" if KEY[n].right else "ASK-STOP"
