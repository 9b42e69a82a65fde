"""What else people lay on a reader: phones, the card before this one, a licence, a train pass. Each says what it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from hardware_mocks.card.material import Application, CardMaterial, ElementaryFile, Transparent
from hardware_mocks.card.personalise import JPKI, token_information


@dataclass(frozen=True, slots=True)
class Stranger:
    """Its answer to reset (OpenSC, pcsc-tools), and its token's label where it has one. A phone's certificate wants the PIN."""

    ja: str
    en: str
    atr: bytes
    label: bytes | None = None
    locked: bool = False

    def made_of(self, material: CardMaterial) -> CardMaterial:
        """A chip of this kind, from the files of a card."""
        label = self.label
        kept = () if label is None else tuple(self._token(each, label) for each in material.applications)
        return replace(
            material,
            applications=tuple(each for each in kept if each.aid == JPKI),
            data_objects={},
            atr=self.atr,
        )

    def _token(self, application: Application, label: bytes) -> Application:
        if application.aid != JPKI:
            return application
        files: dict[int, ElementaryFile] = {
            **application.files,
            0x0006: Transparent(token_information(label)),
        }
        certificate = files[0x000A]
        if self.locked and isinstance(certificate, Transparent):
            files[0x000A] = replace(certificate, opened_by=frozenset({0x18}))
        return replace(application, files=files)


_hex: Callable[[str], bytes] = bytes.fromhex
ANY_READER = _hex("3B80800101")
STRANGERS: Mapping[str, Stranger] = MappingProxyType(
    {
        "android": Stranger(
            "スマートフォン（Android）", "a phone (Android)", ANY_READER, b"JPKIAPGPSETOKEN", locked=True
        ),
        "iphone": Stranger("スマートフォン（iPhone）", "a phone (iPhone)", ANY_READER, b"JPKIAPIOSTOKEN", locked=True),
        "juki": Stranger(
            "住基カード", "the card before this one", _hex("3B888001000014E0B38191005E"), b"JPKIAPICCTOKEN"
        ),
        "licence": Stranger("運転免許証", "a driver's licence", _hex("3B888001000000009181C100D8")),
        "felica": Stranger(
            "交通系ICカード（FeliCa）", "a train pass (FeliCa)", _hex("3B8F8001804F0CA0000003061100" + "3B0000000042")
        ),
        "foreign": Stranger("ほかのICカード", "another card", _hex("3BE000FF8131FE4514")),
    }
)  # fmt: skip
