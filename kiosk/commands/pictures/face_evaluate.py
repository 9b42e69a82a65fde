"""How often faces are told apart: pairs of picture files, or everybody of a folder against everybody."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from kiosk.commands.console import Console
from kiosk.commands.table import Refused
from reader.face.decision import one_judgement, two_judgements
from reader.face.evaluation import figures, people
from reader.face.evaluation.pairs import Pair, evaluate
from reader.face.matcher import Matcher, ModelsMissing
from reader.face.matchers import resnet, sface

COLUMNS = ("reference", "probe", "same", "group")
SAME = {"1": True, "0": False, "": None}
MATCHERS: dict[str, Callable[[], Matcher]] = {"sface": sface.SFaceMatcher, "dlib": resnet.DlibMatcher}
CUSTOMARY = 0.60
"""The distance that face_recognition takes unless it is told otherwise."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pairs",
        type=Path,
        metavar="PAIRS.csv|FOLDER",
        help="reference,probe[,same[,group]], same is 1 or 0; or a folder with people.csv and pictures ID_*.jpg",
    )
    parser.add_argument(
        "--card-photo", action="store_true", help="put the reference into a chip photograph's condition first"
    )
    parser.add_argument("--matcher", choices=tuple(MATCHERS), help="who judges pairs; SFace where it is here")
    parser.add_argument(
        "--threshold",
        type=float,
        metavar="SCORE",
        help="in the unit of the matcher, dlib's distance if none is named; none beyond what is allowed",
    )
    parser.add_argument(
        "--plots", type=Path, metavar="FOLDER", help="det.svg and scores.svg, with matplotlib"
    )
    parser.add_argument("--whose", default="", help="whose faces these are, for the figures")


def run(chosen: argparse.Namespace, console: Console) -> int:
    if chosen.pairs.is_dir():
        return _everybody(chosen, console)
    matcher = _matcher(chosen.matcher or ("dlib" if chosen.threshold else None))
    try:
        point = replace(matcher.point, accept=chosen.threshold) if chosen.threshold else matcher.point
    except ValueError as refused:
        raise Refused(str(refused)) from refused
    pairs = tuple(read_pairs(chosen.pairs))
    if not pairs:
        raise Refused(f"{chosen.pairs}: no pair in it; a line each: reference,probe[,same]")
    for line in evaluate(pairs, matcher, point, card_photo=chosen.card_photo):
        console.tell(line)
    return 0


def _matcher(name: str | None) -> Matcher:
    try:
        return MATCHERS[name or "sface"]()
    except ModelsMissing as missing:
        if name:
            raise Refused(str(missing)) from missing
    return resnet.DlibMatcher()


def _everybody(chosen: argparse.Namespace, console: Console) -> int:
    """Rules by look and by visit, as the product judges, beside the customary threshold."""
    try:
        found = people.people_of(chosen.pairs)
    except people.NoPeople as nobody:
        raise Refused(str(nobody)) from nobody
    scores, judges = {}, {}
    for name, make in MATCHERS.items():
        try:
            judges[name] = make()
        except ModelsMissing as missing:
            console.complain(f"NOT RUN: {missing}")
            continue
        scores[name] = people.scores_of(found, judges[name], _progress(name, found, console))
    for line in _rows(found, judges, scores):
        console.tell(line)
    whose = chosen.whose or f"{len(found)} people of {chosen.pairs.name}"
    console.tell(
        {"whose": whose, "people": len(found), "probes": len(people.probes_of(found)), "looks": people.LOOKS}
    )
    if chosen.plots:
        _plots(found, judges, scores, whose, chosen.plots)
    return 0


def _rows(
    found: tuple[people.Person, ...], judges: dict[str, Matcher], scores: dict[str, people.Scores]
) -> Iterator[dict[str, object]]:
    dlib, point = scores["dlib"], judges["dlib"].point
    for name, limit in (
        ("dlib <= 0.60, customary", CUSTOMARY),
        (f"dlib <= {point.accept:.2f}", point.accept),
    ):
        yield from people.lines(name, "look", people.by_look(found, dlib, partial(point.reaches, mark=limit)))
    older = one_judgement(point)
    yield from people.lines(older.name, "visit", people.by_visit(found, dlib, older, None))
    if "sface" not in judges:
        return
    better, sface_scores = judges["sface"].point, scores["sface"]
    for limit in (better.grey, better.accept):
        looks = people.by_look(found, sface_scores, partial(better.reaches, mark=limit))
        yield from people.lines(f"SFace >= {limit:.2f}", "look", looks)
    rule = two_judgements(better)
    yield from people.lines(
        f"{rule.name}, first alone", "visit", people.by_visit(found, sface_scores, rule, None)
    )
    yield from people.lines(rule.name, "visit", people.by_visit(found, sface_scores, rule, dlib))


def _progress(name: str, found: tuple[people.Person, ...], console: Console) -> Callable[[int], None]:
    pictures = len(found) + len(people.probes_of(found))

    def told(number: int) -> None:
        if number % 20 == 0:
            console.complain(f"{name}: {number} of {pictures} pictures")

    return told


def _plots(
    found: tuple[people.Person, ...],
    judges: dict[str, Matcher],
    scores: dict[str, people.Scores],
    whose: str,
    folder: Path,
) -> None:
    points = {name: each.point for name, each in judges.items()}
    shown = {
        name: (people.split(found, scores[name]), point.nearer_is_higher, point.accept)
        for name, point in points.items()
    }
    try:
        figures.drawn(shown, whose, folder)
    except ImportError as missing:
        raise Refused("the pictures want matplotlib: pip install matplotlib") from missing


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a CSV file, with or without its header. A relative name is looked for beside the file, then from here.

    Raises:
        Refused: a line is no pair; it is named.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.reader(file), start=1):
            texts = tuple(cell.strip() for cell in cells)
            if not any(texts) or (number == 1 and texts in {COLUMNS, COLUMNS[:2], COLUMNS[:3]}):
                continue
            yield _pair(texts, path, number)


def _pair(texts: tuple[str, ...], path: Path, number: int) -> Pair:
    match texts:
        case (reference, probe) if reference and probe:
            return Pair(_found(path, reference), _found(path, probe))
        case (reference, probe, same, *group) if reference and probe and same in SAME and len(group) < 2:
            return Pair(_found(path, reference), _found(path, probe), SAME[same], "".join(group))
        case _:
            raise Refused(f"{path}, line {number}: a pair is reference,probe[,same[,group]] with same 1 or 0")


def _found(path: Path, name: str) -> Path:
    beside = path.parent / name
    return beside if beside.exists() else Path(name)
