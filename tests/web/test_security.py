"""What a hostile page, or a second machine, may not do with the kiosk."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from kiosk.web.security import LOOPBACK, host_name


def post(app: Flask, path: str = "/language", **headers: str) -> TestResponse:
    with app.test_client() as client:
        page = client.get("/").get_data(as_text=True)
        token = page.split('name="csrf-token" content="')[1].split('"')[0]
        told = {
            "Origin": "http://localhost",
            "Sec-Fetch-Site": "same-origin",
            "X-CSRF-Token": token,
        } | headers
        return client.post(
            path, headers={name: value for name, value in told.items() if value}, data={"to": "en"}
        )


@pytest.mark.parametrize("path", ["/", "/screen", "/feed", "/static/patient.css", "/nowhere"])
def test_a_foreign_host_name_is_turned_away_from_every_address(app: Flask, path: str) -> None:
    answer = app.test_client().get(path, headers={"Host": "kiosk.evil.example"})
    assert answer.status_code == 421


def test_no_host_name_at_all_is_turned_away(app: Flask) -> None:
    assert app.test_client().get("/", headers={"Host": ""}).status_code == 421


@given(st.sampled_from(sorted(LOOPBACK)), st.integers(0, 65535))
def test_the_port_does_not_change_the_name(name: str, port: int) -> None:
    assert host_name(f"{name}:{port}") == host_name(name) == name


@given(st.text(min_size=1).filter(lambda text: text.lower() not in LOOPBACK))
def test_no_other_name_passes_for_this_machine(text: str) -> None:
    assert host_name(text + ".localhost.example") not in LOOPBACK


def test_a_press_from_our_own_page_is_taken(app: Flask) -> None:
    assert post(app).status_code == 200


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:9"),
        ("Origin", ""),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Sec-Fetch-Site", "none"),
        ("X-CSRF-Token", "wrong"),
        ("X-CSRF-Token", "かぎ"),
        ("X-CSRF-Token", ""),
    ],
)
def test_a_press_from_elsewhere_is_refused(app: Flask, header: str, value: str) -> None:
    assert post(app, **{header: value.encode().decode("latin-1")}).status_code == 403


def test_a_token_of_another_browser_session_is_refused(app: Flask) -> None:
    page = app.test_client().get("/").get_data(as_text=True)
    stolen = page.split('name="csrf-token" content="')[1].split('"')[0]
    assert post(app, **{"X-CSRF-Token": stolen}).status_code == 403


def test_a_press_without_any_session_is_refused(app: Flask) -> None:
    answer = app.test_client().post("/language", headers={"Origin": "http://localhost"}, data={"csrf": ""})
    assert answer.status_code == 403


def test_the_cookie_stays_with_our_pages_and_away_from_scripts(app: Flask) -> None:
    cookie = app.test_client().get("/").headers["Set-Cookie"]
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie


@pytest.mark.parametrize("path", ["/", "/screen", "/nowhere"])
def test_every_page_is_shut_against_framing_caching_and_foreign_content(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_body_beyond_the_limit_is_refused(app: Flask) -> None:
    answer = app.test_client().post(
        "/language", headers={"Origin": "http://localhost"}, data={"to": "x" * 70000}
    )
    assert answer.status_code == 413


def test_an_error_page_tells_nothing_about_the_inside(app: Flask) -> None:
    answer = app.test_client().get("/nowhere/../etc/passwd")
    assert answer.status_code == 404
    assert "passwd" not in answer.get_data(as_text=True)
