"""Which models are opened, by whom, and which never."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

OPENED = ("shape_predictor_5_face_landmarks.dat", "dlib_face_recognition_resnet_model_v1.dat")


def told(program: str, first_on_path: Path | None = None) -> str:
    insert = f"import sys; sys.path.insert(0, {str(first_on_path)!r})\n" if first_on_path else ""
    done = subprocess.run(
        [sys.executable, "-c", insert + program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def package_with(tmp_path: Path, *names: str) -> Path:
    """`face_recognition_models` with some of its models only."""
    installed = Path(find_spec("face_recognition_models").origin).with_name("models")
    models = tmp_path / "face_recognition_models" / "models"
    models.mkdir(parents=True)
    models.with_name("__init__.py").touch()
    for each in names:
        (models / each).symlink_to(installed / each)
    return tmp_path


def test_what_the_kiosk_imports_loads_no_model() -> None:
    assert (
        told("import sys, reader.face.process, reader.face.requests; print('dlib' in sys.modules)") == "False"
    )


def test_the_matcher_does_without_the_68_landmarks_whose_licence_forbids_commerce(tmp_path: Path) -> None:
    program = "from reader.face.matchers.resnet import DlibMatcher, model; DlibMatcher(); print(model(''))"
    models = package_with(tmp_path, *OPENED)
    assert told(program, models).startswith(str(models))


@pytest.mark.parametrize("lost", OPENED)
def test_a_model_that_is_gone_is_named(tmp_path: Path, lost: str) -> None:
    program = "from reader.face.matchers.resnet import DlibMatcher, ModelsMissing\ntry: DlibMatcher()\nexcept ModelsMissing as gone: print(gone)"
    assert lost in told(program, package_with(tmp_path, *(each for each in OPENED if each != lost)))
