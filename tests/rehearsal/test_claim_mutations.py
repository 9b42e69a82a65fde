"""Damaged claim files: a small run of the command, and that its own eyes see."""

from __future__ import annotations

import pytest

from rehearsal.measure.mutations import Wrong, _comments_head_the_acts, _only_in_its_fields, run

ACT, COMMENT, HEAD = (
    (b"SI", b"12"),
    (b"CO", b"01", b"1", b"820000245"),
    (b"HO", b"06130512", b"1", b"2", b"1"),
)


def test_no_damage_makes_patch_fail_or_change_what_it_may_not():
    tally = run(60, seed=1)
    assert tally.wrong == []
    assert tally.outcomes["changed"] > 20
    assert sum(tally.outcomes.values()) == 60


@pytest.mark.parametrize("claim", [[HEAD, ACT, COMMENT], [COMMENT, HEAD, ACT]])
def test_a_comment_in_a_wrong_place_is_seen(claim):
    with pytest.raises(Wrong):
        _comments_head_the_acts(1, claim)


@pytest.mark.parametrize("after", [[(*HEAD[:4], b"2")], [], [HEAD, ACT]])
def test_a_changed_field_and_a_lost_record_are_seen(after):
    with pytest.raises(Wrong):
        _only_in_its_fields(1, [HEAD], after)
    _only_in_its_fields(1, [HEAD], [(*HEAD[:1], b"06990014", b"9", b"9", *HEAD[4:])])
