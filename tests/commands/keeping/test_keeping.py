"""`backup`, `restore` and what the doctor says of them."""

from datetime import timedelta

import pytest
from pyrage import x25519

from kiosk.clock import Moment
from kiosk.commands.checks import keeping
from kiosk.commands.checks.finding import State, Subject
from kiosk.home import held
from kiosk.keeping.stamps import stamp
from kiosk.settings import load
from kiosk.storage.opening import open_storage

DAY = timedelta(days=1)


class At:
    def __init__(self, wall) -> None:
        self.wall = wall

    def now(self) -> Moment:
        return Moment(self.wall, 0.0)


@pytest.fixture
def keys(tmp_path):
    """The pair that a clinic makes once, as `age-keygen` writes it."""
    identity = x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), tmp_path / "key.txt"


@pytest.fixture
def records(clinic):
    open_storage(load(clinic.settings)).close()
    for each in ("backups", "apart"):
        (clinic.folder / each).mkdir()
    return clinic


def found(check, settings, now, **places):
    told = check(Subject(load(settings), At(now), card=False), **places)
    return [(each.check, each.state) for each in told]


def test_a_clinic_backs_up_rehearses_and_comes_back_by_commands_alone(kiosk, records, keys) -> None:
    recipient, identity = keys
    folder, settings = records.folder, ("--settings", records.settings)
    key = kiosk(
        "backup", "--audit-key", "--to", folder / "apart", "--recipient", recipient, "--json", *settings
    )
    made = kiosk("backup", "--to", folder / "backups", "--recipient", recipient, "--json", *settings)
    assert (key.code, made.code) == (0, 0)
    file, audit_key = made.lines[0]["file"], key.lines[0]["file"]
    by = ("--identity", identity, "--audit-key", audit_key)
    rehearsed = kiosk("restore", file, *by, "--rehearse", "--json", *settings)
    assert rehearsed.lines == [
        {"station": "desk-1", "made_at": "2026-11-21T09:30:00+09:00", "rows": 1, "put": False}
    ]
    other = folder / "other.toml"
    other.write_text(records.settings.read_text("utf-8").replace('home = "home"', 'home = "other"'), "utf-8")
    assert kiosk("restore", file, *by, "--settings", other).code == 0
    assert kiosk("audit", "verify", "--json", "--settings", other).lines[0]["rows"] == 2


def test_an_update_of_this_release_says_that_all_is_whole(kiosk, records) -> None:
    told = kiosk("update", "--json", "--settings", records.settings).lines[0]
    assert (told["before"], told["rows"]) == (told["now"], 0)
    back = kiosk("update", "--back", "--settings", records.settings)
    assert (back.code, "no update" in back.errors) == (2, True)


def test_nothing_is_updated_under_a_running_kiosk(kiosk, records) -> None:
    with held(records.home, 8700):
        told = kiosk("update", "--settings", records.settings)
    assert (told.code, "in use" in told.errors) == (2, True)


@pytest.mark.parametrize("wrong", ["recipient", "identity", "backup", "audit key"])
def test_what_is_no_key_or_no_backup_is_named_in_one_sentence(kiosk, records, keys, wrong) -> None:
    _, identity = keys
    if wrong == "recipient":
        told = kiosk(
            "backup",
            "--to",
            records.folder / "backups",
            "--recipient",
            "age1x",
            "--settings",
            records.settings,
        )
        assert "begins with age1" in told.errors
    else:
        bad = records.folder / "bad"
        bad.write_text("nothing")
        named = {"identity": identity, "backup": bad, "audit key": records.home / "audit.key"} | {wrong: bad}
        told = kiosk("restore", named["backup"], "--identity", named["identity"], "--audit-key", named["audit key"], "--rehearse", "--settings", records.settings)  # fmt: skip
    assert told.code == 2
    assert told.errors.count("\n") == 1


def test_the_doctor_says_how_old_backup_and_rehearsal_are(records, now) -> None:
    home = load(records.settings).home
    assert found(keeping.backups, records.settings, now) == [
        ("backup", State.WARN),
        ("rehearsal", State.WARN),
    ]
    stamp(home, backed_up=now.isoformat(), rehearsed=now.isoformat())
    for days, backup, rehearsal in (
        (1, State.OK, State.OK),
        (3, State.WARN, State.OK),
        (184, State.WARN, State.WARN),
    ):
        told = found(keeping.backups, records.settings, now + days * DAY)
        assert told == [("backup", backup), ("rehearsal", rehearsal)], days


@pytest.mark.parametrize("torn", ["", "{}", "[]", '{"backed_up": 1, "rehearsed": "x", "of": ""}', '{"backed_up": "2026-11-21T09:30:00", "rehearsed": "", "of": ""}'])  # fmt: skip
def test_a_note_of_backups_that_cannot_be_read_counts_as_none(records, now, torn) -> None:
    (load(records.settings).home / "keeping.json").write_text(torn, "utf-8")
    assert {state for _, state in found(keeping.backups, records.settings, now)} == {State.WARN}


def device(blocks, name, uuid="", *below):
    """A device as the kernel shows it, made of others."""
    place = blocks / name
    (place / "slaves").mkdir(parents=True)
    if uuid:
        (place / "dm").mkdir()
        (place / "dm" / "uuid").write_text(f"{uuid}\n")
    for each in below:
        (place / "slaves" / each).symlink_to(blocks / each)
    return name


def test_an_encrypted_disk_is_told_through_volumes_and_mirrors(tmp_path) -> None:
    plain, crypt = (
        device(tmp_path, "8:1"),
        device(
            tmp_path,
            "253:0",
            "CRYPT-LUKS2-0a1b-disk",
        ),
    )
    volume = device(tmp_path, "253:1", "LVM-abc", crypt)
    half = device(tmp_path, "9:0", "", crypt, plain)
    told = {each: keeping.is_encrypted(each, tmp_path) for each in (plain, crypt, volume, half, "0:44", "")}
    assert told == {plain: False, crypt: True, volume: True, half: False, "0:44": None, "": None}


def test_the_doctor_names_a_disk_that_is_not_encrypted(records, now, tmp_path) -> None:
    mounts, blocks = tmp_path / "mountinfo", tmp_path / "blocks"
    mounts.write_text("")
    blocks.mkdir()
    named = keeping.device_of(load(records.settings).home, mounts)
    if named:
        device(blocks, named)
    told = found(keeping.encryption, records.settings, now, blocks=blocks, mounts=mounts)
    assert told == [("encryption", State.WARN)]
