"""Key, database and anchor belong together: where one is lost, nothing begins anew by itself."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.clock import JAPAN
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings
from kiosk.storage.faults import DatabaseCorrupt, KeyLost, RecordsLost, StorageFault
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.opening import open_storage
from kiosk.storage.staff.accounts import Role

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


def settings(home: Path, station: str = "desk-1", database: str = "") -> Settings:
    nowhere = home / "nowhere"
    return Settings(
        home=home,
        station=station,
        database=database,
        institution=Institution(code="1310000000", name="見本"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=nowhere, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="CCID"),
        anchors=(nowhere,),
    )


def account(told: Settings, name: str) -> None:
    """One audited record."""
    with closing(open_storage(told)) as storage:
        with storage.unit_of_work(NOW) as work:
            work.accounts.add(name, Role.DESK, "hash")
            work.audit("account_made", "", {"account": name, "role": "desk", "by": "test"})
            work.commit()
        storage.following.settle()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With two audited records in it, anchored."""
    for name in ("uketsuke", "ishi"):
        account(settings(tmp_path / "home"), name)
    return tmp_path / "home"


def contents(home: Path) -> dict[str, bytes]:
    return {
        each.name: each.read_bytes()
        for each in home.iterdir()
        if each.suffix not in {".sqlite-shm", ".sqlite-wal"}
    }


def refused(told: Settings, fault: type[StorageFault]) -> str:
    before = contents(told.home)
    with pytest.raises(fault) as raised:
        open_storage(told)
    assert contents(told.home).keys() - before.keys() == set()
    assert contents(told.home).get("audit.key") == before.get("audit.key")
    assert contents(told.home).get("audit-anchor.json") == before.get("audit-anchor.json")
    return str(raised.value)


def test_a_whole_home_opens_again_and_again(home) -> None:
    for name in ("kanri", "kansa"):
        account(settings(home), name)
    with closing(open_storage(settings(home))) as storage:
        assert verify(storage) == Intact(4, 0)


def test_a_lost_database_is_not_begun_anew(home) -> None:
    for each in home.glob("kiosk.sqlite*"):
        each.unlink()
    told = refused(settings(home), RecordsLost)
    assert "row 0 in the database and at row 2" in told
    assert "restore the newest backup" in told
    assert "to begin anew deliberately" in told


def test_an_emptied_database_is_not_filled(home) -> None:
    for each in home.glob("kiosk.sqlite-*"):
        each.unlink()
    os.truncate(home / "kiosk.sqlite", 0)
    refused(settings(home), RecordsLost)


def test_a_truncated_database_is_not_opened(home) -> None:
    os.truncate(home / "kiosk.sqlite", (home / "kiosk.sqlite").stat().st_size // 8192 * 4096)
    refused(settings(home), DatabaseCorrupt)


def test_a_backup_that_is_older_than_the_anchor_opens_once_the_anchor_was_moved_aside(home) -> None:
    backup = (home / "kiosk.sqlite").read_bytes()
    account(settings(home), "seikyu")
    (home / "kiosk.sqlite").write_bytes(backup)
    assert "move the anchor aside" in refused(settings(home), RecordsLost)
    (home / "audit-anchor.json").rename(home / "audit-anchor.json.kept")
    account(settings(home), "seikyu")
    with closing(open_storage(settings(home))) as storage:
        assert verify(storage) == Intact(3, 0)


def test_all_three_moved_aside_begin_anew(home) -> None:
    for each in [*home.glob("kiosk.sqlite*"), home / "audit.key", home / "audit-anchor.json"]:
        each.unlink()
    account(settings(home), "uketsuke")


def test_a_lost_key_beside_records_is_not_made_anew(home) -> None:
    (home / "audit.key").unlink()
    assert "put it back from its backup" in refused(settings(home), KeyLost)


def test_a_lost_key_and_database_beside_an_anchor_are_not_made_anew(home) -> None:
    for each in [*home.glob("kiosk.sqlite*"), home / "audit.key"]:
        each.unlink()
    refused(settings(home), KeyLost)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_that_is_not_whole_is_no_key(home, length: int) -> None:
    (home / "audit.key").write_bytes(bytes(length))
    assert f"holds {length} bytes instead of 32" in refused(settings(home), KeyLost)


def test_another_key_beside_an_emptied_database_is_told(home) -> None:
    for each in home.glob("kiosk.sqlite*"):
        each.unlink()
    (home / "audit.key").write_bytes(bytes(32))
    assert "with another audit.key" in refused(settings(home), RecordsLost)


def test_a_renamed_station_does_not_take_the_anchor_of_the_one_it_was(home) -> None:
    assert "'desk-2'" in refused(settings(home, station="desk-2"), RecordsLost)


def test_a_key_is_made_whole_and_once(tmp_path) -> None:
    account(settings(tmp_path / "home"), "uketsuke")
    key = (tmp_path / "home/audit.key").read_bytes()
    assert len(key) == 32
    account(settings(tmp_path / "home"), "ishi")
    assert (tmp_path / "home/audit.key").read_bytes() == key
    assert not list((tmp_path / "home").glob("*.new"))


def test_a_further_station_of_a_shared_database_wants_the_first_ones_key(tmp_path, postgres) -> None:
    url = postgres.database()
    account(settings(tmp_path / "one", "desk-1", url), "uketsuke")
    second = settings(tmp_path / "two", "desk-2", url)
    (tmp_path / "two").mkdir(0o700)
    assert "copy of the first one's" in refused(second, KeyLost)
    (tmp_path / "two/audit.key").write_bytes((tmp_path / "one/audit.key").read_bytes())
    account(second, "ishi")


def test_a_server_that_lost_this_stations_rows_is_refused_too(tmp_path, postgres) -> None:
    account(settings(tmp_path / "home", "desk-1", postgres.database()), "uketsuke")
    refused(settings(tmp_path / "home", "desk-1", postgres.database()), RecordsLost)
