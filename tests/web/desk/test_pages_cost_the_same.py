"""A page of the desk asks the database as often on a full day as on a quiet one, and never two connections deep."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from desk_world import SATO, STRANGER, Clinic
from sqlalchemy import event

from kiosk.desk.naming import who_is
from kiosk.desk.undoing import take_back
from kiosk.desk.visit.decisions import enter_application
from kiosk.desk.visit.queue import queue_of

FEW, MANY = 2, 12


@dataclass
class Asked:
    statements: int = 0
    out: int = 0
    deepest: int = 0


@contextmanager
def counted(clinic: Clinic) -> Iterator[Asked]:
    """Every statement of this thread, and how many connections it had at once: the kiosk's own threads look too."""
    asked, here = Asked(), threading.get_ident()

    def said(*_: object) -> None:
        asked.statements += threading.get_ident() == here

    def taken(*_: object) -> None:
        asked.out += threading.get_ident() == here
        asked.deepest = max(asked.deepest, asked.out)

    def given(*_: object) -> None:
        asked.out -= threading.get_ident() == here

    with ExitStack() as listening:
        for engine in clinic.storage._engines:
            for name, hear in (("before_cursor_execute", said), ("checkout", taken), ("checkin", given)):
                event.listen(engine, name, hear)
                listening.callback(event.remove, engine, name, hear)
        yield asked


def grown(clinic: Clinic, times: int) -> str:
    """So many visits of each kind; gives the number of a stopped one."""
    for _ in range(times):
        clinic.confirmed()
        clinic.question()
        clinic.first_visit()
        stopped = clinic.stopped_by_rule()
        enter_application(clinic.at_desk(), stopped, SATO)
    return stopped


def asked_for(clinic: Clinic, see: Callable[[], object]) -> Asked:
    see()  # whatever is made at the first sight of a page
    with counted(clinic) as asked:
        assert see().status_code == 200
    return asked


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/staff/", {}),
        ("/staff/", {"X-Live": "1"}),
        ("/staff/?all=1", {}),
        ("/staff/visits/{number}", {}),
        ("/staff/visits/{number}", {"X-Live": "1"}),
        ("/staff/cases", {}),
        ("/staff/cases/1", {}),
        ("/staff/table", {}),
        ("/staff/failure-mode", {}),
        ("/staff/new", {}),
    ],
)
def test_a_full_day_costs_what_a_quiet_one_does(
    clinic: Clinic, desk: object, path: str, headers: dict[str, str]
) -> None:
    where = path.format(number=grown(clinic, FEW))
    quiet = asked_for(clinic, lambda: desk.see(where, **headers))
    grown(clinic, MANY)
    full = asked_for(clinic, lambda: desk.see(where, **headers))
    assert full.statements <= quiet.statements
    assert (quiet.deepest, full.deepest) == (1, 1)


def test_the_queue_names_everybody_as_the_visits_page_does(clinic: Clinic) -> None:
    grown(clinic, FEW)
    clinic.noted()
    clinic.first_visit(STRANGER, card=STRANGER)
    clinic.first_visit(card=None)
    queue = queue_of(clinic.house, clinic.clock.now(), everything=True)
    rows = (*queue.waits, *queue.running, *queue.done)
    with clinic.storage.reading() as books:
        told = {row.number: who_is(books, books.visits.find(row.number)) for row in rows}
    assert {row.number: row.who for row in rows} == told
    assert len(set(told.values())) > 1


def test_a_renewed_queue_sends_the_rows_that_changed_and_no_other(clinic: Clinic, desk: object) -> None:
    numbers = [clinic.confirmed() for _ in range(3)]
    page = desk.see("/staff/").get_data(as_text=True)
    marks = dict(re.findall(r'data-row="([^"]+)"\s+data-mark="([^"]+)"', page))
    have = {"X-Live": "1", "X-Have": ",".join(f"{number}={mark}" for number, mark in marks.items())}
    assert set(marks) == set(numbers)

    same = desk.see("/staff/", **have).get_data(as_text=True)
    take_back(clinic.at_desk(), numbers[1], "wrong press")
    changed = desk.see("/staff/", **have).get_data(as_text=True)

    assert [f'data-same="{each}"' in same for each in numbers] == [True] * 3
    assert SATO.name not in same
    assert [f'data-same="{each}"' in changed for each in numbers] == [True, False, True]
    assert f'data-row="{numbers[1]}"' in changed
