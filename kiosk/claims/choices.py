"""What nobody could look up, decided here: each choice named, dated and with the public source of the question.

A clinic accepts these once, in writing (`model.Accepted`), before one of them touches a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CHOSEN_ON = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Choice:
    """`ja` and `en` say what is written into the claim; `source` is where the open question comes from.

    For whoever signs, in Japanese: `why` the question is open, and what happens to the claim if the choice is wrong (`risk`).
    """

    id: str
    ja: str
    en: str
    source: str
    why: str = ""
    risk: str = ""
    chosen_on: date = CHOSEN_ON

    def say(self, language: str) -> str:
        return self.ja if language.startswith("ja") else self.en


COMMENTS_AT_01 = Choice(
    "comments-at-01",
    "旧資格情報・不詳・申立書のコメントは、診療識別01・負担区分1で摘要欄の先頭に、公表順に記録する。",
    "Comments for past and unknown qualifications stand first, under 診療識別 01 with 負担区分 1, in published order.",
    "事務連絡 2023-07-19 asks for 不詳 first in 摘要; comment master 2023-08-01 orders the codes; the 診療識別 is ours",
    why="事務連絡（2023-07-19）は不詳を摘要欄の先頭に求めていますが、どの診療識別で書くかは読めませんでした。",
    risk="診療識別が違うと、受付の点検で返され、訂正して12日までに送り直します。",
)
COMMENT_LENGTH = Choice(
    "comment-length",
    "コメントの文字データは全角38文字までとし、住所は38文字で住所１と住所２以降に分ける。入りきらない部分は省き、報告する。",
    "A comment holds 38 full-width characters; an address is cut there into its two parts; what is left over is cut off and reported.",
    "longest comment of public medical samples (76 bytes); the specification was not readable",
    why="記録条件仕様を読めなかったため、公開見本でいちばん長いコメント（全角38文字）に合わせました。",
    risk="長すぎれば受付で返されます。短すぎれば、住所などの終わりが審査支払機関に届きません。",
)
CONTACT_DATE = Choice(
    "contact-date",
    "患者への連絡を行った日付（830000508）は「２０２６年１１月２１日」の形で記録する。",
    "The date of contact (830000508) is written as ２０２６年１１月２１日.",
    "comment master 2023-08-01 gives the code, not the format of its text",
    why="コメントマスターにはコードだけがあり、日付の書き方がありません。",
    risk="読み取ってもらえず、問い合わせが来ることがあります。",
)
SN_LEFT_OUT = Choice(
    "sn-left-out",
    "不詳レセプトには医療保険の資格確認（SN）レコードを記録しない。",
    "A claim of unknown qualification carries no SN record for the insurance.",
    "SN is an optional record; no text on SN in a 不詳 claim was found",
    why="不詳レセプトの資格確認レコードについて書かれたものが見つかりませんでした。",
    risk="必要だった場合は、受付の点検で返され、送り直します。",
)
ELDERLY_NUMBER = Choice(
    "elderly-number",
    "後期高齢者の不詳は、保険者番号の設定にかかわらず番号を77777777とする。",
    "For the late elderly the number is 77777777, whichever insurer number is set.",
    "事務連絡 2023-07-19 gives 77777777; nothing was found on the check digit beside 77777779",
    why="後期高齢者の番号は77777777と示されていますが、保険者番号77777779を使うときの番号は分かりません。",
    risk="番号の検証でエラー（4151）になることがあります。",
)
BENEFIT_RATE = Choice(
    "benefit-rate",
    "国保連へ送る不詳レセプトの給付割合は、申立書の負担割合から求める。",
    "給付割合 of an unknown qualification sent to 国保連 follows from the declared share.",
    "疑義解釈 2023-08-03 was readable in part only",
    why="疑義解釈（2023-08-03）の一部しか読めませんでした。",
    risk="給付割合が違うと、国保連から返戻されることがあります。",
)
DECLARED_KIND = Choice(
    "declared-kind",
    "不詳レセプトの種別と70歳以上の特記事項は、申立書の保険種別・負担割合と年齢から定める（認定証の提示がない区分とする）。",
    "種別 and, from 70, the income 特記事項 of an unknown qualification follow from declared kind, share and age.",
    "ASP errors 3006 and 3008 ask for them; no rule for 不詳 claims was found",
    why="70歳以上の所得区分を求めるエラー（3006・3008）があり、不詳のときの定めが見つかりませんでした。",
    risk="種別や特記事項が違うと、返戻や、自己負担限度額の違いになることがあります。",
)
INCOME_CLASS = Choice(
    "income-class",
    "70歳以上で所得区分の記録がないレセプトには、認定証の適用区分に当たる特記事項（26〜30、41、42）を記録する。",
    "From 70, a claim without an income class gets the 特記事項 that stands for the certificate's category.",
    "public code lists name both; which category is which 特記事項 was not readable",
    why="どの適用区分がどの特記事項に当たるかを公式の文書で確かめられませんでした。",
    risk="区分が違うと、高額療養費の計算が変わり、返戻されることがあります。",
)
OWN_EMPLOYER = Choice(
    "own-employer",
    "本人・家族が分からない場合、事業所名の申立てがあれば本人とする。",
    "Where it is not known whether the patient is the insured person, a declared employer means yes.",
    "no rule was found",
    why="本人か家族かが分からないときの定めが見つかりませんでした。",
    risk="本人・家族が逆だと、保険者が決まったあとに種別の訂正を求められることがあります。",
)
PAYER_STAYS = Choice(
    "payer-stays",
    "保険種別が分からない不詳レセプトは、選択がなければ元の請求先に残す。",
    "A claim whose kind of insurance stays unknown remains with the payer of its file, unless the clinic chose one.",
    "疑義解釈 2023-08-03 問1 lets the clinic choose either payer",
    why="疑義解釈（2023-08-03 問1）では、どちらに請求してもよいとされています。",
    risk="もう一方の保険者だった場合、返戻され、送り直します。",
)
PAST_BARE = Choice(
    "past-bare",
    "旧資格のレセプトには820000245だけを記録し、申立書の項目は記録しない。",
    "A claim with past numbers carries 820000245 alone, no declared items.",
    "comment master 2023-08-01; 疑義解釈 2023-08-03 was readable in part only",
    why="旧資格のときに申立書の項目も要るかを確かめられませんでした。",
    risk="要る場合は、患者の住所などを問い合わせられます。",
)
SUBSIDY_BESIDE = Choice(
    "subsidy-beside-unknown",
    "公費のある不詳レセプトも、医療保険の欄だけを不詳とし、公費の記録はそのまま残す。",
    "A claim with 公費 becomes unknown in its insurance alone; the records of 公費 stay as they are.",
    "疑義解釈 2023-08-03 treats 公費 beside 不詳; that question was not readable",
    why="公費と不詳を併せて請求するときの問いがありますが、読めませんでした。",
    risk="公費の分も返戻されることがあります。",
)
SPLIT_BY_DAY = Choice(
    "split-by-day",
    "月の途中で資格が変わったレセプトは、算定日で二つに分ける。傷病名は期間の後に始まるものを除いて両方に、全体に係るコメントと症状詳記も両方に記録する。",
    "A change in mid-month makes two claims by the days of the acts; diagnoses stand in both but where they begin later; so do comments on the whole claim and 症状詳記.",
    "a claim is made per insurer and month; how shared records are divided was not found",
    why="月の途中で保険が変わったときに、傷病名やコメントをどう分けるかの定めが見つかりませんでした。",
    risk="同じ傷病名が両方に残り、査定や問い合わせになることがあります。",
)
CHOICES = (
    COMMENTS_AT_01,
    COMMENT_LENGTH,
    CONTACT_DATE,
    SN_LEFT_OUT,
    ELDERLY_NUMBER,
    BENEFIT_RATE,
    DECLARED_KIND,
    INCOME_CLASS,
    OWN_EMPLOYER,
    PAYER_STAYS,
    PAST_BARE,
    SUBSIDY_BESIDE,
    SPLIT_BY_DAY,
)
