"""Three things that are easily taken for one, on one page: the line, the switch, the operating body's function."""

from datetime import datetime

from kiosk.clock import JAPAN, Moment
from kiosk.outage.emergency import EmergencyStep

PAGE = "/staff/failure-mode"
A_MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=JAPAN)
A_SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=JAPAN)


def steps(clinic):
    with clinic.house.storage.reading() as books:
        return [each.step for each in books.emergencies.taken()]


def test_from_the_call_to_the_report_each_step_names_the_next(clinic, desk, app):
    clinic.clock.moment = Moment(A_MONDAY, clinic.clock.moment.ticks)
    desk.see(PAGE)
    desk.send(f"{PAGE}/emergency", step="phoned", words="担当 山本")
    assert "折り返しを待ちます" in desk.text(PAGE)
    desk.send(f"{PAGE}/emergency", step="called_back")
    assert "管理者でサインインしてください" in desk.text(PAGE)
    admin = type(desk)(app.test_client())
    admin.sign_in("kanri")
    admin.send(f"{PAGE}/emergency/activate", step="activated")
    assert "開いています" in desk.text(PAGE)
    desk.send(f"{PAGE}/emergency", step="closed")
    desk.send(f"{PAGE}/emergency", step="reported")
    assert steps(clinic) == list(EmergencyStep)


def test_nobody_but_the_administrator_switches_it_on(clinic, desk):
    clinic.clock.moment = Moment(A_MONDAY, clinic.clock.moment.ticks)
    desk.see(PAGE)
    desk.send(f"{PAGE}/emergency", step="phoned")
    desk.send(f"{PAGE}/emergency", step="called_back")
    assert desk.send(f"{PAGE}/emergency/activate", step="activated").status_code == 403
    desk.send(f"{PAGE}/emergency", step="activated")
    assert steps(clinic) == [EmergencyStep.PHONED, EmergencyStep.CALLED_BACK]


def test_a_step_out_of_its_order_is_refused_and_says_so(clinic, desk):
    clinic.clock.moment = Moment(A_MONDAY, clinic.clock.moment.ticks)
    desk.see(PAGE)
    desk.send(f"{PAGE}/emergency", step="reported")
    assert steps(clinic) == []


def test_on_a_saturday_the_page_says_when_the_centre_can_be_phoned(clinic, desk):
    clinic.clock.moment = Moment(A_SATURDAY, clinic.clock.moment.ticks)
    assert "2026-11-23 09:00" in desk.text(PAGE)
    desk.send(f"{PAGE}/emergency", step="phoned")
    assert steps(clinic) == []


def test_in_a_disaster_each_visit_asks_once_for_the_spoken_consent(clinic, desk):
    number = clinic.confirmed()
    assert "災害時の同意" not in desk.text(f"/staff/visits/{number}")
    desk.send(f"{PAGE}/disaster", area="石川県", since="2026-01-01", until="")
    assert "石川県" in desk.text(PAGE)
    assert "災害時の同意" in desk.text(f"/staff/visits/{number}")
    desk.send(f"/staff/visits/{number}/spoken", said="unconscious")
    desk.send(f"/staff/visits/{number}/spoken", said="given")
    assert "意識がなく" in desk.text(f"/staff/visits/{number}")
    assert clinic.audited(number).count("consent_spoken") == 1
    desk.send(f"{PAGE}/disaster/over")
    assert "終期未定" not in desk.text(PAGE)


def test_an_area_without_days_is_refused(clinic, desk):
    desk.see(PAGE)
    desk.send(f"{PAGE}/disaster", area="石川県", since="きのう", until="")
    with clinic.house.storage.reading() as books:
        assert books.emergencies.disasters() == ()


def test_a_word_that_is_no_step_changes_nothing_and_says_so(clinic, desk):
    desk.see(PAGE)
    desk.send(f"{PAGE}/emergency", step="nonsense")
    assert "選ばれていない項目" in desk.text(PAGE)
