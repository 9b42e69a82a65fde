"""What a listing and the reads after it mean for what was known before. Pure: whoever looks gives time and bytes.

Nothing is decided by a listed size or time alone: they only say when to read again. A file is whole when it can be read
as a message to its end; one read is then enough to tell of it, and a second one proves that it stayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from kiosk.companion.folder import FileBusy, FileFault, FileGone, FileUnfit, Mark
from kiosk.companion.names import FileName, Maker, read_name

PATIENCE = 10.0
"""Seconds in which a file that is being written becomes whole."""
READ_AGAIN = 2.0
"""Seconds after which a whole file is read a second time, and after which one that was away is tried again."""
TOLD_BY_NAME = frozenset({Maker.ENCRYPTED, Maker.REFUSED})
"""Kinds that are told of and never opened."""
READ_KINDS = frozenset({Maker.OFFICIAL, Maker.EXPORTER, Maker.BARE})


class Stage(Enum):
    WRITING = "writing"
    LOST = "lost"
    """Listed, and gone before it could be read."""
    UNFIT = "unfit"
    READ = "read"
    KEPT = "kept"
    """Read twice, the same both times; or told of by its name alone."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One file so far. `tried` and `since` are ticks; `digest` is of the last whole content."""

    name: FileName
    mark: Mark
    stage: Stage
    since: float
    tried: float
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of one terminal: files by key, and what was handled before this start, as key and digests."""

    handled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: Mapping[str, Seen] = field(default_factory=dict)
    old: frozenset[str] = frozenset()
    """Names of other days that lay there when the watch began: no business of today."""
    begun: bool = False


# -- what is told ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Appeared:
    """A whole file with a content that was not known. `skew` is the terminal's clock minus ours in seconds, None when the file lay there at the start."""

    name: FileName
    content: bytes = field(repr=False)
    digest: str
    skew: float | None = None


@dataclass(frozen=True, slots=True)
class OtherContent:
    """同名異内容: a known name with another content. Which of the two is right is for people."""

    name: FileName
    digest: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A content that is known already, under another name or in another folder: one event, not two."""

    name: FileName
    digest: str


@dataclass(frozen=True, slots=True)
class CameAndWent:
    """A name was listed, and the file left before it could be read: a patient's visit that we did not see."""

    name: FileName


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It stayed, and never became a message; `why` is ours, without a word of the content."""

    name: FileName
    why: str


@dataclass(frozen=True, slots=True)
class ToldByName:
    """A ZIP or a refusal: its name is all that is looked at."""

    name: FileName


Happening = Appeared | OtherContent | Repeated | CameAndWent | Unreadable | ToldByName
Whole = Callable[[bytes], str]
"""Why a content is no whole message; empty when it is."""
Digest = Callable[[bytes], str]
Read = bytes | FileFault


def wanted(name: str) -> bool:
    """Whether a name of a listing is any business of the companion's."""
    return read_name(name).maker is not Maker.OTHER


def to_read(watch: Watch, listed: Mapping[str, Mark], now: datetime, ticks: float) -> tuple[str, ...]:
    """The names that are worth opening at this look."""
    return tuple(
        name
        for name, mark in listed.items()
        if _concerns(watch, read_name(name), now) and _worth(watch.files.get(name.casefold()), mark, ticks)
    )


def _concerns(watch: Watch, name: FileName, now: datetime) -> bool:
    if name.maker not in READ_KINDS or name.key in watch.old:
        return False
    return watch.begun or _of_today(name, now)


def _of_today(name: FileName, now: datetime) -> bool:
    return name.made_at is None or (
        abs(name.made_at - now) < timedelta(days=1) and name.made_at.date() == now.date()
    )


def _worth(seen: Seen | None, mark: Mark, ticks: float) -> bool:
    if seen is None or seen.mark != mark or seen.stage is Stage.WRITING:
        return True
    return seen.stage in {Stage.READ, Stage.LOST} and ticks - seen.tried >= READ_AGAIN


def looked(
    watch: Watch,
    listed: Mapping[str, Mark],
    reads: Mapping[str, Read],
    now: datetime,
    ticks: float,
    whole: Whole,
    digest: Digest,
) -> tuple[Watch, tuple[Happening, ...]]:
    """What one look at a folder that could be looked into comes to."""
    names = {name: read_name(name) for name in listed}
    old = watch.old if watch.begun else frozenset(n.key for n in names.values() if not _of_today(n, now))
    watch = replace(watch, old=old)
    files, told = dict(watch.files), []
    known = _contents(watch) if reads else set()
    for name, mark in listed.items():
        told += _told_by_name(files, names[name], mark, ticks, old)
    for name, read in reads.items():
        before = files.get(names[name].key)
        seen, happened = _after(before, names[name], listed[name], read, ticks, whole, digest)
        if isinstance(happened, Appeared):
            skew = _skew(names[name], now) if watch.begun and before is None else None
            happened = _against(watch, known, before, replace(happened, skew=skew))
            known.add(seen.digest)
        files[seen.name.key] = seen
        told += [happened] if happened else []
    there = {each.key for each in names.values()}
    for key in [key for key in files if key not in there]:
        told += _left(files.pop(key))
    return replace(watch, files=files, begun=True), tuple(told)


def _told_by_name(
    files: dict[str, Seen], name: FileName, mark: Mark, ticks: float, old: frozenset[str]
) -> list[Happening]:
    if name.maker not in TOLD_BY_NAME or name.key in files or name.key in old:
        return []
    files[name.key] = Seen(name, mark, Stage.KEPT, ticks, ticks)
    return [ToldByName(name)]


def _after(
    before: Seen | None, name: FileName, mark: Mark, read: Read, ticks: float, whole: Whole, digest: Digest
) -> tuple[Seen, Happening | None]:
    """One file after one try to read it."""
    since = before.since if before and before.stage is Stage.WRITING else ticks
    seen = Seen(name, mark, Stage.WRITING, since, ticks, before.digest if before else "")
    match read:
        case FileGone():
            return _gone(before, seen)
        case FileUnfit():
            return _unfit(before, seen, str(read))
        case FileBusy() | FileFault():
            return _still_writing(before, seen, "its writer holds it")
        case bytes() as content:
            why = whole(content)
            if why:
                return _still_writing(before, seen, why)
            held = digest(content)
            if before and before.digest == held:
                return replace(seen, stage=Stage.KEPT, digest=held), None
            return replace(seen, stage=Stage.READ, digest=held), Appeared(name, content, held)


def _gone(before: Seen | None, seen: Seen) -> tuple[Seen, Happening | None]:
    """Listed and gone; the listing may be stale, so that it is looked for again."""
    if before and before.digest:
        return replace(seen, stage=Stage.KEPT), None
    told = before is not None and before.stage is Stage.LOST
    return replace(seen, stage=Stage.LOST), None if told else CameAndWent(seen.name)


def _unfit(before: Seen | None, seen: Seen, why: str) -> tuple[Seen, Happening | None]:
    told = before is not None and before.stage is Stage.UNFIT
    return replace(seen, stage=Stage.UNFIT), None if told else Unreadable(seen.name, why)


def _still_writing(before: Seen | None, seen: Seen, why: str) -> tuple[Seen, Happening | None]:
    if before and before.stage is Stage.UNFIT:
        return replace(seen, stage=Stage.UNFIT), None
    if seen.tried - seen.since >= PATIENCE:
        return _unfit(before, seen, why)
    return seen, None


def _left(seen: Seen) -> list[Happening]:
    """It is not listed any more: read before, or lost. An unfit one was told of."""
    unread = seen.stage is Stage.WRITING and not seen.digest
    return [CameAndWent(seen.name)] if unread else []


def _contents(watch: Watch) -> set[str]:
    before = (digest for digests in watch.handled.values() for digest in digests)
    return {*before, *(each.digest for each in watch.files.values() if each.digest)}


def _against(watch: Watch, known: set[str], before: Seen | None, new: Appeared) -> Happening | None:
    """A content against what is known: of this name, then of any."""
    of_name = watch.handled.get(new.name.key, frozenset()) | ({before.digest} - {""} if before else set())
    if new.digest in of_name:
        return None
    if of_name:
        return OtherContent(new.name, new.digest)
    return Repeated(new.name, new.digest) if new.digest in known else new


def _skew(name: FileName, now: datetime) -> float | None:
    return (name.made_at - now).total_seconds() if name.made_at else None


def handled(watch: Watch, told: Iterable[Happening]) -> Watch:
    """The watch that knows what it has told, also of files that leave: what comes again with the same content is known."""
    known = dict(watch.handled)
    for each in told:
        held = getattr(each, "digest", "")
        if held:
            known[each.name.key] = known.get(each.name.key, frozenset()) | {held}
    return replace(watch, handled=known) if told else watch
