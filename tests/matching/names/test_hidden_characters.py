"""● is one character that the service could not show: which ones it cannot show is a setting."""

from __future__ import annotations

import pytest

from kiosk.matching.fields import compare_fields
from kiosk.matching.names.hidden import Hides
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.matching.report import Outcome, Person

KANA = "タカハシ オサム"
LEVELS = Hides("jisx0213")


def compared(shown: str, held: str, hides: Hides | None = None) -> tuple[Outcome, tuple[str, ...]]:
    site = Site(hides) if hides else ANYWHERE
    found = compare_fields(Person(shown, KANA), Person(held, KANA), site)[0]
    assert compare_fields(Person(held, KANA), Person(shown, KANA), site)[0].outcome is found.outcome
    return found.outcome, found.rules


@pytest.mark.parametrize("held", ["髙橋 修", "高橋 修"])
@pytest.mark.parametrize("hides", [Hides(), LEVELS])
def test_a_dot_hides_a_character_outside_the_set_whether_we_hold_it_or_its_common_shape(
    hides: Hides, held: str
) -> None:
    assert compared("●橋　修", held, hides) == (Outcome.EXPLAINED, ("K3",))


def test_a_dot_never_explains_a_character_that_could_have_been_shown() -> None:
    assert compared("鈴●　修", "鈴木 修", LEVELS) == (Outcome.UNKNOWN, ("shown",))
    assert compared("●藤　修", "加藤 修", LEVELS)[0] is Outcome.UNKNOWN


def test_while_the_set_is_not_known_any_kanji_may_be_hidden_and_no_kana() -> None:
    assert compared("鈴●　修", "鈴木 修")[0] is Outcome.EXPLAINED
    assert compared("山田　●み", "山田 えみ") == (Outcome.UNKNOWN, ("shown",))


@pytest.mark.parametrize(
    ("hides", "outcome"),
    [
        (Hides("jisx0213"), Outcome.UNKNOWN),
        (Hides("jisx0208"), Outcome.EXPLAINED),
        (Hides("nothing"), Outcome.UNKNOWN),
        (Hides("nothing", frozenset("﨑")), Outcome.EXPLAINED),
    ],
)
def test_what_becomes_a_dot_is_a_setting(hides: Hides, outcome: Outcome) -> None:
    # 﨑 is in JIS X 0213 and not in JIS X 0208.
    assert compared("山●　修", "山﨑 修", hides)[0] is outcome


def test_a_character_with_several_shapes_under_one_code_point_may_be_hidden() -> None:
    assert compared("●　修", "辻 修", LEVELS)[0] is Outcome.EXPLAINED
    assert compared("渡●　修", "渡邉 修", LEVELS)[0] is Outcome.EXPLAINED


def test_a_dot_on_both_sides_is_no_knowledge_of_a_different_character() -> None:
    assert compared("●橋　修", "●橋 修") == (Outcome.EXPLAINED, ("K3",))
    assert compared("●橋　修", "●田 修")[0] is Outcome.DIFFER


def test_variants_and_dots_are_explained_together() -> None:
    assert compared("渡邊　●", "渡辺 邉") == (Outcome.EXPLAINED, ("K1", "K3"))


def test_a_name_of_which_more_than_half_is_hidden_is_unknown_and_half_is_not() -> None:
    assert compared("●●　修", "髙邉 修") == (Outcome.UNKNOWN, ("hidden",))
    assert compared("●橋　●美", "髙橋 惠美", LEVELS) == (Outcome.UNKNOWN, ("shown",))
    assert compared("●●橋美", "髙邉橋美")[0] is Outcome.EXPLAINED
