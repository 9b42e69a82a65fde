"""For every key of the tree a value of another type, and one of the right type that is not meant."""

from dataclasses import dataclass

from kiosk.settings.keys import keys
from tests.settings.files import CLINIC

OTHER_TYPE = {
    "home": "5",
    "demo": '"false"',
    "station": "1",
    "anchors": '"root.pem"',
    "pinned_anchors": "true",
    "database": "false",
    "anchor": "7",
    "institution.code": "1310000000",
    "institution.name": "['みほん']",
    "institution.call_centre": "8000804583",
    "service.url": "8443",
    "service.client_certificate": "true",
    "service.client_key": "1.5",
    "service.authority": "[]",
    "service.deadline": '"10"',
    "service.status_by": "false",
    "reader.name": "0",
    "reader.lies": "true",
    "reader.camera": "0",
    "reader.front_camera": "1",
    "reader.turn_head": '"on"',
    "reader.face_model": "1",
    "reader.face_model_digest": "0",
    "reader.pcsc_socket": "false",
    "reader.card_authority": "false",
    "reader.terminal": "1",
    "matching.face_threshold": '"0.4"',
    "matching.grace_rule": "3",
    "matching.absent_address": "true",
    "matching.hidden_outside": "213",
    "matching.hidden_too": "['髙']",
    "matching.municipality": "['東京都港区']",
    "web.host": "127",
    "web.glass_port": "8700.0",
    "web.desk_port": '"8702"',
    "web.threads": "true",
    "web.streams": '"12"',
    "web.glass": "15.6",
    "web.languages": '"ko"',
    "voice.aloud": '"on"',
    "voice.headphones": "1",
    "claims.unknown_insurer": "77777777",
    "intake.audit_every_days": "1979-05-27",
    "intake.sign_within_days": "14.5",
    "companion.folders": '"face"',
    "companion.mounted": '"yes"',
    "companion.every": '"0.5"',
    "companion.hand_over": "1",
    "receipt.url": "8000",
    "receipt.base_path": "false",
    "receipt.user": "1",
    "receipt.password": "1234",
    "receipt.authority": "[]",
    "receipt.certificate": "true",
    "receipt.copy_order": '"symbol"',
    "hand_over.by_itself": '"yes"',
}
NOT_MEANT = {
    "home": '"/"',
    "station": '""',
    "anchors": "[]",
    "pinned_anchors": '["4DCFC4CA"]',
    "database": '"mysql://kiosk@localhost/clinic"',
    "anchor": '""',
    "institution.code": '"4810000000"',
    "institution.name": '"  "',
    "institution.call_centre": '"ask Sato"',
    "service.url": '"http://service.example"',
    "service.client_certificate": '""',
    "service.client_key": r'"clinic\u0000.key"',
    "service.authority": '""',
    "service.deadline": "nan",
    "service.status_by": '"LIST"',
    "reader.name": r'"a\nb"',
    "reader.lies": '"sideways"',
    "reader.camera": '""',
    "reader.front_camera": '" "',
    "reader.face_model": '""',
    "reader.face_model_digest": '"fb143eea"',
    "reader.pcsc_socket": '"pcscd.comm"',
    "reader.card_authority": '""',
    "reader.terminal": '""',
    "matching.face_threshold": "0.4501",
    "matching.grace_rule": '"grace"',
    "matching.absent_address": '"never"',
    "matching.hidden_outside": '"jisx0201"',
    "matching.hidden_too": '"髙 﨑"',
    "matching.municipality": '"港区"',
    "web.host": '"0.0.0.0"',
    "web.glass_port": "65536",
    "web.desk_port": "-1",
    "web.threads": "1",
    "web.streams": "0",
    "web.glass": '"10.1 1280*800"',
    "web.languages": '["fr"]',
    "voice.headphones": r'"a\nb"',
    "claims.unknown_insurer": '"99999999"',
    "intake.audit_every_days": "-1",
    "intake.sign_within_days": "0",
    "companion.folders": '["~/face"]',
    "companion.every": "0.1",
    "receipt.url": '"192.168.1.10:8000"',
    "receipt.base_path": '"/api/"',
    "receipt.user": r'"a\nb"',
    "receipt.password": '"~/orca"',
    "receipt.authority": '""',
    "receipt.certificate": '"$HOME/orca.pem"',
    "receipt.copy_order": '["symbol", "symbol"]',
}
EITHER = frozenset(
    {
        "companion.hand_over",
        "companion.mounted",
        "demo",
        "hand_over.by_itself",
        "reader.turn_head",
        "voice.aloud",
    }
)
"""Of these types every value is meant."""


@dataclass(frozen=True)
class Faulty:
    """A clinic's file with one fault, and the key that has to be named."""

    kind: str
    key: str
    values: dict[str, str]
    near: str = ""


def misspelt(name: str) -> str:
    """With its last letter doubled."""
    return name + name[-1]


def _misspelt(dotted: str) -> Faulty:
    said = dict(CLINIC)
    wrong = misspelt(dotted)
    said[wrong] = said.pop(dotted, '"anything"')
    return Faulty("misspelt", wrong, said, dotted)


FAULTY = (
    *(Faulty("other type", key, CLINIC | {key: value}) for key, value in OTHER_TYPE.items()),
    *(Faulty("not meant", key, CLINIC | {key: value}) for key, value in NOT_MEANT.items()),
    *map(_misspelt, keys()),
)
