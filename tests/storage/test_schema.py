import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from kiosk.storage.engine import make_engine
from kiosk.storage.faults import (
    DatabaseCorrupt,
    DatabaseNewer,
    DatabaseOlder,
    StorageFault,
    StorageUnavailable,
)
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.schema import downgrade, head, upgrade
from kiosk.storage.tables import METADATA
from kiosk.storage.unit_of_work import Storage

FORBIDDEN = ("photo", "face", "frame", "image", "picture", "pin", "number_b", "my_number", "embedding")


def tables_of(url):
    engine = make_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def start(clinic):
    return Storage(clinic.url, clinic.key, "desk-1", clinic.folder / "desk-1.anchor")


def test_the_migrations_end_where_the_models_are(clinic):
    engine = make_engine(clinic.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_upgrading_twice_changes_nothing(clinic):
    clinic.visit()
    upgrade(clinic.url)
    assert verify(clinic.storage) == Intact(rows=1, unanchored=0)


def test_down_and_up_again_keeps_what_the_older_release_knew(clinic, now):
    number = clinic.visit("1001")
    clinic.storage.close()
    downgrade(clinic.url, "0002")
    assert "outage_notes" not in tables_of(clinic.url)
    upgrade(clinic.url)
    with closing(start(clinic)) as storage:
        with storage.reading() as reading:
            assert reading.visits.find(number).patient_id == "1001"
        assert verify(storage) == Intact(rows=1, unanchored=0)


def test_all_the_way_down_leaves_nothing_but_the_ledger_of_migrations(clinic):
    clinic.visit()
    clinic.storage.close()
    downgrade(clinic.url)
    assert tables_of(clinic.url) == {"alembic_version"}


def test_an_older_database_is_refused_until_it_is_upgraded(clinic):
    clinic.storage.close()
    downgrade(clinic.url, "0001")
    with pytest.raises(DatabaseOlder, match=head()):
        start(clinic)
    upgrade(clinic.url)
    start(clinic).close()


def test_a_database_nobody_has_prepared_is_refused(tmp_path):
    with pytest.raises(DatabaseOlder):
        Storage(f"sqlite:///{tmp_path}/new.db", b"key", "desk-1", tmp_path / "anchor")


def test_hazard_a_newer_database_is_refused_and_left_alone(file_clinic):
    file_clinic.storage.close()
    with sqlite3.connect(file_clinic.folder / "kiosk.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    for attempt in (lambda: start(file_clinic), lambda: upgrade(file_clinic.url)):
        with pytest.raises(DatabaseNewer, match="9999"):
            attempt()
    assert "visits" in tables_of(file_clinic.url)


def test_hazard_damaged_pages_are_refused_and_the_file_stays(file_clinic, now):
    for _ in range(30):
        file_clinic.visit()
    file_clinic.storage.close()
    file = file_clinic.folder / "kiosk.db"
    content = bytearray(file.read_bytes())
    content[-4096:] = b"\xa5" * 4096  # a page that nothing reads at the start
    file.write_bytes(content)
    for attempt in (lambda: start(file_clinic), lambda: upgrade(file_clinic.url)):
        with pytest.raises(DatabaseCorrupt):
            attempt()
    assert file.read_bytes() == content


def test_hazard_a_file_that_is_no_database_is_refused(tmp_path):
    file = tmp_path / "kiosk.db"
    file.write_bytes(b"this is a letter, not a database " * 200)
    with pytest.raises(DatabaseCorrupt):
        upgrade(f"sqlite:///{file}")


def test_a_folder_that_is_not_there_is_named_unavailable(tmp_path):
    with pytest.raises(StorageUnavailable):
        upgrade(f"sqlite:///{tmp_path}/nowhere/kiosk.db")


def test_the_tables_can_be_made_on_postgresql_too():
    made = {
        name: str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for name, table in METADATA.tables.items()
    }
    assert "TIMESTAMP WITH TIME ZONE" in made["visits"]
    assert "sheet BYTEA" in made["declarations"]
    assert '"on" BOOLEAN' in made["failure_switches"]


def test_sqlite_is_set_up_to_survive_a_power_cut(file_clinic):
    with file_clinic.storage._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_hazard_a_deleted_row_leaves_no_byte_in_the_file(file_clinic):
    engine = make_engine(f"sqlite:///{file_clinic.folder / 'deleted.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE said (text TEXT)")
        connection.exec_driver_sql("INSERT INTO said VALUES ('a sentinel of the patient before')")
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM said")
    engine.dispose()  # the last connection that closes writes the log back

    left = b"".join(each.read_bytes() for each in file_clinic.folder.glob("deleted.db*"))

    assert b"said" in left
    assert b"sentinel" not in left


def test_no_column_could_hold_a_picture_or_a_pin():
    columns = {column.name for table in METADATA.tables.values() for column in table.columns}
    assert not {
        name
        for name in columns
        if name in FORBIDDEN or any(name.startswith(f"{each}_") for each in FORBIDDEN)
    }


def test_a_driver_error_never_carries_what_was_being_written(clinic, now):
    clinic.visit()
    with pytest.raises(StorageFault) as refused, clinic.storage.unit_of_work(now) as work:
        work.findings.keep_question("20261121-0099", "R1", "山田　太郎", "suzuki")
    assert "山田" not in f"{refused.value} {refused.value.__context__}"
