"""The glass and the desk are two sites: neither has a page, a cookie or a token of the other."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection

import pytest
from flask import Flask

from kiosk.house import House
from kiosk.web.listeners import bind, served_beside
from tests.made_once import desk_of, glass_of

SHARED = {"/feed", "/static/<path:filename>"}


@pytest.fixture
def glass(still_house: House) -> Flask:
    return glass_of(still_house)


@pytest.fixture
def desk(still_house: House) -> Flask:
    return desk_of(still_house)


def addresses(app: Flask) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules()} - SHARED


def test_the_sites_share_a_stream_and_their_looks_and_no_page(glass: Flask, desk: Flask) -> None:
    assert addresses(glass) & addresses(desk) == {"/"}
    assert not any(each.startswith("/staff") for each in addresses(glass))
    assert all(each.startswith("/staff/") for each in addresses(desk) - {"/"})


@pytest.mark.parametrize("path", ["/staff/", "/staff/sign-in", "/staff/code", "/staff/visits/20261121-0001"])
def test_the_glass_knows_no_page_of_the_desk(glass: Flask, path: str) -> None:
    assert glass.test_client().get(path, base_url="http://127.0.0.1").status_code == 404


def test_no_page_of_the_glass_asks_for_a_password(glass: Flask) -> None:
    page = glass.test_client().get("/preview/staff_form", base_url="http://127.0.0.1").text
    assert 'name="code"' in page
    assert 'name="password"' not in page
    assert "staff.sign" not in page


def test_the_desk_has_no_screen_of_a_patient_and_its_bare_address_leads_to_the_queue(desk: Flask) -> None:
    client = desk.test_client()
    assert client.get("/screen", base_url="http://127.0.0.1").status_code == 404
    assert client.get("/", base_url="http://127.0.0.1").location == "/staff/"


def test_hazard_a_cookie_of_one_site_is_nothing_to_the_other(glass: Flask, desk: Flask) -> None:
    assert glass.config["SESSION_COOKIE_NAME"] != desk.config["SESSION_COOKIE_NAME"]
    assert glass.config["SECRET_KEY"] != desk.config["SECRET_KEY"]


def test_two_listeners_serve_a_site_each(house: House) -> None:
    listeners = bind(house, 0, 0)
    with served_beside(listeners.glass) as glass, served_beside(listeners.desk) as desk:
        assert [status(glass, "/screen"), status(desk, "/screen")] == [200, 404]
        assert [status(glass, "/staff/code"), status(desk, "/staff/code")] == [404, 302]


def status(port: int, path: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", path)
        return line.getresponse().status
