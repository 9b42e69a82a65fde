"""Surnames (漢字, reading) by how many people bear them.

The names in use most often stand in their order of frequency; their numbers follow the known points of the national
curve (rank → people). The rest of the nation gets surnames put together from the elements that surnames are made of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from rehearsal.measure.population.spectrum import Spectrum, by_namesakes, grouped, spectrum


class Surname(NamedTuple):
    kanji: str
    kana: str


FREQUENT = """
佐藤 サトウ|鈴木 スズキ|高橋 タカハシ|田中 タナカ|伊藤 イトウ|渡辺 ワタナベ|山本 ヤマモト|中村 ナカムラ|小林 コバヤシ|加藤 カトウ|吉田 ヨシダ|山田 ヤマダ|佐々木 ササキ|山口 ヤマグチ|松本 マツモト
井上 イノウエ|木村 キムラ|林 ハヤシ|斎藤 サイトウ|清水 シミズ|山崎 ヤマザキ/ヤマサキ|森 モリ|池田 イケダ|橋本 ハシモト|阿部 アベ|石川 イシカワ|山下 ヤマシタ|中島 ナカジマ/ナカシマ|石井 イシイ|小川 オガワ
前田 マエダ|岡田 オカダ|長谷川 ハセガワ|藤田 フジタ|後藤 ゴトウ|近藤 コンドウ|村上 ムラカミ|遠藤 エンドウ|青木 アオキ|坂本 サカモト|斉藤 サイトウ|福田 フクダ|太田 オオタ|西村 ニシムラ|藤井 フジイ
金子 カネコ|岡本 オカモト|藤原 フジワラ|三浦 ミウラ|中野 ナカノ|中川 ナカガワ|原田 ハラダ|松田 マツダ|竹内 タケウチ|小野 オノ|田村 タムラ|中山 ナカヤマ|和田 ワダ|石田 イシダ|森田 モリタ
上田 ウエダ|原 ハラ|内田 ウチダ|柴田 シバタ|酒井 サカイ|宮崎 ミヤザキ|横山 ヨコヤマ|高木 タカギ|安藤 アンドウ|宮本 ミヤモト|大野 オオノ|小島 コジマ/オジマ|工藤 クドウ|谷口 タニグチ|今井 イマイ
高田 タカダ/タカタ|丸山 マルヤマ|増田 マスダ|杉山 スギヤマ|村田 ムラタ|大塚 オオツカ|新井 アライ|小山 コヤマ/オヤマ|平野 ヒラノ|藤本 フジモト|河野 コウノ/カワノ|上野 ウエノ|野口 ノグチ|武田 タケダ|松井 マツイ
千葉 チバ|菅原 スガワラ|岩崎 イワサキ|久保 クボ|木下 キノシタ|佐野 サノ|野村 ノムラ|松尾 マツオ|菊地 キクチ|市川 イチカワ|杉本 スギモト|古川 フルカワ|大西 オオニシ|島田 シマダ|水野 ミズノ
桜井 サクライ|渡部 ワタナベ/ワタベ|高野 タカノ|吉川 ヨシカワ|山内 ヤマウチ|西田 ニシダ|飯田 イイダ|菊池 キクチ|西川 ニシカワ|小松 コマツ|北村 キタムラ|安田 ヤスダ|五十嵐 イガラシ|川口 カワグチ|平田 ヒラタ
関 セキ|中田 ナカタ/ナカダ|久保田 クボタ|服部 ハットリ|東 アズマ/ヒガシ|岩田 イワタ|土屋 ツチヤ|福島 フクシマ|川崎 カワサキ|本田 ホンダ|辻 ツジ|秋山 アキヤマ|永井 ナガイ|田口 タグチ|川上 カワカミ
樋口 ヒグチ|浜田 ハマダ|広瀬 ヒロセ|内藤 ナイトウ|石原 イシハラ|荒木 アラキ|大島 オオシマ|森本 モリモト|中西 ナカニシ|松岡 マツオカ|片山 カタヤマ|馬場 ババ|星野 ホシノ|大橋 オオハシ|松浦 マツウラ
吉村 ヨシムラ|小池 コイケ|浅野 アサノ|荒井 アライ|大久保 オオクボ|野田 ノダ|本間 ホンマ|熊谷 クマガイ/クマガヤ|田辺 タナベ|川村 カワムラ|黒田 クロダ|岡崎 オカザキ|堀 ホリ|大谷 オオタニ|尾崎 オザキ
松村 マツムラ|望月 モチヅキ|永田 ナガタ|田島 タジマ|菅野 カンノ/スガノ|沢田 サワダ|松下 マツシタ|早川 ハヤカワ|中井 ナカイ|西山 ニシヤマ|堀内 ホリウチ|川田 カワダ|小田 オダ|須藤 スドウ|大川 オオカワ
成田 ナリタ|岡 オカ|篠原 シノハラ|吉岡 ヨシオカ|南 ミナミ|矢野 ヤノ|今村 イマムラ|栗原 クリハラ|荒川 アラカワ|小西 コニシ|三宅 ミヤケ|大山 オオヤマ|津田 ツダ|萩原 ハギワラ/オギワラ|関口 セキグチ
児玉 コダマ|富田 トミタ|榎本 エノモト|松原 マツバラ|河合 カワイ|奥村 オクムラ|片岡 カタオカ|児島 コジマ|福井 フクイ|福本 フクモト|川島 カワシマ|坂口 サカグチ|中沢 ナカザワ|奥田 オクダ|三好 ミヨシ
古賀 コガ|白石 シライシ|滝沢 タキザワ|八木 ヤギ|横田 ヨコタ|大石 オオイシ|平井 ヒライ|窪田 クボタ|根本 ネモト|宮田 ミヤタ|塚本 ツカモト|笠原 カサハラ|神田 カンダ|飯塚 イイヅカ|相沢 アイザワ
上村 ウエムラ/カミムラ|黒沢 クロサワ/クロザワ|堀田 ホッタ|小沢 オザワ|戸田 トダ|池上 イケガミ|山中 ヤマナカ|竹田 タケダ|小原 オハラ/コハラ|長田 ナガタ/オサダ|村山 ムラヤマ|土井 ドイ|岩本 イワモト|川端 カワバタ|柳沢 ヤナギサワ
坂井 サカイ|伊東 イトウ|大森 オオモリ|落合 オチアイ|谷 タニ|岸 キシ|稲垣 イナガキ|稲葉 イナバ|宮沢 ミヤザワ|金井 カナイ|岸本 キシモト|西 ニシ|大田 オオタ|田代 タシロ|川合 カワイ
真田 サナダ|牧野 マキノ|澄田 スミダ|若林 ワカバヤシ|徳永 トクナガ|小倉 オグラ|天野 アマノ|甲斐 カイ|安部 アベ|北川 キタガワ|向井 ムカイ|石橋 イシバシ|堤 ツツミ|水谷 ミズタニ|細川 ホソカワ
仲村 ナカムラ|比嘉 ヒガ|金城 キンジョウ|大城 オオシロ|宮城 ミヤギ|新垣 アラカキ|玉城 タマキ|上原 ウエハラ|島袋 シマブクロ|平良 タイラ|国分 コクブ|曽我 ソガ|龍田 タツタ|館野 タテノ|峰岸 ミネギシ
桧山 ヒヤマ|穂積 ホヅミ|条 ジョウ|三条 サンジョウ|関根 セキネ|瀬戸 セト|高瀬 タカセ|増井 マスイ|柳 ヤナギ|柳田 ヤナギダ/ヤナギタ|渕上 フチガミ|万代 バンダイ|富永 トミナガ|国井 クニイ|徳田 トクダ
遠山 トオヤマ|大槻 オオツキ|四方 シカタ|一ノ瀬 イチノセ|井ノ口 イノクチ|木ノ下 キノシタ|佐久間 サクマ|長谷部 ハセベ|宇都宮 ウツノミヤ|東海林 ショウジ|勅使河原 テシガワラ|小野寺 オノデラ|小笠原 オガサワラ|長曽我部 チョウソカベ|野々村 ノノムラ
"""
"""In their order of frequency nationwide, approximately; the last rows lend their shapes and lengths, not their rank."""

CURVE = (
    (1, 1860), (2, 1770), (3, 1390), (5, 1050), (10, 870), (15, 600), (20, 520), (30, 370), (50, 265), (100, 170),
    (200, 95), (300, 65), (500, 38), (1000, 16), (2000, 6), (5000, 1.6), (12000, 0.4),
)  # fmt: skip
"""(rank, thousands of people): rounded points of published surname rankings; what lies beyond is assumed."""
NATION = 124_000
_FIRST = """
山 ヤマ|田 タ|中 ナカ|大 オオ|小 コ|高 タカ|松 マツ|石 イシ|川 カワ|西 ニシ|村 ムラ|上 ウエ|木 キ|井 イ|森 モリ|林 ハヤシ|北 キタ|東 ヒガシ|南 ミナミ|藤 フジ|竹 タケ|杉 スギ|梅 ウメ|桜 サクラ|青 アオ|黒 クロ|白 シラ|赤 アカ
金 カネ|古 フル|新 ニイ|長 ナガ|平 ヒラ|広 ヒロ|福 フク|富 トミ|吉 ヨシ|安 ヤス|秋 アキ|今 イマ|岩 イワ|浅 アサ|深 フカ|清 キヨ|池 イケ|沢 サワ|滝 タキ|浜 ハマ|島 シマ|前 マエ|内 ウチ|横 ヨコ|外 ソト|本 モト|元 モト
宮 ミヤ|神 カミ|谷 タニ|岡 オカ|坂 サカ|丸 マル|角 カド|堀 ホリ|原 ハラ|野 ノ|矢 ヤ|根 ネ|倉 クラ|戸 ト|橋 ハシ|関 セキ|国 クニ|若 ワカ|馬 ウマ|熊 クマ|亀 カメ|鶴 ツル|鳥 トリ|牛 ウシ|細 ホソ|太 フト|柳 ヤナギ|栗 クリ
柿 カキ|桐 キリ|萩 ハギ|菊 キク|笹 ササ|荻 オギ|芝 シバ|稲 イナ|麦 ムギ|米 ヨネ|園 ソノ|庭 ニワ|奥 オク|辻 ツジ|津 ツ|湯 ユ|水 ミズ|潮 シオ|波 ナミ|飯 イイ|榎 エノキ|片 カタ|玉 タマ|徳 トク|真 マ|峰 ミネ|瀬 セ|武 タケ
"""
_SECOND = """
田 ダ|村 ムラ|本 モト|山 ヤマ|川 カワ|井 イ|野 ノ|原 ハラ|上 カミ|下 シタ|木 キ|島 シマ|崎 サキ|沢 ザワ|谷 タニ|口 グチ|岡 オカ|林 バヤシ|森 モリ|橋 ハシ|坂 サカ|池 イケ|塚 ツカ|浜 ハマ|瀬 セ|内 ウチ|中 ナカ|尾 オ|部 ベ
辺 ナベ|倉 クラ|関 セキ|戸 ト|沼 ヌマ|松 マツ|杉 スギ|竹 タケ|藤 フジ|宮 ミヤ|城 シロ|垣 ガキ|門 カド|堀 ホリ|場 バ|見 ミ|屋 ヤ|永 ナガ|江 エ|根 ネ|条 ジョウ|津 ツ|浦 ウラ|畑 ハタ|石 イシ|水 ミズ|丸 マル|柳 ヤナギ|富 トミ
"""
_ALTERNATIVE_SHARE = 0.25


def _people(rank: float) -> float:
    """Thousands who bear the surname of a rank: straight lines between the curve's points on logarithmic axes."""
    ranks = [each for each, _ in CURVE]
    at = min(max(bisect_right(ranks, rank), 1), len(CURVE) - 1)
    (left, more), (right, fewer) = CURVE[at - 1], CURVE[at]
    along = (log(rank) - log(left)) / (log(right) - log(left))
    return exp(log(more) + along * (log(fewer) - log(more)))


def _rows(table: str) -> list[tuple[str, str]]:
    words = (row.split() for row in table.strip().replace("\n", "|").split("|"))
    return [(kanji, kana) for kanji, kana in words]


def _tail(known: set[str]) -> Iterator[Surname]:
    """Elements put together, the frequent ones first."""
    first, second = _rows(_FIRST), _rows(_SECOND)
    places = [(left, right) for left in range(len(first)) for right in range(len(second))]
    for left, right in sorted(places, key=lambda place: (place[0] + 1) * (place[1] + 1)):
        kanji = first[left][0] + second[right][0]
        if first[left][0] != second[right][0] and kanji not in known:
            yield Surname(kanji, first[left][1] + second[right][1])


@lru_cache(maxsize=1)
def surnames() -> Spectrum[Surname]:
    """All surnames; the head holds its true numbers, the tail everybody else."""
    frequent = _rows(FREQUENT)
    weighed: list[tuple[Surname, float]] = []
    for rank, (kanji, kana) in enumerate(frequent, 1):
        usual, *rare = kana.split("/")
        shares = [1 - _ALTERNATIVE_SHARE * len(rare), *([_ALTERNATIVE_SHARE] * len(rare))]
        weighed += [
            (Surname(kanji, reading), _people(rank) * share)
            for reading, share in zip((usual, *rare), shares, strict=True)
        ]
    rest = list(_tail({kanji for kanji, _ in frequent}))
    numbers = [_people(len(frequent) + place) for place in range(1, len(rest) + 1)]
    missing = (NATION - sum(weight for _, weight in weighed)) / sum(numbers)
    return spectrum(
        [*weighed, *((each, number * missing) for each, number in zip(rest, numbers, strict=True))]
    )


@lru_cache(maxsize=1)
def surnames_by_kana() -> dict[str, Spectrum[Surname]]:
    return grouped(surnames(), lambda each: each.kana)


@lru_cache(maxsize=1)
def surnames_by_kanji() -> dict[str, Spectrum[Surname]]:
    return grouped(surnames(), lambda each: each.kanji)


@lru_cache(maxsize=1)
def shared_readings() -> Spectrum[str]:
    """Readings in proportion to the pairs of people who share one."""
    return by_namesakes(surnames(), lambda each: each.kana)


@lru_cache(maxsize=1)
def shared_surnames() -> Spectrum[Surname]:
    """Surnames in proportion to the pairs of people who share kanji and reading."""
    return by_namesakes(surnames(), lambda each: each)
