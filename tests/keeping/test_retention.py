"""What has been kept long enough is nowhere any more, what must stay is there, and the audit says both."""

import os
import re
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kiosk.claims.ledger import ClaimState
from kiosk.clock import JAPAN
from kiosk.desk.cases.day_end import SCORES_KEPT
from kiosk.keeping.retention import BEFORE_UPDATE, HANDED_OVER, dispose
from kiosk.storage import engine
from kiosk.storage.arrivals.reader_files import KEPT_DAYS
from kiosk.storage.inspection import Intact, verify
from kiosk.storage.opening import open_storage
from kiosk.storage.retention import OVER, RULES
from tests.keeping.test_backup import rows
from tests.storage.old_home import OldHome

BY = "kiosk"
YEARS_LATER = datetime(2031, 6, 1, 3, 0, tzinfo=JAPAN)
BODIES = (
    "SELECT body FROM answers",
    "SELECT name FROM application_items",
    "SELECT fields FROM comparisons",
    "SELECT body FROM documents",
    "SELECT body FROM outage_notes",
)
PIECE = 24


def run(settings, now=YEARS_LATER):
    with closing(open_storage(settings)) as storage:
        with storage.unit_of_work(now) as work:
            gone = dispose(work, settings.home, now, BY)
            work.commit()
        if gone:
            storage.scrub()
    return gone


def everything_is_over(settings):
    """No case is open and every claim is paid."""
    made = create_engine(settings.database_url)
    with made.begin() as connection:
        connection.execute(text("UPDATE incident_cases SET closed_at = opened_at"))
        connection.execute(text("UPDATE claims SET state = 'paid'"))
    made.dispose()


def left(settings):
    found = rows(settings)
    return {rule.name: sum(found[rule.table.name].values()) for rule in RULES}


def asked(settings, statement):
    made = create_engine(settings.database_url)
    with made.connect() as connection:
        found = connection.execute(text(statement)).all()
    made.dispose()
    return found


def pieces(settings):
    """Of everything that shall leave: each piece may lie across two pages, so there are many."""
    found = set()
    for statement in BODIES:
        for (body,) in asked(settings, statement):
            raw = str(body).encode()
            found |= {raw[at : at + PIECE] for at in range(0, len(raw) - PIECE, PIECE)} or {raw}
    return found


def in_tables_that_stay(settings):
    """Of the same pieces: a patient's name stands in the clinic's own table too."""
    ruled = {rule.table.name for rule in RULES}
    home = OldHome(Path(), settings, Path())
    held = [row for name, found in home.rows(home.columns()).items() if name not in ruled for row in found]
    raw = b"\0".join(
        value if isinstance(value, bytes) else str(value).encode() for row in held for value in row
    )
    return {each for each in pieces(settings) if each in raw}


def on_disk(home, wanted):
    held = b"".join(each.read_bytes() for each in home.iterdir() if each.name.startswith("kiosk.sqlite"))
    return {each for each in wanted if each in held}


def test_what_is_over_leaves_every_table_of_the_rules_and_no_other(kept):
    everything_is_over(kept.settings)
    before = rows(kept.settings)
    assert run(kept.settings)
    after = rows(kept.settings)
    changed = {table for table in before if before[table] != after[table]}
    ruled = {rule.table.name for rule in RULES} | {"answer_keys"}
    assert {each: sum(after[each].values()) for each in ruled} == dict.fromkeys(ruled, 0)
    assert changed <= ruled


def test_the_audit_is_whole_after_it_and_tells_what_left(kept):
    everything_is_over(kept.settings)
    held = left(kept.settings)
    run(kept.settings)
    with closing(open_storage(kept.settings)) as storage:
        assert isinstance(verify(storage), Intact)
    told = asked(kept.settings, "SELECT payload FROM audit_rows WHERE kind = 'records_disposed'")
    assert all(any(f'"{name}"' in row.payload for row in told) for name, count in held.items() if count)


def test_hazard_nothing_of_it_is_in_a_free_page_or_in_the_log(kept_in_a_file):
    settings = kept_in_a_file.settings
    everything_is_over(settings)
    sentinels = on_disk(settings.home, pieces(settings) - in_tables_that_stay(settings))
    assert len(sentinels) > 100
    run(settings)
    assert on_disk(settings.home, sentinels) == set()


@pytest.mark.parametrize("days", [0, 1])
def test_each_rule_ends_on_its_day_and_not_before(kept, days):
    everything_is_over(kept.settings)
    rule = next(each for each in RULES if each.name == "answers")
    ((newest,),) = asked(kept.settings, "SELECT max(visit) FROM answers")
    day = datetime.strptime(newest[:8], "%Y%m%d").replace(tzinfo=JAPAN)
    run(kept.settings, day + timedelta(days=rule.days + days))
    assert bool(left(kept.settings)["answers"]) is (days == 0)


def test_a_visit_of_an_open_case_keeps_everything(kept):
    everything_is_over(kept.settings)
    made = create_engine(kept.settings.database_url)
    with made.begin() as connection:
        connection.execute(text("UPDATE incident_cases SET closed_at = NULL"))
    made.dispose()
    run(kept.settings)
    cased = {visit for (visit,) in asked(kept.settings, "SELECT visit FROM incident_stops")}
    stayed = {visit for (visit,) in asked(kept.settings, "SELECT visit FROM answers")}
    assert stayed
    assert stayed <= cased | {visit for (visit,) in asked(kept.settings, "SELECT visit FROM incident_cases")}


@pytest.mark.parametrize("state", ClaimState)
def test_a_visit_keeps_everything_until_its_claim_is_over(kept_in_a_file, state):
    settings = kept_in_a_file.settings
    everything_is_over(settings)
    claimed = "SELECT visit FROM answers WHERE visit IN (SELECT visit FROM claim_visits)"
    assert asked(settings, claimed)
    made = create_engine(settings.database_url)
    with made.begin() as connection:
        connection.execute(text("UPDATE claims SET state = :state"), {"state": state.value})
    made.dispose()
    run(settings)
    assert bool(asked(settings, claimed)) is (state not in OVER)


@pytest.mark.parametrize(
    ("name", "days"),
    [("handover/KIOSKsiquc01res_20261121-0001.xml", HANDED_OVER), ("before-update-0001", BEFORE_UPDATE)],
)
def test_files_of_the_home_leave_by_their_age(kept_in_a_file, name, days):
    file = kept_in_a_file.settings.home / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"sentinel")
    written = datetime(2026, 12, 1, tzinfo=JAPAN)
    os.utime(file, (written.timestamp(),) * 2)
    run(kept_in_a_file.settings, written + timedelta(days=days))
    assert file.exists()
    run(kept_in_a_file.settings, written + timedelta(days=days, minutes=1))
    assert not file.exists()


def test_where_nothing_is_over_nothing_is_written(kept):
    before = asked(kept.settings, "SELECT count(*) FROM audit_rows")
    assert not run(kept.settings, datetime(2026, 12, 1, tzinfo=JAPAN))
    assert asked(kept.settings, "SELECT count(*) FROM audit_rows") == before


def test_every_table_that_something_leaves_is_scrubbed():
    assert {rule.table.name for rule in RULES} | {"answer_keys"} <= set(engine.SCRUBBED)


def test_every_rule_says_since_when_its_source_is_known():
    assert all(re.search(r"20\d\d-\d\d", rule.source) for rule in RULES)


def test_the_page_of_retention_is_the_table_of_rules():
    page = Path("docs/retention.md").read_text("utf-8")
    for rule in RULES:
        assert f"| {rule.name} | {rule.days} days | {rule.source} |" in page
    for days in (HANDED_OVER, BEFORE_UPDATE, SCORES_KEPT.days, KEPT_DAYS):
        assert f"| {days} days |" in page
