"""What looks at a hostile folder come to: every file is told of once, nothing is guessed."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import Moment
from kiosk.companion.folder import NotReachable
from kiosk.companion.names import Maker, read_name
from kiosk.companion.reading import why_not_whole
from kiosk.companion.terminal import Terminal, look
from kiosk.companion.watching import (
    PATIENCE,
    Appeared,
    CameAndWent,
    OtherContent,
    Repeated,
    ToldByName,
    Unreadable,
    Watch,
    handled,
)
from tests.companion.linkage import NOW, LyingFolder, Person, bare, exported, later, message, name_of


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Watched:
    """One terminal looked at by hand."""

    face: LyingFolder = field(default_factory=LyingFolder)
    trash: LyingFolder = field(default_factory=LyingFolder)
    watch: Watch = field(default_factory=Watch)
    seconds: float = 0.0

    def looks(self, after: float = 0.5) -> list[object]:
        self.seconds += after
        now = Moment(NOW + timedelta(seconds=self.seconds), self.seconds)
        found = look(Terminal("1", self.face, self.trash), self.watch, now, why_not_whole, digest)
        self.watch = handled(found.watch, found.told)
        return list(found.told)

    def starts_again(self) -> None:
        self.watch = Watch(handled=self.watch.handled)


@pytest.fixture
def watched() -> Watched:
    made = Watched()
    made.looks()
    return made


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        (name_of(), Maker.OFFICIAL),
        (name_of().upper(), Maker.OFFICIAL),
        (exported(kind="400"), Maker.EXPORTER),
        (exported(kind="800"), Maker.EXPORTER),
        (bare(), Maker.BARE),
        (name_of(suffix="zip"), Maker.ENCRYPTED),
        ("OQSmuquc01req_20261121090000.err", Maker.REFUSED),
        (name_of().replace("20261121", "20261341"), Maker.OTHER),
        (name_of().replace("face_", "face_../"), Maker.OTHER),
        ("OQSsiquc01res_202611210001.xml", Maker.OTHER),
        ("YZKsiquc01res_face_20261121090000.xml", Maker.OTHER),
    ],
)
def test_a_name_tells_its_maker(name: str, maker: Maker) -> None:
    assert read_name(name).maker is maker


def test_a_whole_file_is_told_of_once(watched: Watched) -> None:
    watched.face.put(name_of(), message(Person()))
    (told,) = watched.looks()
    assert isinstance(told, Appeared)
    assert told.content == message(Person())
    assert [watched.looks() for _ in range(8)] == [[]] * 8
    assert watched.face.opened.count(name_of()) == 2, "read again once, to see that it stayed"


def test_a_half_file_waits_until_it_is_whole(watched: Watched) -> None:
    whole = message(Person())
    for part in (whole[:20], whole[: len(whole) // 2], whole[:-1]):
        watched.face.put(name_of(), part, told=False)
        assert watched.looks() == []
    watched.face.put(name_of(), whole, told=False)
    assert [type(each) for each in watched.looks()] == [Appeared]


def test_a_file_that_its_writer_holds_waits(watched: Watched) -> None:
    watched.face.put(name_of(), message(Person()))
    watched.face.held.add(name_of())
    assert watched.looks() == []
    watched.face.held.clear()
    assert [type(each) for each in watched.looks()] == [Appeared]


def test_what_never_becomes_a_message_is_named_and_still_told_of_when_it_does(watched: Watched) -> None:
    watched.face.put(name_of(), b"<?xml")
    assert watched.looks() == []
    assert [type(each) for each in watched.looks(PATIENCE)] == [Unreadable]
    assert watched.looks() == []
    watched.face.put(name_of(), message(Person()))
    assert [type(each) for each in watched.looks()] == [Appeared]


def test_an_encoding_that_lies_is_no_message(watched: Watched) -> None:
    watched.face.put(name_of(), message(Person(), encoding="UTF-8", written_as="cp932"))
    assert watched.looks() == []
    assert [type(each) for each in watched.looks(PATIENCE)] == [Unreadable]


def test_hazard_a_file_that_left_unread_is_said(watched: Watched) -> None:
    watched.face.stale.add(name_of())
    assert [type(each) for each in watched.looks()] == [CameAndWent]
    assert watched.looks(PATIENCE) == []


def test_hazard_a_half_file_that_leaves_is_said(watched: Watched) -> None:
    watched.face.put(name_of(), b"<?xml")
    watched.looks()
    watched.face.take(name_of())
    assert [type(each) for each in watched.looks()] == [CameAndWent]


def test_a_file_that_was_moved_to_trash_is_read_there(watched: Watched) -> None:
    watched.face.stale.add(name_of())
    watched.trash.put(name_of(), message(Person()))
    assert [type(each) for each in watched.looks()] == [Appeared]
    watched.face.stale.clear()
    assert watched.looks() == []


def test_the_same_content_under_another_name_is_one_event(watched: Watched) -> None:
    watched.face.put(name_of(1), message(Person()))
    watched.looks()
    watched.face.put(name_of(2), message(Person()))
    assert [type(each) for each in watched.looks()] == [Repeated]


def test_hazard_a_known_name_with_another_content_is_not_taken_for_the_first(watched: Watched) -> None:
    watched.face.put(name_of(), message(Person()))
    watched.looks()
    watched.face.put(name_of(), message(Person(number="999")))
    assert [type(each) for each in watched.looks()] == [OtherContent]


def test_hazard_a_change_that_no_listing_shows_is_found_at_the_second_read(watched: Watched) -> None:
    watched.face.put(name_of(), message(Person()))
    watched.looks()
    watched.face.put(name_of(), message(Person(number="999")), told=False)
    assert [type(each) for each in watched.looks(2.5)] == [OtherContent]


def test_a_start_in_the_middle_of_the_day_tells_nothing_twice(watched: Watched) -> None:
    watched.face.put(name_of(1), message(Person()))
    watched.looks()
    watched.starts_again()
    watched.face.put(name_of(2), message(Person(number="999")))
    (told,) = watched.looks()
    assert told.name.name == name_of(2)
    assert told.skew is None, "it lay there at the start: nobody knows for how long"


def test_files_of_other_days_are_none_of_todays_business() -> None:
    watched = Watched()
    watched.face.put(name_of(at=NOW - timedelta(days=1)), message(Person()))
    assert watched.looks() == []
    assert watched.face.opened == []


def test_the_terminals_clock_is_measured_on_what_has_just_come(watched: Watched) -> None:
    watched.face.put(name_of(at=later(300)), message(Person()))
    (told,) = watched.looks()
    assert told.skew == pytest.approx(300 - watched.seconds)


def test_a_zip_and_a_refusal_are_told_by_name_and_never_opened(watched: Watched) -> None:
    watched.face.put(name_of(suffix="zip"), b"PK")
    watched.face.put("OQSmuquc01req_20261121090000.err", b"?")
    assert [type(each) for each in watched.looks()] == [ToldByName, ToldByName]
    assert watched.looks() == []
    assert watched.face.opened == []


def test_hazard_a_folder_that_went_away_says_nothing_about_its_files(watched: Watched) -> None:
    watched.face.put(name_of(1), b"<?xml")
    watched.looks()
    watched.face.away = NotReachable("away")
    with pytest.raises(NotReachable):
        watched.looks()
    watched.face.away = None
    watched.face.put(name_of(1), message(Person()))
    assert [type(each) for each in watched.looks()] == [Appeared]


ACTS = st.lists(
    st.tuples(st.sampled_from(["cut", "whole", "hold", "free", "move", "take", "stale", "away", "back", "look"]), st.integers(1, 6)),
    max_size=60,
)  # fmt: skip


@given(acts=ACTS)
def test_whatever_a_folder_does_no_official_file_is_lost_in_silence_and_none_is_told_twice(
    acts: list,
) -> None:
    watched = Watched()
    watched.looks()
    told: list[object] = []
    listed: set[str] = set()

    def looks(seconds: float = 0.5) -> None:
        try:
            told.extend(watched.looks(seconds))
        except NotReachable:
            return
        listed.update({*watched.face.files, *watched.face.stale, *watched.trash.files})

    for act, serial in acts:
        name, face = name_of(serial), watched.face
        whole = message(Person(number=str(serial)))
        match act:
            case "cut" if name not in {*face.files, *watched.trash.files}:
                face.put(name, whole[: len(whole) // 2])
            case "whole" if name not in watched.trash.files:
                face.put(name, whole, told=False)
            case "hold":
                face.held.add(name)
            case "free":
                face.held.discard(name)
            case "move" if name in face.files:
                watched.trash.put(name, face.take(name))
            case "take" if name in face.files:
                face.take(name)
            case "stale":
                face.stale.add(name)
            case "away" | "back":
                face.away = NotReachable("away") if act == "away" else None
            case _:
                looks()
    watched.face.away = None
    watched.face.held.clear()
    looks()
    looks(PATIENCE + 1)
    said = [each.name.name for each in told if isinstance(each, Appeared)]
    assert len(said) == len(set(said))
    named = {each.name.name for each in told}
    assert listed <= named
    for each in told:
        if isinstance(each, Appeared):
            assert why_not_whole(each.content) == ""
