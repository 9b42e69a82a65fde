"""A reader that is gone is said before anybody lays a card down."""

from dataclasses import replace

from kiosk.outage.health import Health
from kiosk.troubles import BY_CODE
from kiosk.web.app import glass_site
from kiosk.web.desk.alarms import card_holders
from kiosk.web.desk.gate import alarms


def test_the_patient_is_sent_to_the_desk_while_the_reader_is_gone(still_house):
    house = replace(still_house, reader_connected=lambda: False)

    answer = glass_site(house).test_client().get("/screen", base_url="http://127.0.0.1")

    assert "カードリーダーが使えません" in answer.text
    assert "置いてください" not in answer.text


def test_the_screen_changes_by_itself_when_the_reader_comes_back(still_house):
    keys = set()
    for connected in (True, False):
        house = replace(still_house, reader_connected=lambda connected=connected: connected)
        keys.add(
            glass_site(house).test_client().get("/screen", base_url="http://127.0.0.1").headers["Screen-Key"]
        )

    assert len(keys) == 2


def test_the_desk_is_told_what_to_do_about_a_reader_and_a_service_that_are_gone(still_house):
    house = replace(still_house, reader_connected=lambda: False, health=lambda: Health.OFFLINE)

    assert alarms(house) == (BY_CODE["reader_gone"], BY_CODE["service_unreachable"])
    assert alarms(still_house) == ()


def test_the_desk_is_told_which_program_holds_the_card_while_one_does(still_house):
    house = replace(still_house, strips=lambda: ("reader_busy",), card_holders=lambda: ("pcsc_scan (pid 7)",))

    assert card_holders(house, alarms(house)) == ("pcsc_scan (pid 7)",)
    assert card_holders(house, ()) == ()
