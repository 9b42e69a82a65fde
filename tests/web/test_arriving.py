"""Bodies, heads, half requests and crowds of connections: refused before anything of them is kept."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.web.arriving import IN_MEMORY, LARGEST_HEAD, MOST_CONNECTIONS, Listener
from kiosk.web.listeners import make_server, served_beside
from kiosk.web.security import LARGEST_FILE, LARGEST_FORM
from tests.made_once import desk_of, glass_of

HUGE = 10**10


@pytest.fixture(params=[glass_of, desk_of], ids=["glass", "desk"])
def listener(request: pytest.FixtureRequest, house: House) -> Iterator[Listener]:
    server = make_server(request.param(house), house.settings, port=0)
    with served_beside(server):
        yield server


def line(server: Listener) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(server.effective_port)), timeout=20)


def answered(server: Listener, said: str) -> str:
    """What comes back until the server closes, or has said its first line."""
    with line(server) as sent:
        sent.sendall(said.encode("latin-1"))
        return sent.recv(4096).decode("latin-1")


def head(path: str, *fields: str, method: str = "POST") -> str:
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *fields, "", ""))


@pytest.mark.parametrize("length", [LARGEST_FORM + 1, HUGE])
@pytest.mark.parametrize("path", ["/press/pin", "/staff/sign-in", "/staff/claims/sent", "/nowhere"])
def test_a_body_that_announces_too_much_is_refused_before_it_comes(
    listener: Listener, path: str, length: int
) -> None:
    assert " 413 " in answered(listener, head(path, f"Content-Length: {length}"))


def test_hazard_a_stranger_with_a_made_up_cookie_sends_no_file(listener: Listener) -> None:
    forged = "Cookie: kiosk_desk=eyJzdGFmZiI6IngifQ.aaaa.bbbb"
    assert " 413 " in answered(listener, head("/staff/claims/sent", f"Content-Length: {10**6}", forged))


def test_chunks_which_announce_nothing_are_refused(listener: Listener) -> None:
    assert " 400 " in answered(listener, head("/press/pin", "Transfer-Encoding: chunked") + "5\r\nhello\r\n")


@pytest.mark.parametrize(
    "said",
    [
        head("/", f"X-Long: {'x' * LARGEST_HEAD}", method="GET"),
        f"GET /{'x' * LARGEST_HEAD} HTTP/1.1\r\n",
    ],
    ids=["a field", "an address without an end"],
)
def test_a_head_without_an_end_is_refused(listener: Listener, said: str) -> None:
    assert " 431 " in answered(listener, said)


@pytest.mark.parametrize(
    "fields",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -1",),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Content-Length: five",),
        ("Transfer-Encoding: gzip",),
        (" Folded: x",),
    ],
    ids=lambda fields: fields[0],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(listener: Listener, fields: tuple[str, ...]) -> None:
    assert answered(listener, head("/press/pin", *fields) + "hello").split()[1][0] in "45"


@pytest.mark.parametrize("host", ["", "Host: evil.example\r\n", "Host: 127.0.0.1\r\nHost: evil.example\r\n"])
def test_another_name_or_two_is_misdirected(listener: Listener, host: str) -> None:
    assert " 421 " in answered(listener, f"GET / HTTP/1.1\r\n{host}\r\n")


@pytest.mark.parametrize(
    "half",
    ["GET /scr", head("/press/pin", "Content-Length: 9") + "half", "\r"],
    ids=["in the line", "in the body", "nothing but an end of line"],
)
def test_hazard_half_a_request_is_let_go_and_everybody_else_served(listener: Listener, half: str) -> None:
    with line(listener) as slow:
        slow.sendall(half.encode())
        assert answered(listener, head("/nowhere", method="GET"))  # and by now the half one has arrived
        listener.let_go(time.monotonic() + 1)
        assert slow.recv(4096) == b""
        assert " 404 " in answered(listener, head("/nowhere", method="GET"))


def test_an_open_stream_is_no_half_request(listener: Listener) -> None:
    with line(listener) as stream:
        stream.sendall(head("/feed", method="GET").encode())
        assert b"200" in stream.recv(64)
        listener.let_go(time.monotonic() + 1)
        assert " 404 " in answered(listener, head("/nowhere", method="GET"))
        stream.setblocking(False)
        for said in iter(lambda: _waiting(stream), b""):
            assert b"data" in said or b"HTTP" in said or b":" in said


def _waiting(stream: socket.socket) -> bytes:
    """What lies there; empty for nothing. A closed stream is a failure."""
    try:
        said = stream.recv(4096)
    except BlockingIOError:
        return b""
    assert said, "the stream was closed"
    return said


def test_hazard_a_crowd_at_one_site_leaves_the_other_alone(house: House) -> None:
    desk = make_server(desk_of(house), house.settings, port=0)
    glass = make_server(glass_of(house), house.settings, port=0)
    with served_beside(desk), served_beside(glass), ExitStack() as crowd:
        for _ in range(MOST_CONNECTIONS + 8):
            crowd.enter_context(closing(line(desk)))
        assert " 200 " in answered(glass, head("/screen", method="GET"))


def test_hazard_nothing_that_arrives_is_put_on_a_disk(listener: Listener) -> None:
    before = files_without_a_name()
    with line(listener) as sent:
        sent.sendall(
            (head("/press/pin", f"Content-Length: {LARGEST_FORM}") + "x" * (LARGEST_FORM - 1)).encode()
        )
        assert " 404 " in answered(listener, head("/nowhere", method="GET"))
        assert files_without_a_name() <= before


def files_without_a_name() -> set[str]:
    """Open files that stand in no folder: what spools leave."""
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        try:
            target = str(each.readlink())
        except OSError:
            continue
        if "(deleted)" in target:
            found.add(target)
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/staff/%0d%0aSet-Cookie:%20planted=1",
        "/%0d%0aSet-Cookie:%20planted=1",
        "/staff/visits/%0d%0aX:y/declaration.pdf",
    ],
)
def test_hazard_no_header_is_planted_through_an_address(listener: Listener, path: str) -> None:
    said = answered(listener, head(path, method="GET"))
    assert not any(each.lower().startswith("set-cookie: planted") for each in said.split("\r\n"))
    assert " 500 " not in said.partition("\r\n")[0]


def test_every_limit_is_set(listener: Listener) -> None:
    adj = listener.adj
    assert (adj.connection_limit, adj.max_request_header_size) == (MOST_CONNECTIONS, LARGEST_HEAD)
    assert adj.inbuf_overflow == adj.outbuf_overflow == IN_MEMORY > LARGEST_FILE
