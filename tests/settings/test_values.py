"""Which addresses, paths and names are meant, and that no refusal repeats what may be a password."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from kiosk.qualification.https import Connection, Https
from kiosk.qualification.port import ServiceUntrusted
from kiosk.settings import SettingsError, settings_from
from kiosk.settings.keys import toml
from kiosk.settings.kinds import (
    DATABASE,
    DATABASE_FILES,
    FILES,
    FINGERPRINTS,
    HOME,
    LISTED_CHARACTERS,
    READER,
    SERVICE,
    SOCKET,
    TELEPHONE,
    Fits,
)
from kiosk.storage.engine import make_engine
from kiosk.storage.line import AUTHORITY, is_here
from tests.settings.files import CLINIC, refused, written


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
    ("section", "name", "near"),
    [
        ("", "institution.name", "institution.name?"),
        ("", "web.port", "web.glass_port?"),
        ("service", "client_cert", "service.client_certificate?"),
        ("web", "Port", "web.glass_port?"),
        ("reader", "card-authority", "reader.card_authority?"),
        ("web", "zzz", ""),
        ("", "colour", ""),
    ],
)
def test_a_name_is_compared_with_what_it_is_near_to_alone(section: str, name: str, near: str) -> None:
    wrong = {section: {name: 1}} if section else {name: 1}
    with pytest.raises(SettingsError) as refused:
        settings_from(wrong, Path("/clinic/kiosk.toml"))
    fault = next(each for each in refused.value.faults if each.wrong.startswith("is not known"))
    assert (f"did you mean {near}" in fault.wrong) if near else ("did you mean" not in fault.wrong)


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


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (HOME, Path()),
        (HOME, Path("..")),
        (HOME, Path("/")),
        (HOME, Path("/var/../etc")),
        (HOME, Path("/proc/kiosk")),
        (HOME, Path("/dev/shm/kiosk")),
        (FILES, (Path("ca.der"), Path("ca.der"))),
        (FINGERPRINTS, ("ab" * 32, ":".join(["AB"] * 32))),
        (READER, "ＣＣＩＤ"),
        (SOCKET, "/"),
        (SOCKET, "/run/pcscd/"),
        (SOCKET, "relative.sock"),
        (SOCKET, "/" + "s" * 107),
        (TELEPHONE, "+81-3-1234-5678"),
        (LISTED_CHARACTERS, "\u0301"),
        (LISTED_CHARACTERS, "辻　芦"),
    ],
)
def test_what_fits_the_type_and_means_nothing_is_refused(kind: Fits, wrong: object) -> None:
    assert not kind.holds(wrong)


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        (HOME, Path("home")),
        (HOME, Path("/var/lib/kiosk")),
        (HOME, Path("proc")),
        (READER, "ACS ACR39U ICC Reader 00"),
        (SOCKET, "/run/pcscd/" + "s" * 90),
        (LISTED_CHARACTERS, "辻芦𠮷"),
    ],
)
def test_what_means_something_is_taken(kind: Fits, right: object) -> None:
    assert kind.holds(right)
