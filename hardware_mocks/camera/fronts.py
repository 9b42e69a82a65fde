"""Fronts as other hands would draw them, other cards, and eight conditions under which a camera sees them.

The arrangement, the face of the print, the ground and the sizes are drawn by dice within what a real front's fields allow.
Every one of them says 見本.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Picture
from PIL import ImageDraw, ImageFont

from hardware_mocks.camera.card_front import CORNER_MM, HEIGHT_MM, PX_PER_MM, WIDTH_MM, era_date
from hardware_mocks.heads.fields import Array, Image, f32, noise, pixels

FONTS = tuple(
    Path("/usr/share/fonts") / each
    for each in (
        "truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
        "truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
        "truetype/bizud-gothic/BIZUDGothic-Bold.ttf",
        "opentype/noto/NotoSansCJK-Regular.ttc",
        "opentype/noto/NotoSansCJK-Bold.ttc",
        "opentype/noto/NotoSerifCJK-Regular.ttc",
    )
)
FRAME = (1280, 720)
SIZE = (round(WIDTH_MM * PX_PER_MM), round(HEIGHT_MM * PX_PER_MM))
GROUNDS = ((247, 232, 236), (232, 240, 247), (236, 244, 234), (246, 241, 230))


@dataclass(frozen=True, slots=True)
class Printed:
    """What a front says."""

    name: str
    address: str
    born: date
    expires: date
    code: str
    sex: str = "女"

    @property
    def number_b(self) -> str:
        born = era_date(self.born)
        return f"{born.year:02d}{born.month:02d}{born.day:02d}{self.expires.year}{self.code}"


class Sheet:
    """A blank card to write on, in millimetres."""

    def __init__(self, rng: np.random.Generator, font: Path) -> None:
        ground = GROUNDS[int(rng.integers(len(GROUNDS)))]
        self.picture = Picture.new("RGB", SIZE, ground)
        self._font = font
        draw = ImageDraw.Draw(self.picture)
        line = tuple(each - 12 for each in ground)
        x = np.arange(0, SIZE[0], 6)
        for start in range(-60, SIZE[1] + 60, int(rng.integers(11, 19))):
            y = start + 20 * np.sin(x / rng.uniform(55, 95) + start / 40)
            draw.line([(float(a), float(b)) for a, b in zip(x, y, strict=True)], fill=line, width=1)

    def write(self, at: tuple[float, float], text: str, em: float, ink: int = 35) -> None:
        font = ImageFont.truetype(self._font, round(em * PX_PER_MM))
        place = (round(at[0] * PX_PER_MM), round(at[1] * PX_PER_MM))
        ImageDraw.Draw(self.picture).text(place, text, fill=(ink, ink, ink + 4), font=font)

    def paste(self, photo: Image, at: tuple[float, float], size: tuple[float, float]) -> None:
        pixels_ = (round(size[0] * PX_PER_MM), round(size[1] * PX_PER_MM))
        small = cv2.resize(photo, pixels_, interpolation=cv2.INTER_AREA)[..., ::-1]
        corner = (round(at[0] * PX_PER_MM), round(at[1] * PX_PER_MM))
        self.picture.paste(Picture.fromarray(np.ascontiguousarray(small)), corner)

    def image(self) -> Image:
        return np.ascontiguousarray(np.asarray(self.picture, dtype=np.uint8)[..., ::-1])


def any_front(said: Printed, photo: Image, rng: np.random.Generator, font: Path) -> Image:
    """A My Number Card's front (BGR, 12 px/mm), arranged as the dice fall."""
    sheet = Sheet(rng, font)
    born, right = era_date(said.born), rng.uniform(29.5, 36)
    year = "元" if born.year == 1 else str(born.year)
    down, em = rng.uniform(18, 21), rng.uniform(2.5, 3.1)
    sheet.write((5, rng.uniform(2.5, 4)), f"氏名　{said.name}", 3.2)
    sheet.write((5, rng.uniform(8, 9.5)), f"住所　{said.address}", 2.5)
    sheet.write((right, down), f"{born.era}{year}年{born.month}月{born.day}日生", em)
    sheet.write((right + 38, down), f"性別 {said.sex}", 2.2)
    until = f"{said.expires.year}年{said.expires.month}月{said.expires.day}日まで有効"
    sheet.write((right, down + rng.uniform(6, 9)), until, em)
    sheet.write((right, rng.uniform(44, 48)), "個人番号カード", rng.uniform(2.4, 3.4))
    sheet.write((right + 27, 48.5), "見本", 2.4, 150)
    sheet.paste(photo, (4.5, 17.2), (22, 27.5))
    sheet.write(
        (rng.uniform(9, 12), rng.uniform(45.6, 47)),
        said.code,
        rng.uniform(2.3, 3.0),
        int(rng.integers(60, 105)),
    )
    return sheet.image()


def other_card(kind: str, said: Printed, photo: Image, rng: np.random.Generator, font: Path) -> Image:
    """What is no front of a My Number Card. A KeyError says that no such kind is known."""
    if kind == "photocopy":
        grey = cv2.cvtColor(any_front(said, photo, rng, font), cv2.COLOR_BGR2GRAY)
        return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    sheet, born = Sheet(rng, font), era_date(said.born)
    birth = f"{born.era}{born.year}年{born.month}月{born.day}日生"
    until = f"{said.expires.year}年{said.expires.month}月{said.expires.day}日まで有効"
    texts: Mapping[str, tuple[tuple[tuple[float, float], str, float], ...]] = {
        "blank": (),
        "employee card": (((32, 6), "社員証　見本", 4), ((32, 20), said.name, 4), ((32, 30), birth, 3), ((32, 36), until, 3), ((9, 46), said.code, 3)),
        "driving licence": (((4, 3), f"氏名 {said.name}", 3), ((40, 3), birth, 3), ((4, 22), until, 3), ((4, 44), "運転免許証　見本", 3.4), ((12, 36), said.code, 3)),
        "other side": (((6, 6), "個人番号　見本", 3.4), ((6, 12), "1234 5678 9018", 5), ((6, 30), said.name, 3.4), ((6, 38), birth, 3)),
    }  # fmt: skip
    for at, text, em in texts[kind]:
        sheet.write(at, text, em)
    if kind in {"employee card", "driving licence"}:
        sheet.paste(photo, (58, 12) if kind == "driving licence" else (5, 14), (22, 27.5))
    return sheet.image()


OTHER_CARDS = ("blank", "employee card", "driving licence", "other side", "photocopy")


@dataclass(frozen=True, slots=True)
class Condition:
    """How a camera sees a card: what lies under it, how it is held, and the light."""

    ground: Callable[[np.random.Generator], Array]
    tilt: float = 3.0
    tilted_out: bool = False
    fill: float = 0.80
    thumb: bool = False
    glare: bool = False
    blur: float = 0.6
    light: tuple[float, float] = (0.85, 1.02)
    grain: float = 2.5


def _plain(grey: float, spread: float) -> Callable[[np.random.Generator], Array]:
    def ground(rng: np.random.Generator) -> Array:
        tint = rng.uniform(-8, 8, 3)
        return f32(
            grey
            + tint
            + spread * noise((FRAME[1], FRAME[0]), (60, 110), int(rng.integers(1 << 30)))[..., None]
        )

    return ground


def _patterned(rng: np.random.Generator) -> Array:
    """A cloth of stripes and checks in two colours."""
    one, other = rng.uniform(60, 220, (2, 3))
    y, x = np.mgrid[0 : FRAME[1], 0 : FRAME[0]]
    width = rng.uniform(22, 60)
    checks = ((x // width + y // width) % 2)[..., None]
    stripes = (np.sin((x + y) / width * 2) > 0.4)[..., None] * 25
    return f32(one * checks + other * (1 - checks) + stripes)


CONDITIONS: Mapping[str, Condition] = {
    "clean": Condition(_plain(80, 4), tilt=1, blur=0.4, light=(0.97, 1.0), grain=1),
    "white table": Condition(_plain(232, 4)),
    "usual light": Condition(_plain(105, 12), light=(0.62, 1.05), blur=0.9, grain=4),
    "dark ground": Condition(_plain(22, 6), light=(0.75, 1.0)),
    "patterned ground": Condition(_patterned),
    "tilted": Condition(_plain(95, 8), tilt=20, tilted_out=True, fill=0.60),
    "thumb": Condition(_plain(95, 8), thumb=True),
    "glare": Condition(_plain(95, 8), glare=True),
}
"""The eight conditions, by name."""


def seen(front: Image, condition: Condition, rng: np.random.Generator) -> Image:
    """The front before a 1280 x 720 camera."""
    place = _placed(condition, rng)
    card = f32(cv2.warpPerspective(front, place, FRAME, flags=cv2.INTER_AREA))
    mask = f32(cv2.warpPerspective(_rounded(), place, FRAME))[..., None] / 255
    picture: Array = card * mask + condition.ground(rng) * (1 - mask)
    if condition.glare:
        picture = picture + mask * _lamp(place, rng)
    if condition.thumb:
        picture = _under_thumb(picture, place, rng)
    across = np.linspace(-1, 1, FRAME[0], dtype=np.float32)[None, :, None] * rng.uniform(-0.10, 0.10)
    lit = np.clip(picture, 0, 330) * (rng.uniform(*condition.light) + across)
    soft = cv2.GaussianBlur(f32(lit), (0, 0), max(0.3, condition.blur * rng.uniform(0.7, 1.3)))
    return pixels(soft + condition.grain * rng.standard_normal(soft.shape, dtype=np.float32))


def _placed(condition: Condition, rng: np.random.Generator) -> Array:
    corners = f32([[0, 0], [SIZE[0], 0], [SIZE[0], SIZE[1]], [0, SIZE[1]]])
    scale = FRAME[0] * condition.fill * rng.uniform(0.97, 1.03) / SIZE[0]
    out = condition.tilted_out and rng.random() < 0.5
    angle = np.radians(rng.choice((-1, 1)) * condition.tilt * (0.3 if out else rng.uniform(0.85, 1.0)))
    turn = f32([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flat = (corners - corners.mean(0)) * scale
    if out:
        slope = np.radians(rng.choice((-1, 1)) * condition.tilt)
        depth = flat[:, :1] * np.sin(slope)
        flat = flat * f32([np.cos(slope), 1]) * 1400 / (1400 + depth)
    middle = f32(FRAME) / 2 + rng.uniform(-14, 14, 2) + rng.uniform(-5, 5, (4, 2))
    return np.asarray(cv2.getPerspectiveTransform(corners, f32(flat @ turn.T + middle)), dtype=np.float64)


def _lamp(place: Array, rng: np.random.Generator) -> Array:
    """A lamp mirrored in the card: too bright in the middle, a veil around it."""
    at = cv2.perspectiveTransform(f32([[rng.uniform(200, 900), rng.uniform(80, 560)]])[None], place)[0, 0]
    y, x = np.mgrid[0 : FRAME[1], 0 : FRAME[0]]
    away = ((x - at[0]) / rng.uniform(45, 90)) ** 2 + ((y - at[1]) / rng.uniform(35, 60)) ** 2
    return f32(230 * np.exp(-0.5 * away) + 35 * np.exp(-0.04 * away))[..., None]


def _under_thumb(picture: Array, place: Array, rng: np.random.Generator) -> Array:
    corner = f32([[SIZE[0], SIZE[1]]]) if rng.random() < 0.5 else f32([[SIZE[0], 0]])
    at = cv2.perspectiveTransform(corner[None], place)[0, 0]
    thumb = np.zeros((FRAME[1], FRAME[0]), dtype=np.float32)
    inward = at + f32([-30, -20 if corner[0, 1] else 20])
    cv2.ellipse(
        thumb,
        (round(float(inward[0])), round(float(inward[1]))),
        (95, 58),
        35 if corner[0, 1] else -35,
        0,
        360,
        1.0,
        -1,
    )
    skin = f32([118, 150, 205]) * rng.uniform(0.6, 1.05)
    soft = cv2.GaussianBlur(thumb, (0, 0), 3)[..., None]
    return f32(picture * (1 - soft) + skin * soft)


def _rounded() -> Image:
    mask = np.zeros((SIZE[1], SIZE[0]), dtype=np.uint8)
    radius = round(CORNER_MM * PX_PER_MM)
    cv2.rectangle(mask, (radius, radius), (SIZE[0] - radius, SIZE[1] - radius), 255, -1)
    return np.asarray(
        cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))),
        dtype=np.uint8,
    )
