"""The chip's photograph may be anything: it is judged by its header before any pixel is decoded."""

from __future__ import annotations

import struct
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import PhotoUnreadable
from reader.face.photo import CODESTREAM, MAX_BYTES, decoded_photo


def jp2(width: int = 192, height: int = 240) -> bytes:
    picture = np.random.default_rng(1).normal(128, 20, (height, width)).clip(0, 255).astype(np.uint8)
    return cv2.imencode(".jp2", picture, [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 60])[1].tobytes()


GOOD = jp2()


def with_size_in_image_header(width: int, height: int) -> bytes:
    at = GOOD.index(b"ihdr") + 4
    return GOOD[:at] + struct.pack(">II", height, width) + GOOD[at + 8 :]


def with_size_in_codestream(width: int, height: int) -> bytes:
    at = GOOD.index(CODESTREAM) + 8
    return GOOD[:at] + struct.pack(">II", width, height) + GOOD[at + 8 :]


def test_a_card_photograph_is_decoded() -> None:
    assert decoded_photo(GOOD).shape == (240, 192, 3)


def test_a_photograph_of_the_largest_size_is_decoded() -> None:
    flat = np.full((1000, 1000), 90, np.uint8)
    assert decoded_photo(cv2.imencode(".jp2", flat)[1].tobytes()).shape == (1000, 1000, 3)


@pytest.mark.parametrize("forged", [with_size_in_image_header, with_size_in_codestream])
@pytest.mark.parametrize(
    "size", [(40_000, 40_000), (1001, 240), (192, 1001), (1, 1), (0, 240), (2**32 - 1, 2**32 - 1)]
)
def test_hazard_a_header_that_claims_a_monstrous_or_empty_picture_is_refused_undecoded(
    forged: Callable[[int, int], bytes], size: tuple[int, int]
) -> None:
    with pytest.raises(PhotoUnreadable, match="claims"):
        decoded_photo(forged(*size))


@pytest.mark.parametrize("length", [0, 1, 11, 12, 40, 60, 90, 120, 200, len(GOOD) // 2, len(GOOD) - 1])
def test_hazard_a_photograph_cut_anywhere_is_unreadable(length: int) -> None:
    with pytest.raises(PhotoUnreadable):
        decoded_photo(GOOD[:length])


def test_hazard_more_bytes_than_a_card_holds_are_refused() -> None:
    with pytest.raises(PhotoUnreadable, match="bytes"):
        decoded_photo(GOOD + bytes(MAX_BYTES))


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0 no JPEG 2000 at all",
        GOOD[GOOD.index(CODESTREAM) :],
        GOOD.replace(b"ihdr", b"rdhi"),
        bytes(3000),
    ],
    ids=["another format", "a naked codestream", "no image header", "zeroes"],
)
def test_what_is_no_jp2_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        decoded_photo(data)


@given(place=st.integers(min_value=0, max_value=len(GOOD) - 1), value=st.integers(min_value=0, max_value=255))
@settings(max_examples=120, deadline=None)
def test_any_spoilt_byte_gives_a_small_picture_or_the_one_fault(place: int, value: int) -> None:
    spoilt = GOOD[:place] + bytes([value]) + GOOD[place + 1 :]
    try:
        picture = decoded_photo(spoilt)
    except PhotoUnreadable:
        return
    assert max(picture.shape[:2]) <= 1000
