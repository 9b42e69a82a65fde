"""`declaration pack` and `declaration dispose`: paper before a power cut, and none after the claim is paid."""

from contextlib import closing
from datetime import date, timedelta

import pytest

from kiosk.claims.ledger import Act
from kiosk.claims.model import Payer
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration
from kiosk.intake.model import Patient
from kiosk.settings import load
from kiosk.storage.claims.claims import NewClaim, SentFile
from kiosk.storage.opening import open_storage
from kiosk.storage.visit.visits import VisitRecord

PAID, UNPAID, UNBILLED = "20260901-0001", "20260901-0002", "20260901-0003"


@pytest.fixture
def records(clinic):
    with closing(open_storage(load(clinic.settings))) as storage:
        yield storage


def declared(storage, now, *numbers):
    then = now - timedelta(days=81)
    with storage.unit_of_work(then) as work:
        for number in numbers:
            work.visits.open(VisitRecord(number, "desk-1", "desk", then, "1001"))
            work.audit("visit_opened", number, {"lane": "desk"})
            work.papers.keep(number, Declaration(name="佐藤　見本"), b"%PDF", "layout", "uketsuke")
        work.commit()


class HalfAYearLater:
    """Nothing that was paid today can come back any more."""

    def __init__(self, now):
        self.moment = Moment(now + timedelta(days=190), 0.0)

    def now(self):
        return self.moment


def billed(storage, now, number, *, paid):
    digest = number.ljust(64, "0")
    with storage.unit_of_work(now - timedelta(days=2)) as work:
        file = SentFile(digest, Payer.FUND, "202610", now - timedelta(days=30), "kaikei")
        work.claims.send(file, [NewClaim(1, "1001", "202609", "unknown", 512, (number,))])
        if paid:
            work.claims.settle(digest, 1, Act.ACCEPT, "kaikei", "", "")
            work.claims.pay(digest, "kaikei", now.date())
        work.commit()


def test_only_what_is_paid_is_disposed_of_and_a_second_run_finds_nothing(kiosk, clinic, records, now) -> None:
    declared(records, now, PAID, UNPAID, UNBILLED)
    billed(records, now, PAID, paid=True)
    billed(records, now, UNPAID, paid=False)

    told = kiosk("declaration", "dispose", "--settings", clinic.settings, "--json")
    assert [each["disposed"] for each in told.lines] == [False, False, False], "a paid claim can come back"
    later = HalfAYearLater(now)
    told = kiosk("declaration", "dispose", "--settings", clinic.settings, "--json", clock=later)
    assert told.code == 0
    assert {each["visit"]: each["disposed"] for each in told.lines} == {
        PAID: True,
        UNPAID: False,
        UNBILLED: False,
    }
    with records.reading() as books:
        assert books.papers.latest(PAID) is None
        assert books.papers.disposals(PAID)[0].by == "command"
        assert books.papers.latest(UNPAID) is not None
    again = kiosk("declaration", "dispose", "--settings", clinic.settings, "--json", clock=later)
    assert [each["visit"] for each in again.lines] == [UNPAID, UNBILLED]


def test_the_pack_names_the_expected_and_is_a_pdf(kiosk, clinic, records, now) -> None:
    with records.unit_of_work(now) as work:
        work.patients.put(Patient("1001", "佐藤　見本", "サトウ　ミホン", "1", date(1985, 4, 12)))
        work.commit()
    expected, out = clinic.folder / "today.txt", clinic.folder / "pack.pdf"
    expected.write_text("1001\n", "utf-8")
    told = kiosk("declaration", "pack", "--out", out, "--blanks", "2", "--expected", expected,
                 "--settings", clinic.settings, "--json")  # fmt: skip
    (line,) = told.lines
    assert (line["patients"], line["blanks"]) == (1, 2)
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("wrong", [("--blanks", "61"), ("--blanks", "-1")])
def test_a_pack_of_too_many_blanks_is_refused(kiosk, clinic, records, wrong) -> None:
    out = clinic.folder / "pack.pdf"
    told = kiosk("declaration", "pack", "--out", out, *wrong, "--settings", clinic.settings)
    assert told.code == 2
    assert not out.exists()


def test_a_number_that_is_nobodys_is_refused_before_anything_is_printed(kiosk, clinic, records) -> None:
    expected, out = clinic.folder / "today.txt", clinic.folder / "pack.pdf"
    expected.write_text("9999\n", "utf-8")
    told = kiosk("declaration", "pack", "--out", out, "--expected", expected, "--settings", clinic.settings)
    assert told.code == 2
    assert "import the patients" in told.errors
    assert not out.exists()
