"""Kyoto's directions (通り名): 寺町通御池上る names crossing streets and a side, and stands before the town or is left out."""

from __future__ import annotations

import re

_WARD = re.compile(
    r"(?:京都府)?(?:京都市)?(?:[上中下西]京|[左右]京|東山|伏見|山科|[北南])区(?=.)|(?:京都府)?京都市"
)
_DIRECTION = re.compile(
    r"(?:[上下](?:が?る|ガ?ル|がル|ガる|ﾙ)|[東西南北]入(?:る|ル|り|リ)?|[上下]入(?:る|ル)?)[、,\s]*(?![部野君町])"
)
# 四条通大和大路東入三丁目中之町: those blocks are counted along the street and are not the house's.
_BLOCKS_OF_STREET = re.compile(
    r"[\d一二三四五六七八九十]+丁目(?=[^\d番\s-])(?![一二三四五六七八九十百]+(?:番(?!町)|号|-|$|\s))"
)
_SAME = str.maketrans(
    {
        "ル": "る",
        "ガ": "",
        "が": "",
        "ノ": "の",
        "之": "の",
        "通": "",
        " ": "",
        "、": "",
        ",": "",
        "り": "る",
        "リ": "る",
    }
)


def without_streets(text: str) -> tuple[str, str]:
    """The address without its directions, and the directions folded to one spelling; "" where there are none."""
    if "入" not in text and "上" not in text and "下" not in text:
        return text, ""
    ward = _WARD.match(text)
    if ward is None:
        return text, ""
    ends = [each.end() for each in _DIRECTION.finditer(text, ward.end())]
    if not ends or not text[ends[-1] :].strip(" )]"):
        return text, ""
    blocks = _BLOCKS_OF_STREET.match(text, ends[-1])
    end = blocks.end() if blocks else ends[-1]
    streets = text[ward.end() : end].translate(_SAME)
    return text[: ward.end()] + text[end:], streets.replace("入る", "入")
