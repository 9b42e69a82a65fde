"""Fronts that the templates do not know, in every condition; cards that are none; and the number that nobody may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pytest

from hardware_mocks.camera.fronts import CONDITIONS, FONTS, OTHER_CARDS, Printed, any_front, other_card, seen
from hardware_mocks.heads.photographs import SHIPPED
from reader.face.photo import decoded_photo
from reader.face.weights import TEXT_FINDER, TEXT_SPELLER, weights
from reader.printed.front import Front, FrontHint, NoFront, front_of, plain
from reader.printed.number import NumberRead, Unread, read_by_both, read_number_b
from reader.printed.text import LongNumber, Place, Spelled, TextReader, TextUnreadable
from tests.face_weights import needs_weights

SAID = Printed("見本 花子", "東京都千代田区見本町一丁目2番3号", date(1989, 1, 20), date(2031, 1, 20), "0715")
HINTS = {"blank": None, "other side": FrontHint.TURN_OVER}


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader.of(weights(TEXT_FINDER), weights(TEXT_SPELLER))


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return decoded_photo((SHIPPED / "sato.jp2").read_bytes())


@needs_weights
@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_front_of_another_hand_is_read_in_every_condition(
    reader: TextReader, photo: np.ndarray, condition: str
) -> None:
    place = list(CONDITIONS).index(condition)
    rng = np.random.default_rng([4, place])
    front = any_front(SAID, photo, rng, FONTS[place % len(FONTS)])
    assert read_by_both(seen(front, CONDITIONS[condition], rng), reader) == SAID.number_b


@needs_weights
@pytest.mark.parametrize("kind", OTHER_CARDS)
def test_hazard_what_is_no_my_number_cards_front_gives_no_number(
    reader: TextReader, photo: np.ndarray, kind: str
) -> None:
    rng = np.random.default_rng(3)
    looks = seen(other_card(kind, SAID, photo, rng, FONTS[0]), CONDITIONS["usual light"], rng)
    read = read_by_both(looks, reader)
    assert isinstance(read, Unread)
    assert read.hint == HINTS.get(kind, FrontHint.OTHER_CARD)


@needs_weights
def test_hazard_the_twelve_digits_of_the_other_side_are_never_put_together(
    reader: TextReader, photo: np.ndarray
) -> None:
    rng = np.random.default_rng(5)
    image = seen(other_card("other side", SAID, photo, rng, FONTS[0]), CONDITIONS["clean"], rng)
    lines = [reader.line(image, place) for place in reader.places(image)]
    assert LongNumber() in lines
    assert all(sum(map(str.isdigit, each.text)) <= 8 for each in lines if isinstance(each, Spelled))


@needs_weights
def test_a_front_held_upside_down_is_read(reader: TextReader, photo: np.ndarray) -> None:
    rng = np.random.default_rng(6)
    image = seen(any_front(SAID, photo, rng, FONTS[3]), CONDITIONS["clean"], rng)
    assert read_by_both(np.ascontiguousarray(image[::-1, ::-1]), reader) == SAID.number_b


def test_models_that_are_none_are_refused_by_name() -> None:
    with pytest.raises(TextUnreadable, match="models for text"):
        TextReader.of(b"nothing", b"nothing")


LINES = {
    "name": (Place((700, 600), 260, 40, 0), "個人番号力一F"),
    "birth": (Place((700, 280), 300, 40, 0), "昭和64年1月3日生"),
    "expiry": (Place((720, 380), 360, 40, 0), "2031年1月3日末飞有効"),
    "code": (Place((300, 620), 80, 40, 0), "0715"),
    "address": (Place((500, 160), 570, 38, 0), "東京都見本市1234"),
}
COLOURFUL = (
    np.random.default_rng(1).integers(0, 255, (72, 128, 3), dtype=np.uint8).repeat(10, 0).repeat(10, 1)
)


@dataclass
class Words:
    """A reader of text that reads what it is told; cut wider it reads `again`, where that is given."""

    said: Mapping[str, tuple[Place, str]]
    again: Mapping[str, str] = field(default_factory=dict)
    sure: tuple[float, float] = (0.99, 0.99)

    def places(self, _: np.ndarray) -> tuple[Place, ...]:
        return tuple(place for place, _ in self.said.values())

    def line(self, _: np.ndarray, place: Place, *, margin: float = 0.0) -> Spelled:
        name, text = next((name, text) for name, (at, text) in self.said.items() if at == place)
        return Spelled(self.again.get(name, text) if margin else text, self.sure[margin > 0])


def told(**changed: str) -> dict[str, tuple[Place, str]]:
    return {name: (place, changed.get(name, text)) for name, (place, text) in LINES.items()}


def test_the_words_of_a_front_are_understood_wherever_they_stand() -> None:
    assert front_of(COLOURFUL, Words(LINES)) == Front(("昭和", 64, 1, 3), (2031, 1, 3), "0715")


@pytest.mark.parametrize(
    ("line", "otherwise"),
    [("birth", "昭和61年1月3日生"), ("expiry", "2037年1月3日有効"), ("code", "0775"), ("code", "O715")],
)
def test_hazard_what_a_second_cut_reads_otherwise_is_not_read(line: str, otherwise: str) -> None:
    assert isinstance(front_of(COLOURFUL, Words(LINES, {line: otherwise})), NoFront)


@pytest.mark.parametrize(
    "changed",
    [
        {"birth": "1989年1月3日生"},
        {"expiry": "平成31年1月3日"},
        {"code": "071"},
        {"code": "07155"},
        {"name": "社員証"},
        {"name": "個人番号"},
        {"name": "社員番号カード"},
    ],
)
def test_hazard_a_line_that_says_something_else_gives_no_front(changed: dict[str, str]) -> None:
    assert isinstance(front_of(COLOURFUL, Words(told(**changed))), NoFront)


@pytest.mark.parametrize(
    ("first", "again", "read"), [(0.7, 0.9, True), (0.7, 0.75, False), (0.95, 0.4, False)]
)
def test_a_digit_must_be_sure_in_one_cut_and_likely_in_both(first: float, again: float, read: bool) -> None:
    found = front_of(COLOURFUL, Words(LINES, sure=(first, again)))
    assert isinstance(found, Front) == read


def test_hazard_two_lines_of_four_digits_under_the_photograph_give_none() -> None:
    twice = {**LINES, "other": (Place((320, 560), 80, 40, 0), "1999")}
    assert isinstance(front_of(COLOURFUL, Words(twice)), NoFront)


def test_hazard_a_card_that_does_not_expire_on_the_birthday_gives_none() -> None:
    read = read_number_b([COLOURFUL, COLOURFUL], Words(told(expiry="2031年1月4日まで有効")))
    assert read == NumberRead(None, "the card does not expire on the birthday")


@pytest.mark.parametrize(("era", "year"), [("昭和", 65), ("平成", 32), ("大正", 16)])
def test_hazard_a_year_that_its_era_never_had_gives_none(era: str, year: int) -> None:
    assert isinstance(read_by_both(COLOURFUL, Words(told(birth=f"{era}{year}年1月3日生"))), Unread)


@pytest.mark.parametrize(
    ("printed", "read"), [("２０３１年 1月3曰", "2031年1月3日"), ("个人番号", "個人番号")]
)
def test_what_looks_alike_is_written_one_way(printed: str, read: str) -> None:
    assert plain(printed) == read
