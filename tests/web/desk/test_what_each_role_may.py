"""Every role at every address of the desk, against a second table written without looking at the first."""

from __future__ import annotations

import pytest
from desk_world import Clinic
from flask import Flask

from kiosk.storage.staff.accounts import Role

WHO = {
    Role.DESK: "tanaka",
    Role.CLINICIAN: "sensei",
    Role.CLAIMS: "kaikei",
    Role.ADMIN: "kanri",
    Role.AUDITOR: "kansa",
}
D, C, K, A, U = Role.DESK, Role.CLINICIAN, Role.CLAIMS, Role.ADMIN, Role.AUDITOR
TREATS, PAYS, CHECKS, FRONT = {D, C, K, A}, {K, A}, {A, U}, {D, A}

MAY = {
    "own_code set_own_code": {D, C, A},
    "queue arrivals visit declaration_sheet cases_list case later mode": TREATS,
    "trace": {D, A, U},
    "clinical": {C},
    "want_lifted lift": {D, C, A},
    "hand_over take_out dispose": {D, K, A},
    "claims claims_sent claims_answer claims_paid claims_call claims_payer claims_choices claims_accept claims_told claims_hold"
    " claims_month claims_take claims_out claims_month_sent claims_file claims_act": PAYS,
    "switch strip_down ask_noted emergency disaster disaster_over": FRONT,
    "activate": {A},
    "table": {D, A, U},
    "sign_table": CHECKS,
    "audit audit_csv week sign_week figures figures_csv": CHECKS,
    "new search start tomorrow day day_checked application draft question take_back go_round case_report case_item case_handling case_sent"
    " case_close card_later found_card reassign reassigning put_back resume let_go consent press_same_document companion take_over document type_document evidence_seen declaration declare deem"
    " ask_on_glass bring bring_what_is_seen settle pack print_pack_now note write_note look chip_picture live_picture vouch refuse"
    " spoken audit_table preview_table import_table finding judge": FRONT,
    "leave lock awake help_page": set(Role),
}
"""What each endpoint is for, in the words of the counter: who stands at it."""
ALLOWED = {f"staff.{name}": roles for names, roles in MAY.items() for name in names.split()}
FREE = {"staff.sign_in", "staff.try_sign_in", "staff.language"}
ENDS = {"staff.leave", "staff.lock"}
FILLED = {
    "number": "20261121-0001",
    "case": 1,
    "audit": 1,
    "finding": 1,
    "payer": "1",
    "digest": "f" * 64,
    "claim": 1,
    "code": "anchors_old",
    "time": "morning",
}


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of every page and act, HEAD too; what would end the session comes last."""
    adapter = app.url_map.bind("localhost")
    found = [
        (rule.endpoint, method, adapter.build(rule.endpoint, {k: FILLED[k] for k in rule.arguments}, method))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("staff.")
        for method in sorted(rule.methods - {"OPTIONS"})
    ]
    return sorted(found, key=lambda each: each[0] in ENDS)


def test_the_second_table_knows_every_address(app: Flask) -> None:
    assert {endpoint for endpoint, _, _ in addresses(app)} == set(ALLOWED) | FREE


@pytest.mark.parametrize("live", [{}, {"X-Live": "1"}], ids=["asked", "renewed by itself"])
@pytest.mark.parametrize("role", Role)
def test_no_role_reaches_anothers_address(
    clinic: Clinic, app: Flask, stranger: object, role: Role, live: dict
) -> None:
    clinic.confirmed()
    stranger.sign_in(WHO[role])
    stranger.see("/staff/sign-in")
    wrong = []
    for endpoint, method, path in addresses(app):
        if endpoint in FREE | ENDS:
            continue
        told = {"Origin": "http://localhost", "X-CSRF-Token": stranger.token, **live}
        status = stranger.client.open(path, method=method, headers=told).status_code
        if (status == 403) is (role in ALLOWED[endpoint]) or status >= 500:
            wrong.append((endpoint, method, status))
    assert wrong == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_address_takes_a_method_that_it_does_not_name(desk: object, app: Flask, method: str) -> None:
    told = {"Origin": "http://localhost", "X-CSRF-Token": desk.token, "X-HTTP-Method-Override": "POST"}
    for _, _, path in addresses(app):
        assert desk.client.open(path, method=method, headers=told).status_code in {403, 405}, path


def test_hazard_every_act_of_the_desk_wants_our_token_and_our_origin(desk: object, app: Flask) -> None:
    for endpoint, method, path in addresses(app):
        if method != "POST":
            continue
        for told in (
            {"Origin": "http://localhost"},
            {"X-CSRF-Token": desk.token},
            {"Origin": "http://localhost:8700", "X-CSRF-Token": desk.token},
            {"Origin": "null", "X-CSRF-Token": desk.token},
            {"Origin": "http://localhost", "X-CSRF-Token": desk.token, "Sec-Fetch-Site": "same-site"},
        ):
            assert desk.client.post(path, headers=told).status_code == 403, (endpoint, told)
