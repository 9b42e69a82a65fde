"""Cases as they are kept: on a file and on a server, by every station of the database."""

import pytest

from kiosk.incidents.model import Difference, Handling, Report, ReportItem
from kiosk.storage.cases.cases import Stop
from kiosk.storage.engine import make_engine
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.schema import downgrade, upgrade

DIFFERENT = (Difference("answer_chart", "name", "DIFFER", "given"),)


def stop(work, visit, *, patient=None, links=("link",), by="kiosk"):
    case = work.cases.open(visit, patient, "見本健康保険組合", by)
    kept = Stop(visit, work.cases.now, by, "stop.several", "inquiry-1", DIFFERENT)
    work.cases.add_stop(case, kept, work.cases.digests(links))
    return case


def keep(storage, now, act):
    with storage.unit_of_work(now) as work:
        made = act(work)
        work.commit()
    return made


def covering(storage, visit, patient=None, links=()):
    with storage.reading() as books:
        return [each.id for each in books.cases.covering(visit, patient, books.cases.digests(links))]


def test_a_case_is_read_back_as_it_was_kept(clinic, now):
    visit = clinic.visit("1001")
    case = keep(clinic.storage, now, lambda work: stop(work, visit, patient="1001"))

    with clinic.storage.reading() as books:
        kept, (found,) = books.cases.find(case), books.cases.stops(case)
    assert (kept.visit, kept.patient_id, kept.opened_at, kept.handling) == (visit, "1001", now, None)
    assert found.differences == DIFFERENT


def test_a_stop_at_one_station_closes_the_link_at_every_other(clinic, now):
    first, second = clinic.visit(), clinic.visit()
    case = keep(clinic.storage, now, lambda work: stop(work, first, links=("a", "b")))

    elsewhere = clinic.station("desk-2")
    assert covering(elsewhere, second, links=("b",)) == [case]
    assert covering(elsewhere, second, links=("c",)) == []
    assert covering(elsewhere, first) == [case]
    elsewhere.close()


def test_two_cases_are_told_apart(clinic, now):
    first, second = clinic.visit(), clinic.visit()
    cases = keep(clinic.storage, now, lambda work: (stop(work, first), stop(work, second, links=("other",))))

    assert len(set(cases)) == 2
    assert covering(clinic.storage, clinic.visit(), links=("other",)) == [cases[1]]


def test_a_lifted_case_covers_nothing_and_a_closed_one_still_does(clinic, now):
    visit = clinic.visit("1001")
    case = keep(clinic.storage, now, lambda work: stop(work, visit, patient="1001"))
    keep(clinic.storage, now, lambda work: work.cases.close(case, "mori", "reported"))
    assert covering(clinic.storage, clinic.visit("1001"), "1001") == [case]

    keep(clinic.storage, now, lambda work: work.cases.lift(case, "mori", "the insurer called"))
    assert covering(clinic.storage, visit, "1001", ("link",)) == []


def test_what_was_written_sent_and_answered_is_kept_beside_what_was_there(clinic, now):
    visit = clinic.visit()
    case = keep(clinic.storage, now, lambda work: stop(work, visit))

    def work_on(work):
        work.cases.write(case, ReportItem.CAUSE, "first", "tanaka")
        work.cases.write(case, ReportItem.CAUSE, "second", "mori")
        work.cases.tell_sent(case, Report.FINAL, "mori")
        work.cases.answer_handling(case, Handling(True, False, False), wrongful=True)

    keep(clinic.storage, now, work_on)
    with clinic.storage.reading() as books:
        assert books.cases.entries(case)[ReportItem.CAUSE].text == "second"
        assert [(each.report, each.at) for each in books.cases.sent(case).values()] == [(Report.FINAL, now)]
        assert books.cases.find(case).handling == Handling(printed=True, stored=False, passed_on=False)
        assert books.cases.find(case).wrongful


def test_no_case_is_no_such_record(clinic):
    with clinic.storage.reading() as books, pytest.raises(NoSuchRecord):
        books.cases.find(7)


def test_a_closure_that_an_older_release_left_gets_a_case_when_the_database_is_upgraded(clinic, now):
    standing, lifted = clinic.visit("1001"), clinic.visit("1002")
    keep(clinic.storage, now, lambda work: work.links.close_medical(standing, "1001", "R1", "suzuki"))
    keep(clinic.storage, now, lambda work: work.links.close_medical(standing, "1001", "R2", "tanaka"))
    keep(clinic.storage, now, lambda work: work.links.close_medical(lifted, "1002", "R1", "suzuki"))
    keep(clinic.storage, now, lambda work: work.links.lift_medical(lifted, "tanaka", "fine"))
    clinic.storage.close()
    downgrade(clinic.url, "0004")
    upgrade(clinic.url)

    with clinic.storage.reading() as books:
        (case,) = books.cases.all()
        assert (case.visit, case.patient_id, case.opened_by, case.lifted_at) == (
            standing,
            "1001",
            "suzuki",
            None,
        )
        assert [(each.rule, each.by) for each in books.cases.stops(case.id)] == [
            ("R1", "suzuki"),
            ("R2", "tanaka"),
        ]
    clinic.storage.close()


def test_nothing_but_digests_stands_for_a_link(clinic, now):
    visit = clinic.visit()
    keep(clinic.storage, now, lambda work: stop(work, visit, links=("鈴木　一郎 123456",)))

    engine = make_engine(clinic.url)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM incident_links").fetchall()
    engine.dispose()
    assert len(rows[0].digest) == 64
    assert "123456" not in repr(rows)
