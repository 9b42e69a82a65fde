"""The rule table: every id with what it says to staff."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    ja: str
    en: str

    @property
    def sentence(self) -> tuple[tuple[str, str], ...]:
        return (("ja", self.ja), ("en", self.en))


_TABLE = (
    Rule("K1", "字体の違いだけです（異体字）。", "The characters are two shapes of one kanji."),
    Rule(
        "K2",
        "字体の違いだけです（JISの改訂で入れ替わった字）。",
        "The characters are shapes exchanged by a revision of JIS.",
    ),
    Rule(
        "K3",
        "●は表示できない1文字で、カナは合っています。",
        "● stands for one character that cannot be shown; the reading agrees.",
    ),
    Rule("K4", "かっこ内の旧姓などを除けば同じです。", "Equal without the former name in brackets."),
    Rule("K5", "通称・併記の氏名と同じです。", "Equal to the other registered name (alias)."),
    Rule(
        "K6",
        "漢字氏名の欄にカナが入っており、カナ氏名と同じです。",
        "One side holds the reading in the name field, and it agrees.",
    ),
    Rule(
        "K7",
        "順序、区切り、ミドルネームの違いだけです（ローマ字・カタカナ）。",
        "Only order, punctuation or a middle name differ.",
    ),
    Rule(
        "K8", "踊り字「々」と繰り返しの違いだけです。", "Only the repetition mark 々 is written differently."
    ),
    Rule(
        "K9",
        "氏名の中のかなの書き方（ひらがな・カタカナ・大小）の違いだけです。",
        "Only the kind or size of kana within the name differs.",
    ),
    Rule(
        "K10",
        "ローマ字の氏名とカタカナの氏名は、音が合っています。",
        "The name in Latin letters and the name in katakana sound alike.",
    ),
    Rule(
        "K11",
        "氏名欄の書き込み（（保）など）を除けば同じです。",
        "Equal without a remark that stands in the name field.",
    ),
    Rule("A1", "小さい「ッャュョ」などの書き方の違いだけです。", "Only small kana are written large."),
    Rule(
        "A2",
        "「ヅ／ズ」「ヂ／ジ」「ヴ／ブ」「ヲ／オ」などの書き方の違いだけです。",
        "Only kana of the same sound are spelled differently.",
    ),
    Rule("A3", "長音の書き方の違いだけです。", "Only the long vowel is spelled differently."),
    Rule("A4", "同じ漢字の、知られている二つの読みです。", "Two known readings of the same name."),
    Rule("D1", "元号で書かれた同じ日です。", "The same day written in a Japanese era."),
    Rule(
        "D2",
        "元号の範囲の外、または改元の当日の書き方ですが、同じ日です。",
        "The same day, written outside its era or on the day the era changed.",
    ),
    Rule("N1", "「丁目・番・号」とハイフンの違いだけです。", "Only block and number words against hyphens."),
    Rule("N2", "数字の書き方（漢数字・全角）の違いだけです。", "Only the numerals are written differently."),
    Rule(
        "N3",
        "都道府県・郡・大字・字の省略だけです。",
        "Only prefecture, county or section words are left out.",
    ),
    Rule(
        "N4",
        "「ヶ・ケ・が」「ノ・の・之」「ツ・ッ」など、地名のかなの違いだけです。",
        "Only kana in the place name, such as ヶ/ケ/が, ノ/の/之 or ツ/ッ, are written differently.",
    ),
    Rule("N5", "地名の字体の違いだけです。", "Only kanji shapes in the place name differ."),
    Rule(
        "N6", "建物名または部屋番号が片方にありません。", "The building or the room is missing on one side."
    ),
    Rule(
        "N7",
        "片方の住所は途中までしか書かれていません。",
        "One address has less detail; it may be another house.",
    ),
    Rule("N8", "京都の通り名の有無だけです。", "Only the Kyoto street directions are written or left out."),
    Rule(
        "N9",
        "市区町村名か町名が違いますが郵便番号は同じです（町名変更・合併の可能性）。",
        "City or town differs but the postcode is equal: perhaps renamed or merged.",
    ),
    Rule(
        "N10",
        "合併・町名変更の前と後の名前です。",
        "The names before and after a known merger or renaming.",
    ),
    Rule(
        "N11",
        "政令指定都市の区の有無だけです。町名・番地・郵便番号は同じです。",
        "Only the ward of the city is written or left out; town, number and postcode are equal.",
    ),
    Rule(
        "N12",
        "市区町村名は違いますが、町名・番地・郵便番号は同じです（合併の前と後とみられます）。",
        "The municipality has another name; town, number and postcode are equal: it seems to be merged.",
    ),
    Rule(
        "N13",
        "地名の「ヶ」の有無だけです。番地・郵便番号は同じです。",
        "Only the ヶ in the place name is written or left out; number and postcode are equal.",
    ),
    Rule(
        "N14",
        "市区町村名が片方にありません。町名・番地・郵便番号は同じです。",
        "The municipality is left out on one side; town, number and postcode are equal.",
    ),
    Rule(
        "N15",
        "片方は医院のある市区町村の名前を省いています。補うと同じです。",
        "One side leaves out the clinic's own municipality; completed with it, they are equal.",
    ),
    Rule("same", "一致しています。", "Equal."),
    Rule("absent", "片方に記載がありません。", "One side holds nothing."),
    Rule("not_shown", "住所が表示されていません。", "The address is not shown."),
    Rule("unreadable", "比べられない書き方です。", "Written so that it cannot be compared."),
    Rule(
        "hidden",
        "●が多い、またはカナで裏付けられないため比べられません。",
        "Too many ●, or no reading to support them.",
    ),
    Rule(
        "shown",
        "●の位置の文字は、表示できるはずの文字です。別の字かもしれません。",
        "● stands where our record has a character that could have been shown: perhaps another one.",
    ),
    Rule(
        "conversion",
        "読みが同じ別の字です。変換の誤りかもしれません。",
        "Other characters of the same sound: perhaps a wrong conversion.",
    ),
    Rule(
        "one_character",
        "1字だけ違い、読みは同じです。変換の誤りか、別の人かもしれません。",
        "One character differs and the sound is the same: perhaps a wrong conversion, perhaps another person.",
    ),
    Rule("slip", "1か所だけ違います。書き間違いかもしれません。", "One place differs: perhaps a slip."),
    Rule(
        "era_slip",
        "月日が同じで年だけ違います。元号の取り違えかもしれません。",
        "Same month and day, other year: perhaps an era slip.",
    ),
    Rule(
        "exchanged",
        "月と日が入れ替わっています。書き間違いかもしれません。",
        "Month and day are exchanged: perhaps a slip.",
    ),
    Rule(
        "shorter",
        "ミドルネームなどが片方にありません。同じ人か、ご家族かもしれません。",
        "One side leaves out a name or has its initial: the same person, or perhaps one of the family.",
    ),
    Rule(
        "cut",
        "片方が途中で切れています。レセコンの文字数の限りかもしれません。",
        "One side is cut off, perhaps by a field of the receipt computer.",
    ),
    Rule(
        "heard",
        "氏名の欄がカナなので、読みのほかに比べられるものがありません。",
        "The name field is in kana: beside the reading there is nothing to compare.",
    ),
    Rule(
        "said_abroad",
        "1字だけ違います。日本語の読みではないので、音が同じでも別の人かもしれません。",
        "One character differs, and the reading is not a Japanese one: the same sound may be another person.",
    ),
    Rule(
        "newborn",
        "片方はお名前の付く前の登録（ベビーなど）です。",
        "One side was entered before the child had a name (baby and the like).",
    ),
    Rule(
        "warned",
        "氏名欄に注意の書き込み（死亡、同姓同名、停止など）があります。",
        "The name field holds a warning (deceased, namesake, stopped and the like).",
    ),
    Rule(
        "lost",
        "片方の文字が失われています（〓・？・■・外字）。",
        "A character of one side is lost (〓, ?, ■, or one that only its own computer knows).",
    ),
    Rule(
        "link",
        "地名の「ヶ」の有無が違います。別の町かもしれません。",
        "The ヶ in the place name is written or left out: perhaps another town.",
    ),
    Rule(
        "postcode",
        "町名の書き方は似ていますが、郵便番号が違います。別の町かもしれません。",
        "The town names are written alike, but the postcodes differ: perhaps another town.",
    ),
    Rule("building", "建物名または部屋番号が違います。", "The building or the room differs."),
    Rule("streets", "通り名が違います。", "The Kyoto street directions differ."),
    Rule("family", "姓だけが違います。", "Only the family name differs."),
    Rule("given", "名だけが違います。", "Only the given name differs."),
    Rule("both", "姓も名も違います。", "Family and given name differ."),
    Rule("sex", "性別が違います。", "The sex differs."),
    Rule("day", "生年月日が違います。", "The birth date differs."),
    Rule("number", "番地が違います。", "The house number differs."),
    Rule("town", "町名が違います。", "The town differs."),
    Rule("city", "市区町村が違います。", "The city differs."),
    Rule("prefecture", "都道府県が違います。", "The prefecture differs."),
)

RULES = {each.id: each for each in _TABLE}
"""Every rule by its id."""
