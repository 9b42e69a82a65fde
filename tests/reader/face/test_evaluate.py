"""The evaluation command's core: lines, rates and intervals, and real people where the evaluation data lies."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.camera.clips import nobody
from hardware_mocks.heads.photographs import still
from reader.face.decision import Threshold
from reader.face.evaluate import Pair, evaluate, rates, wilson
from reader.face.matchers.resnet import DlibMatcher

DATA = Path(os.environ.get("KIOSK_EVAL_DATA") or Path(__file__).parents[3].parent / "shared" / "data")
LONDON = DATA / "faces" / "london"


@pytest.fixture(scope="module")
def matcher() -> DlibMatcher:
    return DlibMatcher()


def saved(folder: Path, head_id: str, index: int) -> Path:
    path = folder / f"{head_id}-{index}.png"
    path.write_bytes(cv2.imencode(".png", still(head_id, "frontal", index))[1].tobytes())
    return path


def test_pairs_give_a_line_each_and_the_rates_last(tmp_path: Path, matcher: DlibMatcher) -> None:
    own = Pair(saved(tmp_path, "sato", 0), saved(tmp_path, "sato", 2), same=True)
    other = Pair(own.reference, saved(tmp_path, "invalid", 0), same=False)
    first, second, last = evaluate([own, other], matcher, Threshold(), card_photo=True)
    assert (first["match"], second["match"]) == (True, False)
    assert first["distance"] < second["distance"]
    assert (last["fmr"], last["fnmr"], last["pairs"]) == (0, 0, {"genuine": 1, "impostor": 1})


def test_a_pair_without_a_face_has_no_distance_and_says_why(tmp_path: Path, matcher: DlibMatcher) -> None:
    empty, text = tmp_path / "empty.png", tmp_path / "text.png"
    empty.write_bytes(cv2.imencode(".png", nobody())[1].tobytes())
    text.write_text("no picture")
    lines = list(
        evaluate(
            [Pair(empty, empty), Pair(text, empty), Pair(tmp_path / "none", empty)],
            matcher,
            Threshold(),
            card_photo=False,
        )
    )
    assert [line["match"] for line in lines] == [None, None, None]
    assert all(line["reason"] for line in lines)


def test_a_rate_without_pairs_is_null_not_zero() -> None:
    summary = rates([(True, True)])
    assert (summary["fmr"], summary["fnmr"]) == (None, 0)
    assert summary["intervals"]["fmr"] is None


def test_wilsons_interval_agrees_with_a_published_value() -> None:
    low, high = wilson(0, 102) or (1, 1)
    assert low == 0
    assert high == pytest.approx(0.0363, abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
def test_an_interval_holds_the_share_and_stays_within_0_and_1(counted: tuple[int, int]) -> None:
    low, high = wilson(*counted) or (2, 2)
    assert 0 <= low <= counted[0] / counted[1] + 1e-12
    assert counted[0] / counted[1] - 1e-12 <= high <= 1


@pytest.mark.skipif(
    not LONDON.is_dir(), reason="NOT RUN: evaluation photographs are missing (KIOSK_EVAL_DATA)"
)
def test_real_people_match_their_own_card_photograph_and_not_anothers(matcher: DlibMatcher) -> None:
    names = sorted(path.name.removesuffix("_neutral.jpg") for path in LONDON.glob("*_neutral.jpg"))[:6]
    own = [Pair(LONDON / f"{name}_neutral.jpg", LONDON / f"{name}_smiling.jpg", same=True) for name in names]
    other = [Pair(pair.reference, own[index - 1].probe, same=False) for index, pair in enumerate(own)]
    *lines, summary = evaluate(own + other, matcher, Threshold(), card_photo=True)
    assert [line["match"] for line in lines] == [True] * 6 + [False] * 6, lines
    assert summary["pairs"] == {"genuine": 6, "impostor": 6}
