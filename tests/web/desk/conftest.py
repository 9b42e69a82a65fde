import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.storage.staff.accounts import Role
from tests.made_once import desk_of

ORIGIN = "http://localhost"


def _world(name: str, file: str) -> ModuleType:
    """The desk's test worlds, shared with tests/desk; tests are no package here."""
    if name in sys.modules:
        return sys.modules[name]
    path = Path(__file__).parents[2] / "desk" / file
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WORLD = _world("desk_world", "world.py")
CLAIMS_WORLD = _world("claims_world", "claims_world.py")


@dataclass
class DeskBrowser:
    """A browser at the desk: it takes the token from the page it saw last."""

    client: FlaskClient
    token: str = ""

    def see(self, path: str, **headers: str) -> TestResponse:
        page = self.client.get(path, headers=headers)
        text = page.get_data(as_text=True) if page.mimetype == "text/html" else ""
        if 'name="csrf-token" content="' in text:
            self.token = text.split('name="csrf-token" content="')[1].split('"')[0]
        return page

    def send(self, path: str, **fields: str) -> TestResponse:
        headers = {"Origin": ORIGIN, "X-CSRF-Token": self.token, "Sec-Fetch-Site": "same-origin"}
        return self.client.post(path, data=fields, headers=headers)

    def sign_in(self, name: str, password: str = WORLD.PASSWORD, place: str = "counter") -> TestResponse:
        self.see("/staff/sign-in")
        answer = self.send("/staff/sign-in", name=name, password=password, place=place)
        self.see("/staff/failure-mode")
        return answer

    def text(self, path: str) -> str:
        return self.see(path).get_data(as_text=True)


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[object]:
    made = WORLD.Clinic(tmp_path)
    for name, role in (("tanaka", Role.DESK), ("mori", Role.DESK), ("sensei", Role.CLINICIAN),
                       ("kaikei", Role.CLAIMS), ("kanri", Role.ADMIN), ("kansa", Role.AUDITOR)):  # fmt: skip
        made.account(name, role)
    yield made
    made.close()


@pytest.fixture
def app(clinic: object) -> Flask:
    return desk_of(clinic.house)


@pytest.fixture
def stranger(app: Flask) -> DeskBrowser:
    """Somebody who has not signed in."""
    return DeskBrowser(app.test_client())


@pytest.fixture
def desk(app: Flask) -> DeskBrowser:
    browser = DeskBrowser(app.test_client())
    browser.sign_in("tanaka")
    return browser


@pytest.fixture
def colleague(app: Flask) -> DeskBrowser:
    browser = DeskBrowser(app.test_client())
    browser.sign_in("mori")
    return browser


@pytest.fixture
def signed_in(clinic: object) -> Callable[..., DeskBrowser]:
    """A receptionist at the desk of the clinic's house with something of it exchanged."""

    def browser(**exchanged: object) -> DeskBrowser:
        made = DeskBrowser(desk_of(replace(clinic.house, **exchanged)).test_client())
        made.sign_in("tanaka")
        return made

    return browser
