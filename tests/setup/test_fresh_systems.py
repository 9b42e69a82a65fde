"""What was seen on fresh systems, on its way into the document; and the script's words to whoever cannot run it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rehearsal.measure.figures import systems

SCRIPT = Path(__file__).parents[2] / "scripts/on-fresh-systems"
SEEN = (
    "root\tset-up by scripts/run\t95\tpassed\n"
    "root\tfirst screen after set-up\t12\tpassed: reader private PC/SC\n"
    "kiosk, no line\ta visit by face\t0\tFAILED (1): Stuck: see the log\n"
    "made\t2026-11-21\tabc1234\n"
    "system\tDebian GNU/Linux 13 (trixie)\tPython 3.13.5\n"
)
DOCUMENT = "# Figures\n\n## Before\n\nfour\n\n## On fresh systems\n\nold\n\n## After\n\nfive\n"


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "figures.md").write_text(DOCUMENT, "utf-8")
    (tmp_path / "seen").write_text(SEEN, "utf-8")
    return tmp_path


def test_what_was_seen_replaces_its_own_section_and_no_other(docs):
    systems.main("trixie", docs / "seen", docs)

    text = (docs / "figures.md").read_text("utf-8")
    row = "| Debian GNU/Linux 13 (trixie), trixie, 2026-11-21 at abc1234 | 3.13.5 | root | set-up by scripts/run | 95 | passed |"
    assert row in text.splitlines()
    assert "FAILED (1): Stuck: see the log" in text
    assert "\nold\n" not in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Before",
        "## On fresh systems",
        "## After",
    ]
    assert text.startswith("# Figures\n\n## Before\n\nfour\n\n## On")
    assert text.endswith("|\n\n## After\n\nfive\n")


def test_a_document_without_the_section_gets_it_at_its_end_and_a_second_time_changes_nothing(docs):
    (docs / "figures.md").write_text("# Figures\n\n## Before\n\nfour\n", "utf-8")

    systems.main("trixie", docs / "seen", docs)
    once = (docs / "figures.md").read_text("utf-8")
    systems.main("trixie", docs / "seen", docs)

    assert once.startswith("# Figures\n\n## Before\n\nfour\n\n## On fresh systems\n")
    assert (docs / "figures.md").read_text("utf-8") == once


def test_another_system_stands_beside_what_was_seen_before(docs):
    systems.main("trixie", docs / "seen", docs)
    (docs / "seen").write_text("-\t-\t0\tNOT RUN: no such suite\n", "utf-8")
    systems.main("sid", docs / "seen", docs)

    assert set(json.loads((docs / "systems.json").read_text("utf-8"))) == {"sid", "trixie"}
    assert "| sid |  | - | - |  | NOT RUN: no such suite |" in systems.section(docs / "systems.json")


def test_the_documents_writer_keeps_the_section():
    assert systems.TITLE in systems.section()


def test_nothing_seen_is_not_run_and_a_torn_line_is_no_line(tmp_path):
    assert "NOT RUN" in systems.section(tmp_path / "systems.json")
    with pytest.raises(ValueError, match="not a line"):
        systems.read(["root\tset-up"])


@pytest.mark.parametrize(
    ("user", "programs", "said"),
    [
        ("1000", (), "    sudo scripts/on-fresh-systems --roots /somewhere trixie\n"),
        ("0", (), "    apt-get update && apt-get install -y --no-install-recommends debootstrap\n"),
    ],
)
def test_who_cannot_make_systems_reads_one_line_to_paste(tmp_path, user, programs, said):
    identity = tmp_path / "id"
    identity.write_text(f"#!/bin/sh\necho {user}\n", "utf-8")
    identity.chmod(0o755)
    for each in ("sh", "dirname", *programs):
        (tmp_path / each).symlink_to(shutil.which(each))

    refused = subprocess.run(
        ["sh", SCRIPT, "--roots", "/somewhere", "trixie"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert refused.stderr.endswith(said)
    assert not Path("/somewhere").exists()
