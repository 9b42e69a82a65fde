from __future__ import annotations

from datetime import datetime, timedelta

from hardware_mocks.national.challenges import LIFETIME, Challenges
from hardware_mocks.national.verify import JAPAN

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


def test_a_challenge_belongs_to_one_institution_and_one_visit() -> None:
    challenges = Challenges()
    token = challenges.issue("A", "V-1", NOW).token
    assert challenges.of(token, "A", "V-1", NOW) is not None
    assert challenges.of(token, "A", "V-2", NOW) is None
    assert challenges.of(token, "B", "V-1", NOW) is None
    assert challenges.of("made up", "A", "V-1", NOW) is None


def test_a_challenge_dies_of_age_and_is_forgotten() -> None:
    challenges = Challenges()
    token = challenges.issue("A", "V-1", NOW).token
    late = NOW + LIFETIME
    assert challenges.of(token, "A", "V-1", late - timedelta(seconds=1)) is not None
    assert challenges.of(token, "A", "V-1", late) is None
    challenges.issue("A", "V-2", late)
    assert challenges.of(token, "A", "V-1", NOW) is None


def test_a_challenge_is_spent_on_one_inquiry_which_may_be_repeated() -> None:
    challenges = Challenges()
    issued = challenges.issue("A", "V-1", NOW)
    assert challenges.spend(issued, "Q-1")
    assert challenges.spend(issued, "Q-1")
    assert not challenges.spend(issued, "Q-2")


def test_no_two_challenges_are_alike() -> None:
    challenges = Challenges()
    assert len({challenges.issue("A", "V-1", NOW).nonce for _ in range(100)}) == 100
