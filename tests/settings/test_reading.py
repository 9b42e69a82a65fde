"""A settings file is believed whole or refused with every fault in it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.handover.copied import COPIED
from kiosk.settings import SettingsError, load, settings_from
from kiosk.settings.keys import keys, toml
from tests.settings.faulty import EITHER, FAULTY, NOT_MEANT, OTHER_TYPE
from tests.settings.files import CLINIC, read, refused, written

DEMO_OF_0_1_0 = Path(__file__).with_name("demo-0.1.0.toml")
"""As the demo of 0.1.0 wrote it, in a folder /opt/kiosk."""
WORLD = Path("/opt/kiosk/.world")


def test_every_key_has_a_value_of_another_type_and_one_that_is_not_meant() -> None:
    assert OTHER_TYPE.keys() == keys().keys()
    assert NOT_MEANT.keys() | EITHER == keys().keys()


@pytest.mark.parametrize("faulty", FAULTY, ids=lambda each: f"{each.kind}-{each.key}")
def test_one_fault_is_told_once_with_what_was_seen_what_is_meant_and_what_to_do(faulty, file) -> None:
    (fault,) = refused(file, written(faulty.values)).faults
    assert fault.key == faulty.key
    assert fault.remedy
    if faulty.near:
        assert f"did you mean {faulty.near}?" in fault.wrong
    else:
        assert keys()[faulty.key].must_be in fault.wrong
        assert keys()[faulty.key].name in fault.remedy
    assert "\n" not in fault.sentence


def test_all_faults_are_told_at_once_those_between_two_keys_too(file) -> None:
    wrong = {
        "demo": '"false"',
        "databse": '"sqlite:////tmp/x"',
        "service.url": '"http://service.example"',
        "web.glass_port": "-1",
        "web.streams": "24",
        "clams.unknown_insurer": '"77777777"',
    }
    told = refused(file, written(CLINIC | wrong))
    assert {each.key for each in told.faults} == {*wrong, "clams"} - {"clams.unknown_insurer"}
    assert all(each.sentence in str(told) for each in told.faults)
    assert str(told).startswith(f"{file} has 6 faults")


def test_what_must_be_said_and_is_not_is_named_key_by_key(file) -> None:
    assert {each.key for each in refused(file, "").faults} == {
        k for k, each in keys().items() if each.required
    }


BESIDE = {key: CLINIC[key] for key in ("home", "station", "institution.code", "institution.name")}


def test_beside_an_approved_reader_nothing_of_a_reader_of_our_own_must_be_said(file) -> None:
    settings = read(file, written(BESIDE | {"companion.folders": '["/mnt/terminal/face"]'}))
    assert settings.companion.folders == (Path("/mnt/terminal/face"),)
    assert not settings.has_own_reader
    assert read(file, written(CLINIC)).has_own_reader


def test_a_table_that_is_begun_has_to_be_whole_beside_an_approved_reader_too(file) -> None:
    said = BESIDE | {"companion.folders": '["face"]', "service.url": '"https://service.example"'}
    assert {each.key for each in refused(file, written(said)).faults} == {
        "service.client_certificate",
        "service.client_key",
        "service.authority",
    }


def test_a_misspelt_table_is_told_as_one_fault(file) -> None:
    (fault,) = refused(file, written(CLINIC).replace("[service]", "[servce]")).faults
    assert (fault.key, "did you mean [service]?" in fault.wrong) == ("servce", True)


def test_a_key_in_the_wrong_table_is_told_where_it_belongs(file) -> None:
    (fault,) = refused(file, written(CLINIC | {"web.database": '""'})).faults
    assert fault.sentence == (
        "web.database is not known; did you mean database? Move it above the first [table], or take it out."
    )


@pytest.mark.parametrize("name", ["Demo", "DEMO", "_env_file", "model_config", "_cli_parse_args"])
def test_what_the_library_would_take_for_a_setting_is_unknown(file, name: str) -> None:
    (fault,) = refused(file, written({name: "true"} | CLINIC)).faults
    assert fault.key == name


def test_a_scalar_where_a_table_belongs_is_told(file) -> None:
    (fault,) = refused(file, written({"web": "8700"} | CLINIC)).faults
    assert fault.seen == "web is 8700; it must be a table"


def test_the_environment_and_its_files_say_nothing(file, monkeypatch) -> None:
    (file.parent / ".env").write_text('DEMO=true\nSTATION="elsewhere"\n')
    monkeypatch.chdir(file.parent)
    for name in ("DEMO", "demo", "web__port", "STATION"):
        monkeypatch.setenv(name, "1")
    settings = read(file, written(CLINIC))
    assert (settings.demo, settings.station, settings.web.glass_port) == (False, "受付１", 8700)


def test_nothing_can_be_changed_afterwards(file) -> None:
    settings = read(file, written(CLINIC))
    for table, name in ((settings, "demo"), (settings.service, "url")):
        with pytest.raises(ValueError, match="frozen"):
            setattr(table, name, "http://elsewhere")


def test_relative_paths_count_from_the_file(file) -> None:
    settings = read(file, written(CLINIC | {"reader.card_authority": '"/etc/card.der"'}))
    assert settings.home == file.parent / "home"
    assert settings.anchors == (file.parent / "root.pem",)
    assert settings.reader.card_authority == Path("/etc/card.der")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"home = ", "is no TOML in line 1, at home."),
        (b'\nstation = "hush', "is no TOML in line 2, at station."),
        (b"\n\ndemo = True", "is no TOML in line 3, at demo."),
        (b"[web\nport = 1", "is no TOML in line 1."),
        (b"x = " + b"[" * 5000, "is no TOML (brackets"),
        (b"x = " + b"9" * 5000, "is no TOML (brackets"),
        (b"\xff\xfe", "is not UTF-8 in line 1. Save it as UTF-8"),
        (b"\nname = '\x82\xa0'", "is not UTF-8 in line 2. Save it as UTF-8"),
        (b"a = 1\na = 2", "says something twice in line 2, at a."),
        (b"[web]\n[web]\n", "says something twice in line 2, at [web]."),
        (b"web = 1\n[web]\n", "says something twice in line 2, at [web]."),
    ],
)
def test_what_is_no_toml_is_told_in_one_sentence_with_its_line(file, content: bytes, told: str) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        load(file)
    assert str(refused.value).startswith(f"{file}: the file {told}")
    assert "hush" not in str(refused.value)


def test_a_mark_of_utf_8_at_the_beginning_is_no_fault(file) -> None:
    assert read(file, "\ufeff" + written(CLINIC)).station == "受付１"


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read") as told:
            load(path)
        assert told.value.faults == ()


def test_the_institutions_code_has_three_parts(file) -> None:
    code = read(file, written(CLINIC | {"institution.code": '"2731234567"'})).institution
    assert (code.prefecture, code.fee_table, code.number) == ("27", "3", "1234567")


@pytest.mark.parametrize(
    "code", ["0010000000", "4810000000", "1320000000", "131000000", "13100000000", "１３10000000"]
)
def test_a_code_of_no_prefecture_fee_table_or_length_is_no_institutions(file, code: str) -> None:
    (fault,) = refused(file, written(CLINIC | {"institution.code": f'"{code}"'})).faults
    assert fault.key == "institution.code"


def test_the_settings_of_the_first_release_s_demo_say_what_they_said() -> None:
    settings = load(DEMO_OF_0_1_0)
    assert settings.model_dump() == {
        "home": WORLD / "kiosk",
        "demo": True,
        "station": "desk-1",
        "anchors": (WORLD / "user-ca.der",),
        "pinned_anchors": (),
        "database": "",
        "anchor": None,
        "institution": {
            "code": "9910000018",
            "name": "みほんクリニック（デモ）",
            "call_centre": "0800-080-4583",
        },
        "service": {
            "url": "https://127.0.0.1:40961",
            "client_certificate": WORLD / "clinic.pem",
            "client_key": WORLD / "clinic.key",
            "authority": WORLD / "tls-ca.pem",
            "deadline": 10.0,
            "status_by": "list",
        },
        "reader": {
            "name": "VIRTUAL My Number Card Reader",
            "lies": "flat",
            "turn_head": False,
            "face_model": None,
            "face_model_digest": "",
            "camera": "http://127.0.0.1:8701/camera.mjpg",
            "front_camera": "http://127.0.0.1:8701/front.mjpg",
            "pcsc_socket": "/tmp/pcsc-1a2b/pcscd.comm",
            "card_authority": WORLD / "card-authority.der",
            "terminal": WORLD / "terminal",
        },
        "matching": {
            "face_threshold": 0.4,
            "grace_rule": "grace-month-end",
            "absent_address": "ask",
            "hidden_outside": "unknown",
            "hidden_too": "",
            "municipality": "",
        },
        "web": {
            "host": "127.0.0.1",
            "glass_port": 8700,
            "desk_port": 8702,
            "threads": 24,
            "streams": 12,
            "glass": "15-inch",
            "languages": (),
        },
        "voice": {"aloud": False, "headphones": ""},
        "claims": {"unknown_insurer": "77777777"},
        "intake": {"audit_every_days": 30, "sign_within_days": 14},
        "companion": {"folders": (), "mounted": True, "every": 0.5, "hand_over": False},
        "receipt": {
            "url": "",
            "base_path": "",
            "user": "",
            "password": None,
            "authority": None,
            "certificate": None,
            "copy_order": tuple(COPIED),
        },
        "hand_over": {"by_itself": True},
    }
    assert settings.database_url == "sqlite:////opt/kiosk/.world/kiosk/kiosk.sqlite"
    assert settings.anchor_file == WORLD / "kiosk/audit-anchor.json"


def test_the_one_port_of_the_first_release_is_the_glass_s(file) -> None:
    settings = read(file, written(CLINIC | {"web.port": "9000"}))
    assert (settings.web.glass_port, settings.web.desk_port) == (9000, 8702)


def test_the_old_port_beside_the_new_one_is_a_fault_that_names_the_new_one(file) -> None:
    (fault,) = refused(file, written(CLINIC | {"web.port": "9000", "web.glass_port": "9001"})).faults
    assert fault.key == "web.port"
    assert "web.glass_port" in fault.sentence


def test_the_two_sites_have_two_ports(file) -> None:
    (fault,) = refused(file, written(CLINIC | {"web.glass_port": "9000", "web.desk_port": "9000"})).faults
    assert fault.key == "web.desk_port"
    assert read(file, written(CLINIC | {"web.glass_port": "0", "web.desk_port": "0"})).web.desk_port == 0


ANYTHING = st.recursive(
    st.none().flatmap(lambda _: st.text(max_size=20))
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.datetimes().map(lambda at: at.replace(tzinfo=UTC))
    | st.just(datetime(2026, 1, 1, tzinfo=UTC).date()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from([*(each.name for each in keys().values()), "institution", "service", "reader", "web"])
        | st.text(max_size=12),
        ANYTHING,
        max_size=8,
    )
)
def test_whatever_a_file_holds_it_is_refused_with_a_line_for_each_fault(table) -> None:
    with pytest.raises(SettingsError) as told:
        settings_from(table, Path("/clinic/kiosk.toml"))
    assert told.value.faults
    assert len(str(told.value).splitlines()) == (
        1 if len(told.value.faults) == 1 else 1 + len(told.value.faults)
    )


def test_a_value_is_written_as_it_is_read(file) -> None:
    said = {"station": 'a "b" \\ ü', "anchors": ("x", "y"), "demo": True}
    settings = read(file, written(CLINIC | {key: toml(value) for key, value in said.items()}))
    assert (settings.station, settings.demo) == (said["station"], True)
    assert [each.name for each in settings.anchors] == ["x", "y"]
    assert os.fspath(file) not in settings.station
