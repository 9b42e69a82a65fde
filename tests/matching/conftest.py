from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def evaluation_data() -> Path:
    """The folder with public data sets, which the project does not carry."""
    default = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("KIOSK_EVAL_DATA", default))
    if not folder.is_dir():
        pytest.skip("NOT RUN: no evaluation data; name its folder in KIOSK_EVAL_DATA")
    return folder
