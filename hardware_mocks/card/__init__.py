"""A virtual My Number Card that answers APDUs, at once in-process or through a private PC/SC service.

It is an emulation and says so: VIRTUAL in reader name and token information, 見本 on every rendered name.
"""

from hardware_mocks.card.faults import CATALOGUE, Faults
from hardware_mocks.card.in_process import InProcessReader
from hardware_mocks.card.issue import card_expires, issue_card
from hardware_mocks.card.material import CardMaterial
from hardware_mocks.card.virtual_card import VirtualCard

__all__ = [
    "CATALOGUE",
    "CardMaterial",
    "Faults",
    "InProcessReader",
    "VirtualCard",
    "card_expires",
    "issue_card",
]
