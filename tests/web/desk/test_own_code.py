"""Setting one's own code for the reader, on the desk's own page and under one's password."""

import pytest
from desk_world import PASSWORD, Clinic

from kiosk.desk.staff.codes import vouching

PAGE = "/staff/code"
CODE = "271828"


def vouches(clinic: Clinic) -> bool:
    return vouching(clinic.house, "tanaka", CODE, clinic.clock.now()) is not None


def test_a_code_is_set_under_the_password_and_counts_at_once(clinic: Clinic, desk: object) -> None:
    assert "まだ設定していません" in desk.text(PAGE)
    desk.send(PAGE, code=CODE, again=CODE, password=PASSWORD)
    page = desk.text(PAGE)
    assert "コードを設定しました" in page
    assert CODE not in page
    assert vouches(clinic)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"password": "not mine"}, "パスワードが違います"),
        ({"again": "271829"}, "1回目と2回目で違います"),
        ({"code": "123456", "again": "123456"}, "推測されにくい"),
        ({"code": "", "again": ""}, "推測されにくい"),
    ],
)
def test_a_code_that_cannot_be_set_says_why(clinic: Clinic, desk: object, changed: dict, said: str) -> None:
    desk.see(PAGE)
    desk.send(PAGE, **({"code": CODE, "again": CODE, "password": PASSWORD} | changed))
    assert said in desk.text(PAGE)
    assert not vouches(clinic)


def test_a_code_that_was_shut_at_the_glass_is_told_to_its_owner(clinic: Clinic, desk: object) -> None:
    desk.see(PAGE)
    desk.send(PAGE, code=CODE, again=CODE, password=PASSWORD)
    for _ in range(5):
        vouching(clinic.house, "tanaka", "314159", clinic.clock.now())
    assert "止めています" in desk.text(PAGE)
