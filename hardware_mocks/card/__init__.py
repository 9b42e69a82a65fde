"""A virtual My Number Card that answers APDUs, at once in-process or through a private PC/SC service.

It is an emulation and says so: VIRTUAL in reader name and token information, 見本 on every rendered name.

Not on it: the individual number and everything that shows it or opens by it (照合番号A), the age record, the signature
certificate (署名用) with its key, the common and resident-register applications, PIN change, secure messaging, logical
channels. The terminal protocol of real cards is not public; SIM-TA/1 in its place is this project's own.
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
