"""Our own small double of the linkage folder: names, messages, and a folder that lies as shares do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.clock import JAPAN
from kiosk.companion.folder import FileBusy, FileGone, FileUnfit, FolderFault, Mark, Wanted
from kiosk.qualification.section import LIMIT_BYTES

CODE = "1310000001"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)


def name_of(serial: int = 1, at: datetime = NOW, code: str = CODE, suffix: str = "xml") -> str:
    return f"OQSsiquc01res_face_{code}{serial:020x}_{at:%Y%m%d%H%M%S}.{suffix}"


def exported(at: datetime = NOW, kind: str = "800") -> str:
    return f"OQSsiquc01res_face_{CODE}{kind}{1:017d}_{at:%Y%m%d%H%M%S}.xml"


def bare(at: datetime = NOW) -> str:
    return f"OQSsiquc01res_face_{at:%Y%m%d%H%M%S}.xml"


@dataclass(frozen=True)
class Person:
    name: str = "佐藤　見本"
    kana: str = "ｻﾄｳ ﾐﾎﾝ"
    birthdate: date = date(1985, 4, 12)
    sex: str = "1"
    address: str = "東京都千代田区見本町1-2-3"
    insurer: str = "  130012"
    symbol: str = "見本"
    number: str = "123456"
    branch: str = "01"
    reference: str = ""
    classification: str = "01"


def record(person: Person) -> str:
    reference = f"<ReferenceNumber>{person.reference}</ReferenceNumber>" if person.reference else ""
    return f"""<ResultOfQualificationConfirmation>
<InsuredCardClassification>{person.classification}</InsuredCardClassification>
<InsurerNumber>{person.insurer}</InsurerNumber><InsuredCardSymbol>{person.symbol}</InsuredCardSymbol>
<InsuredIdentificationNumber>{person.number}</InsuredIdentificationNumber><InsuredBranchNumber>{person.branch}</InsuredBranchNumber>
<Name>{person.name}</Name><NameKana>{person.kana}</NameKana><Sex1>{person.sex}</Sex1>
<Birthdate>{person.birthdate:%Y%m%d}</Birthdate><Address>{person.address}</Address>
<QualificationDate>20200401</QualificationDate><InsurerName>見本健康保険組合</InsurerName>
<QualificationConfirmationKey>abc</QualificationConfirmationKey>{reference}
</ResultOfQualificationConfirmation>"""


def message(
    *people: Person,
    at: datetime = NOW,
    validity: str = "1",
    code: str = CODE,
    encoding: str = "Shift_JIS",
    written_as: str = "",
    segment: str = "1",
    classification: str = "1",
) -> bytes:
    """A face file. `written_as` is the codec that the bytes really have, where the declaration lies."""
    identifier = "1" if encoding == "Shift_JIS" else "0"
    found = "".join(map(record, people))
    text = f"""<?xml version="1.0" encoding="{encoding}" standalone="no"?>
<XmlMsg><MessageHeader><ProcessExecutionTime>{at:%Y%m%d%H%M%S}</ProcessExecutionTime>
<QualificationConfirmationDate>{at:%Y%m%d}</QualificationConfirmationDate><MedicalInstitutionCode>{code}</MedicalInstitutionCode>
<ArbitraryFileIdentifier>q83vEjRWeJASNFZ4</ArbitraryFileIdentifier><ReferenceClassification>{classification}</ReferenceClassification>
<SegmentOfResult>{segment}</SegmentOfResult><CharacterCodeIdentifier>{identifier}</CharacterCodeIdentifier></MessageHeader>
<MessageBody><ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>{validity}</QualificationValidity>
<ResultList>{found}</ResultList></MessageBody></XmlMsg>"""
    return text.encode(written_as or {"Shift_JIS": "cp932"}.get(encoding, encoding))


@dataclass
class LyingFolder:
    """A folder in memory with the bad habits of shares: stale names, sizes of an earlier time, writers that hold a file."""

    files: dict[str, bytes] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    away: FolderFault | None = None
    serial: int = 0
    opened: list[str] = field(default_factory=list)
    sizes: dict[str, Mark] = field(default_factory=dict)

    def put(self, name: str, content: bytes, *, told: bool = True) -> None:
        """`told`: whether a listing shows that the file is another one now."""
        self.serial += 1
        self.files[name] = content
        if told or name not in self.sizes:
            self.sizes[name] = Mark(len(content) // 2, self.serial)

    def take(self, name: str) -> bytes:
        return self.files.pop(name)

    def listing(self, wanted: Wanted) -> Mapping[str, Mark]:
        if self.away:
            raise self.away
        names = [each for each in {**self.files, **dict.fromkeys(self.stale)} if wanted(each)]
        return {name: self.sizes.get(name, Mark(0, 0)) for name in names}

    def read(self, name: str) -> bytes:
        self.opened.append(name)
        if self.away:
            raise self.away
        if "/" in name:
            raise FileUnfit("a path, and no name")
        if name in self.held:
            raise FileBusy("held")
        if name not in self.files:
            raise FileGone("gone")
        if len(self.files[name]) > LIMIT_BYTES:
            raise FileUnfit("too large")
        return self.files[name]


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)
