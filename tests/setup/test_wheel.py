"""What travels in the wheels, and what an installed one refuses."""

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from eligibility_kiosk import EXTRAS, PACKAGES, changed, owned, refusals

PROJECT = Path(__file__).parents[2]
BUILT_FROM = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "NOTICE",
    "eligibility_kiosk.py",
    "scripts",
    "packaging",
)
FOLDERS = (*PACKAGES, "templates", "static")
UNWANTED = shutil.ignore_patterns("__pycache__")


def project(where):
    return tomllib.loads((PROJECT / where / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Both, built by the script from a copy: a build leaves things behind."""
    copy = tmp_path_factory.mktemp("project")
    for each in (*BUILT_FROM, *FOLDERS):
        if (PROJECT / each).is_dir():
            shutil.copytree(PROJECT / each, copy / each, symlinks=True, ignore=UNWANTED)
        else:
            shutil.copy(PROJECT / each, copy / each)
    (copy / ".venv" / "bin").mkdir(parents=True)
    (copy / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (copy / ".venv" / "bin" / "python").chmod(0o755)
    done = subprocess.run([copy / "scripts" / "wheel"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted((copy / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def contents(wheels):
    return {name for each in wheels for name in zipfile.ZipFile(each).namelist()}


def test_everything_that_the_packages_are_made_of_travels_and_nothing_else(contents):
    """Every file, whatever its kind: a new template, translation or picture needs no line anywhere."""
    files = {
        path.relative_to(PROJECT).as_posix()
        for folder in FOLDERS
        for path in (PROJECT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {each for each in files if not each.startswith("rehearsal/measure/")}
    inside = {re.sub(r"^(templates|static)/", r"kiosk/web/\1/", each) for each in shipped}

    assert {each for each in contents if ".dist-info/" not in each} == inside | {"eligibility_kiosk.py"}
    assert not [each for each in contents if each.startswith(("tests/", "rehearsal/measure"))]


def test_both_wheels_carry_licence_and_notice(contents):
    kept = {each.split("licenses/")[1] for each in contents if ".dist-info/licenses/" in each}
    assert kept == {"LICENSE", "NOTICE"}
    assert len([each for each in contents if each.endswith("/licenses/NOTICE")]) == 2


def test_reader_and_kiosk_are_one_release():
    ours, readers = project("."), project("packaging/reader")
    wanted = [each for each in _everything(ours) if each.startswith(readers["name"])]

    assert ours["version"] == readers["version"]
    assert len(wanted) == 3
    assert all(each.endswith(f"=={readers['version']}") for each in wanted)


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_brings_the_packages_that_a_missing_one_is_told_by(extra):
    known = packages_distributions()
    asked_for = {_normalised(known.get(name, [name])[0]) for name in EXTRAS[extra]}
    brought = {_normalised(each) for each in _brought(project("."), extra)}

    assert asked_for == brought


def test_every_licence_of_what_a_wheel_brings_is_in_the_notice():
    notice = (PROJECT / "NOTICE").read_text("utf-8")
    lines = (PROJECT / "requirements.txt").read_text("utf-8").splitlines()
    installed = {line.split("==")[0] for line in lines if re.match(r"[a-z].*==", line)}

    assert installed
    assert [
        each
        for each in sorted(installed)
        if not re.search(rf"^\| {re.escape(each)} \|", notice, re.MULTILINE)
    ] == []


class Place:
    """Where wheels are installed without what they need, which the interpreter's own environment has."""

    def __init__(self, folder):
        self.folder = folder
        self.packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))

    def install(self, *files):
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
        subprocess.run([*pip, "--ignore-installed", "--prefix", self.folder, *files], check=True)

    def run(self, program, *words):
        return subprocess.run(
            [sys.executable, "-m", program, *words],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.packages), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "place")


@pytest.fixture(scope="module", params=["reader", "kiosk", "rehearsal"])
def strange(request, tmp_path_factory):
    """A distribution of somebody else's under a name that the index knows."""
    name, tmp_path = request.param, tmp_path_factory.mktemp("strange")
    source = tmp_path / "source"
    (source / name).mkdir(parents=True)
    (source / name / "__init__.py").write_text("WHOSE = 'somebody else'\n")
    (source / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
        f'[project]\nname = "{name}"\nversion = "9.9"\n'
    )
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
    ]
    subprocess.run([*command, "--wheel-dir", tmp_path, source], check=True)
    return tmp_path / f"{name}-9.9-py3-none-any.whl"


def test_the_wheels_alone_start(place, wheels):
    place.install(*wheels)
    done = place.run("kiosk", "settings", "sample")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("order", ["before", "after"])
def test_nothing_starts_beside_a_strange_distribution(place, wheels, strange, order):
    for each in ((strange,), wheels) if order == "before" else (wheels, (strange,)):
        place.install(*each)
    for words in (
        ("kiosk", "doctor"),
        ("rehearsal", "demo"),
        ("hardware_mocks", "service"),
    ):
        done = place.run(*words)
        name = strange.name.split("-")[0]
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"{name} 9.9 brings a package '{name}' of its own")
        assert done.stderr.count("\n") == 1


def test_what_a_strange_distribution_left_behind_is_named(place, wheels, strange):
    place.install(*wheels)
    place.install(strange)
    name = strange.name.split("-")[0]
    shutil.rmtree(place.packages / f"{name}-9.9.dist-info")

    done = place.run("kiosk", "settings", "sample")

    assert done.returncode == 2
    assert f"{name}/__init__.py is not as eligibility-kiosk" in done.stderr


def test_a_file_that_is_gone_is_named(place, wheels):
    place.install(*wheels)
    (place.packages / "kiosk" / "web" / "templates" / "base.html").unlink()
    assert "kiosk/web/templates/base.html is not as" in place.run("kiosk", "settings", "sample").stderr


class Listed:
    """A distribution as its lists describe it."""

    name, version, files = "Strange_Thing", "1.0", None

    def __init__(self, **lists):
        self.lists = lists

    def read_text(self, name):
        return self.lists.get(name.removesuffix(".txt"))


@pytest.mark.parametrize(
    ("lists", "claimed"),
    [
        ({"RECORD": "reader/__init__.py,sha256=x,3\nother/a.py,,\n"}, ("reader",)),
        ({"RECORD": "reader.py,,\n"}, ("reader",)),
        ({"top_level": "kiosk\n", "RECORD": "__editable__.pth,,\n"}, ("kiosk",)),
        ({"RECORD": "rehearsal/a.py,,\nkiosk/b.py,,\n"}, ("rehearsal", "kiosk")),
        ({"RECORD": "card_reader/__init__.py,,\nreaders/a.py,,\nlib/reader/a.py,,\nkiosk_lib.py,,\n"}, ()),
        ({}, ()),
    ],
)
def test_a_distribution_claims_what_its_lists_name(lists, claimed):
    assert owned(Listed(**lists)) == claimed
    assert len(list(refusals([Listed(**lists)]))) == bool(claimed)


def test_a_distribution_without_a_record_has_nothing_to_compare():
    assert list(changed(Listed())) == []


def _everything(described):
    return [
        *described["dependencies"],
        *(each for more in described["optional-dependencies"].values() for each in more),
    ]


def _brought(described, extra):
    """Names of other people's distributions behind an extra, through extras of ours."""
    for each in described["optional-dependencies"][extra]:
        name, more = re.match(r"([\w-]+)(?:\[([\w,]+)\])?", each).groups()
        ours = {project(".")["name"]: ".", project("packaging/reader")["name"]: "packaging/reader"}
        if name not in ours:
            yield name
        for inner in (more or "").split(",") if more else ():
            yield from _brought(project(ours[name]), inner)


def _normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()
