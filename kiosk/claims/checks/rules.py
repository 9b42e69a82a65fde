"""What a claim file is checked for, as a table: level, official number where it is known, sentence, source, remedy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """What the payer's reception (受付・事務点検ASP) does about it."""

    L1 = "L1"
    """The whole file comes back."""
    L2 = "L2"
    """The claim comes back."""
    L3 = "L3"
    """The payer wants it confirmed."""
    L4 = "L4"
    """To be confirmed, but processed."""


@dataclass(frozen=True, slots=True)
class Remedy:
    ja: str
    en: str


WRITE_AGAIN = Remedy(
    "レセコンでファイルを作り直してください。", "Write the file again in the receipt computer."
)
CORRECT = Remedy("レセコンで該当の項目を直してください。", "Correct the field in the receipt computer.")
CONFIRM = Remedy(
    "患者または保険者に確かめ、資格の記録を直してください。",
    "Confirm with patient or insurer, and correct the record of the qualification.",
)
PATCH = Remedy("もう一度 claims patch にかけてください。", "Run `claims patch` on the claims again.")
SPLIT_FILE = Remedy(
    "請求年月と請求先を一つずつにして作り直してください。",
    "Write the file again for one month and one payer.",
)
NOT_EDITED = Remedy(
    "レセコンが書き出したファイルを、編集や変換をせずにそのまま選んでください。",
    "Choose the very file that the receipt computer wrote, neither edited nor converted.",
)
MEDICAL_FILE = Remedy("医科のRECEIPTC.UKEを選んでください。", "Choose the medical RECEIPTC.UKE.")
OUR_FILE = Remedy(
    "当院のレセコンのファイルを選んでください。当院のコードが違うときは管理者が設定を確かめてください。",
    "Choose the file of our own receipt computer; if our code is wrong, the administrator checks the settings.",
)

OURSELVES = "our own limit"
WRITERS = "public writers and checkers of the medical format"
DENTAL = "transcription of the dental record specification of 令和8年6月"
NOTICE = "事務連絡 2023-07-19 and comment master 2023-08-01"
DIGIT = "保険者番号等設定要領; three public implementations of the check digit"


@dataclass(frozen=True, slots=True)
class Rule:
    """`official` is the ASP's error number; without one the level is assumed. `{}` takes a finding's detail."""

    id: str
    level: Level
    official: str
    ja: str
    en: str
    remedy: Remedy
    source: str

    def say(self, detail: str, language: str) -> str:
        return (self.ja if language.startswith("ja") else self.en).format(detail)

    def help(self, language: str) -> str:
        return self.remedy.ja if language.startswith("ja") else self.remedy.en


def _rule(id_: str, level: Level, official: str, texts: tuple[str, str], remedy: Remedy, source: str) -> Rule:
    return Rule(id_, level, official, *texts, remedy, source)


RULES: tuple[Rule, ...] = (
    # The file
    _rule("file-order", Level.L1, "", ("IR・RE・GOの並びが違います（{}）。", "IR, RE and GO do not stand as they must ({})."), WRITE_AGAIN, WRITERS),
    _rule("other-kind", Level.L1, "", ("医科のレセプトではありません。点検しませんでした。", "Not a medical claim file; nothing else was checked."), WRITE_AGAIN, WRITERS),
    _rule("too-large", Level.L1, "", ("ファイルが大きすぎます（{}バイト）。点検しませんでした。", "The file is too large ({} bytes); nothing was checked."), SPLIT_FILE, OURSELVES),
    _rule("empty-file", Level.L1, "", ("空のファイルです。", "The file is empty."), WRITE_AGAIN, WRITERS),
    _rule("byte-order-mark", Level.L1, "", ("ファイルの先頭にBOM（UnicodeのしるしEF BB BFなど）があります。Shift_JISで作り直してください。", "A byte order mark heads the file: Unicode, not Shift_JIS."), NOT_EDITED, DENTAL),
    _rule("not-shift-jis", Level.L1, "", ("文字コードがShift_JISではありません（UTF-8などで保存し直されています）。", "The file is not in Shift_JIS: it was saved anew as UTF-8 or the like."), NOT_EDITED, DENTAL),
    _rule("line-ends", Level.L1, "", ("行末がCRLFではありません（LFだけの行があります）。", "Lines end in LF, not in CRLF."), NOT_EDITED, DENTAL),
    _rule("dental", Level.L1, "", ("歯科のレセプトです。医科だけを扱います。", "A dental claim file; only medical ones are treated."), MEDICAL_FILE, WRITERS),
    _rule("pharmacy", Level.L1, "", ("調剤のレセプトです。医科だけを扱います。", "A dispensing claim file; only medical ones are treated."), MEDICAL_FILE, WRITERS),
    _rule("dpc", Level.L1, "", ("DPCのレセプトです。医科（出来高）だけを扱います。", "A DPC claim file; only fee-for-service medical ones are treated."), MEDICAL_FILE, WRITERS),
    _rule("before-2020", Level.L1, "", ("2020年より前の記録条件仕様（和暦の年月）です（{}）。", "The layout of before 2020, with days of an era ({})."), WRITE_AGAIN, WRITERS),
    _rule("several-volumes", Level.L1, "", ("複数に分かれたファイルの一部です（マルチボリューム{}）。一つのファイルにまとめてください。", "One volume of several ({}): put the claims into one file."), WRITE_AGAIN, WRITERS),
    _rule("other-institution", Level.L1, "", ("別の医療機関のファイルです（{}）。", "The file is another institution's ({})."), OUR_FILE, WRITERS),
    _rule("after-end", Level.L1, "", ("終端コードの後にデータがあります。", "Something stands behind the end mark."), WRITE_AGAIN, DENTAL),
    _rule("line-end", Level.L1, "", ("行末がCRLFではありません。", "The line does not end in CRLF."), WRITE_AGAIN, DENTAL),
    _rule("claim-count", Level.L1, "", ("総件数が合いません（数えると{}）。", "総件数 does not agree (counted: {})."), WRITE_AGAIN, WRITERS),
    _rule("claim-points", Level.L1, "", ("総合計点数が合いません（足すと{}）。", "総合計点数 does not agree (added up: {})."), WRITE_AGAIN, WRITERS),
    _rule("unknown-record", Level.L2, "", ("医科にないレコードです。", "No such record in medical claims."), WRITE_AGAIN, WRITERS),
    _rule("other-payer", Level.L2, "", ("この保険者の請求先は別の審査支払機関です（{}）。", "Claims of this insurer go to the other payer ({})."), PATCH, WRITERS),
    # Fields
    _rule("field-count", Level.L2, "", ("項目の数が違います（{}）。", "Wrong number of fields ({})."), WRITE_AGAIN, WRITERS),
    _rule("too-long", Level.L2, "", ("最大バイト数を超えています（{}）。", "Longer than the field may be ({})."), CORRECT, DENTAL),
    _rule("not-full", Level.L2, "", ("固定長の項目の桁数が足りません（{}）。", "A field of fixed length is not full ({})."), CORRECT, DENTAL),
    _rule("mode", Level.L2, "", ("文字の種類が違います（{}）。", "Characters of another kind than the field takes ({})."), CORRECT, DENTAL),
    _rule("charset", Level.L2, "", ("JIS X 0208にない文字です（{}）。", "A character outside JIS X 0208 ({})."), CORRECT, DENTAL),
    _rule("kana-dash", Level.L2, "", ("カナ氏名にダッシュやマイナスがあります。長音は「ー」です。", "A dash or minus in a kana name; the long vowel is ー."), CORRECT, DENTAL),
    # The claim
    _rule("claim-number", Level.L2, "", ("レセプト番号が連番ではありません（{}のはず）。", "Claim numbers do not follow on (should be {})."), WRITE_AGAIN, WRITERS),
    _rule("claim-month", Level.L2, "", ("診療年月が請求年月より前ではありません。", "The month of treatment is not before the month of the claim."), CORRECT, WRITERS),
    _rule("claim-twice", Level.L2, "", ("同じ患者・診療年月・保険者のレセプトが二枚あります（{}行目）。", "Two claims of one patient, month and insurer (line {})."), CORRECT, WRITERS),
    _rule("record-order", Level.L2, "", ("レコードの順が違います。", "The record stands in the wrong place."), WRITE_AGAIN, WRITERS),
    _rule("record-missing", Level.L2, "", ("必要なレコードがありません（{}）。", "A record is missing ({})."), WRITE_AGAIN, WRITERS),
    _rule("too-many-subsidies", Level.L2, "", ("公費は四つまでです。", "More than four KO records."), CORRECT, WRITERS),
    _rule("section-missing", Level.L2, "", ("診療識別のないレコードが98を超えて続きます。", "More than 98 records in a row without 診療識別."), WRITE_AGAIN, DENTAL),
    _rule("section-order", Level.L2, "", ("診療識別が昇順ではありません。", "診療識別 does not ascend."), WRITE_AGAIN, WRITERS),
    _rule("burden", Level.L2, "", ("負担区分「{}」の負担者がレセプトにありません。", "負担区分 {} names a payer that the claim does not have."), CORRECT, WRITERS),
    _rule("day-beyond-month", Level.L2, "", ("その月にない日です（{}日）。", "The month has no such day ({})."), CORRECT, WRITERS),
    _rule("days", Level.L2, "", ("受診日の数と実日数が合いません（受診日は{}）。", "実日数 differs from the days in JD ({})."), CORRECT, WRITERS),
    _rule("times", Level.L2, "", ("算定日の回数の合計と回数が合いません（合計は{}）。", "回数 differs from the sum of its days ({})."), CORRECT, WRITERS),
    _rule("points", Level.L2, "", ("点数×回数の合計と合計点数が合いません（合計は{}）。", "合計点数 differs from 点数 times 回数 ({})."), CORRECT, WRITERS),
    _rule("inpatient-section", Level.L2, "2303", ("入院外のレセプトに診療識別24があります。", "診療識別 24 in an outpatient claim."), CORRECT, WRITERS),
    _rule("income-missing", Level.L3, "3006", ("70歳以上の所得区分（特記事項）がありません。", "No income class in 特記事項 for a patient of 70 or over."), CONFIRM, WRITERS),
    _rule("income-kind", Level.L3, "3008", ("特記事項の所得区分とレセプト種別が合いません（{}）。", "The income class in 特記事項 does not fit 種別 ({})."), CONFIRM, WRITERS),
    # Insurer and insured person
    _rule("insurer-form", Level.L2, "", ("保険者番号の桁数または法別番号が違います。", "The insurer's number has another form, or no such 法別番号 exists."), CONFIRM, DIGIT),
    _rule("insurer-digit", Level.L2, "", ("保険者番号の検証番号が違います。", "The check digit of the insurer's number does not fit."), CONFIRM, DIGIT),
    _rule("subsidy-digit", Level.L2, "", ("公費負担者番号の検証番号が違います。", "The check digit of the 公費 payer's number does not fit."), CONFIRM, DIGIT),
    _rule("symbol-kyokai", Level.L3, "3148", ("協会けんぽの記号は7桁か8桁の数字です。", "記号 of 法別 01 has seven or eight digits."), CONFIRM, WRITERS),
    _rule("symbol-society", Level.L3, "3177", ("組合健保の記号は数字です。", "記号 of 法別 06 and 63 is a number."), CONFIRM, WRITERS),
    _rule("elderly-symbol", Level.L3, "3173", ("後期高齢者医療に記号はありません。", "The late elderly have no 記号."), CONFIRM, WRITERS),
    _rule("elderly-number", Level.L3, "3122", ("後期高齢者の番号は8桁です。", "番号 of the late elderly has eight digits."), CONFIRM, WRITERS),
    _rule("elderly-digit", Level.L4, "4151", ("後期高齢者の番号の検証番号が違います。", "The check digit of the late elderly's 番号 does not fit."), CONFIRM, WRITERS),
    _rule("number-missing", Level.L2, "", ("番号がありません。", "番号 is missing."), CONFIRM, WRITERS),
    _rule("elderly-branch", Level.L3, "", ("後期高齢者医療に枝番はありません。", "The late elderly have no 枝番."), CORRECT, DENTAL),
    # Past and unknown qualifications
    _rule("unknown-number", Level.L2, "", ("不詳レセプトの記号・番号が定めと違います。", "記号 and 番号 are not those of an unknown qualification."), PATCH, NOTICE),
    _rule("unknown-comment", Level.L2, "", ("保険者番号が不詳なのに、摘要欄の先頭に820000246がありません。", "The insurer is unknown, but 820000246 does not head 摘要."), PATCH, NOTICE),
    _rule("known-insurer", Level.L2, "", ("不詳のコメントがあるのに、保険者番号が不詳のものではありません。", "A comment says unknown, but the insurer's number is not the one for that."), PATCH, NOTICE),
    _rule("comment-order", Level.L3, "", ("申立書のコメントが公表順ではありません（{}）。", "The comments of the declaration are not in published order ({})."), PATCH, NOTICE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1; `name` is the field's, empty for the record as a whole; `detail` is a value or code."""

    rule: str
    line: int
    record: str
    name: str = ""
    detail: str = ""
