"""Sounds are made once, anew where the sentence changed, and never over what the clinic recorded."""

from __future__ import annotations

import tomllib
import wave
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from kiosk.commands.voice import RATE, make, open_jtalk, sentences

needs_voice = pytest.mark.skipif(
    find_spec("pyopenjtalk") is None, reason="NOT RUN: the extra `voice` is not installed"
)


def test_a_second_time_nothing_is_made(tmp_path: Path) -> None:
    spoken: list[str] = []

    def speaks(sentence: str) -> bytes:
        spoken.append(sentence)
        return sentence.encode()

    made, kept = make(tmp_path, speaks)
    assert (made, kept) == (len(sentences()), 0)
    assert make(tmp_path, speaks) == (0, made)
    assert len(spoken) == made


def test_what_the_clinic_recorded_stays(tmp_path: Path) -> None:
    (tmp_path / "lay_card_down.title.wav").write_bytes(b"our own voice")
    make(tmp_path, lambda sentence: sentence.encode())
    assert (tmp_path / "lay_card_down.title.wav").read_bytes() == b"our own voice"
    (tmp_path / "lay_card_down.text.wav").write_bytes(b"recorded later")
    make(tmp_path, lambda sentence: sentence.encode())
    assert (tmp_path / "lay_card_down.text.wav").read_bytes() == b"recorded later"


def test_readings_stand_where_kanji_may_be_read_otherwise() -> None:
    said = sentences()
    assert said["gone.text.wav"] == "うけつけへお声がけください。"
    assert "かた" in said["your_details.text.wav"]
    assert not any("{" in each for each in said.values())


READINGS = tomllib.loads(Path(__file__).with_name("readings.toml").read_text("utf-8"))["readings"]


def test_every_sentence_has_a_reading_that_somebody_read_over() -> None:
    assert READINGS.keys() == sentences().keys()


@needs_voice
@pytest.mark.filterwarnings("ignore:Dictionary.create:DeprecationWarning")  # the voice's own
def test_what_is_pronounced_is_what_was_written_down() -> None:
    speech = import_module("pyopenjtalk")
    otherwise = {
        name: (told, READINGS[name])
        for name, sentence in sentences().items()
        if (told := speech.g2p(sentence, kana=True)) != READINGS[name]
    }
    assert otherwise == {}


@needs_voice
@pytest.mark.filterwarnings("ignore:Dictionary.create:DeprecationWarning")  # the voice's own
def test_the_voice_speaks_for_a_plausible_time() -> None:
    body = open_jtalk()("マイナンバーカードを置いてください")
    with wave.open(BytesIO(body)) as sound:
        seconds = sound.getnframes() / sound.getframerate()
        assert sound.getframerate() == RATE
    assert 1 < seconds < 6
