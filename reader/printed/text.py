"""Lines of print found and spelled by two networks of the PP-OCR family (Apache-2.0), run by OpenCV's own network engine.

PaddleOCR publishes them; RapidOCR carries them as ONNX. They are taken as files alone, by their digest. A line that holds a
long number is dropped before it is spelled: on a card that is a number which nobody here may read (番号法, article 20).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from reader.frame import Image

Floats = NDArray[np.float32]

LONGEST_SIDE = 960
"""Pixels to which a picture is shrunk before lines are looked for."""
MEAN: Floats = np.array([0.485, 0.456, 0.406], dtype=np.float32)
SPREAD: Floats = np.array([0.229, 0.224, 0.225], dtype=np.float32)
LIT, SURE, GROWN = 0.3, 0.5, 1.7
"""From which value on a pixel belongs to a line; the mean value of a line; how far the found core is grown (DB, Liao 2020)."""
HEIGHT = 48
WIDTHS = (160, 320, 480, 640, 960)
"""Sizes of the picture of a line that the speller takes."""
MOST_DIGITS = 8
"""A date has so many; no other line of a front that is wanted has more."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a line lies: its middle, size and tilt (degrees) in pixels of the picture."""

    middle: tuple[float, float]
    width: float
    height: float
    tilt: float


@dataclass(frozen=True, slots=True)
class Spelled:
    """A line's characters, and how sure the network is of the least sure digit among them (1 without any)."""

    text: str = field(repr=False)
    sure: float


@dataclass(frozen=True, slots=True)
class LongNumber:
    """A line with more digits than any that is wanted; what they are was never put together."""


Line = Spelled | LongNumber


class TextUnreadable(RuntimeError):
    """A model for text cannot be opened by this OpenCV."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Finds lines and spells them. Not for two threads at once.

    Raises:
        TextUnreadable: from `of`.
    """

    finder: cv2.dnn.Net
    speller: cv2.dnn.Net
    characters: tuple[str, ...]

    @staticmethod
    def of(finder: bytes, speller: bytes) -> TextReader:
        """Open both networks (ONNX); the speller's file names its characters."""
        try:
            nets = [cv2.dnn.readNetFromONNX(np.frombuffer(each, np.uint8)) for each in (finder, speller)]
            return TextReader(nets[0], nets[1], characters_of(speller))
        except (cv2.error, ValueError) as error:
            raise TextUnreadable("the models for text cannot be opened") from error

    def places(self, image: Image) -> tuple[Place, ...]:
        """Where lines of print lie in a BGR picture, from top to bottom."""
        high, wide = image.shape[:2]
        scale = min(1.0, LONGEST_SIDE / max(high, wide))
        size = tuple(max(32, round(each * scale / 32) * 32) for each in (wide, high))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)[..., ::-1].astype(np.float32) / 255
        blob = ((small - MEAN) / SPREAD).transpose(2, 0, 1)[None]
        self.finder.setInput(np.ascontiguousarray(blob, dtype=np.float32))
        likely = np.asarray(self.finder.forward(), dtype=np.float32)[0, 0]
        return tuple(sorted(_places(likely, wide / size[0], high / size[1]), key=lambda each: each.middle[1]))

    def line(self, image: Image, place: Place, *, margin: float = 0.0) -> Line:
        """Spell the line at a place; `margin` grows it by that share of its height, for a second opinion."""
        strip = cut_out(image, place, margin)
        width = min(WIDTHS[-1], max(8, round(strip.shape[1] * HEIGHT / strip.shape[0])))
        room = next(each for each in WIDTHS if each >= width)
        blob = np.zeros((1, 3, HEIGHT, room), dtype=np.float32)
        small = cv2.resize(
            strip,
            (width, HEIGHT),
            interpolation=cv2.INTER_AREA if strip.shape[0] > HEIGHT else cv2.INTER_CUBIC,
        )
        blob[0, :, :, :width] = small.transpose(2, 0, 1) / np.float32(127.5) - 1
        self.speller.setInput(blob)
        return self._decoded(np.asarray(self.speller.forward(), dtype=np.float32)[0])

    def _decoded(self, steps: Floats) -> Line:
        """Greedy decoding (CTC): the best character of each step, without blanks and repetitions."""
        best = steps.argmax(axis=1)
        fresh = (best != 0) & (best != np.concatenate([[0], best[:-1]]))
        letters, chances = best[fresh], steps.max(axis=1)[fresh]
        digits = np.isin(letters, [self.characters.index(each) for each in "0123456789"])
        if int(digits.sum()) > MOST_DIGITS:
            return LongNumber()
        text = "".join(self.characters[int(each)] for each in letters)
        return Spelled(text, float(chances[digits].min(initial=1.0)))


def characters_of(speller: bytes) -> tuple[str, ...]:
    """The speller's characters in the order of its output: a blank, those of its metadata, a space.

    Raises:
        ValueError: the file names none.
    """
    at = speller.rindex(b"character\x12") + len(b"character\x12")
    length, shift = 0, 0
    while True:
        byte = speller[at]
        at, length, shift = at + 1, length | (byte & 0x7F) << shift, shift + 7
        if byte < 0x80:
            break
    return ("", *speller[at : at + length].decode().splitlines(), " ")


def cut_out(image: Image, place: Place, margin: float = 0.0) -> Image:
    """The line, level and alone."""
    grown = margin * place.height
    size = (max(8, round(place.width + 2 * grown)), max(8, round(place.height + 2 * grown)))
    turn = cv2.getRotationMatrix2D(place.middle, place.tilt, 1.0)
    turn[:, 2] += np.array([size[0] / 2 - place.middle[0], size[1] / 2 - place.middle[1]])
    return np.asarray(
        cv2.warpAffine(image, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
        dtype=np.uint8,
    )


def _places(likely: Floats, across: float, down: float) -> Iterator[Place]:
    lit = (likely > LIT).astype(np.uint8)
    contours, _ = cv2.findContours(lit, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        (x, y), (wide, high), tilt = cv2.minAreaRect(contour)
        if min(wide, high) < 3:
            continue
        core = np.zeros(likely.shape, dtype=np.uint8)
        left, top, width, height = cv2.boundingRect(contour)
        cv2.drawContours(core, [contour], -1, 1, -1)
        box = (slice(top, top + height), slice(left, left + width))
        if cv2.mean(likely[box], core[box])[0] < SURE:
            continue
        if abs(tilt) > 45:
            wide, high, tilt = high, wide, tilt - 90 * np.sign(tilt)
        off = wide * high * GROWN / (2 * (wide + high))
        yield Place((x * across, y * down), (wide + 2 * off) * across, (high + 2 * off) * down, float(tilt))
