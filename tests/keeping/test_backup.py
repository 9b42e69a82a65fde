"""A backup is taken while the kiosk runs, comes back whole on another machine, or says why not and puts nothing anywhere."""

import resource
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from pyrage import x25519
from sqlalchemy import create_engine, text

from kiosk.keeping.backup import NotKept, back_up, back_up_key
from kiosk.keeping.bundle import CONTENTS, NotRestored
from kiosk.keeping.restore import audit_key, rehearse, restore
from kiosk.keeping.sealed import SealRefused, seal, unseal
from kiosk.keeping.stamps import Stamps, stamps
from kiosk.storage.faults import DatabaseNewer, RecordsLost, StorageFull
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.opening import open_storage
from kiosk.storage.visit.visits import VisitRecord
from tests.keeping.conftest import NOW
from tests.storage.old_home import OldHome

BY = "command"


def rows(settings):
    """Every row of every table but the audit's, which goes on with a row of its own."""
    home = OldHome(Path(), settings, Path())
    found = home.rows(home.columns())
    found.pop("audit_rows")
    return found


def a_visit(storage):
    with storage.unit_of_work(NOW) as work:
        number = work.visits.next_number(NOW.date())
        work.visits.open(VisitRecord(number, storage.station, "desk", NOW))
        work.audit("visit_opened", number, {"lane": "desk"})
        work.commit()
    return number


@contextmanager
def no_larger_than(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: the nearest to a full disk that needs no disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def nothing_was_put(home: Path) -> bool:
    return not home.exists() or not list(home.iterdir())


def changed_contents(kept, file, tmp_path, old: str, new: str) -> Path:
    """The same backup with another line in its table of contents, sealed for the same recipient."""
    plain, changed = tmp_path / "plain", tmp_path / "changed"
    unseal(file, plain, kept.identity)
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(changed, "w") as written:
        for name in read.namelist():
            data = read.read(name)
            assert name != CONTENTS or old.encode() in data
            written.writestr(name, data.replace(old.encode(), new.encode()) if name == CONTENTS else data)
    sealed = tmp_path / "changed.age"
    seal(changed, sealed, kept.identity.to_public())
    return sealed


# -- there and back ----------------------------------------------------------------------------------------------------


def test_what_comes_back_on_another_machine_is_what_was_kept(kept, tmp_path, request):
    server = request.getfixturevalue("postgres").database() if kept.server else ""
    file, before = kept.back_up(), rows(kept.settings)
    other = kept.another_machine(tmp_path, server)
    done = restore(other, kept.sealed(file), NOW, BY)
    assert rows(other) == before
    with closing(open_storage(other)) as storage:
        assert verify(storage) == Intact(done.rows + 1, 0)
        assert storage.keys.root == kept.key
        a_visit(storage)
        assert isinstance(verify(storage), Intact)


def test_a_backup_of_a_running_kiosk_is_of_one_moment(kept_in_a_file, tmp_path):
    ends, begun = Event(), Event()
    with closing(open_storage(kept_in_a_file.settings)) as storage:

        def visits() -> None:
            while not ends.is_set():
                a_visit(storage)
                begun.set()

        writer = Thread(target=visits)
        writer.start()
        begun.wait()
        file = kept_in_a_file.back_up()
        ends.set()
        writer.join()
    other = kept_in_a_file.another_machine(tmp_path)
    restore(other, kept_in_a_file.sealed(file), NOW, BY)
    with closing(open_storage(other)) as storage:
        assert isinstance(verify(storage), Intact)


def test_nothing_of_a_backup_can_be_read_without_its_key(kept_in_a_file):
    kept = kept_in_a_file
    name = kept.settings.station.encode()
    file = kept.back_up()
    assert name not in file.read_bytes()
    assert kept.key not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert not [each for each in kept.settings.home.iterdir() if each.name.startswith(".backup")]


def test_the_audit_key_goes_another_way(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    apart = tmp_path / "apart"
    apart.mkdir()
    sealed = back_up_key(kept.settings, apart, kept.identity.to_public())
    assert audit_key(sealed, kept.identity) == kept.key
    unseal(kept.back_up(), tmp_path / "plain", kept.identity)
    with zipfile.ZipFile(tmp_path / "plain") as archive:
        assert all(kept.key not in archive.read(name) for name in archive.namelist())


def test_key_and_records_never_lie_in_one_folder(kept_in_a_file, tmp_path):
    kept, apart = kept_in_a_file, tmp_path / "apart"
    apart.mkdir()
    kept.back_up()
    with pytest.raises(NotKept, match="apart"):
        back_up_key(kept.settings, kept.backups, kept.identity.to_public())
    back_up_key(kept.settings, apart, kept.identity.to_public())
    with pytest.raises(NotKept, match="apart"):
        back_up(kept.settings, apart, kept.identity.to_public(), NOW)


# -- what does not come back -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [0, 20, 300, -1, -5000])
def test_hazard_a_torn_backup_is_named_and_nothing_is_put(kept_in_a_file, tmp_path, left):
    kept = kept_in_a_file
    file = kept.back_up()
    file.write_bytes(file.read_bytes()[:left])
    other = kept.another_machine(tmp_path)
    with pytest.raises(SealRefused, match="torn"):
        restore(other, kept.sealed(file), NOW, BY)
    assert nothing_was_put(other.home)


def test_hazard_a_changed_byte_is_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    file = kept.back_up()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(SealRefused, match="torn, changed"):
        restore(kept.another_machine(tmp_path), kept.sealed(file), NOW, BY)


def test_hazard_another_private_key_is_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    other = kept.another_machine(tmp_path)
    sealed = replace(kept.sealed(kept.back_up()), identity=x25519.Identity.generate())
    with pytest.raises(SealRefused, match="another key"):
        restore(other, sealed, NOW, BY)
    assert nothing_was_put(other.home)


def test_hazard_another_audit_key_is_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    other = kept.another_machine(tmp_path)
    with pytest.raises(NotRestored, match="audit key is another"):
        restore(other, replace(kept.sealed(kept.back_up()), key=b"0" * 32), NOW, BY)
    assert nothing_was_put(other.home)


def test_hazard_a_backup_of_a_later_form_is_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    file = changed_contents(kept, kept.back_up(), tmp_path, '"format": 1', '"format": 2')
    with pytest.raises(NotRestored, match="form 2"):
        restore(kept.another_machine(tmp_path), kept.sealed(file), NOW, BY)


def test_hazard_records_of_a_newer_release_are_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    with closing(sqlite3.connect(kept.settings.home / "kiosk.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999_later'")
        database.commit()
    other = kept.another_machine(tmp_path)
    with pytest.raises(DatabaseNewer):
        restore(other, kept.sealed(kept.back_up()), NOW, BY)
    assert nothing_was_put(other.home)


def test_hazard_records_that_were_changed_before_the_backup_are_not_put_back(kept, tmp_path, request):
    server = request.getfixturevalue("postgres").database() if kept.server else ""
    home = OldHome(Path(), kept.settings, Path())
    engine = create_engine(home.settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE audit_rows SET visit = '20260101-0001' WHERE seq = 1"))
    engine.dispose()
    other = kept.another_machine(tmp_path, server)
    with pytest.raises(NotRestored, match="records are not whole"):
        restore(other, kept.sealed(kept.back_up()), NOW, BY)
    assert nothing_was_put(other.home)
    if server:
        assert OldHome(Path(), other, Path()).columns() == {}


def test_hazard_the_backup_of_another_station_is_named(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    other = kept.another_machine(tmp_path).model_copy(update={"station": "desk-7"})
    with pytest.raises(NotRestored, match="desk-7"):
        restore(other, kept.sealed(kept.back_up()), NOW, BY)


def test_hazard_nothing_is_mixed_with_records_that_are_there(kept, tmp_path):
    before = rows(kept.settings)
    with pytest.raises(NotRestored, match="empty home"):
        restore(kept.settings, kept.sealed(kept.back_up()), NOW, BY)
    assert rows(kept.settings) == before


def test_hazard_a_full_disk_is_named_and_leaves_no_backup(kept_in_a_file):
    with no_larger_than(100_000), pytest.raises(StorageFull):
        kept_in_a_file.back_up()
    assert list(kept_in_a_file.backups.iterdir()) == []
    assert stamps(kept_in_a_file.settings.home) == Stamps()


@pytest.mark.parametrize("size", [1_000, 50_000, 200_000])
def test_hazard_a_full_disk_leaves_nothing_half_restored(kept_in_a_file, tmp_path, size):
    kept = kept_in_a_file
    file, other = kept.back_up(), kept.another_machine(tmp_path)
    with no_larger_than(size), pytest.raises((StorageFull, OSError)):
        restore(other, kept.sealed(file), NOW, BY)
    assert nothing_was_put(other.home)
    restore(other, kept.sealed(file), NOW, BY)


def test_hazard_an_anchor_that_knows_more_than_the_backup_says_so(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    file = kept.back_up()
    with closing(open_storage(kept.settings)) as storage:
        a_visit(storage)
    share = tmp_path / "share"
    share.mkdir()
    (share / "anchor").write_bytes(kept.settings.anchor_file.read_bytes())
    other = kept.another_machine(tmp_path).model_copy(update={"anchor": share / "anchor"})
    with pytest.raises(RecordsLost, match="records were lost"):
        restore(other, kept.sealed(file), NOW, BY)
    assert nothing_was_put(other.home)


def test_an_anchor_that_knows_less_than_the_backup_goes_on_from_it(kept_in_a_file, tmp_path):
    kept = kept_in_a_file
    (tmp_path / "anchor").write_bytes(kept.settings.anchor_file.read_bytes())
    with closing(open_storage(kept.settings)) as storage:
        a_visit(storage)
    other = kept.another_machine(tmp_path).model_copy(update={"anchor": tmp_path / "anchor"})
    restore(other, kept.sealed(kept.back_up()), NOW, BY)
    with closing(open_storage(other)) as storage:
        assert isinstance(verify(storage), Intact)


# -- the rehearsal -----------------------------------------------------------------------------------------------------


def test_a_rehearsal_beside_the_running_kiosk_puts_nothing_and_is_remembered(kept, request):
    server = request.getfixturevalue("postgres").database() if kept.server else ""
    file = kept.back_up()
    before, files = rows(kept.settings), {each.name for each in kept.settings.home.iterdir()}
    rehearse(kept.settings, kept.sealed(file), NOW, server)
    assert rows(kept.settings) == before
    assert {each.name for each in kept.settings.home.iterdir()} == files
    assert stamps(kept.settings.home) == Stamps(*[NOW.isoformat()] * 3)


def test_a_rehearsal_that_fails_is_not_remembered(kept_in_a_file):
    file = kept_in_a_file.back_up()
    file.write_bytes(file.read_bytes()[:-1])
    with suppress(SealRefused):
        rehearse(kept_in_a_file.settings, kept_in_a_file.sealed(file), NOW)
    assert stamps(kept_in_a_file.settings.home).rehearsed == ""
