"""An update keeps what was before until it has proved itself, and there is a way back."""

from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from kiosk.keeping.bundle import NotRestored
from kiosk.keeping.update import go_back, update
from kiosk.storage.faults import StorageFull
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.opening import open_storage
from kiosk.storage.schema import head, revision_of
from tests.keeping.test_backup import a_visit, no_larger_than
from tests.storage.old_home import RELEASES, OldHome, unpack


@pytest.fixture(params=["sqlite", "postgresql"])
def old(tmp_path, request) -> OldHome:
    """A home as the last release left it."""
    server = request.getfixturevalue("postgres").database() if request.param == "postgresql" else ""
    return unpack(RELEASES[-1], tmp_path, server)


def everything(old):
    return old.rows(old.columns())


def spoil(old):
    """The audit no longer tells of what it told."""
    engine = create_engine(old.settings.database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE audit_rows SET visit = '20260101-0001' WHERE seq = 1"))
    engine.dispose()


def test_an_update_leads_to_this_release_and_back_to_the_last_one(old):
    before, revision = everything(old), revision_of(old.settings.database_url)
    done = update(old.settings, old.key)
    assert (done.before, done.now) == (revision, head())
    assert revision_of(old.settings.database_url) == head()
    assert go_back(old.settings, old.key, 0) == revision
    assert everything(old) == before
    update(old.settings, old.key)
    with closing(open_storage(old.settings)) as storage:
        assert isinstance(verify(storage), Intact)


def test_what_was_written_since_is_counted_before_it_is_lost(old):
    before = everything(old)
    update(old.settings, old.key)
    with closing(open_storage(old.settings)) as storage:
        a_visit(storage)
        a_visit(storage)
    updated = everything(old)
    with pytest.raises(NotRestored, match="--losing 2"):
        go_back(old.settings, old.key, 0)
    assert everything(old) == updated
    go_back(old.settings, old.key, 2)
    assert everything(old) == before
    assert old.settings.anchor_file.with_name(f"{old.settings.anchor_file.name}.given-up").exists()
    open_storage(old.settings).close()


def test_hazard_an_update_over_records_that_are_not_whole_leads_back_by_itself(old):
    spoil(old)
    before = everything(old)
    with pytest.raises(NotRestored, match="not whole"):
        update(old.settings, old.key)
    assert everything(old) == before


def test_hazard_a_full_disk_ends_an_update_before_it_begins(tmp_path):
    old = unpack(RELEASES[-1], tmp_path)
    before = everything(old)
    with no_larger_than(100_000), pytest.raises((StorageFull, OSError)):
        update(old.settings, old.key)
    assert everything(old) == before
    update(old.settings, old.key)


def test_an_update_that_has_nothing_to_do_looks_all_the_same(old):
    update(old.settings, old.key)
    assert update(old.settings, old.key).before == head()
    assert revision_of(old.settings.database_url) == head()


def test_there_is_no_way_back_where_nothing_was_updated(old):
    with pytest.raises(NotRestored, match="no update"):
        go_back(old.settings, old.key, 0)
