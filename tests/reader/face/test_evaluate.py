"""The evaluation command's core: lines, rates and intervals, and real people where the evaluation data lies."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.camera.clips import nobody
from hardware_mocks.heads.photographs import still
from reader.face.decision import one_judgement, two_judgements
from reader.face.evaluation import people
from reader.face.evaluation.figures import trade
from reader.face.evaluation.pairs import Pair, evaluate
from reader.face.evaluation.rates import Outcome, rates, wilson
from reader.face.matchers import resnet, sface
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
    first, second, last = evaluate([own, other], matcher, resnet.POINT, card_photo=True)
    assert (first["match"], second["match"]) == (True, False)
    assert first["distance"] < second["distance"]
    assert (last["people"]["fmr"]["of"], last["people"]["fnmr"]["of"]) == (1, 1)
    assert (last["fmr"], last["fnmr"], last["pairs"]) == (0, 0, {"genuine": 1, "impostor": 1})


def test_a_pair_without_a_face_has_no_distance_and_says_why(tmp_path: Path, matcher: DlibMatcher) -> None:
    empty, text = tmp_path / "empty.png", tmp_path / "text.png"
    empty.write_bytes(cv2.imencode(".png", nobody())[1].tobytes())
    text.write_text("no picture")
    lines = list(
        evaluate(
            [Pair(empty, empty), Pair(text, empty), Pair(tmp_path / "none", empty)],
            matcher,
            resnet.POINT,
            card_photo=False,
        )
    )
    assert [line["match"] for line in lines] == [None, None, None]
    assert all(line["reason"] for line in lines)


def test_a_rate_without_pairs_is_null_not_zero() -> None:
    summary = rates([Outcome("a", same=True, matched=True)])
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
    *lines, summary = evaluate(own + other, matcher, resnet.POINT, card_photo=True)
    assert [line["match"] for line in lines] == [True] * 6 + [False] * 6, lines
    assert summary["pairs"] == {"genuine": 6, "impostor": 6}


# -- everybody of a folder -----------------------------------------------------------------------------------------


def crowd(folder: Path, *ids: str) -> tuple[people.Person, ...]:
    (folder / "people.csv").write_text(
        "id,gender,ethnicity\n" + "".join(f"{each},female,x\n" for each in ids), "utf-8"
    )
    for each in ids:
        for name in ("smiling", "neutral"):
            (folder / f"{each}_{name}.jpg").touch()
    return people.people_of(folder)


def test_a_folder_of_people_is_read_with_the_neutral_picture_as_the_chips(tmp_path: Path) -> None:
    found = crowd(tmp_path, "001", "002")
    assert [each.pictures[0].name for each in found] == ["001_neutral.jpg", "002_neutral.jpg"]
    assert [(person.id, path.name) for person, path in people.probes_of(found)] == [
        ("001", "001_smiling.jpg"),
        ("002", "002_smiling.jpg"),
    ]
    (tmp_path / "people.csv").write_text("id\n003\n")
    with pytest.raises(people.NoPeople, match="two pictures"):
        people.people_of(tmp_path)


SCORES = np.array([[[0.8, 0.7, 0.9], [0.51, 0.52, 0.1]], [[0.1, 0.2, 0.3], [0.49, 0.8, 0.8]]])
"""Two photographs by two probes by three looks; SFace's kind."""
DISTANCES = np.array([[[0.3, 0.3, 0.3], [0.56, 0.56, 0.56]], [[0.9, 0.9, 0.9], [0.5, 0.5, 0.5]]])


def test_single_looks_and_whole_visits_are_counted_apart(tmp_path: Path) -> None:
    found = crowd(tmp_path, "001", "002")
    rule = two_judgements(sface.POINT)
    looks = next(people.by_look(found, SCORES, sface.POINT.accepts))
    assert (looks["errors"], looks["pairs"]) == ({"genuine": 1, "impostor": 2}, {"genuine": 6, "impostor": 6})
    alone = next(people.by_visit(found, SCORES, rule, None))
    assert (alone["errors"], alone["pairs"]) == ({"genuine": 0, "impostor": 1}, {"genuine": 2, "impostor": 2})
    both = next(people.by_visit(found, SCORES, rule, DISTANCES))
    assert both["errors"] == {"genuine": 0, "impostor": 0}
    assert both["people"]["fnmr"] == {"met": 0, "of": 2, "interval": wilson(0, 2)}


def test_a_probe_without_a_face_is_no_match_for_anybody(tmp_path: Path) -> None:
    found = crowd(tmp_path, "001", "002")
    blind = np.full((2, 2, 3), np.nan)
    older = one_judgement(resnet.POINT)
    assert next(people.by_visit(found, blind, older, None))["errors"] == {"genuine": 2, "impostor": 0}
    assert next(people.by_look(found, blind, resnet.POINT.accepts))["errors"]["genuine"] == 6


@pytest.mark.parametrize("higher", [True, False])
def test_the_trade_between_both_errors_runs_from_one_end_to_the_other(higher: bool) -> None:
    sign = 1 if higher else -1
    wrong, missed = trade(([sign * 0.9, sign * 0.4], [sign * 0.5, sign * 0.1]), higher=higher)
    assert (wrong, missed) == ([1.0, 0.5, 0.5, 0.0], [0.0, 0.0, 0.5, 0.5])
