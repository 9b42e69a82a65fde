"""The audit over the kept table's indexes finds what the audit of the rows in memory finds."""

from collections import Counter
from io import BytesIO
from random import Random

from kiosk.desk.patients.patient_import import Listener, Wish, import_patients
from kiosk.intake.csv.layout import Layout
from kiosk.intake.table_findings import State
from kiosk.matching.duplicates import duplicates
from rehearsal.measure.population.patient_table import PlantedTable, write_table


def told(findings):
    return Counter((each.kind, tuple(sorted(each.rows))) for each in findings)


def test_the_audit_over_indexes_finds_what_the_audit_in_memory_finds(clinic, now, tmp_path):
    file = tmp_path / "patients.csv"
    write_table(PlantedTable(1200, seed=4), file)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    quiet = Listener(lambda _: None, lambda *_: None)
    wish = Wish("suzuki", now, Layout())
    import_patients(clinic.storage, BytesIO("".join(lines).encode()), wish, quiet)
    Random(1).shuffle(gone := lines[1:])
    import_patients(clinic.storage, BytesIO("".join(lines[:1] + gone[:900]).encode()), wish, quiet)
    with clinic.storage.reading() as books:
        patients, found = books.patients.all(), list(books.table_audits.look())
    assert told(each.finding for each in found) == told(duplicates(patients))
    assert len({each.finding.kind for each in found}) >= 3
    with clinic.storage.unit_of_work(now) as work:
        run = work.table_audits.keep(found, "suzuki", None, len(patients))
        assert work.table_audits.counts(run.id)[State.OPEN] == run.findings == len(found)
        again = work.table_audits.keep(found, "suzuki", None, len(patients))
        assert work.table_audits.counts(again.id)[State.OPEN] == len(found)
        assert work.table_audits.counts(run.id)[State.OPEN] == 0
