"""No 個人番号 is anywhere in the database, whatever was kept."""

import re

from kiosk.declaration.model import Declaration
from kiosk.qualification.grounds import OutageNote
from tests.storage.samples import NOTE_ITEMS, PATIENT, an_answer, keep


def my_numbers(text):
    """12-digit numbers whose check digit is a My Number's (平成26年総務省令第85号5条)."""
    for found in re.findall(r"(?<!\d)\d{12}(?!\d)", text):
        digits = [int(each) for each in reversed(found[:11])]
        rest = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(digits, start=1)) % 11
        if int(found[11]) == (0 if rest <= 1 else 11 - rest):
            yield found


def test_the_scanner_knows_a_my_number_when_it_sees_one():
    assert list(my_numbers("x 123456789018 y")) == ["123456789018"]
    assert list(my_numbers("123456789010 1234567890189")) == []


def test_hazard_no_my_number_is_anywhere_in_the_database(clinic, now):
    number = clinic.visit("1001")

    def act(work):
        work.findings.keep_answer(an_answer(number, now))
        work.patients.put(PATIENT)
        work.papers.keep(number, Declaration(name="佐藤　花子"), b"%PDF", "declaration-1", "suzuki")
        work.outages.note(number, "inquiry-7", OutageNote(**NOTE_ITEMS, noted_at=now))

    keep(clinic, now, act)
    clinic.storage.close()
    for file in clinic.folder.iterdir():
        assert not list(my_numbers(file.read_bytes().decode("latin-1")))
