"""The sample explains every key and can be taken as it is; what is shown can be read again."""

import re
import tomllib
from pathlib import Path

from kiosk.docs.settings import settings_page
from kiosk.settings import load
from kiosk.settings.keys import keys, value_of
from kiosk.settings.relations import RELATIONS
from kiosk.settings.writing import sample, what_holds
from tests.settings.files import CLINIC, written

COMMENTED = re.compile(r"^# (?=\w+ = )", re.MULTILINE)


def read(folder: Path, text: str):
    file = folder / "kiosk.toml"
    file.write_text(text, "utf-8")
    return load(file)


def test_the_sample_says_what_must_be_said_and_leaves_the_rest_to_its_defaults(tmp_path) -> None:
    settings = read(tmp_path, sample())
    for key in keys().values():
        assert key.required or value_of(settings, key) == key.default


def test_every_key_stands_in_the_sample_with_its_meaning_its_range_and_its_default() -> None:
    for key in keys().values():
        assert f"# {key.meaning}\n#   must be: {key.must_be}\n" in sample()
        assert key.meaning.endswith(".")
        assert key.required or f"#   default: {key.usual}\n# {key.line}" in sample()


def test_every_line_of_the_sample_can_be_taken_in(tmp_path) -> None:
    whole = COMMENTED.sub("", sample())
    assert {k for k, each in keys().items() if not each.section} <= tomllib.loads(whole).keys()
    read(tmp_path, whole.replace("demo = false", "demo = true"))


def test_every_key_and_every_relation_stands_on_the_page() -> None:
    page = settings_page()
    for key in keys().values():
        assert f"| `{key.dotted}` | {key.must_be} |" in page
    for relation in RELATIONS:
        assert f"| `{relation.key}` | `{relation.beside}` | {relation.must_be} |" in page


def test_every_number_has_two_bounds() -> None:
    for key in keys().values():
        if key.field.annotation in {int, float}:
            assert re.search(r"(from|above) \S+ to \S+$", key.must_be), key.dotted


def test_what_is_shown_can_be_read_again_and_says_the_same(tmp_path) -> None:
    settings = read(tmp_path, written(CLINIC | {"web.port": "9000", "anchor": '"/mnt/other/anchor.json"'}))
    again = read(tmp_path, what_holds(settings))
    assert again.model_dump() == settings.model_dump() | {"database": settings.database_url}


def test_what_is_shown_marks_defaults_and_hides_passwords(tmp_path) -> None:
    said = {
        "demo": "true",
        "database": '"postgresql+pg8000://kiosk:hush@host/clinic?sslrootcert=/etc/ca.pem"',
        "reader.camera": '"http://me:hush@camera/?pwd=hush"',
        "web.port": "9000",
    }
    shown = what_holds(read(tmp_path, written(CLINIC | said)))
    assert "hush" not in shown
    assert "…@host/clinic?sslrootcert=/etc/ca.pem" in shown
    assert "port = 9000\n" in shown
    assert "threads = 24  # default\n" in shown
    assert "# terminal is not set\n" in shown
