"""Surnames that sound alike and are not one name: a hint for staff ("wrong conversion?"), never an agreement.

This project's own list, of common Japanese surnames by their reading; names in one group share a reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

GROUPS = """
斎藤 斉藤|菊地 菊池|伊藤 伊東|酒井 坂井|阿部 安部 安倍|渡辺 渡部|太田 大田|河合 川合 川井 河井|荒井 新井|川崎 河崎|加納 狩野|児玉 小玉|小倉 小椋|清水 志水|柴崎 芝崎
鳥居 鳥井|丸山 円山|安達 足立|安藤 安東|相沢 会沢 藍沢|庄司 庄子 東海林|永井 長井|永田 長田|永野 長野|中川 仲川|中田 仲田|中村 仲村|中野 仲野|長沢 永沢|長島 永島|長尾 永尾|古川 古河
森 毛利|八木 矢木|植田 上田|植野 上野|植村 上村|北村 喜多村|久保 窪|久保田 窪田|倉田 蔵田|小島 児島|坂本 阪本 坂元|柴田 芝田|須藤 首藤|園田 薗田|武田 竹田|武内 竹内|武井 竹井|武本 竹本
竹中 武中|土屋 土谷|中井 仲井|橋本 橋元|畑 秦 畠|本田 本多|松本 松元|宮本 宮元|森本 森元|安田 保田|山本 山元|堀 保利|岡本 岡元|岩本 岩元|福本 福元|杉本 杉元|塚本 塚元|藤本 藤元
川村 河村|川野 河野|川本 河本|川口 河口|川上 河上|川田 河田|川原 河原|川端 河端|川瀬 河瀬|川島 河島|三田 見田|飯田 井田|小田 織田 尾田|小沢 尾沢|小野 尾野|小川 緒川|小原 尾原|小形 尾形 緒方
金子 兼子|金田 兼田|鎌田 釜田|木戸 城戸|木内 城内|佐々木 笹木|末永 末長|徳永 徳長|松永 松長|吉永 吉長|福永 福長|菅野 管野|関谷 関屋|染谷 染矢|中屋 仲屋|中山 仲山|中谷 仲谷|中島 仲島|中西 仲西
永瀬 長瀬|永山 長山|早坂 早阪|牧野 槙野|牧 槙|三木 三樹|矢島 八島|岡 丘|梶 加地 加治|浅井 朝井|浅田 朝田|浅野 朝野|浅川 朝川|浅倉 朝倉|石渡 石綿|泉 和泉|市川 市河|一瀬 市瀬|市村 一村|稲葉 稲場
宇佐美 宇佐見|大谷 大屋|大場 大庭|笠井 葛西|片桐 片切|景山 影山 陰山|北 喜多|北川 喜多川|北野 喜多野|国分 国府|小谷 古谷|小池 古池|寺井 寺居|向井 向居|柳 梁|新谷 荒谷|岸本 岸元|根本 根元|谷本 谷元|秋本 秋元
"""


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in GROUPS.strip().replace("\n", "|").split("|"))


def homophones(one: str, other: str, same: Callable[[str, str], bool]) -> bool:
    """Whether two surnames, each in any shape that `same` accepts, are known to be taken for each other."""
    return any(
        any(same(one, surname) for surname in group) and any(same(other, surname) for surname in group)
        for group in _groups()
    )
