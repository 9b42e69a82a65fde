"""Which column of a receipt computer's export holds which item: known headings, or a mapping file in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.intake.csv.encoding import KNOWN
from kiosk.intake.csv.faults import LayoutError
from kiosk.intake.csv.headings import ADDRESS, WAYS, folded
from kiosk.intake.model import COLUMNS

_SETTINGS = ("columns", "sex", "encoding", "delimiter", "skip")
Named = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a mapping file says.

    `columns`: canonical column to the file's headings or, in a file without header, numbers from 1 on; several are joined
    with a space (姓 and 名). A heading that occurs more than once is told apart by its turn: "番号#2".
    `sexes`: the file's own codes to 1, 2 or 3, where they are unusual. `encoding` and `delimiter` None mean: find out.
    `skip`: lines above the header that are not even looked at.
    """

    columns: Mapping[str, Named] = field(default_factory=dict)
    sexes: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    delimiter: str | None = None
    skip: int = 0

    @property
    def by_number(self) -> bool:
        """Whether the columns are named by number, so that the file has no header."""
        return any(isinstance(each, int) for named in self.columns.values() for each in named)


@dataclass(frozen=True, slots=True)
class Columns:
    """`at`: canonical column to the positions that hold it, joined in this order. `unused`: (position, heading) of the rest."""

    at: Mapping[str, tuple[int, ...]]
    unused: tuple[tuple[int, str], ...] = ()


def read_layout(text: str) -> Layout:
    """A mapping file: [columns] name = "患者氏名", ["姓", "名"] or 2; [sex] "0" = "1"; encoding, delimiter, skip.

    Raises LayoutError when it is not TOML, or says something that is not in this list.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise LayoutError(f"not TOML: {failed}") from failed
    columns = table.get("columns", {})
    _only("settings", table, _SETTINGS)
    _only("columns", columns, COLUMNS)
    if table.get("encoding") not in {None, *KNOWN}:
        raise LayoutError(f"encoding must be one of {', '.join(KNOWN)}")
    delimiter = table.get("delimiter")
    if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1):
        raise LayoutError("delimiter must be one character")
    if not isinstance(skip := table.get("skip", 0), int) or skip < 0:
        raise LayoutError("skip must be the number of lines above the header")
    headings = {column: _headings(column, heading) for column, heading in columns.items()}
    layout = Layout(headings, table.get("sex", {}), table.get("encoding"), delimiter, skip)
    if layout.by_number and not all(isinstance(each, int) for named in headings.values() for each in named):
        raise LayoutError(
            "name every column by its heading or every one by its number: a file has a header or none"
        )
    return layout


def _headings(column: str, value: object) -> Named:
    found = tuple(value) if isinstance(value, list) else (value,)
    if not found or not all(isinstance(each, str) or (type(each) is int and each > 0) for each in found):
        raise LayoutError(f"{column} must be a heading, a number from 1 on, or a list of those")
    return found


def _only(what: str, found: Iterable[str], known: Sequence[str]) -> None:
    if unknown := sorted(set(found) - set(known)):
        raise LayoutError(f"unknown {what} {', '.join(unknown)}; there are {', '.join(known)}")


def places(header: Sequence[str], layout: Layout) -> Columns:
    """Where everything stands. Without a patient's number nobody can be imported: LayoutError."""
    positions = _positions(header)
    found = dict(_found(positions, layout))
    if "patient_id" not in found:
        seen = ", ".join(filter(None, (each.strip() for each in header)))
        raise LayoutError(
            f"no column holds the patient's number; the headings are {seen}: name the one that holds it in a mapping "
            f'file under [columns], for instance patient_id = "{next(filter(None, header), "")}"',
            "no_number",
        )
    used = {each for at in found.values() for each in at}
    rest = ((at, each) for at, each in enumerate(header) if at not in used and each.strip())
    return Columns(found, tuple(rest))


def numbered(layout: Layout, width: int) -> Columns:
    """The columns of a file without header, as its mapping numbers them."""
    found = {column: tuple(int(each) - 1 for each in named) for column, named in layout.columns.items()}
    if "patient_id" not in found:
        raise LayoutError(
            "the mapping names no column for the patient's number: patient_id = 1, for instance"
        )
    beyond = sorted({each + 1 for at in found.values() for each in at if each >= width})
    if beyond:
        raise LayoutError(f"the file has {width} columns, and the mapping names column {beyond[0]}")
    used = {each for at in found.values() for each in at}
    return Columns(found, tuple((at, str(at + 1)) for at in range(width) if at not in used))


def recognised(header: Sequence[str], layout: Layout) -> int:
    """How many items a row names, if it is the header."""
    positions = dict.fromkeys(folded(each) for each in header if each)
    own = {
        folded(str(each).rpartition("#")[0] or str(each))
        for named in layout.columns.values()
        for each in named
    }
    return len(own & positions.keys()) + sum(_names(column, positions) for column in COLUMNS)


def _names(column: str, positions: Container[str]) -> bool:
    ways = tuple((each,) for each in ADDRESS[2]) if column == "address" else ((column,), *WAYS[column])
    return any(all(folded(each) in positions for each in way) for way in ways)


def _found(positions: Mapping[str, list[int]], layout: Layout) -> Iterator[tuple[str, tuple[int, ...]]]:
    for column in COLUMNS:
        if column in layout.columns:
            yield column, tuple(_named(column, str(each), positions) for each in layout.columns[column])
        elif at := _address(positions) if column == "address" else _known(column, positions):
            yield column, at


def _positions(header: Sequence[str]) -> dict[str, list[int]]:
    """Folded heading to where it stands."""
    found: dict[str, list[int]] = {}
    for position, heading in enumerate(header):
        found.setdefault(folded(heading), []).append(position)
    return found


def _known(column: str, positions: Mapping[str, list[int]]) -> tuple[int, ...]:
    """The first way of the table that the file has whole."""
    for way in ((column,), *WAYS[column]):
        if all(folded(each) in positions for each in way):
            return tuple(_only_one(column, each, positions) for each in way)
    return ()


def _address(positions: Mapping[str, list[int]]) -> tuple[int, ...]:
    """Every piece that the file has. The piece with the town must be there: 番地 alone is no address."""
    pieces = [next((each for each in piece if folded(each) in positions), None) for piece in ADDRESS]
    if not any(pieces[:3]):
        return ()
    return tuple(_only_one("address", each, positions) for each in pieces if each)


def _only_one(column: str, heading: str, positions: Mapping[str, list[int]]) -> int:
    """Which of two equal headings is meant, a mapping file must say."""
    at = positions[folded(heading)]
    if len(at) > 1:
        raise LayoutError(
            f"{len(at)} columns are headed {heading}; name the one that holds {column} in a mapping file "
            f'under [columns], for instance {column} = "{heading}#1"',
            "twice",
        )
    return at[0]


def _named(column: str, heading: str, positions: Mapping[str, list[int]]) -> int:
    """Where a heading of the mapping file stands; "番号#2" is the second of that name."""
    name, _, turn = heading.rpartition("#")
    if name and turn.isdecimal():
        at = positions.get(folded(name), [])[int(turn) - 1 : int(turn)]
    else:
        at = positions.get(folded(heading), [])
    if not at:
        raise LayoutError(f"the header has no {heading}, which the mapping names for {column}")
    if len(at) > 1:
        raise LayoutError(
            f"{len(at)} columns are headed {heading}; write {heading}#1 or {heading}#2 for {column}"
        )
    return at[0]
