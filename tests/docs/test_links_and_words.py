"""What the written pages point at exists: every link, and every folder that the glossary names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ELSEWHERE = re.compile(r"[a-z]+:")
KIOSK = ROOT / "kiosk"


def links(page):
    text = CODE.sub("", page.read_text("utf-8"))
    return [each for each in LINK.findall(text) if not ELSEWHERE.match(each)]


def headings(page):
    """As a repository's host names them."""
    found = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


def missing(page, link):
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return True
    return bool(heading) and heading not in headings(target)


def rows(title):
    """The rows of every table of the glossary whose heading has this column, by cell."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        head, _, *body = (
            [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
        )
        if title in head:
            yield from body


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere_in_this_repository(page):
    assert [link for link in links(page) if missing(page, link)] == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path):
    readme = ROOT / "README.md"
    for link in ("docs/none-such.md", "docs/glossary.md#no-such-heading", "../outside.md"):
        assert missing(readme, link)
    assert not missing(readme, "docs/glossary.md#the-claim")


def test_every_folder_that_the_glossary_names_is_there():
    folders = [row[-1].strip("`") for row in rows("where")]
    assert len(folders) > 40
    assert [each for each in folders if not (ROOT / each).is_dir()] == []


def test_every_word_of_the_glossary_stands_there_once():
    words = [row[0] for row in rows("where")]
    assert [each for each in words if words.count(each) > 1] == []


def test_the_glossary_has_every_subject_of_the_desk_and_pure_rooms_that_exist():
    told = {name: re.findall(r"`(\w+)`", below) for cell, below in rows("subject at the desk") for name in re.findall(r"`(\w+)`", cell)}  # fmt: skip
    subjects = {each.parent.name for each in (KIOSK / "desk").glob("*/__init__.py")}
    assert subjects <= set(told)
    for below in told.values():
        assert [room for room in below if not (KIOSK / room).is_dir()] == []


def test_every_decision_has_a_number_of_its_own_in_its_name_and_its_title():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers)
    assert all(each.isdigit() for each in numbers)
    assert [
        page.name for page in pages if not page.read_text("utf-8").startswith(f"# {page.name[:4]} ")
    ] == []
