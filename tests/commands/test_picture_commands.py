"""`face evaluate` and `printed read`."""

from datetime import date
from pathlib import Path

import cv2
import numpy as np
import pytest

from hardware_mocks.camera.card_front import card_front, front_frame
from hardware_mocks.heads.photographs import still
from hardware_mocks.personas.model import persona
from reader.card.number_b import number_b


def saved(path: Path, image: np.ndarray) -> Path:
    path.write_bytes(cv2.imencode(".png", image)[1].tobytes())
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("faces")
    saved(made / "a.png", still("sato", "frontal", 0))
    saved(made / "b.png", still("sato", "frontal", 1))
    saved(made / "c.png", still("invalid", "frontal", 0))
    return made


def test_everybody_of_a_folder_is_compared_with_everybody_by_look_and_by_visit(
    kiosk, folder: Path, tmp_path
) -> None:
    (tmp_path / "people.csv").write_text("id,gender\nsato,female\ninvalid,female\n")
    for name, file in (
        ("sato_neutral", "a"),
        ("sato_smiling", "b"),
        ("invalid_neutral", "c"),
        ("invalid_smiling", "c"),
    ):
        (tmp_path / f"{name}.png").write_bytes((folder / f"{file}.png").read_bytes())
    told = kiosk("face", "evaluate", tmp_path, "--json", "--whose", "two drawn heads")
    assert told.code == 0
    visits = [line for line in told.lines if line.get("per") == "visit" and line["group"] == "all"]
    assert [line["errors"]["genuine"] for line in visits] == [0] * len(visits)
    assert told.lines[-1] == {"whose": "two drawn heads", "people": 2, "probes": 2, "looks": 3}


def test_a_folder_without_people_and_a_threshold_beyond_the_limit_are_refused(
    kiosk, folder: Path, tmp_path
) -> None:
    assert "people.csv" in kiosk("face", "evaluate", tmp_path).errors
    pairs = folder / "pairs.csv"
    pairs.write_text("a.png,b.png,1\n")
    told = kiosk("face", "evaluate", pairs, "--matcher", "dlib", "--threshold", "0.6")
    assert told.code == 2
    assert "not allowed" in told.errors


@pytest.mark.parametrize("header", ["reference,probe,same\n", ""])
def test_pairs_beside_their_file_are_compared_with_rates_last(kiosk, folder: Path, header: str) -> None:
    pairs = folder / "pairs.csv"
    pairs.write_text(header + "a.png,b.png,1\na.png,c.png,0\n")
    told = kiosk("face", "evaluate", pairs, "--json")
    first, second, rates = told.lines
    assert told.code == 0
    assert set(first) == {"score", "distance", "match", "reason"}
    assert (first["match"], second["match"]) == (True, False)
    assert (rates["fmr"], rates["fnmr"]) == (0, 0)


def test_without_same_there_are_no_rates_and_a_missing_picture_says_so(kiosk, folder: Path) -> None:
    pairs = folder / "pairs.csv"
    pairs.write_text("a.png,b.png\na.png,none.png\n")
    first, second = kiosk("face", "evaluate", pairs, "--card-photo").lines
    assert first["match"] is True
    assert second["match"] is None
    assert "none.png" in second["reason"]


@pytest.mark.parametrize(
    ("text", "complaint"), [("a.png\n", "line 1"), ("a,b,maybe\n", "line 1"), ("", "no pair")]
)
def test_what_is_no_pair_is_refused_with_its_line(kiosk, folder: Path, text: str, complaint: str) -> None:
    pairs = folder / "pairs.csv"
    pairs.write_text(text)
    told = kiosk("face", "evaluate", pairs)
    assert told.code == 2
    assert complaint in told.errors


def test_hazard_no_threshold_beyond_the_safe_one_is_taken(kiosk, folder: Path) -> None:
    pairs = folder / "pairs.csv"
    pairs.write_text("a.png,b.png\n")
    told = kiosk("face", "evaluate", pairs, "--threshold", "0.6")
    assert (told.code, told.out) == (2, "")


def test_a_printed_number_is_read_and_what_is_unclear_is_null(kiosk, tmp_path: Path) -> None:
    sato, expires = persona("sato"), date(2036, 4, 12)
    front = front_frame(card_front(sato, expires), np.random.default_rng(1))
    read = saved(tmp_path / "front.png", front)
    told = kiosk("printed", "read", read, "--json")
    assert told.code == 0
    assert told.lines[0]["number_b"] == number_b(sato.resident.birthdate, 2036, sato.card.security_code)
    (tmp_path / "text.png").write_text("no picture")
    unread = kiosk("printed", "read", read, tmp_path / "text.png", tmp_path / "none.png")
    assert unread.code == 1
    assert [line["number_b"] is None for line in unread.lines] == [False, True, True]
    assert all(line["reason"] for line in unread.lines)
