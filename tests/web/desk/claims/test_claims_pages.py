"""The clerk's pages: who may open them, what they take, and that every sentence they can need is there."""

import io

import pytest
from desk_world import PASSWORD, Clinic

from kiosk.claims.choices import CHOICES
from kiosk.claims.ledger import ClaimState
from kiosk.desk.claims.choices import text_version
from kiosk.desk.claims.payer_answer import CONFIRMATIONS, Reason, Verdict
from kiosk.storage.claims.notes import Reached
from kiosk.web.language import LANGUAGES, load_catalogues
from kiosk.web.security import LARGEST_FILE

ORIGIN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def clerk(stranger: object) -> object:
    stranger.sign_in("kaikei")
    return stranger


def upload(browser: object, path: str, content: bytes):
    data = {"csrf": browser.token, "file": (io.BytesIO(content), "RECEIPTC.UKE")}
    return browser.client.post(path, data=data, headers=ORIGIN, content_type="multipart/form-data")


def test_reception_and_treatment_do_not_see_the_clerks_lists(desk: object, stranger: object) -> None:
    assert desk.see("/staff/claims").status_code == 403
    stranger.sign_in("sensei", PASSWORD)
    assert stranger.see("/staff/claims").status_code == 403


def test_the_lists_stand_with_their_deadlines_when_nothing_is_there(clerk: object) -> None:
    text = clerk.text("/staff/claims")
    assert "請求は 2026-12-10（木）まで" in text
    assert "受付後の訂正は 2026-12-12（土）まで" in text
    assert "確かめる受付はありません。" in text


def test_a_visit_without_identity_names_its_way_on(clinic: Clinic, clerk: object) -> None:
    number = clinic.way_round()
    text = clerk.text("/staff/claims")
    assert number in text
    assert "まだ請求できません。受付を開いて書類か申立書をもらってください。" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/staff/claims/sent", "1行目: 医科のレセプトではありません。"),
        ("/staff/claims/answer", "返答として読めません（1行目）。"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words_and_the_lists_come_back(
    clerk: object, path: str, words: str
) -> None:
    answer = upload(clerk, path, b"%PDF-1.7")
    assert (answer.status_code, answer.location) == (302, "/staff/claims")
    assert words in clerk.text("/staff/claims")
    assert upload(clerk, path, b"").location == "/staff/claims"
    assert "ファイルを選んでください。" in clerk.text("/staff/claims")


def test_a_claim_file_may_be_larger_than_any_form_and_a_form_may_not(clerk: object) -> None:
    large = b"IR" * 100_000
    assert len(large) < LARGEST_FILE
    assert upload(clerk, "/staff/claims/sent", large).status_code == 302
    assert upload(clerk, "/staff/claims/paid", large).status_code == 413


def test_a_call_needs_a_day_and_an_outcome(clinic: Clinic, clerk: object) -> None:
    number = clinic.way_round()
    clerk.send(f"/staff/claims/visits/{number}/call", day="", outcome="told")
    clerk.send(f"/staff/claims/visits/{number}/call", day="2026-11-21", outcome="perhaps")
    assert "まだ連絡していません" in clerk.text("/staff/claims")
    clerk.send(f"/staff/claims/visits/{number}/call", day="2026-11-21", outcome="not_reached")
    assert "2026-11-21 つながらなかった" in clerk.text("/staff/claims")
    assert "patient_contacted" in clinic.audited(number)


def test_choices_are_read_ticked_and_signed(clerk: object) -> None:
    page = clerk.text("/staff/claims/choices")
    assert all(each.ja in page for each in CHOICES)
    clerk.send("/staff/claims/choices", version=text_version(CHOICES[0]), signed="見本 清")
    assert "見本 清 さんが了承（アカウント kaikei）" in clerk.text("/staff/claims/choices")


def test_every_state_reason_and_step_has_its_words() -> None:
    for language in LANGUAGES:
        said = load_catalogues()[language]
        keys = [
            *(f"desk.claims.state.{each.value}" for each in ClaimState),
            *(f"desk.claims.{table}.{each.value}" for table in ("reason", "step") for each in Reason),
            *(f"desk.claims.reached.{each.value}" for each in Reached),
            *(f"desk.claims.code.{code}" for code in CONFIRMATIONS),
            *(f"desk.claims.billed.{each}" for each in ("current", "past", "unknown")),
        ]
        assert all(said.plain(key).strip() for key in keys)
    assert {each.value for each in Verdict} <= {each.value for each in ClaimState}
