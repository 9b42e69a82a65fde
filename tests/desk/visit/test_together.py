"""Two people on one visit see each other, and nobody who has gone."""

from kiosk.desk.visit.together import AWAY_AFTER, Together


def test_whoever_has_the_same_visit_open_is_named_and_nobody_names_themselves() -> None:
    together = Together()
    assert together.looks("0001", "tanaka", 0) == ()
    assert together.looks("0002", "suzuki", 1) == ()
    assert together.looks("0001", "suzuki", 2) == ("tanaka",)
    assert together.looks("0001", "tanaka", 3) == ("suzuki",)


def test_a_page_that_has_gone_quiet_is_nobody() -> None:
    together = Together()
    together.looks("0001", "tanaka", 0)
    assert together.looks("0001", "suzuki", AWAY_AFTER - 1) == ("tanaka",)
    assert together.looks("0001", "suzuki", AWAY_AFTER) == ()
