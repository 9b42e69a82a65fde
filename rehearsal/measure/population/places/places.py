"""Municipalities and towns that people of the simulation live in: real names, a selection of our own.

A row: prefecture | county or nothing | municipality | ward or nothing | weight | postcode's first digits | towns. A town
is `name style[number of 丁目][<former name]`; styles: J 住居表示 with 丁目, T 住居表示 without, L 地番, A 大字 with 地番, K Kyoto, H Hokkaido
(条 and 丁目). `former name` is what the place was called before it was renamed or merged; from the prefecture on when
it begins with a slash. Postcodes are made up: one a town, none of them looked up.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import NamedTuple

from rehearsal.measure.population.spectrum import Spectrum, grouped, spectrum

_TABLE = """
東京都||新宿区||35|160|西新宿 J8,高田馬場 J4,四谷三栄町 T<三栄町,新宿 J7,北新宿 J4,神楽坂 J6,百人町 J4,上落合 J3,市谷田町 J3,霞ヶ丘町 T
東京都||世田谷区||90|154|三軒茶屋 J2,自由が丘 J3,経堂 J5,成城 J9,上北沢 J5,下馬 J6,奥沢 J8,千歳台 J6,等々力 J8
東京都||足立区||70|120|千住 J5,西新井 J7,梅島 J3,竹の塚 J7,六町 J4,保木間 J5
東京都||八王子市||58|192|八日町 T,子安町 J4,南大沢 J5,元横山町 J3,暁町 J3,みなみ野 J6,寺田町 L
東京都|西多摩郡|日の出町||2|190|平井 A,大久野 A
神奈川県||横浜市|中区|15|231|本牧町 J2,山手町 L,本町 J6,野毛町 J4,麦田町 J4
神奈川県||横浜市|港北区|36|222|日吉 J7,綱島東 J6,新横浜 J3,菊名 J7,篠原町 L
神奈川県||相模原市|緑区|17|252|橋本 J8</神奈川県相模原市橋本,西橋本 J5,中野 L</神奈川県津久井郡津久井町中野,青根 L</神奈川県津久井郡津久井町青根
神奈川県||茅ヶ崎市||24|253|東海岸北 J5,浜見平 T,円蔵 J2,松が丘 J2,芹沢 L
埼玉県||さいたま市|大宮区|12|330|土手町 J3</埼玉県大宮市土手町,桜木町 J4</埼玉県大宮市桜木町,三橋 J4
埼玉県||さいたま市|浦和区|16|330|常盤 J10</埼玉県浦和市常盤,高砂 J4</埼玉県浦和市高砂,領家 J7
埼玉県||川口市||60|332|本町 J4,並木 J4,芝中田 J2,大字芝 A,戸塚東 J4,榛松 L
埼玉県||白岡市||5|349|西 J10,小久喜 L</埼玉県南埼玉郡白岡町小久喜,篠津 L</埼玉県南埼玉郡白岡町篠津
埼玉県|北葛飾郡|杉戸町||4|345|杉戸 J7,大字堤根 A,清地 J6
千葉県||船橋市||64|273|本町 J7,海神 J6,習志野台 J8,前原西 J8,三咲 J9,金杉町 L
千葉県||鎌ケ谷市||11|273|道野辺中央 J5,くぬぎ山 J5,初富 L,東初富 J6
千葉県||市川市||49|272|八幡 J6,真間 J5,行徳駅前 J4,国府台 J6,大野町 J4
茨城県||つくば市||24|305|吾妻 J4,天久保 J4,谷田部 L,研究学園 J7,大角豆 L
茨城県||龍ケ崎市||8|301|寺後 L,松葉 J6,川原代町 L,姫宮町 T
群馬県||高崎市||37|370|八島町 L,問屋町 J4,倉賀野町 L,箕郷町西明屋 L</群馬県群馬郡箕郷町大字西明屋,吉井町吉井川 L</群馬県多野郡吉井町大字吉井川
栃木県||宇都宮市||51|320|本町 T,鶴田町 L,西川田町 L,ゆいの杜 J8,大通り J5
北海道||札幌市|北区|28|001|北二十四条西 H20,北十条西 H4,新琴似七条 H17,屯田六条 H12,篠路町上篠路 L
北海道||札幌市|中央区|24|060|南一条西 H28,大通西 H28,北一条西 H28,宮の森二条 H17
北海道||旭川市||32|070|四条通 H24,神居町神岡 L,東光十条 H8,永山町 H16
宮城県||仙台市|青葉区|31|980|一番町 J4,国分町 J3,八幡 J7,芋沢 L,愛子中央 J6
宮城県||富谷市||5|981|富ケ丘 J4,成田 J9,富谷 L</宮城県黒川郡富谷町富谷,石積 L</宮城県黒川郡富谷町石積
宮城県||塩竈市||5|985|本町 T,宮町 T,藤倉 J3,浦戸桂島 L
福島県||いわき市||32|970|平 L,小名浜 L,常磐湯本町 L,好間町下好間 L
新潟県||新潟市|秋葉区|7|956|新津本町 J4</新潟県新津市本町,程島 L</新潟県新津市大字程島,小須戸 L</新潟県中蒲原郡小須戸町大字小須戸
新潟県||長岡市||26|940|大手通 J3,城内町 J3,千手 J3,福住 J3,与板町与板 L</新潟県三島郡与板町大字与板
石川県||金沢市||46|920|香林坊 J2,片町 J2,彦三町 J2,泉野町 J6,もりの里 J3,鳴和町 L
長野県||松本市||23|390|大手 J5,深志 J3,大字島内 A,大字笹賀 A,安曇 L</長野県南安曇郡安曇村
静岡県||静岡市|清水区|22|424|入江 J3</静岡県清水市入江,三保 L</静岡県清水市三保,草薙 J3</静岡県清水市草薙,由比 L</静岡県庵原郡由比町由比
静岡県||浜松市|中央区|60|430|鍛冶町 L</静岡県浜松市中区鍛冶町,砂山町 L</静岡県浜松市中区砂山町,高丘東 J5</静岡県浜松市中区高丘東,志都呂町 L</静岡県浜松市西区志都呂町
愛知県||名古屋市|千種区|16|464|今池 J5,覚王山通 J9,東山元町 J6,猫洞通 J5,田代町 L
愛知県||長久手市||6|480|作田 J2,岩作元門 L</愛知県愛知郡長久手町大字岩作字元門,久保山 L
愛知県||豊田市||42|471|西町 J8,小坂本町 J8,若宮町 J8,足助町 L</愛知県東加茂郡足助町大字足助
三重県||津市||27|514|大門 L,栗真町屋町 L,久居新町 L</三重県久居市新町,一身田町 L
京都府||京都市|中京区|11|604|柿本町 K御池通寺町西入,亀屋町 K御幸町通三条上る,桝屋町 K柳馬場通三条下る,中之町 K新京極通四条上る,西ノ京円町 L
京都府||京都市|下京区|8|600|高倉町 K高辻通烏丸東入,四条町 K新町通綾小路下る,七条御所ノ内本町 L,材木町 K河原町通五条下る
京都府||京都市|上京区|8|602|主計町 K千本通丸太町上る,福本町 K椹木町通油小路東入,桜鶴円町 K丸太町通烏丸東入,亀屋町 K下長者町通油小路西入
京都府||京都市|左京区|17|606|一乗寺払殿町 L,下鴨松ノ木町 L,北白川追分町 L,岩倉幡枝町 L
大阪府||大阪市|北区|14|530|梅田 J3,天神橋 J8,中之島 J6,豊崎 J7,大淀中 J5
大阪府||大阪市|住吉区|15|558|長居 J4,我孫子 J5,万代 J6,苅田 J10,遠里小野 J7
大阪府||堺市|堺区|15|590|南瓦町 T</大阪府堺市南瓦町,三国ヶ丘御幸通 T</大阪府堺市三国ヶ丘御幸通,大浜北町 J5,翁橋町 J2
大阪府||東大阪市||48|577|長堂 J3,小阪 J3,荒本北 J3,石切町 L,岩田町 J6
兵庫県||神戸市|灘区|13|657|六甲町 J5,水道筋 J6,篠原北町 J4,摩耶埠頭 L
兵庫県||丹波篠山市||4|669|二階町 L</兵庫県篠山市二階町,黒岡 L</兵庫県篠山市黒岡,味間新 L</兵庫県篠山市味間新
奈良県||奈良市||35|630|三条本町 T,学園北 J2,法華寺町 L,大宮町 J7,針町 L</奈良県山辺郡都祁村大字針
岡山県||岡山市|北区|30|700|表町 J3</岡山県岡山市表町,津島中 J3</岡山県岡山市津島中,御津金川 L</岡山県御津郡御津町大字金川
広島県||広島市|安佐南区|24|731|祇園 J8,古市 J4,伴東 J8,緑井 J8,相田 J7
広島県||呉市||21|737|本通 J8,中央 J7,焼山中央 J6,音戸町南隠渡 J4</広島県安芸郡音戸町南隠渡
香川県||高松市||41|760|瓦町 J2,番町 J5,鬼無町佐藤 L,牟礼町牟礼 L</香川県木田郡牟礼町大字牟礼
愛媛県||松山市||50|790|一番町 J8,道後湯之町 L,三番町 J8,北条辻 L</愛媛県北条市辻,余戸東 J5
福岡県||福岡市|早良区|22|814|西新 J7,百道浜 J4,原 J8,大字脇山 A,野芥 J8
福岡県||那珂川市||5|811|片縄 J10</福岡県筑紫郡那珂川町片縄,大字山田 A</福岡県筑紫郡那珂川町大字山田,道善 J3
福岡県||北九州市|八幡西区|24|806|黒崎 J5,折尾 J5,大字畑 A,木屋瀬 J5,塔野 J4
佐賀県||佐賀市||23|840|駅前中央 J3,水ヶ江 J6,諸富町大字徳富 L,大和町大字尼寺 L</佐賀県佐賀郡大和町大字尼寺
長崎県||長崎市||40|850|浜町 T,出島町 T,江川町 L,香焼町 L</長崎県西彼杵郡香焼町
熊本県||熊本市|南区|13|861|富合町清藤 L</熊本県下益城郡富合町大字清藤,城南町隈庄 L</熊本県下益城郡城南町大字隈庄,田迎 J6
宮崎県||宮崎市||40|880|橘通西 J5,大字恒久 A,清武町正手 J3</宮崎県宮崎郡清武町正手,佐土原町下田島 L</宮崎県宮崎郡佐土原町大字下田島
鹿児島県||鹿児島市||59|890|天文館 T,荒田 J2,谷山中央 J8,喜入町 L</鹿児島県揖宿郡喜入町,郡元 J3
沖縄県||那覇市||31|900|泉崎 J2,首里石嶺町 J4,字天久 A,国場 L,久茂地 J3
沖縄県|中頭郡|読谷村||4|904|字座喜味 A,字波平 A,字都屋 A
"""


class Municipality(NamedTuple):
    prefecture: str
    county: str
    name: str
    ward: str


class Town(NamedTuple):
    """`streets` are Kyoto's directions, `former` the place's old name from the prefecture on; empty where there is none."""

    at: Municipality
    name: str
    style: str
    chome: int
    streets: str
    former: str
    postcode: str


def _town(at: Municipality, written: str, postcode: str) -> Town:
    present, _, former = written.partition("<")
    name, spec = present.split(" ")
    style, rest = spec[0], spec[1:]
    chome = int(rest) if rest.isdecimal() else 0
    whole = (
        former.removeprefix("/") if former.startswith("/") else former and f"{at.prefecture}{at.name}{former}"
    )
    return Town(at, name, style, chome, rest if style == "K" else "", whole, postcode)


@lru_cache(maxsize=1)
def towns() -> Spectrum[Town]:
    """All towns; a municipality's weight is shared evenly."""
    weighed: list[tuple[Town, float]] = []
    for row in _TABLE.strip().splitlines():
        prefecture, county, name, ward, weight, code, listed = row.split("|")
        at = Municipality(prefecture, county, name, ward)
        members = [
            _town(at, written, f"{code}{number:04d}")
            for written, number in zip(
                listed.split(","), count(11 + sum(map(ord, name + ward)) % 80 * 100), strict=False
            )
        ]
        weighed += [(each, float(weight) / len(members)) for each in members]
    return spectrum(weighed)


@lru_cache(maxsize=1)
def towns_of() -> dict[Municipality, Spectrum[Town]]:
    return grouped(towns(), lambda town: town.at)


@lru_cache(maxsize=1)
def towns_of_prefecture() -> dict[str, Spectrum[Town]]:
    return grouped(towns(), lambda town: town.at.prefecture)
