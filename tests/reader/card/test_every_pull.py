"""A card may be pulled at any moment: every index of every dialogue, before and after the command was carried out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hardware_mocks.card import CardMaterial, Faults, InProcessReader, VirtualCard
from reader.card import SimulatedTerminalAuth
from reader.errors import CardGone
from reader.pcsc.card_process import (
    CardInProcess,
    CardRequest,
    OpenFace,
    Recognise,
    SignForTerminal,
    SignWithPin,
)

NONCE = bytes(32)


class CountingCard(VirtualCard):
    commands = 0

    def transmit(self, sent: bytes) -> bytes:
        self.commands += 1
        return super().transmit(sent)


def run(material: CardMaterial, faults: Faults, request: CardRequest) -> CountingCard:
    card = CountingCard(material, faults)
    reader = InProcessReader()
    reader.insert(card)
    worker = CardInProcess(reader)
    worker.call(Recognise())
    worker.call(request)
    return card


@pytest.fixture(params=["recognise", "open_face", "sign_with_pin", "sign_for_terminal"])
def request_of_a_visit(
    request: pytest.FixtureRequest, card_ca: bytes, sato_number_b: str, terminal: SimulatedTerminalAuth
) -> CardRequest:
    requests: dict[str, CardRequest] = {
        "recognise": Recognise(),
        "open_face": OpenFace(sato_number_b, card_ca, NONCE),
        "sign_with_pin": SignWithPin("1234", b"message"),
        "sign_for_terminal": SignForTerminal(terminal, b"message"),
    }
    return requests[request.param]


@pytest.mark.parametrize(
    "pulled",
    [lambda at: Faults(pulled_before=at), lambda at: Faults(pulled_after=at)],
    ids=["before", "after"],
)
def test_hazard_a_card_pulled_at_any_command_is_gone_and_nothing_else(
    material: CardMaterial, request_of_a_visit: CardRequest, pulled: Callable[[int], Faults]
) -> None:
    # Recognising twice resets the card in between, so counting begins anew and the first run is the whole of it.
    whole = run(material, Faults(), request_of_a_visit)
    length = whole.commands // 2 if isinstance(request_of_a_visit, Recognise) else whole.commands
    assert length > 20
    for at in range(length):
        with pytest.raises(CardGone):
            run(material, pulled(at), request_of_a_visit)


def test_hazard_no_lost_answer_is_ever_answered_with_a_second_verify(
    material: CardMaterial, card_ca: bytes, sato_number_b: str
) -> None:
    for request, most in ((SignWithPin("1234", b"message"), 1), (OpenFace(sato_number_b, card_ca, NONCE), 2)):
        length = run(material, Faults(), request).commands
        for at in range(length):
            card = VirtualCard(material, Faults(pulled_after=at))
            reader = InProcessReader()
            reader.insert(card)
            worker = CardInProcess(reader)
            with pytest.raises(CardGone):
                _visit(worker, request)
            reader.insert(card)
            with pytest.raises(CardGone):
                worker.call(request)
            assert card.verify_count <= most


def _visit(worker: CardInProcess, request: CardRequest) -> None:
    worker.call(Recognise())
    worker.call(request)
