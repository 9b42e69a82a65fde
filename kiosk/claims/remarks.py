"""What patch has to say about a claim, as a table; whether a person must act on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """`{}` takes the detail. `asks`: somebody must look before the claim is sent."""

    ja: str
    en: str
    asks: bool = True


SAYINGS: Mapping[str, Saying] = {
    "patient-not-found": Saying(
        "この患者は当院の台帳に見つかりません。カルテ番号、カナ氏名と生年月日を確かめてください。",
        "Nobody in the clinic's table fits this claim. Check chart number, kana name and birth date.",
    ),
    "several-patients": Saying(
        "複数の患者が該当します（{}）。カルテ番号を入れて作り直してください。",
        "Several patients fit ({}). Write the claim again with its chart number.",
    ),
    "chart-number-differs": Saying(
        "カルテ番号の患者は見つかりませんが、同じカナ氏名と生年月日の別の患者がいます（{}）。番号を確かめてください。",
        "Nobody has this chart number, but a patient of the same reading and birth date has another ({}). Check the number.",
    ),
    "name-differs": Saying(
        "カルテ番号 {} の患者と氏名が一致しません。別の方かもしれないため、そのまま残しました。番号と氏名を確かめてください。",
        "The name differs from that of the patient with chart number {}: it may be somebody else, so nothing was changed. Check number and name.",
    ),
    "sex-differs": Saying(
        "カルテ番号 {} の患者と性別が一致しません。別の方かもしれないため、そのまま残しました。",
        "The sex differs from that of the patient with chart number {}: it may be somebody else, so nothing was changed.",
    ),
    "numbers-not-known": Saying(
        "レセコンに、受付では確かめていない番号が入っています。そのまま残しました。診療日の資格を照会して確かめてください。",
        "The receipt computer has numbers that the kiosk does not know; they were left. Look the qualification up for the day of treatment.",
    ),
    "numbers-newer": Saying(
        "レセコンの番号は、受付の記録より古いとは言えません。そのまま残しました。どちらが診療日の資格か確かめてください。",
        "Nothing says that the receipt computer's numbers are older than the kiosk's; they were left. Find out which count for the day of treatment.",
    ),
    "disaster-numbers": Saying(
        "災害のときの番号（99999999）が入っています。そのまま残しました。",
        "The numbers are those of a disaster (99999999); left as they are.",
    ),
    "records-out-of-order": Saying(
        "レコードの順が医科の決まりと違うため、そのまま残しました。レセコンで作り直してください。",
        "The records do not stand in the order of a medical claim; left as they are. Write the claim again.",
    ),
    "claim-twice": Saying(
        "同じ患者・診療年月・保険者のレセプトがもう一枚あります（{}行目）。どちらかを消してください。",
        "The file has another claim of this patient, month and insurer (line {}). Delete one of them.",
    ),
    "branch-unfit": Saying(
        "枝番「{}」は二桁の数字ではないため、書きませんでした。確かめてください。",
        "枝番 {} is not two digits and was not written. Check it.",
    ),
    "characters-replaced": Saying(
        "レセプトに書けない文字を標準の形にしました（{}）。",
        "Characters that a claim cannot carry were written in their standard form ({}).",
        asks=False,
    ),
    "birthdate-differs": Saying(
        "カルテ番号 {} の患者の生年月日が一致しません。どちらが正しいか確かめてください。",
        "The birth date of the patient with chart number {} differs. Find out which is right.",
    ),
    "month-unreadable": Saying(
        "診療年月が読めません。レセコンで作り直してください。",
        "The month of treatment cannot be read. Write the claim again.",
    ),
    "no-insurance": Saying(
        "医療保険（HO）のないレセプトです。そのまま残しました。",
        "The claim has no insurance (HO); left as it is.",
        asks=False,
    ),
    "several-insurances": Saying(
        "HOが複数あります。レセコンで直してください。",
        "More than one HO. Correct it in the receipt computer.",
    ),
    "did-not-pass": Saying(
        "この月に受付を通っていない患者です。そのまま残しました。",
        "The kiosk did not see this patient that month; the claim was left as it is.",
        asks=False,
    ),
    "nothing-known": Saying(
        "この月の資格の記録がありません。オンラインで確かめるか、旧資格・不詳の記録を付けてください。",
        "No qualification is on record for this month. Ask online, or record a past or unknown one.",
    ),
    "day-not-covered": Saying(
        "資格の分からない診療日があります（{}日）。その日の資格を記録してください。",
        "Days of treatment without a known qualification ({}). Record one for them.",
    ),
    "day-beyond-month": Saying(
        "その月にない日があります。レセコンで直してください。",
        "A day that the month does not have. Correct it in the receipt computer.",
    ),
    "no-days": Saying(
        "診療日の記録がないため、どの期間の資格か分かりません。レセコンで分けてください。",
        "The claim names no days, so the period is open. Divide it in the receipt computer.",
    ),
    "split-by-hand": Saying(
        "月の途中で資格が変わりましたが、日で分けられません（{}）。レセコンで二枚に分けてください。",
        "The qualification changed in mid-month, but the days do not tell the acts apart ({}). Make two claims in the receipt computer.",
    ),
    "split": Saying(
        "月の途中で資格が変わったため、診療日で分けました（{}日）。",
        "The qualification changed in mid-month: divided by day ({}).",
        asks=False,
    ),
    "comment-on-both": Saying(
        "どちらの期間のものか分からないコメントを両方に残しました（{}）。不要な方を消してください。",
        "A comment that belongs to no one day stands in both claims ({}). Delete the one that does not apply.",
    ),
    "no-diagnosis": Saying(
        "分けた一方に傷病名が残りません。レセコンで分けてください。",
        "One part would be left without a diagnosis. Divide it in the receipt computer.",
    ),
    "relation-unknown": Saying(
        "本人か家族か分かりません。患者に確かめ、レセプト種別を直してください。",
        "Insured person or family member? Ask the patient and correct 種別.",
    ),
    "share-unknown": Saying(
        "負担割合が分かりません。確かめて記録してください。",
        "The share is not known. Find it out and record it.",
    ),
    "type-unreadable": Saying(
        "レセプト種別「{}」が読めません。レセコンで直してください。",
        "種別 {} cannot be read. Correct it in the receipt computer.",
    ),
    "insurer-unreadable": Saying(
        "保険者番号「{}」の法別番号が分かりません。資格の記録を直してください。",
        "The kind of insurer {} is not known. Correct the record of the qualification.",
    ),
    "numbers-unwritable": Saying(
        "記号・番号をレセプトに書けません（長さまたは文字）。資格の記録を直してください。",
        "Symbol or number does not fit the claim (length or characters). Correct the record.",
    ),
    "benefit-rate-open": Saying(
        "給付割合が分からないため、空欄または元のままです。確かめてください。",
        "給付割合 is not known and stays as it was. Check it.",
    ),
    "income-class-open": Saying(
        "70歳以上の所得区分（特記事項）が分かりません。受付でエラー3006になることがあります。",
        "The income class (特記事項) for a patient of 70 or over is not known; the ASP may answer 3006.",
    ),
    "income-class-stands": Saying(
        "特記事項の所得区分は元のままです（{}）。新しい資格に合うか確かめてください。",
        "The income class in 特記事項 stays as it was ({}). Check it against the new qualification.",
    ),
    "branch-unknown": Saying(
        "枝番が分からないため、空欄にしました。", "枝番 is not known and was left empty.", asks=False
    ),
    "kind-unknown": Saying(
        "保険種別が分かりません。請求先を患者に確かめてください（それでも不明ならどちらにも請求できます）。",
        "The kind of insurance is not known. Ask the patient again; if it stays so, either payer may be chosen.",
    ),
    "declarations-differ": Saying(
        "この月の申立書が複数あり、内容が違います。新しい方を使いました。",
        "Several declarations of this month differ. The latest was used.",
    ),
    "characters-lost": Saying(
        "レセプトに書けない文字を？にしました（{}）。",
        "Characters that a claim cannot carry became ？ ({}).",
    ),
    "text-cut": Saying(
        "長すぎるため、途中までを記録しました（{}）。",
        "Too long, so only its beginning was written ({}).",
    ),
    "moved": Saying("請求先を変えました（{}）。", "Moved to the other payer ({}).", asks=False),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """`id` is a key of `SAYINGS`; `detail` holds codes, days and single characters, never a name."""

    id: str
    detail: str = ""

    @property
    def asks(self) -> bool:
        return SAYINGS[self.id].asks

    def say(self, language: str) -> str:
        saying = SAYINGS[self.id]
        return (saying.ja if language.startswith("ja") else saying.en).format(self.detail)
