"""Photographs of real people go the same path: the same person's is taken for theirs, another person's is not.

The pictures are no part of the repository: `KIOSK_EVAL_DATA` names the folder that has `faces/london`. They are held in
memory; the card is issued anew with the photograph in the condition of a chip's. How many of all people pass is for the
evaluation to count (`python -m kiosk face evaluate`); here two of them walk the whole way.
"""

import os
from pathlib import Path

import pytest

from rehearsal.visit import play

DATA = Path(os.environ.get("KIOSK_EVAL_DATA", Path(__file__).parents[3] / "shared" / "data"))
FACES = DATA / "faces" / "london"


def picture(number, mood):
    path = FACES / f"{number}_{mood}.jpg"
    if not path.is_file():
        pytest.skip(
            f"NOT RUN: {path.name} is not there; set KIOSK_EVAL_DATA to the folder of the evaluation data"
        )
    return path.read_bytes()


@pytest.fixture
def sato_with(stage):
    """Put a photograph into Sato's chip, and her made-up one back afterwards."""

    def issue(photograph):
        stage.dock.photograph("sato", photograph)
        stage.service.registry.enrol(stage.dock.certificate("sato"), "sato")

    yield issue
    stage.dock._issued["sato"] = stage.world.cards["sato"]


@pytest.mark.parametrize("mine", ["003", "020"])
def test_a_real_person_is_confirmed_by_face_with_another_picture_of_theirs(stage, sato_with, mine):
    sato_with(picture(mine, "neutral"))
    ended = play(stage, "sato", "face", face=picture(mine, "smiling"))
    assert (ended.outcome, ended.method) == ("confirmed", "face")


def test_another_real_person_is_not_taken_for_the_holder(stage, sato_with):
    sato_with(picture("020", "neutral"))
    ended = play(stage, "sato", "face", face=picture("027", "neutral"))
    assert (ended.outcome, ended.method) == ("not_identified", None)
