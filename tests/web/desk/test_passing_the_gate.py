from pathlib import Path

import pytest
from desk_world import PASSWORD, Clinic
from flask import Flask
from flask.testing import FlaskClient

from kiosk.desk.staff.accounts import retire_account
from kiosk.desk.staff.roles import Permission, may
from kiosk.storage.staff.accounts import Role
from kiosk.web.desk.gate import OPEN
from kiosk.web.desk.needs import NEEDS

FILLED = {
    "number": "20261121-0001",
    "case": 1,
    "audit": 1,
    "finding": 1,
    "code": "anchors_old",
    "time": "morning",
    "payer": "1",
    "digest": "f" * 64,
    "claim": 1,
}
WHO = {
    Role.DESK: "tanaka",
    Role.CLINICIAN: "sensei",
    Role.CLAIMS: "kaikei",
    Role.ADMIN: "kanri",
    Role.AUDITOR: "kansa",
}


def _pages(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of everything under /staff."""
    adapter = app.url_map.bind("localhost")
    return [
        (rule.endpoint, method, adapter.build(rule.endpoint, {k: FILLED[k] for k in rule.arguments}, method))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("staff.")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def test_every_page_of_the_desk_is_on_the_list_of_permissions(app: Flask) -> None:
    endpoints = {endpoint for endpoint, _, _ in _pages(app)}

    assert endpoints == set(NEEDS) | OPEN


def test_nobody_reaches_a_page_of_the_desk_without_signing_in(app: Flask, stranger: object) -> None:
    stranger.see("/staff/sign-in")

    for endpoint, method, path in _pages(app):
        if endpoint in OPEN:
            continue
        answer = stranger.client.get(path) if method == "GET" else stranger.send(path)
        assert (answer.status_code, answer.location) == (302, answer.location), path
        assert "/staff/sign-in" in answer.location, path


def test_a_page_that_renews_itself_is_told_instead_of_redirected(stranger: object) -> None:
    assert stranger.see("/staff/", **{"X-Live": "1"}).status_code == 401


def test_a_press_without_our_token_is_refused(clinic: Clinic, app: Flask, desk: object) -> None:
    number = clinic.confirmed()
    client: FlaskClient = desk.client

    answer = client.post(
        f"/staff/visits/{number}/take-back", data={"why": "x"}, headers={"Origin": "http://localhost"}
    )

    assert answer.status_code == 403
    assert clinic.kept(number).outcome == "confirmed"


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_the_table_gives_it_and_nothing_else(
    clinic: Clinic, app: Flask, stranger: object, role: Role
) -> None:
    clinic.confirmed()
    stranger.sign_in(WHO[role])
    stranger.see("/staff/sign-in")

    for endpoint, method, path in _pages(app):
        needed = NEEDS.get(endpoint)
        if needed is None:
            continue
        answer = stranger.client.get(path) if method == "GET" else stranger.send(path)
        assert answer.status_code < 500, endpoint
        assert (answer.status_code == 403) is not may(role, needed), (endpoint, answer.status_code)


def test_the_auditor_sees_codes_and_no_patient(clinic: Clinic, stranger: object) -> None:
    number = clinic.confirmed()
    stranger.sign_in("kansa")

    trace = stranger.text(f"/staff/visits/{number}/trace")

    assert "visit_closed" in trace
    assert "佐藤" not in trace


def test_only_a_clinician_sees_whether_medical_information_may_be_opened() -> None:
    assert [role for role in Role if may(role, Permission.SEE_CLINICAL)] == [Role.CLINICIAN]


def test_a_wrong_password_says_nothing_about_the_name(clinic: Clinic, stranger: object) -> None:
    stranger.see("/staff/sign-in")

    wrong = stranger.send("/staff/sign-in", name="tanaka", password="no")
    unknown = stranger.send("/staff/sign-in", name="nobody", password="no")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.get_data(as_text=True).replace("tanaka", "") == unknown.get_data(as_text=True).replace("nobody", "")  # fmt: skip


def test_hazard_a_sign_in_ends_whatever_session_the_browser_had(clinic: Clinic, stranger: object) -> None:
    stranger.see("/staff/sign-in")
    planted_token = stranger.token
    stranger.sign_in("tanaka")
    old = stranger.client.get_cookie("kiosk_desk").value
    stranger.sign_in("kaikei")
    new = stranger.client.get_cookie("kiosk_desk").value

    stranger.client.set_cookie("kiosk_desk", old)
    replayed = stranger.see("/staff/")
    stranger.client.set_cookie("kiosk_desk", new)

    assert stranger.token != planted_token
    assert (replayed.status_code, "/staff/sign-in" in replayed.location) == (302, True)
    assert stranger.see("/staff/claims").status_code == 200


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(clinic: Clinic, stranger: object) -> None:
    stranger.see("/staff/sign-in")
    for _ in range(5):
        stranger.send("/staff/sign-in", name="tanaka", password="no")

    early = stranger.send("/staff/sign-in", name="tanaka", password=PASSWORD)
    clinic.clock.passes(16)
    later = stranger.send("/staff/sign-in", name="tanaka", password=PASSWORD)

    assert (early.status_code, later.status_code) == (429, 302)


def test_a_screen_that_nobody_touches_locks_although_it_renews_itself(clinic: Clinic, desk: object) -> None:
    for _ in range(5):
        clinic.clock.passes(61)
        answer = desk.see("/staff/", **{"X-Live": "1"})

    assert answer.status_code == 401
    assert "ロック" in desk.text("/staff/sign-in")


def test_an_office_screen_may_rest_longer(clinic: Clinic, stranger: object) -> None:
    stranger.sign_in("tanaka", place="office")

    clinic.clock.passes(600)
    assert stranger.see("/staff/").status_code == 200
    clinic.clock.passes(901)
    assert stranger.see("/staff/").status_code == 302


def test_a_working_day_ends_every_session(clinic: Clinic, desk: object) -> None:
    for _ in range(12 * 15 + 1):
        clinic.clock.passes(240)
        answer = desk.see("/staff/")

    assert answer.status_code == 302


def test_whoever_signs_out_is_out_in_every_tab(desk: object, app: Flask) -> None:
    desk.see("/staff/")
    desk.send("/staff/sign-out")

    assert desk.see("/staff/").status_code == 302


def test_log_in_leads_to_pages_of_the_desk_only(clinic: Clinic, stranger: object) -> None:
    stranger.see("/staff/sign-in")

    answer = stranger.send("/staff/sign-in", name="tanaka", password=PASSWORD, next="https://evil.example/")

    assert answer.location == "/staff/"


@pytest.mark.parametrize("path", ["/staff/", "/staff/new", "/staff/failure-mode"])
def test_the_desk_speaks_both_languages(desk: object, path: str) -> None:
    japanese = desk.text(path)
    desk.send("/staff/language", to="en", next=path)
    english = desk.text(path)

    assert 'lang="ja"' in japanese
    assert 'lang="en"' in english
    assert "受付一覧" in japanese
    assert "受付一覧" not in english


@pytest.mark.parametrize("role", list(Role))
def test_each_role_begins_on_a_page_that_it_may_see(clinic: Clinic, stranger: object, role: Role) -> None:
    asked = stranger.see("/staff/")
    assert asked.status_code == 302

    answer = stranger.sign_in(WHO[role])

    assert stranger.see(answer.location).status_code == 200


def test_whoever_is_retired_meanwhile_is_out_with_the_next_page(clinic: Clinic, desk: object) -> None:
    assert desk.see("/staff/").status_code == 200

    retire_account(clinic.storage, "tanaka", "command", clinic.clock.now())

    assert desk.see("/staff/").status_code == 302
    assert desk.sign_in("tanaka").status_code == 401


def test_a_new_password_ends_every_session_of_the_old_one(clinic: Clinic, desk: object) -> None:
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.accounts.set_password("tanaka", "the hash of another password")
        work.commit()

    assert desk.see("/staff/").status_code == 302


def test_who_asked_for_a_page_gets_it_after_signing_in(clinic: Clinic, stranger: object) -> None:
    assert stranger.see("/staff/failure-mode").location == "/staff/sign-in?next=/staff/failure-mode"

    for wanted, led_to in (
        ("/staff/failure-mode", "/staff/failure-mode"),
        ("//evil.invalid/staff/", "/staff/"),
        ("/staff/\r\nSet-Cookie: planted=1", "/staff/"),
        ("/staff/\u2028x", "/staff/"),
    ):
        stranger.see("/staff/sign-in")
        answer = stranger.send("/staff/sign-in", name="tanaka", password=PASSWORD, next=wanted)
        assert answer.location == led_to


@pytest.mark.parametrize(
    ("name", "path", "status", "said", "onward"),
    [
        ("kansa", "/staff/", 403, "権限のある職員", "/staff/table"),
        ("tanaka", "/staff/visits/20990101-0001", 404, "番号を確かめて", "/staff/"),
        ("tanaka", "/staff/cases/99", 404, "番号を確かめて", "/staff/"),
        ("tanaka", "/staff/nowhere", 404, "番号を確かめて", "/staff/"),
    ],
)
def test_a_page_of_the_desk_that_cannot_be_opened_says_what_to_do(
    clinic: Clinic, stranger: object, name: str, path: str, status: int, said: str, onward: str
) -> None:
    stranger.sign_in(name)

    answer = stranger.see(path)
    text = answer.get_data(as_text=True)

    assert answer.status_code == status
    assert said in text
    assert f'href="{onward}"' in text
    assert str(status) not in text


def test_records_that_cannot_be_read_end_in_a_page_and_not_in_a_circle(
    clinic: Clinic, desk: object, tmp_path: Path
) -> None:
    for file in tmp_path.glob("kiosk.db*"):
        file.write_bytes(b"no database" * 500)
    clinic.storage.close()

    answer = desk.see("/staff/")

    assert answer.status_code == 503
    assert "記録を読み込めません" in answer.get_data(as_text=True)
    assert desk.see("/staff/", **{"Accept-Language": "en"}).status_code == 503


def test_a_patient_reads_no_code_of_an_error(stranger: object) -> None:
    answer = stranger.see("/nowhere")

    assert answer.status_code == 404
    assert "404" not in answer.get_data(as_text=True)
