"""氏名 as one side writes it, taken apart before anything is compared: what is a name in it, whose, and what is a remark.

The register of residents writes a former surname (旧氏) in square brackets behind the surname, on card and answer; receipt
computers write former names, aliases (通称), remarks of their own ((保), 死亡, 同姓同名注意) and names of the unborn into the
same field, with brackets or without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.matching.text.normalise import blank, plain

_BRACKETED = re.compile(r"[(\[<{【〔〈《「『]([^()\[\]<>{}【】〔〕〈〉《》「」『』]*)[)\]>}】〕〉》」』]")
_FORMER = re.compile(r"(?:旧姓|旧氏名?|旧名|前姓|キュウセイ|キュウウジ|ミョウジ)[ ::]*")
_ALIAS = re.compile(r"(?:通称名?|通名|別名|本名|ツウショウ(?:メイ)?|ホンミョウ)[ ::]*")
_WARNING = re.compile(
    r"^[故亡]$|死亡|死去|故人|他界|同姓同名|同名|停止|中止|注意|要確認|別人|使用不可|使用禁止|使わない|削除|抹消|無効|重複|二重|旧カルテ|旧番号|統合|転院|シボウ|ドウセイドウメイ|チュウイ"
)
_BEHIND = re.compile(
    r"\s*[※★☆◆▲]\s*(\S.*)$|\s+((?:死亡|故人|同姓同名|停止|注意|要確認|使用不可|使用禁止)\S*)$"
)
"""Remarks without brackets, behind the name. ■ and □ are lost characters, no sign of a remark."""
_BEFORE = re.compile(r"^[※★☆◆▲]\s*((?:死亡|故人|同姓同名|停止|注意|要確認|使用不可|使用禁止)\S*\s+)?")
_TITLE = re.compile(r"\s+(?:様|殿|さん|ちゃん)$")
_REMARK = re.compile(
    r"\S|.*\d.*|生保|保護|国保|社保|後期|自費|労災|自賠|健診|検診|公費|障害|乳児|乳|老人|新患|再診|紹介|職員|家族|本人|双子|双生児|ふたご|転居|転出|退職|在宅|施設|入所|往診|妊婦|未収|"
    r"セイホ|ホゴ|コクホ|シャホ|ジヒ|ロウサイ|フタゴ|シショク|ショクイン"
)
"""What stands in brackets and is no name: any single character, numbers, and words of the counter."""
_CHILD = (
    "ベビー|ベイビー|ベビ|べびー|新生児|赤ちゃん|あかちゃん|アカチャン|シンセイジ|男児|女児|ダンジ|ジョジ"
)
_PLACEHOLDER = re.compile(
    rf"(?:{_CHILD})(?:ちゃん|チャン)?[\s\dA-C]*$|(?:^|\s)(?:{_CHILD})|"
    r"(?<=\s)(?:児|未定|名無し?|命名前|名前未定|ミテイ|ナナシ|長男|[長次二三四五]女|第[一二三四五\d]子|\d子|ジナン|チョウナン|チョウジョ|ジジョ|サンナン|サンジョ)\d?$|"
    r"の(?:児|子|赤ちゃん)\d?$|..(?:長女|長男|次女|第[一二三四五\d]子)$|.{4,}児\d?$|"
    r"\b(?:BABY|NEWBORN|INFANT|BOY OF|GIRL OF)\b|\bB/[OBG]\b",
    re.IGNORECASE,
)
"""How a child is entered who has no name yet."""
_BEGINS = r"[(\[<{【〔〈《「『※★☆◆▲]"
_JAPANESE = re.compile(
    rf"{_BEGINS}|{_CHILD}|児|の[子赤]|長男|[長次二三四五]女|第.子|\d子|未定|名無|命名|ミテイ|ナナシ|ナン|チョウジョ|ジジョ|サンジョ|死亡|故人|同姓|停止|注意|要確認|使用|様$|殿$|さん$|ちゃん$|[A-Za-z]"
)
_LATIN = re.compile(rf"{_BEGINS}|BABY|NEWBORN|INFANT|Y OF|L OF|B/", re.IGNORECASE)
"""With which brackets, remarks, titles and placeholders show: nearly every name has none of it."""
_MIN_WHOLE = 3


@dataclass(frozen=True, slots=True)
class WrittenName:
    """`registered` is the name without anything beside it, width folded. `beside`: other whole names with their rule.

    `lone`: names beside it that may be whole or a surname alone (with their rule): never compared with each other.
    `remarks` are set aside; `warns` says that one of them warns. `placeholder`: a child without a name yet.
    """

    registered: str = field(repr=False)
    beside: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    lone: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    remarks: bool = False
    warns: bool = False
    placeholder: bool = False

    @property
    def alone(self) -> bool:
        """Whether the field holds a name and nothing else."""
        return not (self.beside or self.lone or self.remarks)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """The rules that say what was left out of the comparison: a name in a field of its own was in nobody's way."""
        former = any(rule == "K4" for _, rule in (*self.beside, *self.lone))
        return ("K4",) * former + ("K11",) * self.remarks


@lru_cache(maxsize=1 << 14)
def take_apart(name: str | None, of_other: str | None = None) -> WrittenName:
    """One side's name or reading with its other registered name (通称, NameOfOther)."""
    text = plain(name or "")
    if not of_other and not (_LATIN if text.isascii() else _JAPANESE).search(text):
        return WrittenName(text)
    registered, inner, remarks = _without_brackets(text)
    registered, behind = _without_words(registered)
    remarks += behind
    other = "" if blank(of_other) else plain(of_other or "")
    shown = [(each, "K4") for each in inner] + ([(other, "K5")] if other else [])
    beside, lone = _whole_and_lone(registered, shown)
    warns = any(_WARNING.search(each) for each in remarks)
    placeholder = bool(
        _PLACEHOLDER.search(registered) or any(map(_PLACEHOLDER.search, (f" {each}" for each in remarks)))
    )
    return WrittenName(registered, beside, lone, bool(remarks), warns, placeholder)


def _without_brackets(text: str) -> tuple[str, list[str], list[str]]:
    """The text without brackets, the names that stood in them, and the remarks."""
    names: list[str] = []
    remarks: list[str] = []
    out, at = "", 0
    for found in _BRACKETED.finditer(text):
        out += text[at : found.start()]
        at = found.end()
        inner = found[1].strip()
        between = bool(out.strip()) and bool(_BRACKETED.sub("", text[at:]).strip())
        if not inner:
            continue
        bare = _ALIAS.sub("", _FORMER.sub("", inner, count=1), count=1).strip()
        if bare != inner and bare:
            names.append(bare)
        elif (
            _WARNING.search(inner)
            or _PLACEHOLDER.search(f" {inner}")
            or (_REMARK.fullmatch(inner) and not between)
        ):
            remarks.append(inner)
        else:
            names.append(inner)
        if between and " " not in out.strip() and not text[at:].startswith(" "):
            out += " "
    registered = " ".join((out + text[at:]).split())
    return (registered, names, remarks) if registered else (text, [], [])


def _without_words(text: str) -> tuple[str, list[str]]:
    """The same for remarks without brackets, and for titles."""
    remarks: list[str] = []
    if behind := _BEHIND.search(text):
        remarks.append(behind[1] or behind[2])
        text = text[: behind.start()]
    if before := _BEFORE.match(text):
        remarks.append(before[1] or "")
        text = text[before.end() :]
    return _TITLE.sub("", text).strip() or text, remarks


def _whole_and_lone(
    registered: str, shown: list[tuple[str, str]]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """A surname alone is joined with its own given name; what may be either is kept apart."""
    given = registered.split()[1:]
    beside: list[tuple[str, str]] = []
    lone: list[tuple[str, str]] = []
    for name, rule in shown:
        if " " in name:
            beside.append((name, rule))
            continue
        if given:
            beside.append((" ".join((name, *given)), rule))
        if len(name) >= _MIN_WHOLE:
            lone.append((name, rule))
    return tuple(beside), tuple(lone)
