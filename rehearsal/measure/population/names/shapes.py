"""Shapes of kanji as registers keep them (異体字), and how often a name that holds the common shape is registered in another."""

from __future__ import annotations

from functools import lru_cache
from random import Random

_TABLE = """
高 髙:.12|崎 﨑:.15 嵜:.02|辺 邊:.12 邉:.18|斎 齋:.20|斉 齊:.12|浜 濱:.25 濵:.08|吉 𠮷:.05|桜 櫻:.25|広 廣:.20|沢 澤:.30|島 嶋:.10 嶌:.01|富 冨:.12|国 國:.05|真 眞:.04|恵 惠:.05|関 關:.01|徳 德:.05|条 條:.08|瀬 瀨:.06|柳 栁:.06|館 舘:.20
竜 龍:.20|滝 瀧:.20|峰 峯:.20|曽 曾:.05|蔵 藏:.05|桧 檜:.30|橋 𣘺:.01|黒 黑:.01|増 增:.03|与 與:.02|礼 禮:.02|弥 彌:.05|寿 壽:.03|栄 榮:.03|実 實:.02|亜 亞:.01|万 萬:.03|秋 穐:.005|渕 淵:.20|遥 遙:.05|尭 堯:.10|清 淸:.01
児 兒:.01|巌 巖:.10|静 靜:.03|鉄 鐵:.02|収 收:.02|悦 悅:.05|桑 桒:.02|塚 \ufa10:.05|神 \ufa19:.01|福 \ufa1b:.01|祐 \ufa4f:.01|敏 \ufa41:.02|晴 \ufa12:.005|隆 \uf9dc:.05|都 \ufa26:.01|朗 \uf929:.02|辻 辻\U000e0101:.10
"""
SELECTORS = "\U000e0100"
"""The first of the ideographic variation selectors; nothing that names use comes after them."""


@lru_cache(maxsize=1)
def _shapes() -> dict[str, tuple[tuple[str, float], ...]]:
    """From the common shape: ((registered shape, share of names that have it), …); the shares are assumed."""
    rows = (row.split() for row in _TABLE.strip().replace("\n", "|").split("|"))
    return {common: tuple(_shape(each) for each in others) for common, *others in rows}


def _shape(column: str) -> tuple[str, float]:
    shape, _, share = column.partition(":")
    return shape, float(share)


@lru_cache(maxsize=1)
def _common_of() -> dict[str, str]:
    """From a registered shape to the common one; a selector behind a character is no character of its own."""
    return {shape: plain for plain, shapes in _shapes().items() for shape, _ in shapes if len(shape) == 1}


def registered(written: str, rng: Random) -> str:
    """The name as the register may hold it."""
    if _shapes().keys().isdisjoint(written):
        return written
    return "".join(_one(each, rng) for each in written)


def _one(character: str, rng: Random) -> str:
    at = rng.random()
    for shape, share in _shapes().get(character, ()):
        if at < share:
            return shape
        at -= share
    return character


def common(written: str, rng: Random, share: float) -> str:
    """The name with each variant put into its common shape, each with a chance of `share`."""
    if _common_of().keys().isdisjoint(written):
        return written
    shapes = _common_of()
    return "".join(shapes[each] if each in shapes and rng.random() < share else each for each in written)


def common_shapes(written: str) -> str:
    """The name with every variant in its common shape, without selectors."""
    shapes = _common_of()
    return "".join(shapes.get(each, each) for each in written if each < SELECTORS)


def has_variant(written: str) -> bool:
    return not _common_of().keys().isdisjoint(written)
