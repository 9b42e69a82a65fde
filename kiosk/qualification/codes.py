"""Code lists of the qualification message as data: what a value means, in the counter's words.

Values as public clinic-side code has them (lists OQSCD006 to OQSCD016); meanings are ours, one line each. A value that is
missing here is kept as it came and shown to staff as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    ja: str
    en: str

    def say(self, language: str) -> str:
        return self.ja if language.startswith("ja") else self.en


CodeList = Mapping[str, Meaning]

VALIDITY: CodeList = {
    "1": Meaning("有効", "Valid"),
    "2": Meaning("無効", "Not valid"),
    "3": Meaning("無効（新しい資格あり）", "Not valid; a newer qualification exists"),
    "4": Meaning("該当資格なし", "No such qualification"),
    "5": Meaning("複数該当", "Several qualifications fit"),
    "6": Meaning("有効（未登録）", "Valid, ticket not registered yet"),
}

SEX: CodeList = {
    "1": Meaning("男", "Male"),
    "2": Meaning("女", "Female"),
    "3": Meaning("未設定", "Not set"),
}

REASON_OF_LOSS: CodeList = {
    "01": Meaning("死亡", "Death"),
    "02": Meaning("生活保護受給開始", "Public assistance began"),
    "03": Meaning("医療保険等の資格取得", "Joined another insurance"),
    "99": Meaning("その他", "Other"),
}

PERSONAL_FAMILY: CodeList = {
    "1": Meaning("本人", "Insured person"),
    "2": Meaning("家族", "Family member"),
}

CARD_CLASSIFICATION: CodeList = {
    "01": Meaning("一般", "General"),
    "02": Meaning("退職", "Retired"),
    "03": Meaning("短期（一般）", "Short term, general"),
    "04": Meaning("短期（退職）", "Short term, retired"),
    "05": Meaning("特別療養費支給対象者", "Pays first, is refunded afterwards"),
    "06": Meaning("特例退職", "Retired, special scheme"),
    "07": Meaning("自衛官", "Self-defence forces"),
    "A1": Meaning("医療扶助", "Public assistance, medical"),
}

LIMIT_CLASSIFICATION: CodeList = {
    "01": Meaning("限度額適用認定証", "Monthly limit"),
    "02": Meaning("限度額適用・標準負担額減額認定証", "Monthly limit and reduced meals"),
    "03": Meaning("標準負担額減額認定証", "Reduced meals"),
}

LIMIT_CATEGORY: CodeList = {
    "A01": Meaning("ア：70歳未満、所得が最も高い区分", "A: under 70, highest income band"),
    "A02": Meaning("イ：70歳未満、所得が高い区分", "I: under 70, high income band"),
    "A03": Meaning("ウ：70歳未満、中間の区分", "U: under 70, middle income band"),
    "A04": Meaning("エ：70歳未満、一般の区分", "E: under 70, ordinary income band"),
    "A05": Meaning("オ：70歳未満、住民税非課税", "O: under 70, exempt from resident tax"),
    "A06": Meaning("オ（境）：70歳未満、境界層", "O (border): under 70, at the border of assistance"),
    "B01": Meaning("現役並みⅢ：70歳以上", "Working-income III: 70 and over"),
    "B02": Meaning("現役並みⅡ：70歳以上", "Working-income II: 70 and over"),
    "B03": Meaning("現役並みⅠ：70歳以上", "Working-income I: 70 and over"),
    "B04": Meaning("一般：70歳から74歳", "Ordinary: 70 to 74"),
    "B05": Meaning("低所得Ⅱ：70歳以上", "Low income II: 70 and over"),
    "B06": Meaning("低所得Ⅰ：70歳以上", "Low income I: 70 and over"),
    "B07": Meaning("低所得Ⅰ（老福）：70歳以上", "Low income I, welfare pension: 70 and over"),
    "B08": Meaning("低所得Ⅰ（境）：70歳以上、境界層", "Low income I (border): 70 and over"),
    "B09": Meaning("一般Ⅱ：後期高齢者", "Ordinary II: insured as late elderly"),
    "B10": Meaning("一般Ⅰ：後期高齢者", "Ordinary I: insured as late elderly"),
}

SPECIFIC_DISEASE: CodeList = {
    "1": Meaning("慢性腎不全（人工透析）", "Chronic renal failure on dialysis"),
    "2": Meaning("先天性血液凝固因子障害", "Congenital clotting factor VIII or IX disorder"),
    "3": Meaning("血液製剤によるHIV感染", "HIV from blood products"),
}

PRESCHOOL: CodeList = {
    "1": Meaning("未就学", "Not at school yet"),
    "2": Meaning("就学中", "At school"),
}

CONSENT: CodeList = {
    "0": Meaning("同意なし", "No consent"),
    "1": Meaning("同意あり", "Consent given"),
    "2": Meaning("同意期限切れ", "Consent expired"),
    "3": Meaning("取得困難", "Could not be obtained"),
}

BY_ELEMENT: Mapping[str, CodeList] = {
    "QualificationValidity": VALIDITY,
    "Sex1": SEX,
    "Sex2": SEX,
    "ReasonOfLoss": REASON_OF_LOSS,
    "PersonalFamilyClassification": PERSONAL_FAMILY,
    "InsuredCardClassification": CARD_CLASSIFICATION,
    "LimitApplicationCertificateClassification": LIMIT_CLASSIFICATION,
    "LimitApplicationCertificateClassificationFlag": LIMIT_CATEGORY,
    "SpecificDiseasesDiseaseCategory": SPECIFIC_DISEASE,
    "PreschoolClassification": PRESCHOOL,
    "PharmacistsInfoConsFlg": CONSENT,
    "DiagnosisInfoConsFlg": CONSENT,
    "OperationInfoConsFlg": CONSENT,
    "SpecificHealthCheckupsInfoConsFlg": CONSENT,
    "SpecificDiseasesCertificateRelatedConsFlg": CONSENT,
}


def meaning(codes: CodeList, code: str) -> Meaning:
    """What a code says; one that the list lacks is shown as such, with its value."""
    return codes.get(code) or Meaning(f"不明な区分（{code}）", f"Unknown code ({code})")
