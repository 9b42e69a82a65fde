"""Everything that can go wrong, once: a stable code, how bad it is, what the patient reads, what staff do next.

The patient never sees a code. `docs/troubles.md` is made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    NOTICE = "notice"
    """This visit goes another way; nothing is broken."""
    VISIT = "visit"
    """This visit needs staff."""
    STATION = "station"
    """The next visit will have it too, until somebody mends it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One row of the catalogue. Texts are (Japanese, English)."""

    code: str
    severity: Severity
    patient: tuple[str, str]
    staff: tuple[str, str]

    def to_patient(self, language: str) -> str:
        return self.patient[0 if language == "ja" else 1]

    def to_staff(self, language: str) -> str:
        return self.staff[0 if language == "ja" else 1]


DESK = (
    "受付（うけつけ）で対応します。窓口へお声がけください。",
    "The desk will help you. Please speak to the staff.",
)
AGAIN = (
    "カードをうまく読めませんでした。カードをいちど取って、もういちど置いてください。",
    "The card could not be read. Please take it off and lay it down again.",
)
WAIT = (
    "ただいま確認に時間がかかっています。受付でお待ちください。",
    "Checking takes longer than usual. Please see the desk.",
)

TROUBLES: tuple[Trouble, ...] = (
    Trouble("reader_gone", Severity.STATION, DESK, (
        "カードリーダーがつながっていません。ケーブルを差し直し、直らなければ資格確認書や申立書で受け付けます。",
        "The card reader is not connected. Plug it in again; until it works, check in by document or declaration.")),
    Trouble("reader_busy", Severity.STATION, DESK, (
        "ほかのプログラムがカードを使っています。そのプログラムを閉じてから、カードを置き直してもらいます。",
        "Another program holds the card. Close it, then have the card laid down again.")),
    Trouble("reader_silent", Severity.VISIT, AGAIN, (
        "カードリーダーから返事がありません。置き直しても同じなら、別の方法で受け付けます。",
        "The reader does not answer. If laying the card down again does not help, take a way round.")),
    Trouble("card_gone", Severity.NOTICE, AGAIN, (
        "読み取り中にカードが外れました。置き直してもらいます。", "The card left while it was read. Have it laid down again.")),
    Trouble("card_mute", Severity.VISIT, AGAIN, (
        "カードが応答しません。置き直しても同じなら、カードの故障を疑い、別の方法で受け付けます。",
        "The card does not answer. If it stays so, suspect the card and take a way round.")),
    Trouble("card_refused", Severity.VISIT, AGAIN, (
        "カードが読み取りを断りました。置き直しても同じなら、別の方法で受け付けます。",
        "The card refused a command. If it stays so, take a way round.")),
    Trouble("card_unreadable", Severity.VISIT, AGAIN, (
        "カードの内容が壊れているか、読み取れません。別の方法で受け付け、市区町村の窓口を案内します。",
        "The card's content is broken or unreadable. Take a way round and point to the municipal office.")),
    Trouble("card_foreign", Severity.NOTICE, (
        "このカードはマイナンバーカードではないようです。マイナンバーカードを置いてください。",
        "This does not seem to be a My Number Card. Please use your My Number Card."), (
        "マイナンバーカード以外のカードです（住基カード・免許証など）。", "Not a My Number Card (a residence register card, a licence …).")),
    Trouble("card_phone", Severity.NOTICE, DESK, (
        "スマートフォンの電子証明書です。このリーダーではまだ使えません。カードか、ほかの書類で受け付けます。",
        "A phone's certificate: not supported at this reader yet. Ask for the card or a document.")),
    Trouble("signature_bad", Severity.VISIT, DESK, (
        "カードの署名が正しくありません。偽造の疑いがあります。カードを返し、別の方法で本人を確かめます。",
        "The card's signature is wrong; it may be forged. Hand it back and make sure of the person another way.")),
    Trouble("card_not_authentic", Severity.VISIT, DESK, (
        "カードの記録の署名が正しくありません。偽造の疑いがあります。別の方法で本人を確かめます。",
        "The record on the card is not signed as it should be. Make sure of the person another way.")),
    Trouble("certificate_expired", Severity.VISIT, (
        "カードの電子証明書の期限が切れています。受付で別の方法をご案内します。",
        "The certificate on your card has expired. The desk will offer another way."), (
        "電子証明書の有効期限が切れ、猶予期間も過ぎています。資格確認書・申立書で受け付け、更新を案内します。",
        "The certificate and its period of grace are over. Use a document or a declaration; point to renewal.")),
    Trouble("certificate_not_yet_valid", Severity.VISIT, DESK, (
        "電子証明書の有効期間がまだ始まっていません。この端末の時計を確かめてください。",
        "The certificate is not valid yet. Check this machine's clock.")),
    Trouble("certificate_revoked", Severity.VISIT, DESK, (
        "電子証明書が失効しています（紛失の届け出・転居など）。責めずに、別の方法で受け付けます。総合窓口 0120-95-0178。",
        "The certificate is revoked (reported lost, moved …). Without blame, take a way round. Help line 0120-95-0178.")),
    Trouble("revocation_unknown", Severity.STATION, DESK, (
        "失効情報を確かめられませんでした。受付は続けられます（オンライン資格確認の側でも確かめます）。回線を確かめてください。",
        "Revocation could not be checked here. The visit goes on, since the service checks too; look at the line.")),
    Trouble("revocation_stale", Severity.STATION, DESK, (
        "失効情報が古くなっています。時計と回線を確かめ、それまでは資格確認書・申立書で受け付けます。",
        "The revocation list is out of date. Check clock and line; until then use a document or a declaration.")),
    Trouble("certificate_unparsable", Severity.VISIT, DESK, (
        "電子証明書を読み取れません。別の方法で受け付けます。", "The certificate cannot be parsed. Take a way round.")),
    Trouble("certificate_foreign_ca", Severity.VISIT, DESK, (
        "電子証明書が公的個人認証のものではありません。偽造の疑いがあります。",
        "The certificate is not of the card system's authority. It may be forged.")),
    Trouble("certificate_bad_signature", Severity.VISIT, DESK, (
        "電子証明書の署名が正しくありません。偽造の疑いがあります。", "The certificate's signature is wrong. It may be forged.")),
    Trouble("certificate_wrong_usage", Severity.VISIT, DESK, (
        "電子証明書の用途が違います。別の方法で受け付けます。", "The certificate is for another use. Take a way round.")),
    Trouble("certificate_wrong_policy", Severity.VISIT, DESK, (
        "電子証明書の種類が違います。別の方法で受け付けます。", "The certificate is of another policy. Take a way round.")),
    Trouble("certificate_weak_key", Severity.VISIT, DESK, (
        "電子証明書の鍵が弱すぎます。偽造の疑いがあります。", "The certificate's key is too weak. It may be forged.")),
    Trouble("certificate_demo_anchor", Severity.VISIT, DESK, (
        "練習用の仮想カードです。本番では使えません。", "A virtual card of the demo. It is refused outside demo mode.")),
    Trouble("photo_unreadable", Severity.VISIT, DESK, (
        "カードの顔写真を読み取れません。暗証番号か、目視で確認します。", "The chip's photograph is unreadable. Use the PIN or a staff look.")),
    Trouble("camera_gone", Severity.STATION, (
        "カメラが使えません。暗証番号か、スタッフによる確認を選んでください。",
        "The camera is not available. Please use the PIN or ask the staff."), (
        "カメラがつながっていません。差し直してください。それまでは暗証番号か目視で確認します。",
        "The camera is not connected. Plug it in; until then use the PIN or a staff look.")),
    Trouble("camera_frozen", Severity.STATION, (
        "カメラが止まっています。暗証番号か、スタッフによる確認を選んでください。",
        "The camera has stopped. Please use the PIN or ask the staff."), (
        "カメラの映像が止まっています。差し直してください。", "The camera gives one frozen picture. Plug it in again.")),
    Trouble("face_lost", Severity.VISIT, (
        "顔の確認ができませんでした。暗証番号か、スタッフによる確認を選んでください。",
        "The face could not be checked. Please use the PIN or ask the staff."), (
        "顔照合のプログラムが止まりました。自動で立ち上げ直しています。", "The face process ended; it is being restarted.")),
    Trouble("no_method", Severity.VISIT, DESK, (
        "このカードでできる本人確認の方法がなくなりました。資格確認書・申立書で受け付けます。",
        "No way of proving the holder is left for this card. Use a document or a declaration.")),
    Trouble("service_unreachable", Severity.STATION, WAIT, (
        "オンライン資格確認につながりません。書類・申立書で受け付けるか、障害時モードに切り替えて後で照会します。",
        "The qualification service cannot be reached. Use a document or a declaration, or switch to failure mode and ask later.")),
    Trouble("service_late", Severity.VISIT, WAIT, (
        "時間内に回答がありませんでした。もういちど試すか、書類・申立書で受け付けます。",
        "No answer within the deadline. Try again, or use a document or a declaration.")),
    Trouble("service_untrusted", Severity.STATION, WAIT, (
        "接続先の証明書を確かめられません。接続せず、システム管理者に連絡してください。",
        "The service's certificate is not trusted. Nothing was sent; call the administrator.")),
    Trouble("service_refused", Severity.VISIT, WAIT, (
        "オンライン資格確認が処理を断りました。表示されたコードを控え、書類・申立書で受け付けます。",
        "The service refused the request. Note its code; use a document or a declaration.")),
    Trouble("answer_malformed", Severity.VISIT, WAIT, (
        "回答の形式が正しくないため、捨てました。もういちど試すか、書類・申立書で受け付けます。",
        "The answer was malformed and has been thrown away. Try again, or take a way round.")),
    Trouble("answer_unknown", Severity.VISIT, WAIT, (
        "回答に、この端末の知らないコードがあります。有効かどうかを判断せず、書類・申立書で受け付け、コールセンターに確かめます。",
        "The answer has codes that no list here knows. Take it for neither valid nor invalid: a way round, and call the centre.")),
    Trouble("answer_for_another", Severity.STATION, WAIT, (
        "別の受付への回答が届いたため、捨てました。何も表示していません。管理者とコールセンターに知らせてください。",
        "An answer for another visit arrived and was thrown away; nothing was shown. Tell the administrator and the call centre.")),
    Trouble("note_at_desk", Severity.VISIT, DESK, (
        "障害時モードです。カード券面の4項目（氏名・生年月日・性別・住所）を窓口で控えてください。",
        "Failure mode: note the four printed items of the card at the desk.")),
    Trouble("card_left", Severity.NOTICE, (
        "カードが置いたままです。カードをお取りください。", "Your card is still here. Please take it."), (
        "カードがリーダーに残っています。患者さんに返してください。", "A card was left on the reader. Hand it back.")),
    Trouble("sheet_failed", Severity.VISIT, DESK, (
        "申立書を印刷できる形にできませんでした。フォントを確かめ、この方は紙の申立書で受け付けます。",
        "The declaration could not be made into a sheet. Check the fonts (`doctor`); take this one down on paper.")),
    Trouble("deemed_record_missing", Severity.VISIT, DESK, (
        "変わりないと聞いた元の受付が見つかりません。患者さんに申立書を書いてもらうか、職員が聞き取って入力します。",
        "The visit that nothing has changed since is not on record. Take a declaration down instead.")),
    Trouble("storage_failed", Severity.STATION, DESK, (
        "記録を保存できませんでした。ディスクの空きを確かめてください。この受付は完了していません。",
        "The record could not be stored. Check the disk's free space. This visit is not complete.")),
    Trouble("records_away", Severity.STATION, DESK, (
        "データベースから返事がありません。回線とサーバーを確かめてください。つながるまで、受付は完了しません。",
        "The database does not answer. Check line and server; until it is back, no visit is completed.")),
    Trouble("visit_elsewhere", Severity.VISIT, DESK, (
        "この受付は別の窓口が引き継ぎました。ここでの操作は記録していません。次の方は受け付けられます。",
        "Another desk has taken this visit over. Nothing done here was kept; the next patient is served.")),
    Trouble("internal_error", Severity.VISIT, DESK, (
        "プログラムの誤りでこの受付を中止しました。次の方は受け付けられます。記録を開発元に送ってください。",
        "A defect of the program ended this visit; the next one works. Send the log to the makers.")),
)  # fmt: skip

BY_CODE: dict[str, Trouble] = {trouble.code: trouble for trouble in TROUBLES}
