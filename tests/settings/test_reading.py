"""A settings file is believed whole or refused with every fault in it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from kiosk.qualification.https import Connection, Https
from kiosk.qualification.port import ServiceUntrusted
from kiosk.settings import Settings, SettingsError, load, settings_from
from kiosk.settings.keys import keys, toml
from kiosk.settings.kinds import DATABASE, DATABASE_FILES, SERVICE
from kiosk.storage.engine import make_engine
from kiosk.storage.line import AUTHORITY, is_here
from tests.settings.faulty import EITHER, FAULTY, NOT_MEANT, OTHER_TYPE
from tests.settings.files import CLINIC, written

DEMO_OF_0_1_0 = Path(__file__).with_name("demo-0.1.0.toml")
"""As the demo of 0.1.0 wrote it, in a folder /opt/kiosk."""
WORLD = Path("/opt/kiosk/.world")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def read(file: Path, text: str) -> Settings:
    file.write_text(text, "utf-8")
    return load(file)


def refused(file: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as raised:
        read(file, text)
    return raised.value


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
        "web.port": "-1",
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
    assert (settings.demo, settings.station, settings.web.port) == (False, "受付１", 8700)


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


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kiosk:hush-hush@host/clinic",
        "postgresql+pg8000//u:hush-hush@h/db",
        "postgresql+pg8000:/u:hush-hush@h/db",
        "mysql://h/d?password=hush-hush",
        "x://a:hush-hush@",
        "u:hush-hush@h/db",
        "host=h user=u password=hush-hush",
        "https:/u:hush-hush@x",
        "https://h#hush-hush",
        "https://h:hush-hush",
        "https://h;password=hush-hush",
        "http://cam/?pwd=hush-hush",
    ],
)
@pytest.mark.parametrize("value", ['"{}"', '["{}"]', '[["{}"]]', '{{ a = "{}" }}', '[{{ a = "{}" }}]'])
def test_a_password_is_never_repeated(file, url: str, value: str) -> None:
    said = value.format(url)
    for key in (
        "database",
        "databose",
        f'"{url}"',
        "web",
        "web.port",
        "service.url",
        "reader.camera",
        "anchors",
    ):
        wrong = {key: said, "web.threads": "1"} if key != "web" else {key: said}
        assert "hush-hush" not in str(refused(file, written(wrong | CLINIC | wrong)))


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql+pg8000:/u:p@h/db",
        "postgresql+pg8000:u@h/db",
        " postgresql+pg8000://u@h/db",
        "postgresql+pg8000:///db",
        "postgresql+pg8000://h/db",
        "postgresql+pg8000://u:p@er2@h/db",
        "postgresql+pg8000://u:%00@h/db",
        "postgresql+pg8000://u@h:99999/db",
        "postgresql+pg8000://u@h..example/db",
        "postgresql+pg8000://u@h/",
        "postgresql+pg8000://u@h/db#p",
        "postgresql+pg8000://u@h/db?sslmode=require",
        "postgresql+pg8000://u@h/db?password=p",
        "postgresql+pg8000://u@/db?unix_sock=relative",
        "postgresql+pg8000://u@/db?unix_sock=/a&unix_sock=/b",
        "postgresql+pg8000://u@/db?",
        "sqlite:////var/lib/",
        "sqlite:///relative.sqlite",
    ],
)
def test_a_database_that_the_driver_cannot_take_is_refused(wrong: str) -> None:
    assert not DATABASE.holds(wrong)


@pytest.mark.parametrize(
    "right",
    [
        "postgresql+pg8000://kiosk:p%40ss@db.example:5432/clinic?sslrootcert=/etc/ca.pem",
        "postgresql+pg8000://kiosk@[::1]/clinic",
        "postgresql+pg8000://kiosk@/clinic?unix_sock=/run/x",
        "sqlite:////var/lib/kiosk/見本.sqlite",
    ],
)
def test_a_database_that_the_driver_takes_is_taken(right: str) -> None:
    assert DATABASE.holds(right)
    make_engine(right.partition("?sslrootcert")[0]).dispose()


def test_the_socket_and_the_ca_of_a_database_are_what_storage_asks_for() -> None:
    assert AUTHORITY in DATABASE_FILES
    assert is_here(make_url(f"postgresql+pg8000://u@h/d?{DATABASE_FILES[0]}=/run/x"))


@pytest.mark.parametrize(
    "host",
    [
        *(
            "service..example",
            ".",
            "-",
            "a,b",
            "%00",
            "a_b",
            "a\\b",
            "a;b",
            "a:",
            "h/../",
            "h/..",
            "h/./x",
            "h/a;b",
        ),
        *(
            "h/",
            "h//x",
            "a" * 64,
            ".".join(["a" * 60] * 5),
            "1.2.3",
            "256.1.1.1",
            "[::g]",
            "[]",
            "h:0",
            "h:65536",
        ),
        *("h:٣", "ほすと", "u@h", "h?", "h#", "h\n", " h"),
    ],
)
def test_a_host_that_is_none_is_refused(host: str) -> None:
    assert not SERVICE.holds(f"https://{host}")


@pytest.mark.parametrize(
    "host", ["a", "A-b.example", "127.0.0.1:1", "[::1]:65535", "h/v1/.well-known/~x", "xn--a"]
)
def test_a_host_that_can_be_is_taken(host: str) -> None:
    assert SERVICE.holds(f"https://{host}")


@pytest.mark.parametrize("said", [" a", "a ", "a\u200bb", "a\u00a0b", "a\ue000b", "a\u202eb", "　", "a\tb"])
def test_what_cannot_be_seen_is_refused_in_a_line_and_in_a_path(file, said: str) -> None:
    for key in ("institution.name", "service.client_key", "reader.name", "reader.camera"):
        (fault,) = refused(file, written(CLINIC | {key: toml(said)})).faults
        assert fault.key == key


@pytest.mark.parametrize("home", ["~/kiosk", "~kiosk/home", "$HOME/kiosk", "   ", "a/ /b"])
def test_what_a_shell_alone_would_understand_is_no_path(file, home: str) -> None:
    for key in ("home", "anchor", "service.authority"):
        (fault,) = refused(file, written(CLINIC | {key: toml(home)})).faults
        assert fault.key == key


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ('"institution.name"', "institution.name?"),
        ('"web.port"', "web.port?"),
        ("service.client_cert", "service.client_certificate?"),
        ("web.Port", "web.port?"),
        ("reader.card-authority", "reader.card_authority?"),
        ("web.zzz", ""),
        ("colour", ""),
    ],
)
def test_a_name_is_compared_with_what_it_is_near_to_alone(file, name: str, near: str) -> None:
    text = written({"x.y": "1"} | CLINIC) if not name else None
    section, _, key = ("", "", name) if name.startswith('"') else name.rpartition(".")
    text = (
        written(CLINIC).replace(f"[{section}]", f"[{section}]\n{key} = 1")
        if section in ("service", "reader")
        else ""
    )
    text = text or (
        f"{key} = 1\n{written(CLINIC)}" if not section else f"{written(CLINIC)}\n[{section}]\n{key} = 1"
    )
    (fault,) = refused(file, text).faults
    assert (f"did you mean {near}" in fault.wrong) if near else ("did you mean" not in fault.wrong)


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
        },
        "web": {"host": "127.0.0.1", "port": 8700, "threads": 24, "streams": 12},
        "claims": {"unknown_insurer": "77777777"},
        "intake": {"audit_every_days": 30, "sign_within_days": 14},
    }
    assert settings.database_url == "sqlite:////opt/kiosk/.world/kiosk/kiosk.sqlite"
    assert settings.anchor_file == WORLD / "kiosk/audit-anchor.json"


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


ADDRESS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "HTTPS://", "https:", "ftp://", "", "https:// "]),
    st.sampled_from(["", "me:word@", "@"]),
    st.sampled_from(["host.example", "127.0.0.1", "[::1]", "[::1", "ほすと", ""]) | st.text(max_size=5),
    st.sampled_from(["", ":8443", ":0", ":99999", ":", "/", "/v1", "/v1/", "?a=b", "#x", "/v1?"]),
)


@given(ADDRESS)
def test_an_address_that_settings_take_is_one_that_the_client_speaks_to(url: str) -> None:
    nowhere = Path("/nowhere")
    connection = Connection(url, "1310000000", nowhere, nowhere, nowhere)
    with pytest.raises(FileNotFoundError if SERVICE.holds(url) else (FileNotFoundError, ServiceUntrusted)):
        Https(connection)


@pytest.mark.parametrize(
    "url", ["http://service.example", "HTTP://service.example", "ws://service.example", "", "//x"]
)
def test_the_client_itself_refuses_whatever_is_not_https(url: str) -> None:
    nowhere = Path("/nowhere")
    with pytest.raises(ServiceUntrusted, match="nothing is sent in clear"):
        Https(Connection(url, "1310000000", nowhere, nowhere, nowhere))


DATABASE_URL = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["sqlite://", "sqlite:///", "sqlite:////", "postgresql+pg8000://", "postgresql://", "sqlit:////"]
    ),
    st.sampled_from(["", "kiosk@", "kiosk:p%40ss@", "kiosk@host", "kiosk@host:5432", "kiosk@host:x", "[::1"]),
    st.sampled_from(["", "/", "/clinic", "/clinic?unix_sock=/run/x", "data/kiosk.sqlite"]),
)


@given(DATABASE_URL)
def test_a_database_that_settings_take_is_one_that_storage_can_open(url: str) -> None:
    if DATABASE.holds(url):
        engine = make_engine(url)
        assert engine.url.database
        assert engine.dialect.name in {"sqlite", "postgresql"}
        engine.dispose()


def test_a_value_is_written_as_it_is_read(file) -> None:
    said = {"station": 'a "b" \\ ü', "anchors": ("x", "y"), "demo": True}
    settings = read(file, written(CLINIC | {key: toml(value) for key, value in said.items()}))
    assert (settings.station, settings.demo) == (said["station"], True)
    assert [each.name for each in settings.anchors] == ["x", "y"]
    assert os.fspath(file) not in settings.station
