"""Fitting the operating point of another model, and keeping it for that very file."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.face.evaluation.calibrate import FewStrangers, fitted
from reader.face.matcher import ModelsMissing, OperatingPoint
from reader.face.matchers.other import other_matcher
from reader.face.operating import keep_point, kept_point, point_file

scores = st.lists(st.floats(min_value=-1, max_value=1), min_size=300, max_size=400)


@given(other=scores, higher=st.booleans())
def test_no_more_strangers_are_let_in_than_was_asked_for(other: list[float], higher: bool) -> None:
    point = fitted([0.9], other, 0.01, higher=higher)
    assert sum(map(point.accepts, other)) <= 0.01 * len(other)
    assert point.reaches(point.accept, point.grey)


def test_few_strangers_show_no_small_rate() -> None:
    with pytest.raises(FewStrangers, match="takes 3000"):
        fitted([0.9], [0.1] * 2999, 1e-3, higher=True)
    assert fitted([0.9], [0.1] * 3000, 1e-3, higher=True).accept == pytest.approx(0.1001)


@pytest.mark.parametrize("fmr", [0.0, -1e-3, 0.011, 0.5, float("nan")])
def test_hazard_no_rate_that_lets_many_strangers_in_can_be_fitted(fmr: float) -> None:
    with pytest.raises(FewStrangers, match="not allowed"):
        fitted([0.9], [0.1] * 9999, fmr, higher=True)


POINT = OperatingPoint(0.52, 0.47, 0.47, nearer_is_higher=True, known="fitted")


def test_an_operating_point_is_good_for_its_own_file_alone(tmp_path: Path) -> None:
    model = tmp_path / "face.onnx"
    keep_point(model, "aa", POINT)
    assert kept_point(model, "aa") == POINT
    with pytest.raises(ModelsMissing, match="another file"):
        kept_point(model, "bb")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sha256": "aa"}', '{"sha256": "aa", "accept": "x"}'])
def test_what_is_no_operating_point_is_named(tmp_path: Path, text: str) -> None:
    model = tmp_path / "face.onnx"
    point_file(model).write_text(text)
    with pytest.raises(ModelsMissing, match="kiosk face calibrate"):
        kept_point(model, "aa")


def test_hazard_a_limit_that_was_loosened_by_hand_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "face.onnx"
    keep_point(model, "aa", POINT)
    kept = point_file(model).read_text().replace("0.52", "0.3")
    point_file(model).write_text(kept)
    with pytest.raises(ModelsMissing):
        kept_point(model, "aa")
    assert dataclasses.astuple(POINT)[:3] == (0.52, 0.47, 0.47)


def test_another_model_of_another_digest_is_not_opened(tmp_path: Path) -> None:
    model = tmp_path / "face.onnx"
    model.write_bytes(b"no network")
    keep_point(model, "aa", POINT)
    with pytest.raises(ModelsMissing, match="not the file"):
        other_matcher(model, "aa")
