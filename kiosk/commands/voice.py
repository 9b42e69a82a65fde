"""Makes the sounds of what the screens say: once, on the machine of the glass, into the home.

The voice is Open JTalk's "Mei" (pyopenjtalk-plus). What the clinic recorded itself is left as it is: a file that the list
of made ones (`made.json`) does not have, or has otherwise.
"""

from __future__ import annotations

import argparse
import json
import wave
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.settings_file import add_settings, settings_of
from kiosk.commands.table import Refused
from kiosk.home import make_private
from kiosk.web.glass.sounds import FOLDER, sound_name
from kiosk.web.language import FACT, READING, glass_keys, load_catalogues

RATE = 16_000
EVERY = 3
"""The voice speaks at 48 kHz; a third of that carries speech."""
SILENT = ("keys.", "preview.", "emulated.")
"""Keycaps, and what stands on practice screens alone."""
MADE = "made.json"
Speaks = Callable[[str], bytes]
"""A sentence as WAV."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)


def run(chosen: argparse.Namespace, console: Console) -> int:
    settings = settings_of(chosen, console)
    make_private(settings.home)
    made, kept = make(settings.home / FOLDER, open_jtalk())
    console.tell(
        {"made": made, "kept": kept},
        f"{made} sounds made, {kept} left as they were, in {settings.home / FOLDER}",
    )
    return 0


def sentences() -> dict[str, str]:
    """What is said, as it is read: every sentence of the glass without facts, its readings in place of its kanji."""
    said = load_catalogues()["ja"].sentences
    return {
        sound_name(key): READING.sub(r"\2", said[key])
        for key in glass_keys()
        if not key.startswith(SILENT) and not FACT.search(READING.sub("", said[key]))
    }


def make(folder: Path, speaks: Speaks) -> tuple[int, int]:
    """How many were made, and how many were left as they were."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / MADE
    before: dict[str, list[str]] = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    made, kept = 0, 0
    for name, sentence in sentences().items():
        file, text = folder / name, _digest(sentence.encode())
        known = before.get(name)
        ours = known is not None and file.exists() and _digest(file.read_bytes()) == known[1]
        if file.exists() and (not ours or (known and known[0] == text)):
            kept += 1
            continue
        body = speaks(sentence)
        file.write_bytes(body)
        before[name] = [text, _digest(body)]
        made += 1
    listed.write_text(json.dumps(before, indent=0, sort_keys=True), "utf-8")
    return made, kept


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def open_jtalk() -> Speaks:
    """Raises Refused where it is not installed."""
    try:
        speech = import_module("pyopenjtalk")
        numpy = import_module("numpy")
    except ImportError as missing:
        raise Refused(f"{missing.name} is not installed: pip install 'eligibility-kiosk[voice]'") from None

    def speaks(sentence: str) -> bytes:
        samples, rate = speech.tts(sentence)
        smooth = numpy.convolve(samples, numpy.ones(EVERY) / EVERY, mode="same")[:: rate // RATE]
        out = BytesIO()
        with wave.open(out, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(numpy.clip(smooth, -32768, 32767).astype("<i2").tobytes())
        return out.getvalue()

    return speaks
