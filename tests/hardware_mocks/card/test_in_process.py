from __future__ import annotations

import pytest

from hardware_mocks.card import CATALOGUE, CardMaterial, Faults, InProcessReader, VirtualCard
from hardware_mocks.card.faults import FACE, TAGS, afflicted
from hardware_mocks.card.material import Transparent
from reader.card import Recognised
from reader.errors import CardGone, CardMute, CardUnreadable, ReaderBusy, ReaderFault
from reader.events import CardAbsent, CardPresent, ReaderEvent
from reader.pcsc.card_process import CardInProcess, Recognise


def test_laying_and_taking_a_card_are_told_as_a_reader_would() -> None:
    heard: list[ReaderEvent] = []
    reader = InProcessReader(heard.append)
    assert "VIRTUAL" in reader.name
    reader.remove()
    assert heard == []


def test_a_card_laid_upon_another_takes_that_one_away_first(card: VirtualCard) -> None:
    heard: list[ReaderEvent] = []
    reader = InProcessReader(heard.append)
    reader.insert(card)
    reader.insert(card)
    reader.remove()
    assert heard == [CardPresent(), CardAbsent(), CardPresent(), CardAbsent()]


def test_one_session_at_a_time(card: VirtualCard) -> None:
    reader = InProcessReader()
    with pytest.raises(CardGone):
        reader.connect()
    reader.insert(card)
    first = reader.connect()
    with pytest.raises(ReaderBusy):
        reader.connect()
    first.close()
    reader.connect().close()


def test_hazard_a_session_does_not_come_back_with_the_card(card: VirtualCard) -> None:
    reader = InProcessReader()
    reader.insert(card)
    old = reader.connect()
    reader.remove()
    reader.insert(card)
    new = reader.connect()
    with pytest.raises(CardGone):
        old.transmit(bytes.fromhex("0084000008"))
    old.close()
    assert len(new.transmit(bytes.fromhex("0084000008"))) == 10


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("none", Recognised),
        ("pulled_at_once", CardGone),
        ("pulled_while_reading", CardGone),
        ("answer_lost", CardGone),
        ("mute", CardMute),
        ("slow", Recognised),
        ("endless", CardUnreadable),
        ("torn", CardUnreadable),
        ("oversized", CardUnreadable),
        ("garbage", Recognised),
        ("junk_before_face", Recognised),
        ("record_signature_wrong", Recognised),
        ("copied", Recognised),
    ],
)
def test_hazard_every_fault_of_the_catalogue_ends_in_an_answer_or_a_named_fault(
    material: CardMaterial, name: str, outcome: type
) -> None:
    reader = InProcessReader()
    reader.insert(VirtualCard(material, CATALOGUE[name]))
    assert type(ended(CardInProcess(reader))) is outcome


def test_the_catalogue_has_no_fault_without_a_known_end() -> None:
    assert len(CATALOGUE) == 13


def ended(worker: CardInProcess) -> object:
    try:
        return worker.call(Recognise())
    except ReaderFault as fault:
        return fault


def test_a_mute_card_is_mute_at_once_because_nobody_waits_in_process(material: CardMaterial) -> None:
    reader = InProcessReader()
    reader.insert(VirtualCard(material, Faults(mute_from=5)))
    with pytest.raises(CardMute):
        CardInProcess(reader).call(Recognise())


def test_a_slow_card_pauses_before_each_answer(material: CardMaterial) -> None:
    pauses: list[float] = []
    card = VirtualCard(material, Faults(delay=0.3), pause=pauses.append)
    for _ in range(3):
        card.transmit(bytes.fromhex("0084000008"))
    assert pauses == [0.3] * 3


def test_oversized_lengths_are_put_into_every_kind_of_object(material: CardMaterial) -> None:
    whole, oversized = material, afflicted(material, Faults(oversized=True))
    for was, now in zip(whole.applications, oversized.applications, strict=True):
        for name, file in was.files.items():
            other = now.files[name]
            if isinstance(file, Transparent) and isinstance(other, Transparent):
                assert (file.content != other.content) is file.content.startswith(TAGS)
    assert FACE in TAGS
