import io
import json
from datetime import datetime

import pytest

from kiosk.clock import JAPAN
from kiosk.observability.events import catalogue, read_catalogue
from kiosk.observability.logging import JsonLog

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
PERSONAL = {
    "name_of_person",
    "kana_name",
    "address_text",
    "pin",
    "number_b",
    "photo",
    "my_number",
    "password",
}


@pytest.fixture
def log():
    return JsonLog(io.StringIO(), catalogue().log_keys)


def lines(log):
    return [json.loads(line) for line in log.stream.getvalue().splitlines()]


def test_a_line_carries_time_visit_and_event(log):
    log.write(NOW, "card_recognised", "20261121-0001", card="my_number", ms=12)
    assert lines(log) == [
        {
            "at": "2026-11-21T09:30:00.000+09:00",
            "visit": "20261121-0001",
            "event": "card_recognised",
            "card": "my_number",
            "ms": 12,
        }
    ]


def test_hazard_what_is_not_listed_never_reaches_the_stream(log):
    log.write(NOW, "pin_verified", "20261121-0001", outcome="ok", pin="0451", name="佐藤　花子")
    (line,) = lines(log)
    assert line["dropped"] == 2
    assert "0451" not in log.stream.getvalue()
    assert "佐藤" not in log.stream.getvalue()
    assert log.dropped == 2


def test_hazard_a_listed_key_does_not_smuggle_a_record(log):
    log.write(NOW, "trouble_met", "", code={"name": "佐藤"}, reason=b"picture")
    assert lines(log)[0]["dropped"] == 2


@pytest.mark.parametrize("text", ["佐藤　花子", "number 123456789012"])
def test_hazard_neither_a_name_nor_twelve_digits_pass_under_a_listed_key(log, text):
    log.write(NOW, "trouble_met", "", reason=text, code="card_mute")
    (line,) = lines(log)
    assert (line["code"], line["dropped"]) == ("card_mute", 1)
    assert text not in log.stream.getvalue()


def test_a_line_stays_one_line_and_short(log):
    log.write(NOW, "trouble_met", "", error="x\n" * 5000)
    assert len(log.stream.getvalue().splitlines()) == 1
    assert len(lines(log)[0]["error"]) == 200


def test_lines_of_no_visit_say_so(log):
    log.write(NOW, "kiosk_started", "")
    assert lines(log)[0]["visit"] == ""


def test_every_event_says_what_it_means():
    events = catalogue().events.values()
    assert all(event.sentence.endswith(".") for event in events)
    assert len({event.sentence for event in events}) == len(events)


def test_no_listed_key_is_made_for_a_person():
    keys = catalogue().log_keys.union(*(event.keys for event in catalogue().events.values()))
    assert not keys & PERSONAL
    assert "patient" not in catalogue().log_keys


def test_a_list_with_a_hole_is_refused():
    with pytest.raises(KeyError):
        read_catalogue('log_keys = []\n[events.x]\nsentence = "X."\n')
