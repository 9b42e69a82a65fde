from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.apdu import (
    MAX_EXCHANGES,
    Command,
    Response,
    StatusWord,
    exchange,
    tries_left,
)
from reader.errors import CardUnreadable

VERIFY = Command(0x00, 0x20, 0x00, 0x80, b"1234")
READ = Command(0x00, 0xB0, 0x00, 0x00, expects=256)


class Answering:
    """A card that gives listed answers, the last one for ever."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)
        self.sent: list[bytes] = []

    def transmit(self, command: bytes) -> bytes:
        self.sent.append(command)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("command", "encoded"),
    [
        (Command(0x00, 0x20, 0x00, 0x80), "00200080"),
        (Command(0x00, 0xB0, 0x00, 0x00, expects=4), "00B0000004"),
        (READ, "00B0000000"),
        (VERIFY, "002000800431323334"),
        (Command(0x80, 0x2A, 0x00, 0x80, b"\x01\x02", expects=256), "802A008002010200"),
        (Command(0x00, 0xCA, 0xDF, 0x5B, expects=1024), "00CADF5B000400"),
        (Command(0x90, 0xF0, 0x00, 0x00, bytes(256)), "90F00000000100" + "00" * 256),
        (Command(0x90, 0xF2, 0x00, 0x00, bytes(256), 0x10000), "90F20000000100" + "00" * 256 + "0000"),
    ],
)
def test_a_command_is_written_in_the_shortest_of_the_standards_forms(command: Command, encoded: str) -> None:
    assert command.encoded().hex().upper() == encoded


def test_an_answer_in_pieces_is_gathered() -> None:
    card = Answering(b"ab\x61\x02", b"cd\x61\x01", b"e\x90\x00")
    assert exchange(card, READ) == Response(b"abcde", StatusWord.OK)
    assert [each.hex() for each in card.sent] == ["00b0000000", "00c0000002", "00c0000001"]


def test_a_wrong_length_is_asked_again_with_the_right_one() -> None:
    card = Answering(b"\x6c\x03", b"abc\x90\x00")
    assert exchange(card, READ).data == b"abc"
    assert card.sent[1].hex() == "00b0000003"


@pytest.mark.parametrize("endless", [b"\x61\x10", bytes(200) + b"\x61\x00", b"\x6c\x10"])
def test_hazard_a_card_that_always_announces_more_is_cut_off(endless: bytes) -> None:
    card = Answering(endless)
    with pytest.raises(CardUnreadable):
        exchange(card, READ)
    assert len(card.sent) <= MAX_EXCHANGES


def test_hazard_an_answer_without_end_is_cut_off_by_its_bytes() -> None:
    card = Answering(bytes(0x8000) + b"\x61\x00")
    with pytest.raises(CardUnreadable):
        exchange(card, READ)
    assert len(card.sent) == 3


@given(st.integers(0, 0xFFFF))
def test_hazard_no_status_word_makes_verify_go_out_twice(status: int) -> None:
    card = Answering(status.to_bytes(2, "big"), b"\x90\x00")
    exchange(card, VERIFY)
    assert [each for each in card.sent if each[1] == VERIFY.ins] == [VERIFY.encoded()]


@pytest.mark.parametrize("torn", [b"", b"\x90"])
def test_an_answer_without_a_status_word_is_unreadable(torn: bytes) -> None:
    with pytest.raises(CardUnreadable):
        exchange(Answering(torn), READ)


@pytest.mark.parametrize("status", [0x63C0, 0x6983, 0x6984])
def test_three_ways_of_saying_locked_leave_no_tries(status: int) -> None:
    assert tries_left(status) == 0


def test_counted_tries_are_read_and_other_words_count_nothing() -> None:
    assert [tries_left(status) for status in (0x63C1, 0x63CA)] == [1, 10]
    with pytest.raises(CardUnreadable):
        tries_left(StatusWord.NO_INFORMATION)


def test_hazard_a_pin_is_in_no_repr() -> None:
    assert "1234" not in repr(VERIFY)
    assert "31323334" not in repr(VERIFY)
    assert "secret" not in repr(Response(b"secret", 0x9000))
