"""The stream: a number and nothing else, never more of them than there are places, none that outlives its page."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from itertools import islice

import pytest
from flask import Flask

from kiosk.checkin.machine import steps
from kiosk.web.feed import revisions


def test_the_first_thing_said_is_how_it_is_now(lane: object) -> None:
    lane.revision = 41
    assert next(revisions(lane, lambda: False)).endswith("id: 41\ndata: 41\n\n")


def test_each_change_is_told_once(lane: object) -> None:
    stream = revisions(lane, lambda: False)
    next(stream)
    lane.touch()
    assert next(stream) == "id: 1\ndata: 1\n\n"
    lane.touch()
    lane.touch()
    assert next(stream) == "id: 3\ndata: 3\n\n"


def test_the_stream_ends_with_its_page(lane: object) -> None:
    assert len(list(islice(revisions(lane, lambda: True), 5))) == 1


def test_hazard_nothing_of_a_patient_is_in_the_stream(lane: object) -> None:
    lane.stands_at(steps.Reading(), visit="V-SECRET")
    assert set(next(revisions(lane, lambda: False))) <= set("retyidaa:0123456789\n ")


def test_streams_beyond_the_places_are_sent_away_politely(app: Flask, house: object) -> None:
    held = [app.test_client().get("/feed") for _ in range(house.settings.web.streams)]
    assert [each.status_code for each in held] == [200] * len(held)
    turned_away = app.test_client().get("/feed")
    assert turned_away.status_code == 503
    assert int(turned_away.headers["Retry-After"]) > 0
    held[0].close()
    assert app.test_client().get("/feed").status_code == 200


def opened(port: int) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", port), timeout=10)
    stream.sendall(b"GET /feed HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    said = b""
    while b"data:" not in said:
        said += stream.recv(4096)
    return stream


def test_hazard_pages_are_served_while_every_stream_is_open(port: int, house: object) -> None:
    streams = [opened(port) for _ in range(house.settings.web.streams)]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/screen", timeout=10) as page:
        assert page.status == 200
    with pytest.raises(urllib.error.HTTPError, match="503") as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/feed", timeout=10)
    refused.value.close()
    for stream in streams:
        stream.close()


def test_hazard_a_page_that_vanished_gives_its_place_back(port: int, house: object) -> None:
    for stream in [opened(port) for _ in range(house.settings.web.streams)]:
        stream.close()
    for _ in range(400):
        house.conductor.touch()  # whoever is still there looks up, and sees whether anybody listens
        if _status(port) == 200:
            return
    pytest.fail("the places of the vanished pages never came back")


def _status(port: int) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as stream:
        stream.sendall(b"GET /feed HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        return int(stream.recv(64).split()[1])
