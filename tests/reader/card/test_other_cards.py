"""What is no My Number Card, and secrets that must not be risked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hardware_mocks.card import CardMaterial, VirtualCard
from hardware_mocks.card.in_process import InProcessReader
from hardware_mocks.card.material import Application, ElementaryFile, Secret, Transparent
from hardware_mocks.card.personalise import FACE, JPKI, TEXT
from hardware_mocks.dock.strangers import STRANGERS
from reader.card import CardFace, CardKind, NumberBLocked, Recognised, recognise
from reader.errors import CardUnreadable, ReaderFault
from reader.pcsc.card_process import CardInProcess, OpenFace, Recognise, SignWithPin


def changed(material: CardMaterial, aid: bytes, files: Mapping[int, ElementaryFile]) -> CardMaterial:
    def of(application: Application) -> Application:
        if application.aid != aid:
            return application
        return replace(application, files={**application.files, **files})

    return replace(material, applications=tuple(of(each) for each in material.applications))


def recognised(material: CardMaterial) -> Recognised:
    reader = InProcessReader()
    reader.insert(VirtualCard(material))
    return recognise(reader.connect())


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("JPKIAPICCTOKEN2", CardKind.MY_NUMBER),
        ("JPKIAPICCTOKEN", CardKind.JUKI),
        ("JPKIAPGPSETOKEN", CardKind.PHONE),
        ("JPKIAPIOSTOKEN", CardKind.PHONE),
        ("SOMETHING", CardKind.FOREIGN),
    ],
)
@pytest.mark.parametrize("filler", [b" ", b"\0"])
def test_the_token_label_tells_the_kind(
    material: CardMaterial, label: str, kind: CardKind, filler: bytes
) -> None:
    token = Transparent(label.encode("ascii").ljust(32, filler) + bytes(128))
    found = recognised(changed(material, JPKI, {0x0006: token}))
    assert (found.kind, found.label) == (kind, label)
    assert bool(found.user_certificate) is (kind is CardKind.MY_NUMBER)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("android", CardKind.PHONE),
        ("iphone", CardKind.PHONE),
        ("juki", CardKind.JUKI),
        ("licence", CardKind.FOREIGN),
        ("felica", CardKind.FOREIGN),
        ("foreign", CardKind.FOREIGN),
    ],
)
def test_whatever_else_people_lay_down_is_told_by_what_it_answers(
    material: CardMaterial, kind: str, told: CardKind
) -> None:
    assert set(STRANGERS) == {"android", "iphone", "juki", "licence", "felica", "foreign"}
    assert recognised(STRANGERS[kind].made_of(material)).kind is told


def test_a_card_without_the_application_is_foreign(material: CardMaterial) -> None:
    other = replace(material, applications=())
    assert recognised(other) == Recognised(CardKind.FOREIGN, "")


def test_a_card_that_does_not_announce_the_simulation_is_not_simulated(material: CardMaterial) -> None:
    assert not recognised(replace(material, data_objects={})).simulated


@pytest.mark.parametrize(("tries", "opens"), [(3, True), (2, False), (1, False), (0, False)])
@pytest.mark.parametrize(("aid", "reference"), [(FACE, 0x12), (TEXT, 0x15)])
def test_hazard_the_last_tries_of_number_b_are_left_to_the_holder(
    material: CardMaterial,
    card_ca: bytes,
    sato_number_b: str,
    aid: bytes,
    reference: int,
    tries: int,
    *,
    opens: bool,
) -> None:
    secret = Secret(sato_number_b.encode("ascii"), tries, 10)
    card = VirtualCard(changed(material, aid, {reference: secret}))
    reader = InProcessReader()
    reader.insert(card)
    worker = CardInProcess(reader)
    worker.call(Recognise())
    answer = worker.call(OpenFace(sato_number_b, card_ca, bytes(32)))
    if opens:
        assert isinstance(answer, CardFace)
    else:
        assert answer == NumberBLocked(tries)
        assert card.verify_count == (0 if aid == FACE else 1)


@pytest.mark.parametrize("secret", ["", "123", "12345", "12a4", "１２３４"])
def test_hazard_a_secret_of_another_shape_never_reaches_the_card(
    material: CardMaterial, card_ca: bytes, secret: str
) -> None:
    card = VirtualCard(material)
    reader = InProcessReader()
    reader.insert(card)
    worker = CardInProcess(reader)
    worker.call(Recognise())
    with pytest.raises(ValueError, match="four digits") as caught:
        worker.call(SignWithPin(secret, b"message"))
    assert not secret or secret not in str(caught.value)
    with pytest.raises(ValueError, match="fourteen digits"):
        worker.call(OpenFace(secret, card_ca, bytes(32)))
    assert card.verify_count == 0


def test_hazard_secrets_and_pictures_are_in_no_repr(
    material: CardMaterial, card_ca: bytes, sato_number_b: str
) -> None:
    reader = InProcessReader()
    reader.insert(VirtualCard(material))
    worker = CardInProcess(reader)
    requests = (Recognise(), OpenFace(sato_number_b, card_ca, bytes(32)), SignWithPin("1234", b"message"))
    shown = "".join(f"{request!r}{worker.call(request)!r}" for request in requests)
    for secret in (sato_number_b, "1234", "佐藤", "jP  ", "1985"):
        assert secret not in shown


@pytest.mark.parametrize("name", [0x0002, 0x0003, 0x0004, 0x0007])
@pytest.mark.parametrize("content", [b"", b"\xff\x20\x80", b"\xff\x20\x00", b"\x00" * 40])
def test_hazard_a_file_of_any_other_content_is_one_named_error(
    material: CardMaterial, card_ca: bytes, sato_number_b: str, name: int, content: bytes
) -> None:
    reader = InProcessReader()
    reader.insert(VirtualCard(changed(material, TEXT, {name: Transparent(content)})))
    worker = CardInProcess(reader)
    worker.call(Recognise())
    with pytest.raises(ReaderFault) as caught:
        worker.call(OpenFace(sato_number_b, card_ca, bytes(32)))
    assert caught.type is CardUnreadable
