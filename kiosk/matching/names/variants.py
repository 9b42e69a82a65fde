"""Kanji that are two shapes of one character (異体字), pair by pair and never chained.

A chain would make different names equal: 高 reaches 亨 and 田 reaches 岡 through rare shapes. So only the pairs below
hold, in either order. Facts from: the table of common-use kanji (常用漢字表, Cabinet notice 2 of 2010) with the older shape
in brackets behind each entry; the shapes allowed for given names and named as one (戸籍法施行規則 別表第二); JIS X 0208:1997
annex 7 for the code points whose shapes were exchanged between the editions of 1978 and 1983; for surnames, the shapes
that residents' registers list beside the common one. The selection is this project's and under its licence (see
docs/decisions). Two characters that names keep apart (斎 and 斉, 祐 and 佑, 朗 and 郎, 礒 and 磯, 治 and 冶) do not stand here.
"""

from __future__ import annotations

from functools import lru_cache

SURNAMES = """
高髙 崎﨑 崎嵜 崎㟢 﨑嵜 濱浜 濵浜 濱濵 邊辺 邉辺 邊邉 德徳 𠮷吉 澤沢 廣広 國国 櫻桜 眞真 惠恵 嶋島 嶌島 嶋嶌 峯峰 冨富 舘館 龍竜 瀧滝 條条 埜野 彌弥
壽寿 實実 榮栄 圓円 藏蔵 莊荘 渕淵 渊淵 渕渊 齋斎 齊斉 栁柳 柳桺 閒間 淸清 敎教 靑青 增増 瀨瀬 賴頼 瀬濑 黑黒 鄕郷 郷鄉 緖緒 桑桒 刈苅 尻㞍 橫横
橋𣘺 橋槗 喜㐂 勢㔟 功㓛 最㝡 岸㟁 土𡈽 兎兔 莵菟 凉涼 昻昂 曻昇 會会 來来 亞亜 兒児 處処 與与 壹壱 貳弐 參参 佛仏 假仮 價価 傳伝 僞偽 儉倹 劍剣 劔剣
劒剣 釼剣 劍劔 勳勲 勵励 勞労 勸勧 區区 單単 卷巻 嚴厳 園薗 圍囲 團団 圖図 塲場 埒埓 壘塁 壞壊 壤壌 壯壮 聲声 賣売 變変 夛多 梦夢 奧奥 孃嬢 學学 斈学
寶宝 寳宝 寶寳 寢寝 寫写 寛寬 將将 專専 對対 屆届 屬属 岳嶽 峽峡 巖巌 巢巣 帶帯 廳庁 廐厩 廏厩 彈弾 彥彦 徑径 從従 德悳 徳悳 悳惪 應応 恆恒 悅悦 惡悪
慎愼 懷懐 戀恋 戰戦 戲戯 拔抜 拜拝 擇択 擔担 據拠 擴拡 攝摂 收収 效効 敍叙 敘叙 數数 斷断 晉晋 晝昼 曉暁 曆暦 柏栢 檢検 權権 歐欧 歷歴 歸帰 殘残 每毎
氣気 沒没 澁渋 渋澀 澁澀 淨浄 淺浅 溪渓 滯滞 潛潜 濟済 灣湾 灯燈 燒焼 營営 爐炉 爭争 爲為 狀状 獨独 獸獣 獻献 珎珍 畄留 畫画 當当 疊畳 發発 盡尽 縣県
硏研 禮礼 祢禰 祿禄 禪禅 秋穐 秋龝 秌秋 稻稲 穗穂 穰穣 粹粋 絲糸 經経 綠緑 總総 繼継 續続 纖繊 缺欠 聽聴 脇𦚰 膽胆 臺台 舊旧 艷艶 茲玆 萬万 蕚萼 薰薫
藝芸 藥薬 蘇蘓 蘒萩 虛虚 號号 螢蛍 蠶蚕 蠻蛮 衞衛 裝装 襃褒 覺覚 覽覧 觀観 觸触 譽誉 讀読 證証 謠謡 讓譲 豐豊 豫予 贊賛 躰体 體体 輕軽 轉転 辨弁 瓣弁
辯弁 辭辞 迁遷 遲遅 邨村 郞郎 鄰隣 醫医 釀醸 釋釈 釜釡 鈆鉛 鉄鐵 鉄銕 鐵銕 錢銭 鍊錬 鎭鎮 鑄鋳 關関 関闗 關闗 隂陰 險険 隱隠 隨随 雙双 雜雑 靈霊 靜静
顏顔 顯顕 驗験 驛駅 騷騒 鬪闘 鰯鰮 鳬鳧 鶴靏 鶴靍 靏靍 鷄鶏 麥麦 默黙 點点 齒歯 齡齢 龜亀 鹽塩 舩船 姬姫 梅楳 梅槑 淚涙 温溫 煕熙 熙凞 煕凞 甁瓶 皐皋
皷鼓 盖蓋 秇藝 稱称 筝箏 縄繩 翆翠 聰聡 聰聪 舖舗 萠萌 蓑簑 虵蛇 蟬蝉 讚讃 圡土 𠀋丈 冝宜 舍舎 吳呉 內内 步歩 戶戸 尙尚 錄録 產産 卽即 旣既 强強 擧挙
亙亘 圀国 峩峨 杤栃 枩松 枡桝 涌湧 乕虎 逹達 鴈雁 駈駆 驅駆 俣㑨 晚晩 絕絶 稅税
"""
"""Pairs that names of people and places use; compatibility ideographs fall away before the comparison."""

COMMON_USE = """
圧壓 縁緣 殴毆 穏穩 絵繪 概槪 殻殼 楽樂 渇渴 缶罐 陥陷 歓歡 犠犧 挟挾 狭狹 茎莖 掲揭 撃擊 圏圈 黄黃 鉱鑛 砕碎 剤劑 桟棧 惨慘 湿濕 縦縱 粛肅 渉涉 奨奬 乗乘 剰剩 嘱囑 酔醉 髄髓 枢樞 窃竊 践踐 捜搜 挿插
痩瘦 臓臟 堕墮 痴癡 虫蟲 徴徵 勅敕 逓遞 党黨 盗盜 悩惱 脳腦 覇霸 廃廢 髪髮 秘祕 払拂 併倂 並竝 餅餠 翻飜 満滿 訳譯 余餘 揺搖 様樣 乱亂 両兩 猟獵 戻戾 隷隸 楼樓 凛凜 晃晄 杯盃
"""
"""What else the table of common-use kanji and the ordinance on given names pair."""

REGISTERS = """
岩嵒 鶴寉 映暎 哲喆 俊儁 仙僊 剣剱 勲勛 熙熈 煕熈 廼迺 爾尓 篠筱 猪豬 岡崗 櫟檪 柿柹 梁樑 旨㫖 幹榦 卓桌 寧甯 年秊 松柗 鉄鐡 群羣 花蘤 畝畆 畝畒 梨棃 植㯰 泉湶 曳曵 呑吞 俱倶 凡凢 回囘 界畍 耕畊 略畧
垂埀 決决 況况 準凖 島㠀 嶋嶹 琴琹 澄澂 煙烟 糾糺 稿稾 棋棊 歌謌 跡迹 踊踴 輌輛 韵韻 鼠鼡 糧粮 竪豎 婿壻 婿聟 器噐 冒冐 函凾 博愽 博慱 卒卆 冊册 冤寃 世丗 丑丒 丘坵 善譱 喜憙 樽罇 柄棅 恥耻 敷旉 杰傑
傑杰 碍礙 瑠璢 笋筍 粥鬻 紘綋 緜綿 罰罸 聨聯 脈脉 荢苧 賢贒 鑑鑒 雑襍 雛鶵 京亰 宮宫 姉姊 減减 島隝 鬱欝 鎌鐮
"""
"""Rarer shapes that registers hold beside the common one."""

JIS78_AND_83 = """
鯵鰺 鴬鶯 蛎蠣 撹攪 竃竈 潅灌 諌諫 頚頸 砿礦 蕊蘂 靭靱 賎賤 壷壺 砺礪 梼檮 涛濤 迩邇 蝿蠅 桧檜 侭儘 薮藪 篭籠 尭堯 槙槇 遥遙 瑶瑤 唖啞 噛嚙 侠俠 躯軀
頬頰 繋繫 鹸鹼 麹麴 屡屢 繍繡 蒋蔣 醤醬 掻搔 騨驒 箪簞 掴摑 填塡 顛顚 祷禱 涜瀆 嚢囊 溌潑 醗醱 麺麵 莱萊 蝋蠟 焔焰 鴎鷗 祇祗 籔藪 曽曾 穎頴 芦蘆
"""
"""Pairs whose code points or shapes changed places between JIS C 6226-1978 and JIS X 0208-1983, or were restored in 2004."""


@lru_cache(maxsize=1)
def _rule_of() -> dict[str, str]:
    """Both orders of every pair; where both tables hold it, the older reason stands."""
    shapes = f"{SURNAMES} {COMMON_USE} {REGISTERS}".split()
    table = [(pair, "K2") for pair in JIS78_AND_83.split()] + [(pair, "K1") for pair in shapes]
    return {ordered: rule for pair, rule in table for ordered in (pair, pair[::-1]) if pair[0] != pair[1]}


@lru_cache(maxsize=1)
def _partners() -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in _rule_of():
        found[pair[0]] = found.get(pair[0], "") + pair[1]
    return found


def variant_rule(one: str, other: str) -> str | None:
    """K1 or K2 where two different characters are one by a listed pair, else None."""
    return _rule_of().get(one + other)


def partners(character: str) -> str:
    """Every character that is one with this one by a listed pair."""
    return _partners().get(character, "")


def common_shape(text: str) -> str:
    """Each character that JIS X 0208 lacks as its first partner that it has: 髙 as 高. For looking up, never for comparing."""
    return "".join(map(_in_jis_x_0208, text))


def _in_jis_x_0208(character: str) -> str:
    if encodable(character, "shift_jis"):
        return character
    return next((each for each in partners(character) if encodable(each, "shift_jis")), character)


def encodable(character: str, codec: str) -> bool:
    """Whether a character set has the character; shift_jis is JIS X 0208, shift_jis_2004 is JIS X 0213."""
    try:
        return bool(character.encode(codec))
    except UnicodeEncodeError:
        return False
