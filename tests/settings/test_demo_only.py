"""Outside demo mode nothing of the demo is taken: no reader, camera, terminal, institution, certificate or root."""

from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given
from hypothesis import strategies as st

from hardware_mocks.pcsc.private import READER_NAME
from hardware_mocks.pki.issuing import Pki
from hardware_mocks.pki.profile import name
from hardware_mocks.world import INSTITUTION
from kiosk.clock import JAPAN
from kiosk.settings import SettingsError, load, settings_from
from kiosk.settings.named_files import faults, refuse_unfit, trusted_anchors
from kiosk.settings.relations import VIRTUAL_READERS, may_find_a_virtual_reader
from reader.pcsc.service import chosen
from tests.settings.files import CLINIC, written

MADE = datetime(2026, 11, 21, tzinfo=JAPAN)
OF_THE_DEMO = {
    "institution.code": f'"{INSTITUTION}"',
    "reader.name": f'"{READER_NAME}"',
    "reader.camera": '"http://127.0.0.1:8701/camera.mjpg"',
    "reader.front_camera": '"faces.avi"',
    "reader.terminal": '"terminal"',
}


@pytest.fixture(scope="module")
def pki() -> Pki:
    return Pki.make(MADE)


KEY = rsa.generate_private_key(65537, 2048)


def root(organisation: str, key: rsa.RSAPrivateKey = KEY) -> x509.Certificate:
    """A self-signed root of nobody known."""
    own = name(("C", "JP"), ("O", organisation))
    builder = x509.CertificateBuilder().subject_name(own).issuer_name(own).public_key(key.public_key())
    dated = builder.serial_number(4).not_valid_before(MADE).not_valid_after(MADE.replace(year=2036))
    return dated.sign(key, hashes.SHA256())


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def unlocked(key: rsa.RSAPrivateKey, phrase: bytes = b"") -> bytes:
    """In PEM, behind a pass phrase where there is one."""
    locked = serialization.BestAvailableEncryption(phrase) if phrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)


def public(key: rsa.RSAPrivateKey, form: serialization.PublicFormat) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.DER, form)


def pinned(certificate: x509.Certificate) -> str:
    return f'["{certificate.fingerprint(hashes.SHA256()).hex(":")}"]'


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's folder, its settings file among the files that it names; the root is pinned, being nobody's."""
    ours = root("見本 next generation")
    for each in ("root.pem", "ca.pem"):
        (tmp_path / each).write_bytes(pem(ours))
    (tmp_path / "clinic.pem").write_bytes(pem(root("1310000000")))
    (tmp_path / "clinic.key").write_bytes(unlocked(KEY))
    (tmp_path / "kiosk.toml").write_text(written(CLINIC | {"pinned_anchors": pinned(ours)}), "utf-8")
    return tmp_path


def found(folder: Path) -> list[str]:
    return [each.sentence for each in faults(load(folder / "kiosk.toml"))]


@pytest.mark.parametrize(("key", "value"), OF_THE_DEMO.items())
def test_what_is_the_demos_is_refused_outside_demo_mode(key: str, value: str, tmp_path) -> None:
    file = tmp_path / "kiosk.toml"
    for demo, refused in (("false", [key]), ("true", [])):
        file.write_text(written({"demo": demo} | CLINIC | {key: value}), "utf-8")
        try:
            load(file)
            told = []
        except SettingsError as wrong:
            told = [each.key for each in wrong.faults]
        assert told == refused


def test_the_demos_reader_is_the_one_that_the_rule_knows() -> None:
    assert any(READER_NAME in each for each in VIRTUAL_READERS)


@given(st.sampled_from(VIRTUAL_READERS).flatmap(lambda of: st.tuples(st.just(of), st.slices(len(of)))))
def test_a_part_that_finds_a_virtual_reader_is_refused(of_and_part) -> None:
    listed, part = of_and_part
    wanted = listed[part.start : part.stop]
    assert chosen([listed], wanted) == listed
    assert may_find_a_virtual_reader(wanted)


@pytest.mark.parametrize(
    "part", ["", " ", "Virtual", "virtual my number", "READER", "Reader", "00 00", "PCD", "My VIRTUAL one"]
)
def test_a_name_that_could_be_a_virtual_readers_is_refused(part: str) -> None:
    assert may_find_a_virtual_reader(part)


@pytest.mark.parametrize("part", ["CCID", "ACS ACR39U", "Gemalto PC Twin Reader", "SONY FeliCa", "SCR3310"])
def test_a_real_readers_name_is_taken(part: str) -> None:
    assert not may_find_a_virtual_reader(part)


@given(st.integers(0, 999).flatmap(lambda number: st.sampled_from([f"{number}", f"/dev/video{number}"])))
def test_a_device_is_a_camera_in_either_mode(source: str) -> None:
    table = {"reader": {"camera": source, "front_camera": ""}}
    with pytest.raises(SettingsError) as lacking:
        settings_from(table, Path("/clinic/kiosk.toml"))
    assert not any("camera" in each.key for each in lacking.value.faults)


def test_a_root_of_the_next_generation_is_trusted_once_it_is_pinned(clinic) -> None:
    assert found(clinic) == []
    assert len(trusted_anchors(load(clinic / "kiosk.toml")).certificates) == 1


@pytest.mark.parametrize("spelt", [str.lower, str.upper, lambda text: text.replace(":", "")])
def test_a_fingerprint_may_be_spelt_as_the_tools_print_it(clinic, spelt) -> None:
    certificate = x509.load_pem_x509_certificate((clinic / "root.pem").read_bytes())
    said = CLINIC | {"pinned_anchors": spelt(pinned(certificate))}
    (clinic / "kiosk.toml").write_text(written(said), "utf-8")
    assert found(clinic) == []


def test_a_root_that_nobody_pinned_is_refused_with_its_fingerprint_and_the_key_to_add_it_to(clinic) -> None:
    (clinic / "kiosk.toml").write_text(written(CLINIC), "utf-8")
    (told,) = found(clinic)
    printed = x509.load_pem_x509_certificate((clinic / "root.pem").read_bytes()).fingerprint(hashes.SHA256())
    assert told.startswith("anchors is ")
    assert printed.hex().upper() in told
    assert "add it to pinned_anchors" in told


def test_the_demos_root_is_refused_even_when_it_is_pinned(clinic, pki) -> None:
    theirs = x509.load_der_x509_certificate(pki.user_ca_certificate)
    (clinic / "root.pem").write_bytes(pem(theirs))
    (clinic / "kiosk.toml").write_text(written(CLINIC | {"pinned_anchors": pinned(theirs)}), "utf-8")
    (told,) = found(clinic)
    assert "test hierarchy" in told


@pytest.mark.parametrize(
    ("file", "key"), [("clinic.pem", "service.client_certificate"), ("ca.pem", "service.authority")]
)
def test_the_demos_tls_certificates_are_refused_outside_demo_mode(clinic, pki, file: str, key: str) -> None:
    theirs = {"clinic.pem": pki.institution_identity(INSTITUTION).cert_pem, "ca.pem": pki.tls_ca}
    (clinic / file).write_bytes(theirs[file])
    (told,) = found(clinic)
    assert told.startswith(f"{key} is ")
    assert "the demo's" in told


def test_every_file_that_is_named_and_not_there_is_told_at_once(clinic) -> None:
    for each in ("root.pem", "clinic.pem", "clinic.key", "ca.pem"):
        (clinic / each).unlink()
    told = found(clinic)
    assert [each.split()[0] for each in told] == [
        "anchors",
        "service.client_certificate",
        "service.client_key",
        "service.authority",
    ]
    with pytest.raises(SettingsError) as refused:
        refuse_unfit(load(clinic / "kiosk.toml"))
    assert all(each in str(refused.value) for each in told)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"home": '"root.pem"'}, "home"),
        ({"anchor": '"."'}, "anchor"),
        ({"anchor": '"home/audit.key"'}, "anchor"),
        ({"home": '"root.pem/home"'}, "home"),
        ({"home": '"/etc/passwd/home"'}, "home"),
        ({"anchor": '"root.pem/anchor.json"'}, "anchor"),
        ({"anchor": '"clinic.pem"'}, "anchor"),
        ({"anchor": '"/nonexistent/folder/anchor.json"'}, "anchor"),
        ({"database": '"sqlite:////nonexistent/folder/kiosk.sqlite"'}, "database"),
        ({"database": '"sqlite:////proc/version/kiosk.sqlite"'}, "database"),
        ({"database": '"sqlite:////tmp"'}, "database"),
        ({"database": '"postgresql+pg8000://u@h/db?sslrootcert=/nonexistent/ca.pem"'}, "database"),
        ({"database": '"postgresql+pg8000://u@h/db?sslrootcert=/proc/version"'}, "database"),
        ({"reader.card_authority": '"none.der"'}, "reader.card_authority"),
        ({"reader.card_authority": '"root.pem"'}, "reader.card_authority"),
        ({"demo": "true", "reader.terminal": '"none"'}, "reader.terminal"),
        ({"service.authority": '"clinic.key"'}, "service.authority"),
    ],
)
def test_what_is_something_else_than_it_must_be_is_told(clinic, said: dict, key: str) -> None:
    whole = (clinic / "kiosk.toml").read_text("utf-8").partition("\n[institution]")[0]
    pins = whole.splitlines()[-1].partition(" = ")[2]
    (clinic / "kiosk.toml").write_text(written(CLINIC | {"pinned_anchors": pins} | said), "utf-8")
    assert key in [each.key for each in faults(load(clinic / "kiosk.toml"))]


ISSUED = Pki.make(MADE).institution_identity(INSTITUTION)


@pytest.mark.parametrize(
    ("file", "content", "key", "found_there"),
    [
        ("clinic.key", b"", "service.client_key", "no key in PEM"),
        ("clinic.key", unlocked(KEY, b"phrase"), "service.client_key", "without a pass phrase"),
        ("clinic.key", ISSUED.key_pem, "service.client_key", "the key of another certificate"),
        ("clinic.pem", pem(root("1310000001")), "service.client_certificate", "does not name 1310000000"),
        ("ca.pem", b"", "service.authority", "no certificate in PEM"),
        ("card.der", public(KEY, serialization.PublicFormat.PKCS1), "reader.card_authority", "no Subject"),
    ],
)
def test_a_file_that_holds_something_else_is_told(clinic, file, content, key, found_there) -> None:
    (clinic / file).write_bytes(content)
    text = (clinic / "kiosk.toml").read_text("utf-8") + '\ncard_authority = "card.der"'
    if file != "card.der":
        (clinic / "card.der").write_bytes(public(KEY, serialization.PublicFormat.SubjectPublicKeyInfo))
    (clinic / "kiosk.toml").write_text(text, "utf-8")
    (told,) = found(clinic)
    assert told.startswith(f"{key} is ")
    assert found_there in told


@pytest.mark.parametrize(
    ("is_authority", "key"), [(True, "service.client_certificate"), (False, "service.authority")]
)
def test_an_authority_and_who_is_none_are_told_apart(clinic, is_authority: bool, key: str) -> None:
    ours = root("1310000000")
    builder = x509.CertificateBuilder().subject_name(ours.subject).issuer_name(name(("O", "another")))
    dated = builder.public_key(KEY.public_key()).serial_number(5).not_valid_before(MADE)
    said = x509.BasicConstraints(ca=is_authority, path_length=None)
    issued = dated.not_valid_after(MADE.replace(year=2036)).add_extension(said, critical=True)
    for each in ("clinic.pem", "ca.pem"):
        (clinic / each).write_bytes(pem(issued.sign(KEY, hashes.SHA256())))
    (told,) = found(clinic)
    assert told.startswith(f"{key} is ")


def test_an_anchor_that_is_one_or_on_a_disk_that_is_away_is_taken(clinic) -> None:
    (clinic / "anchor.json").write_text('{"station": "x", "seq": 1, "hash": "", "seal": ""}')
    for anchor in ("anchor.json", "away/anchor.json"):
        text = (clinic / "kiosk.toml").read_text("utf-8")
        (clinic / "other.toml").write_text(f'anchor = "{anchor}"\n{text}', "utf-8")
        assert not list(faults(load(clinic / "other.toml")))
