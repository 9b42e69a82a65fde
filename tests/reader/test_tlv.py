from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.card.encode import tlv as written
from reader import tlv
from reader.errors import CardUnreadable

# Tags as the card's files use them: one byte without, two bytes with all five low bits set in the first.
TAGS = st.sampled_from([0x30, 0x90, 0x91, 0x5F4E, 0x5F37, 0x7F21, 0xFF20, 0xDF21, 0xDF2A])
READINGS: list[Callable[[bytes], object]] = [
    tlv.read_header,
    tlv.read_object,
    tlv.fields,
    tlv.check_depth,
    lambda data: tlv.junk_before(data, 0xFF20),
]


@pytest.mark.parametrize("reading", READINGS)
@given(data=st.binary(max_size=64) | st.lists(st.sampled_from([0x30, 0x80, 0x82, 0xFF, 0x20, 0])).map(bytes))
def test_hazard_whatever_a_card_sends_the_only_error_is_card_unreadable(
    reading: Callable[[bytes], object], data: bytes
) -> None:
    try:
        reading(data)
    except CardUnreadable:
        return


@given(tag=TAGS, value=st.binary(max_size=600), behind=st.binary(max_size=8))
def test_what_one_hand_wrote_the_other_reads(tag: int, value: bytes, behind: bytes) -> None:
    found = tlv.read_object(written(tag, value) + behind)
    assert (found.tag, found.value, found.raw) == (tag, value, written(tag, value))


@given(tag=TAGS, value=st.binary(max_size=300), data=st.data())
def test_a_torn_object_is_unreadable_wherever_it_is_torn(tag: int, value: bytes, data: st.DataObject) -> None:
    whole = written(tag, value)
    kept = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(CardUnreadable):
        tlv.read_object(whole[:kept])


@given(st.lists(st.tuples(TAGS, st.binary(max_size=20)), max_size=6, unique_by=lambda each: each[0]))
def test_fields_come_back_by_tag(pairs: list[tuple[int, bytes]]) -> None:
    found = tlv.fields(b"".join(written(tag, value) for tag, value in pairs))
    assert {tag: each.value for tag, each in found.items()} == dict(pairs)


@pytest.mark.parametrize(
    "oddity",
    [
        "30800000",  # indefinite length
        "3084FFFFFFFF",  # four bytes of length
        "30FF",
        "3083008000",  # one byte more than a file can have
        "DFFF01",  # a tag of three bytes
        "DF",
        "3082",
        "",
    ],
)
def test_lengths_and_tags_that_no_card_file_has_are_unreadable(oddity: str) -> None:
    with pytest.raises(CardUnreadable):
        tlv.read_header(bytes.fromhex(oddity))


def test_hazard_nesting_is_followed_to_a_limit_only() -> None:
    deep = b""
    for _ in range(tlv.MAX_DEPTH):
        deep = written(0x30, deep)
    tlv.check_depth(deep)
    with pytest.raises(CardUnreadable):
        tlv.check_depth(written(0x30, written(0x30, deep)))


def test_a_tag_that_comes_twice_or_never_is_unreadable() -> None:
    twice = written(0x90, b"a") * 2
    with pytest.raises(CardUnreadable):
        tlv.fields(twice)
    with pytest.raises(CardUnreadable):
        tlv.required({}, 0x90)
    with pytest.raises(CardUnreadable):
        list(tlv.objects(written(0x90, b"") * (tlv.MAX_OBJECTS + 1)))


@pytest.mark.parametrize("junk", [b"", b"\x00", b"\x00\xff"])
def test_up_to_two_stray_bytes_before_the_object_are_found(junk: bytes) -> None:
    assert tlv.junk_before(junk + written(0xFF20, b"x"), 0xFF20) == len(junk)


def test_three_stray_bytes_are_too_many() -> None:
    with pytest.raises(CardUnreadable):
        tlv.junk_before(bytes(3) + written(0xFF20, b"x"), 0xFF20)
