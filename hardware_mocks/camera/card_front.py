"""The printed front of a virtual card, at a resolution that no printer could use, and how a camera sees it.

Every front says 見本 and SPECIMEN. The arrangement follows the real card's fields, not its artwork.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from hardware_mocks.heads.fields import Image, pixels
from hardware_mocks.heads.photographs import FOLDER, chip_photo
from hardware_mocks.personas.model import Persona
from reader.face.photo import decoded_photo

PX_PER_MM = 12
"""The most that a rendered front may have: fit for a camera's eye, useless for a printer."""
WIDTH_MM, HEIGHT_MM, CORNER_MM = 85.6, 54.0, 3.18
"""ID-1 of ISO/IEC 7810."""
FONT = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf")
WIDE_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
)
INK, FAINT = (28, 26, 30), (95, 95, 100)
SEXES = {"1": "男", "2": "女"}


class Brush(Protocol):
    """Draws text at a place in millimetres; `em` is the height of a full-width character in millimetres."""

    def __call__(
        self, at: tuple[float, float], text: str, em: float, ink: tuple[int, int, int] = INK
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class EraDate:
    """A date of the Japanese calendar; `year` 1 is printed as 元 on documents, and as 1 here."""

    era: str
    year: int
    month: int
    day: int


def era_date(day: date) -> EraDate:
    """Turn a date into its era. A ValueError names a date before Taisho."""
    for begin, era in ERAS:
        if day >= begin:
            return EraDate(era, day.year - begin.year + 1, day.month, day.day)
    raise ValueError(f"{day} lies before the eras that are printed")


def card_front(persona: Persona, expires: date, folder: Path = FOLDER) -> Image:
    """Draw the front of a persona's card, BGR, 12 px/mm. A ValueError says that the persona has no card."""
    if persona.card is None:
        raise ValueError(f"{persona.id} has no card")
    sheet = Picture.new("RGB", (round(WIDTH_MM * PX_PER_MM), round(HEIGHT_MM * PX_PER_MM)), (236, 240, 238))
    _ground(sheet)
    _specimen(sheet)
    brush = _brush(sheet)
    _texts(brush, persona, expires)
    if persona.card.kind != "infant":
        photo = cv2.resize(
            decoded_photo(chip_photo(persona.card.head, folder)), (264, 330), interpolation=cv2.INTER_CUBIC
        )
        sheet.paste(
            Picture.fromarray(np.asarray(photo, dtype=np.uint8)),
            (round(5 * PX_PER_MM), round(17.5 * PX_PER_MM)),
        )
    brush((11.2, 46.6), persona.card.security_code, 3.0, FAINT)
    return np.ascontiguousarray(np.asarray(sheet, dtype=np.uint8)[..., ::-1])


def _texts(brush: Brush, persona: Persona, expires: date) -> None:
    resident, birth = persona.resident, era_date(persona.resident.birthdate)
    brush((5, 3.0), "氏名", 2.2, FAINT)
    brush((12, 2.6), resident.name, 3.4)
    brush((5, 8.4), "住所", 2.2, FAINT)
    brush((12, 8.2), resident.address[:24], 2.7)
    brush((12, 11.6), resident.address[24:], 2.7)
    brush((32, 19.0), f"{birth.era}{birth.year}年{birth.month}月{birth.day}日生", 3.0)
    brush((70, 19.0), f"性別 {SEXES[resident.sex]}", 2.4)
    brush((32, 26.0), f"{expires.year}年{expires.month}月{expires.day}日まで有効", 3.0)
    brush((32, 47.5), "個人番号カード（見本）VIRTUAL", 2.4, FAINT)


def _brush(sheet: Picture.Image) -> Brush:
    draw = ImageDraw.Draw(sheet)

    def write(at: tuple[float, float], text: str, em: float, ink: tuple[int, int, int] = INK) -> None:
        font = ImageFont.truetype(FONT, round(em * PX_PER_MM))
        draw.text((round(at[0] * PX_PER_MM), round(at[1] * PX_PER_MM)), text, fill=ink, font=font)

    return write


def _ground(sheet: Picture.Image) -> None:
    draw = ImageDraw.Draw(sheet)
    x = np.arange(0, sheet.width, 4)
    for k in range(0, sheet.height + 80, 14):
        y = k - 40 + 18 * np.sin(x / 70 + k / 50)
        draw.line([(float(a), float(b)) for a, b in zip(x, y, strict=True)], fill=(226, 232, 236), width=1)


def _specimen(sheet: Picture.Image) -> None:
    draw = ImageDraw.Draw(sheet)
    big, small = ImageFont.truetype(WIDE_FONT, 190), ImageFont.truetype(WIDE_FONT, 84)
    draw.text((520, 330), "見本", fill=(243, 205, 205), font=big)
    draw.text((440, 245), "SPECIMEN", fill=(243, 214, 214), font=small)


def front_frame(front: Image, rng: np.random.Generator, shake: float = 1.0) -> Image:
    """The front held before a 1280 x 720 camera: perspective, uneven light, defocus and noise; `shake` 0 is the best case."""
    height, width = front.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    scale = 1280 * rng.uniform(0.80, 0.84) / width
    middle = np.array([640, 360]) + rng.uniform(-12, 12, 2) * shake
    angle = np.radians(rng.uniform(-4, 4) * shake)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = (corners - corners.mean(0)) * scale @ turn.T + middle + rng.uniform(-14, 14, (4, 2)) * shake
    warp = cv2.getPerspectiveTransform(corners, placed.astype(np.float32))
    card = cv2.warpPerspective(front, warp, (1280, 720), flags=cv2.INTER_AREA).astype(np.float32)
    mask = cv2.warpPerspective(_rounded(width, height), warp, (1280, 720)).astype(np.float32)[..., None] / 255
    table = (
        np.array([70, 82, 92], dtype=np.float32)
        + cv2.resize(rng.normal(0, 6, (90, 160)).astype(np.float32), (1280, 720))[..., None]
    )
    across = np.linspace(-1, 1, 1280, dtype=np.float32)[None, :, None] * rng.uniform(-0.12, 0.12) * shake
    seen = (card * mask + table * (1 - mask)) * (rng.uniform(0.78, 1.03) + across)
    soft = cv2.GaussianBlur(seen, (0, 0), 0.5 + rng.uniform(0, 0.7) * shake)
    return pixels(soft + rng.normal(0, 2 + 2 * shake, soft.shape))


def _rounded(width: int, height: int) -> Image:
    mask = np.zeros((height, width), dtype=np.uint8)
    radius = round(CORNER_MM * PX_PER_MM)
    cv2.rectangle(mask, (radius, 0), (width - radius, height), 255, -1)
    cv2.rectangle(mask, (0, radius), (width, height - radius), 255, -1)
    for x in (radius, width - radius - 1):
        for y in (radius, height - radius - 1):
            cv2.circle(mask, (x, y), radius, 255, -1)
    return mask
