"""Foreign residents' names: Latin letters in the register's order, kanji names with other readings, a 通称 beside either."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from rehearsal.measure.population.names.given_names import Given, cohort_of, given_names
from rehearsal.measure.population.names.surnames import Surname, surnames
from rehearsal.measure.population.spectrum import Spectrum, spectrum

ALIAS = {"latin": 0.10, "kanji": 0.25}
"""Share with a registered 通称, by kind of name; assumed."""
MIDDLE = 0.55
"""Share of Latin names with a middle name, assumed."""


@dataclass(frozen=True, slots=True)
class ForeignName:
    """Words in the register's order, family name first, each with its katakana; `kind` is latin or kanji."""

    kind: str
    words: tuple[str, ...]
    kana: tuple[str, ...]
    alias: tuple[Surname, Given] | None


_LATIN = (
    (
        0.26,
        "NGUYEN グエン|TRAN チャン|LE レ|PHAM ファム|HOANG ホアン|VU ヴ|DANG ダン|BUI ブイ|DO ド",
        "VAN ヴァン|THI ティ|DUC ドゥック|MINH ミン|NGOC ゴック|THANH タイン",
        "ANH アイン|HUNG フン|LINH リン|TRANG チャン|TUAN トゥアン|HOA ホア|MAI マイ|NAM ナム|HUONG フオン|LONG ロン|PHUONG フオン",
    ),
    (
        0.18,
        "SANTOS サントス|REYES レイエス|CRUZ クルス|GARCIA ガルシア|MENDOZA メンドーサ|TORRES トーレス|DELA CRUZ デラ クルス|RAMOS ラモス",
        "LOPEZ ロペス|RIVERA リベラ|CASTRO カストロ|FLORES フローレス|BAUTISTA バウティスタ",
        "MARIA マリア|JOSE ホセ|ANGELICA アンジェリカ|MARK マーク|GRACE グレイス|JOHN ジョン|ROSE ローズ|MICHAEL マイケル|JENNY ジェニー",
    ),
    (
        0.16,
        "SILVA シルバ|SOUZA ソウザ|OLIVEIRA オリベイラ|PEREIRA ペレイラ|TANAKA タナカ|SATO サトウ|LIMA リマ|COSTA コスタ",
        "APARECIDA アパレシーダ|HENRIQUE エンリケ|CRISTINA クリスチーナ|KENJI ケンジ|HARUMI ハルミ",
        "LUCAS ルーカス|ANA アナ|CARLOS カルロス|FERNANDA フェルナンダ|GABRIEL ガブリエル|JULIANA ジュリアナ|MARCOS マルコス|PAULO パウロ",
    ),
    (
        0.20,
        "SHRESTHA シュレスタ|GURUNG グルン|RAI ライ|THAPA タパ|KHAN カーン|AHMED アハメド|SARI サリ|WIJAYA ウィジャヤ|PERERA ペレラ|FERNANDO フェルナンド|TAMANG タマン",
        "BAHADUR バハドゥル|KUMAR クマール|KUMARI クマリ|DEWI デウィ|MUHAMMAD ムハンマド",
        "RAM ラム|SITA シタ|BISHAL ビシャール|ANITA アニタ|PUTRI プトゥリ|BUDI ブディ|SUMAN スマン|NIMAL ニマル|AISHA アイシャ",
    ),
    (
        0.20,
        "SMITH スミス|JOHNSON ジョンソン|BROWN ブラウン|MILLER ミラー|MÜLLER ミュラー|O'BRIEN オブライエン|MARTIN マーティン|IVANOV イワノフ|WILSON ウィルソン|SMITH-JONES スミス ジョーンズ",
        "PAUL ポール|ANN アン|JAMES ジェームズ|LEE リー|MARIE マリー|DAVID デイビッド|ELIZABETH エリザベス",
        "JOHN ジョン|EMILY エミリー|ROBERT ロバート|SARAH サラ|THOMAS トーマス|ANNA アンナ|PETER ピーター|LAURA ローラ|KEVIN ケビン|OLGA オリガ",
    ),
)
_KANJI_FAMILY = "王 オウ/ワン|李 リ|張 チョウ|劉 リュウ|陳 チン/チェン|楊 ヨウ|黄 コウ|趙 チョウ|周 シュウ|呉 ゴ|金 キム/キン|朴 パク|崔 チェ|鄭 チョン/テイ|姜 カン|尹 ユン|林 リン"
_KANJI_GIVEN = "偉 イ|麗 レイ|静 セイ|強 キョウ|敏 ビン|軍 グン|芳 ホウ|秀英 シュウエイ|建国 ケンコク|小明 ショウメイ|美玲 ビレイ|志明 シメイ|英姫 ヨンヒ|民俊 ミンジュン|智恵 チエ|成浩 ソンホ|玉蘭 ギョクラン|海燕 カイエン"
LATIN_SHARE = 0.64


@cache
def _column(listed: str) -> tuple[tuple[str, str], ...]:
    rows = (row.partition(" ") if " " in row else (row, "", "") for row in listed.split("|"))
    return tuple(_cut(left, right) for left, _, right in rows)


def _cut(latin: str, rest: str) -> tuple[str, str]:
    """A family name of two words has two in katakana as well."""
    words = rest.split(" ")
    if words[0].isascii():
        return f"{latin} {words[0]}", " ".join(words[1:])
    return latin, rest


@lru_cache(maxsize=1)
def _origins() -> Spectrum[tuple[str, str, str]]:
    return spectrum(((family, middle, given), share) for share, family, middle, given in _LATIN)


def family_words(rng: Random) -> tuple[str, tuple[str, str], tuple[str, str, str] | None]:
    """(kind, family name with its katakana, origin of a Latin name)."""
    if rng.random() < LATIN_SHARE:
        origin = _origins().draw(rng)
        return "latin", rng.choice(_column(origin[0])), origin
    return "kanji", rng.choice(_column(_KANJI_FAMILY)), None


def foreign_name(
    kind: str, family: tuple[str, str], origin: tuple[str, str, str] | None, sex: str, year: int, rng: Random
) -> ForeignName:
    """A member of a family."""
    words = [(family[0], rng.choice(family[1].split("/")))]
    if origin:
        words.append(rng.choice(_column(origin[2])))
        words += [rng.choice(_column(origin[1]))] if rng.random() < MIDDLE else []
    else:
        words.append(rng.choice(_column(_KANJI_GIVEN)))
    alias = (
        (surnames().draw(rng), given_names(sex, cohort_of(year)).draw(rng))
        if rng.random() < ALIAS[kind]
        else None
    )
    return ForeignName(kind, tuple(word for word, _ in words), tuple(kana for _, kana in words), alias)
