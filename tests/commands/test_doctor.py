"""`doctor`: each check says how things are and what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from hardware_mocks.national.registry import Registry
from hardware_mocks.national.serve import NationalService
from kiosk.clock import Moment, SystemClock
from kiosk.commands.checks import hardware, software, trust
from kiosk.commands.checks.finding import State, Subject
from kiosk.settings import load

STATES = {"ok", "warn", "fail"}


class Ahead:
    """A machine whose clock is wrong by `by`."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> Moment:
        now = SystemClock().now()
        return Moment(now.wall + self.by, now.ticks)


@pytest.fixture(scope="module")
def service(pki):
    with NationalService(Registry([]), pki, lambda: SystemClock().now().wall) as running:
        yield running


@pytest.fixture
def connected(clinic, service) -> Path:
    clinic.settings.write_text(
        clinic.settings.read_text("utf-8").replace("https://127.0.0.1:1", service.url), "utf-8"
    )
    return clinic.settings


def subject(settings: Path, clock=None, *, card: bool = False) -> Subject:
    return Subject(load(settings), clock or SystemClock(), card)


def states(findings) -> list[tuple[str, State]]:
    return [(each.check, each.state) for each in findings]


def test_where_hardware_is_missing_the_doctor_says_so_line_by_line(kiosk, clinic) -> None:
    told = kiosk("doctor", "--card", "--json", "--settings", clinic.settings, clock=SystemClock())
    assert told.code == 1
    assert all(set(line) == {"check", "state", "seen", "remedy"} for line in told.lines)
    found = {line["check"]: line["state"] for line in told.lines}
    assert set(found.values()) <= STATES
    assert {each for each, state in found.items() if state == "fail"} == {
        "service",
        "camera",
        "reader",
        "card",
    }
    assert all(line["remedy"] for line in told.lines if line["state"] != "ok")
    assert {"fonts", "languages", "models", "database", "anchors", "certificate"} <= set(found)


def test_looking_makes_no_records(kiosk, clinic) -> None:
    assert states(software.database(subject(clinic.settings)))[0] == ("database", State.WARN)
    assert not clinic.home.exists()


def test_without_the_wish_no_card_is_touched(clinic) -> None:
    assert list(hardware.card(subject(clinic.settings))) == []


@pytest.mark.parametrize(
    ("by", "state"),
    [
        (timedelta(), State.OK),
        (timedelta(minutes=2), State.WARN),
        (timedelta(minutes=-2), State.WARN),
        (timedelta(hours=9), State.FAIL),
    ],
)
def test_the_clock_is_held_against_the_services(connected: Path, by: timedelta, state: State) -> None:
    assert states(trust.service(subject(connected, Ahead(by)))) == [("service", State.OK), ("clock", state)]


@pytest.mark.parametrize(
    ("by", "state"),
    [
        (timedelta(), State.OK),
        (timedelta(days=365 * 100), State.FAIL),
        (timedelta(days=-365 * 25), State.FAIL),
    ],
)
def test_a_certificate_is_judged_by_its_days(clinic, by: timedelta, state: State) -> None:
    asked = subject(clinic.settings, Ahead(by))
    assert states(trust.certificate(asked)) == [("certificate", state)]
    assert states(trust.anchors(asked)) == [("anchors", state)]


def test_another_institutions_certificate_is_told(clinic, pki) -> None:
    other = pki.institution_identity("9910000026")
    (clinic.folder / "clinic.pem").write_bytes(other.cert_pem)
    (clinic.folder / "clinic.key").write_bytes(other.key_pem)
    assert ("certificate", State.FAIL) in states(trust.certificate(subject(clinic.settings)))


@pytest.mark.parametrize("broken", ["clinic.key", "clinic.pem", "tls-ca.pem"])
def test_a_broken_file_of_the_connection_is_a_finding_and_no_crash(clinic, broken: str) -> None:
    (clinic.folder / broken).write_text("rubbish")
    assert states(trust.certificate(subject(clinic.settings))) == [("certificate", State.FAIL)]
    assert states(trust.service(subject(clinic.settings))) == [("service", State.FAIL)]


def test_a_root_that_is_no_certificate_is_a_finding(clinic) -> None:
    (clinic.folder / "user-ca.der").write_text("rubbish")
    assert states(trust.anchors(subject(clinic.settings))) == [("anchors", State.FAIL)]


def test_where_nobody_was_before_the_camera_there_is_no_share_to_tell(clinic) -> None:
    assert list(software.faces(subject(clinic.settings))) == []
