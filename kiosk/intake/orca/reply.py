"""A reply's bytes into one tree of dicts, lists and strings, whether they are JSON or XML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kiosk.clock import JAPAN
from kiosk.intake.receipt import Fault, ReceiptFault

Tree = Mapping[str, Any]
OPEN_DAY = "9999-12-31"
BLANKS = " \u3000"


def read_reply(body: bytes, root: str) -> Tree:
    """The record named `root`. Anything else that spoke is NOT_IT: a proxy's page, another call's record."""
    text = body.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    tree = _xml(text) if text.startswith("<") else _json(text)
    found = tree.get(root)
    if not isinstance(found, dict):
        raise ReceiptFault(Fault.NOT_IT)
    return found


def _json(text: str) -> Tree:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise ReceiptFault(Fault.NOT_IT) from broken
    return tree if isinstance(tree, dict) else {}


def _xml(text: str) -> Tree:
    try:
        root = fromstring(text.encode(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as broken:
        raise ReceiptFault(Fault.NOT_IT) from broken
    return {each.tag: _plain(each) for each in root} if root.tag == "xmlio2" else {}


def _plain(element: Element) -> object:
    match element.get("type"):
        case "record":
            return {each.tag: _plain(each) for each in element}
        case "array":
            return [_plain(each) for each in element]
        case _:
            return element.text or ""


def text(tree: Tree, name: str) -> str:
    """Empty when the element was left out; padding of both widths goes."""
    value = tree.get(name, "")
    return value.strip(BLANKS) if isinstance(value, str) else ""


def part(tree: Tree, name: str) -> Tree:
    value = tree.get(name)
    return value if isinstance(value, dict) else {}


def rows(tree: Tree, name: str) -> Iterator[Tree]:
    """The rows of a list; those that only pad it up to its bound are none."""
    value = tree.get(name)
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, dict) and each)


def day(tree: Tree, name: str) -> date | None:
    """None for an open end, and for what is no day."""
    written = text(tree, name)
    try:
        return None if written in {"", OPEN_DAY} else date.fromisoformat(written)
    except ValueError:
        return None


def clock(tree: Tree) -> datetime | None:
    """Information_Date and Information_Time: the server's wall clock, told without its zone."""
    try:
        said = datetime.fromisoformat(f"{text(tree, 'Information_Date')}T{text(tree, 'Information_Time')}")
    except ValueError:
        return None
    return said.replace(tzinfo=JAPAN)
