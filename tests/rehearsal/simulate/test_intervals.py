"""Intervals against values worked out by others."""

from __future__ import annotations

import pytest

from rehearsal.measure.simulate.intervals import Share


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 29, 0.0061, 0.1718), (81, 263, 0.2553, 0.3662)],
)  # fmt: skip
def test_wilsons_interval_is_the_published_one(hits, count, low, high):
    """The last two are Newcombe's (1998, Statistics in Medicine 17, 857) examples."""
    assert Share(hits, count).interval == pytest.approx((low, high), abs=0.00006)


def test_nothing_counted_leaves_everything_possible():
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(0, 0).value == 0.0


def test_more_of_the_same_is_surer():
    few, many = Share(1, 10).interval, Share(100, 1000).interval
    assert many[1] - many[0] < few[1] - few[0]
