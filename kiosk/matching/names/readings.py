"""What is known of how names are read: the only ground on which two different readings of one written name are explained.

The readings come from outside as a value (see `Readings`): the kiosk takes them from a dictionary of names. The list below
serves where there is none, and stands beside the dictionary for readings in common use that a dictionary of modern Japanese
leaves out. It is this project's own selection of common surnames; one surname, then its readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from kiosk.matching.names import kana
from kiosk.matching.names.variants import common_shape, partners

IN_COMMON_USE = """
中島 ナカシマ ナカジマ|中嶋 ナカシマ ナカジマ|山崎 ヤマサキ ヤマザキ|高田 タカダ タカタ|中田 ナカタ ナカダ|浜田 ハマダ ハマタ|河野 コウノ カワノ|小山 コヤマ オヤマ|長田 ナガタ オサダ
新田 ニッタ アラタ|上田 ウエダ ウエタ|吉川 ヨシカワ キッカワ|大谷 オオタニ オオヤ|小島 コジマ オジマ|角田 カクタ ツノダ スミダ|東 アズマ ヒガシ|菅野 カンノ スガノ|神谷 カミヤ カミタニ
柳田 ヤナギダ ヤナギタ|米田 ヨネダ ヨネタ コメダ|古谷 フルヤ フルタニ|新谷 シンタニ シンヤ アラヤ|中谷 ナカタニ ナカヤ|川島 カワシマ カワジマ|大島 オオシマ オオジマ|矢島 ヤジマ ヤシマ|北島 キタジマ キタシマ
田島 タジマ タシマ|長島 ナガシマ ナガジマ|長嶋 ナガシマ ナガジマ|宮崎 ミヤザキ ミヤサキ|岩崎 イワサキ イワザキ|尾崎 オザキ オサキ|松崎 マツザキ マツサキ|黒崎 クロサキ クロザキ|岡崎 オカザキ オカサキ
川崎 カワサキ カワザキ|島崎 シマザキ シマサキ|塚田 ツカダ ツカタ|窪田 クボタ クボダ|三田 ミタ サンダ|吉沢 ヨシザワ ヨシサワ|黒沢 クロサワ クロザワ|金沢 カナザワ カネザワ|小沢 オザワ コザワ
小川 オガワ コガワ|小原 オハラ オバラ コハラ|堀内 ホリウチ ホリノウチ|山内 ヤマウチ ヤマノウチ|竹内 タケウチ タケノウチ|木内 キウチ キノウチ|白石 シライシ シロイシ|羽田 ハダ ハタ ハネダ|梅津 ウメツ ウメヅ
塩谷 シオヤ シオタニ エンヤ|石塚 イシヅカ イシツカ|板橋 イタバシ イタハシ|川原 カワハラ カワラ|河原 カワハラ カワラ|田原 タハラ タワラ|吉原 ヨシハラ ヨシワラ|比嘉 ヒガ|富沢 トミザワ トミサワ|田崎 タサキ タザキ
斎藤 サイトウ|斉藤 サイトウ|菊地 キクチ|菊池 キクチ|伊藤 イトウ|伊東 イトウ|酒井 サカイ|坂井 サカイ|阿部 アベ|安部 アベ|安倍 アベ|太田 オオタ|大田 オオタ|河合 カワイ|川合 カワイ|川井 カワイ|荒井 アライ|新井 アライ
児玉 コダマ|小玉 コダマ|安達 アダチ|足立 アダチ|安藤 アンドウ|安東 アンドウ|庄司 ショウジ|庄子 ショウジ|永井 ナガイ|長井 ナガイ|永野 ナガノ|長野 ナガノ|坂本 サカモト|阪本 サカモト|久保田 クボタ|本田 ホンダ|本多 ホンダ
武田 タケダ|竹田 タケダ|川村 カワムラ|河村 カワムラ|川上 カワカミ|河上 カワカミ|小野 オノ|尾野 オノ|橋本 ハシモト|橋元 ハシモト|松本 マツモト|松元 マツモト|緒方 オガタ|尾形 オガタ|根本 ネモト|根元 ネモト
"""


class Readings(Protocol):
    """Known readings of the parts of a Japanese name, in full-width katakana; nothing for a part that is not known."""

    def of_family(self, kanji: str) -> frozenset[str]: ...
    def of_given(self, kanji: str) -> frozenset[str]: ...


class CommonReadings:
    """The list above: surnames alone."""

    def of_family(self, kanji: str) -> frozenset[str]:
        return _in_common_use().get(kanji, frozenset())

    def of_given(self, kanji: str) -> frozenset[str]:
        del kanji
        return frozenset()


@lru_cache(maxsize=1)
def _in_common_use() -> dict[str, frozenset[str]]:
    rows = (row.split() for row in IN_COMMON_USE.strip().replace("\n", "|").split("|"))
    return {surname: frozenset(readings) for surname, *readings in rows}


def both_read(known: Readings, part: str, kanji: str, one: str, other: str) -> bool:
    """Whether both readings (full-width katakana) are known for the "family" or "given" part written so."""
    return {kana.folded(one), kana.folded(other)} <= _folded(known, part, kanji)


def homophones(known: Readings, part: str, one: str, other: str) -> bool:
    """Whether two spellings of a "family" or "given" name have a reading in common: one may be a wrong conversion."""
    return not _folded(known, part, one).isdisjoint(_folded(known, part, other))


def _folded(known: Readings, part: str, kanji: str) -> frozenset[str]:
    """The readings of the name as written; where that is not known, in the shapes that its characters also have."""
    look_up = known.of_family if part == "family" else known.of_given
    found = next(filter(None, map(look_up, _shapes(kanji))), frozenset[str]())
    return frozenset(kana.folded(each) for each in found)


def _shapes(kanji: str) -> Iterator[str]:
    """As written, in common shapes, then with one character in each of its other shapes: 齋藤 as 斎藤."""
    yield kanji
    yield common_shape(kanji)
    for place, character in enumerate(kanji):
        yield from (kanji[:place] + other + kanji[place + 1 :] for other in partners(character))
