"""Two places for a card, each with a worker that reads it: in-process, and over pcscd with the vpcd driver."""

from __future__ import annotations

from typing import Protocol

from hardware_mocks.card import CardMaterial, Faults, InProcessReader, VirtualCard
from hardware_mocks.card.faults import NONE
from hardware_mocks.pcsc.private import CardSlot
from reader.card import CardAnswer
from reader.pcsc.card_process import CardInProcess, CardRequest, CardWorker


class Desk(Protocol):
    """A place for a card, and a worker that reads it."""

    def lay(self, material: CardMaterial, faults: Faults = ...) -> None: ...
    def take(self) -> None: ...
    def call(self, request: CardRequest) -> CardAnswer: ...
    def verify_count(self) -> int: ...


class InProcessDesk:
    def __init__(self) -> None:
        self._reader = InProcessReader()
        self._worker = CardInProcess(self._reader)
        self._card: VirtualCard | None = None

    def lay(self, material: CardMaterial, faults: Faults = NONE) -> None:
        self._card = VirtualCard(material, faults)
        self._reader.insert(self._card)

    def take(self) -> None:
        self._reader.remove()

    def call(self, request: CardRequest) -> CardAnswer:
        return self._worker.call(request)

    def verify_count(self) -> int:
        assert self._card
        return self._card.verify_count


class PcscDesk:
    def __init__(self, slot: CardSlot, worker: CardWorker) -> None:
        self._slot = slot
        self._worker = worker

    def lay(self, material: CardMaterial, faults: Faults = NONE) -> None:
        self._slot.insert(material, faults)

    def take(self) -> None:
        self._slot.remove()

    def call(self, request: CardRequest) -> CardAnswer:
        return self._worker.call(request)

    def verify_count(self) -> int:
        return self._slot.status().verify_count
