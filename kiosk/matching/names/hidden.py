"""Which characters the national side shows as ●, and what a ● can therefore stand for.

The set is not published: the service's intermediate servers refuse what they do not know, and registers tell shapes apart
that share one code point. So the set is a setting. By default nothing more is assumed than that kana, letters and digits can
always be shown; reports from clinics fit JIS X 0213 (德 arrives, 髙 does not; unverified, 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.matching.names.variants import encodable, partners

HIDDEN = "●"
"""What the national side shows for a character that it cannot carry."""

SEVERAL_SHAPES = frozenset(
    "逢芦飴溢茨鰯淫迂厩噂餌襖迦牙廻恢晦蟹葛鞄釜翰翫徽祇汲灸笈卿饗僅喰櫛屑粂祁隙倦捲牽鍵諺巷梗膏鵠甑叉榊薩鯖錆鮫餐杓灼酋楯薯藷哨鞘杖蝕訊逗摺撰煎煽穿箭詮噌遡揃遜腿蛸辿"
    "樽歎註瀦捗槌鎚辻挺鄭擢溺兎堵屠賭瀞遁謎灘楢禰牌這秤駁箸叛挽誹樋稗逼謬豹廟瀕斧蔽瞥蔑篇娩鞭庖蓬鱒迄儲餅籾爺鑓愈猷漣煉簾榔屢冤叟咬嘲囀徘扁棘橙狡甕甦疼祟竈筵篝腱艘芒"
    "虔蜃蠅訝靄靱騙鴉辺邉邊斉斎齊齋"
)
"""Characters of which registers hold several shapes under one code point, so that one of them may be hidden: those whose
printed shape JIS X 0213:2004 changed, and the two families of surnames with the most shapes (渡辺, 斉藤)."""

UNKNOWN = "unknown"
CODECS = {"jisx0208": "shift_jis", "jisx0213": "shift_jis_2004", "nothing": "utf-8"}
"""The character sets that a site may name, each with the codec that knows it."""
OUTSIDE = (UNKNOWN, *CODECS)


_FIRST_KANJI = "\u3400"
"""Before it stand kana, letters and digits; width is folded before."""


@dataclass(frozen=True, slots=True)
class Hides:
    """`outside` is one of OUTSIDE: what that set lacks is hidden, any kanji while it is unknown. `listed` ones are as well."""

    outside: str = UNKNOWN
    listed: frozenset[str] = frozenset()

    def hides(self, character: str) -> bool:
        if character in self.listed:
            return True
        if self.outside == UNKNOWN:
            return character >= _FIRST_KANJI
        return not encodable(character, CODECS[self.outside])

    def may_stand_for(self, character: str) -> bool:
        """Whether a ● may hide this character or another shape of it."""
        return character in SEVERAL_SHAPES or any(map(self.hides, (character, *partners(character))))
