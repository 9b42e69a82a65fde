"""What is publicly known of the card, one fact a row: what is sent, and what comes back.

Sources: soltia48/myna-card, jpki/myna, OpenSC, AokiApp/jsapdu. `…` in an answer is any bytes, `xx` any byte.
Facts that no public source tells are marked inferred.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

JPKI, FACE, TEXT = "D392F000260100000001", "D3921000310001010402", "D3921000310001010408"
COMMON, JUKI, ISSUER = "D3921000310001010100", "D3921000310001010401", "A0000001510000"
PIN, PASSWORD = b"1234".hex(), b"MIHON1".hex()
PREFIX = "3031300D060960864801650304020105000420"
DIGEST_INFO = PREFIX + "00" * 32


@dataclass(frozen=True)
class Fact:
    """`sent` is the whole dialogue from power-on, `answer` that of its last command."""

    says: str
    sent: tuple[str, ...]
    answer: str
    inferred: bool = False


def application(aid: str) -> str:
    return f"00A4040C{len(aid) // 2:02X}{aid}"


def file(name: int) -> str:
    return f"00A4020C02{name:04X}"


def verify(secret: str) -> str:
    return f"00200080{len(secret) // 2:02X}{secret}"


def signing(p1p2: str = "0080", data: str = DIGEST_INFO) -> str:
    return f"802A{p1p2}{len(data) // 2:02X}{data}00"


def facts(number_a: str, number_b: str, born: str) -> tuple[Fact, ...]:
    """Of an ordinary adult's card. The numbers are digits; `born` is the birth date as the age record wants it."""
    a, b, birth = (each.encode().hex() for each in (number_a, number_b, born))
    read, query = "00B0000000", "00200080"
    jpki, face, text, common, juki = map(application, (JPKI, FACE, TEXT, COMMON, JUKI))
    auth = (jpki, file(0x18), verify(PIN))
    sign = (jpki, file(0x1B), verify(PASSWORD))
    return (
        Fact("公的個人認証AP", (jpki,), "9000"),
        Fact("券面事項確認AP", (face,), "9000"),
        Fact("券面事項入力補助AP", (text,), "9000"),
        Fact("住基AP", (juki,), "9000"),
        Fact("共通カードAP", (common,), "9000"),
        Fact("issuer security domain", (application(ISSUER),), "9000"),
        Fact("a beginning of an identifier selects", ("00A4040C07D392F000260100",), "9000"),
        Fact("a foreign identifier", (application("A000000003000000"),), "6A82"),
        Fact("SELECT with nothing after reset", ("00A40000",), "6A86"),
        Fact("SELECT with nothing in an application does nothing", (jpki, "00A40000"), "9000"),
        Fact("there is no master file", ("00A4000C023F00",), "6A82"),
        Fact("another logical channel", ("01A4040C0A" + JPKI,), "6881"),
        Fact("secure messaging, SELECT", ("08A4040C0A" + JPKI,), "6882"),
        Fact("secure messaging, READ", (jpki, file(0x0A), "0CB0000004"), "69FC"),
        Fact("an unknown instruction", ("0055000000",), "6D00"),
        Fact("an unknown class", ("B0A4000000",), "6E00"),
        Fact("a file before an application", (file(0x0A),), "6986"),
        Fact("a file that is not there", (jpki, file(0x77)), "6A82"),
        Fact("READ without a file", (jpki, read), "6986"),
        Fact("READ of a PIN", (jpki, file(0x18), read), "6981"),
        Fact("READ of a key", (jpki, file(0x17), read), "6981"),
        Fact("READ behind the end", (jpki, file(0x06), "00B07FFF04"), "6B00"),
        Fact("READ gives what is left", (jpki, file(0x06), "00B0009C10"), "393939399000"),
        Fact("READ by short identifier", (jpki, "00B08A0004"), "3082xxxx9000"),
        Fact("the token's label", (jpki, file(0x06), "00B000000F"), b"JPKIAPICCTOKEN2".hex() + "9000"),
        Fact("both certificates are there", (jpki, file(0x08), "00B0000003"), "8F8F009000"),
        Fact("the user certificate is free", (jpki, file(0x0A), "00B0000004"), "3082xxxx9000"),
        Fact("its CA's certificate is free", (jpki, file(0x0B), "00B0000004"), "3082xxxx9000"),
        Fact("the signature certificate is not", (jpki, file(0x01), read), "6982"),
        Fact("its CA's certificate is", (jpki, file(0x02), "00B0000004"), "3082xxxx9000"),
        Fact("its password opens it", (*sign, file(0x01), "00B0000004"), "3082xxxx9000"),
        Fact("a file that nothing opens", (*sign, file(0x18), verify(PIN), file(0x09), read), "6982"),
        Fact("PIN: three tries", (jpki, file(0x18), query), "63C3"),
        Fact("password: five tries", (jpki, file(0x1B), query), "63C5"),
        Fact("a wrong PIN", (jpki, file(0x18), verify(b"0000".hex())), "63C2"),
        Fact("VERIFY by short identifier", (jpki, "0020009804" + PIN), "9000"),
        Fact("VERIFY of a file that is no secret", (jpki, file(0x0A), verify(PIN)), "6981"),
        Fact("signature without PIN", (jpki, file(0x17), signing()), "6982"),
        Fact("signature of the user key", (*auth, file(0x17), signing()), "…9000"),
        Fact("the same by short identifier", (*auth, signing("0097")), "…9000"),
        Fact("signature of the signature key", (*sign, file(0x1A), signing()), "…9000"),
        Fact("the PIN does not open it", (*auth, file(0x1A), signing()), "6982"),
        Fact("too much for a signature", (*auth, file(0x17), signing(data="00" * 246)), "6985"),
        Fact("an unknown form of signature", (*auth, file(0x17), signing("0680")), "6A86"),
        Fact("another application forgets the PIN", (*auth, text, jpki, file(0x17), signing()), "6982"),
        Fact("a PIN is changed behind VERIFY", (*auth, "0024018004" + b"5678".hex()), "9000"),
        Fact("the old one is wrong then", (*auth, "0024018004" + b"5678".hex(), verify(PIN)), "63C2"),
        Fact("a change before VERIFY", (jpki, file(0x18), "0024018004" + PIN), "6982"),
        Fact("a PIN of five digits", (*auth, "0024018005" + b"12345".hex()), "6700", inferred=True),
        Fact("nobody resets a counter here", (jpki, file(0x18), "002C000000"), "6982", inferred=True),
        Fact("SET PUBLIC IC KEY with garbage", (jpki, "80A206C10400000000"), "6700"),
        Fact("SET PUBLIC IC KEY with other parameters", (jpki, "80A200AE0400000000"), "6A86"),
        Fact("SET SESSION KEY before the PIN", (text, "80AE00000400000000"), "6982"),
        Fact("SET SESSION KEY elsewhere", (common, "80AE00000400000000"), "66F1"),
        Fact("SET SESSION KEY in 公的個人認証AP", (jpki, "80AE00000400000000"), "6982"),
        Fact("照合番号A opens the number", (text, file(0x14), verify(a), file(0x01), "00B0000003"), "FF100C9000"),
        Fact("照合番号A does not open the items", (text, file(0x14), verify(a), file(0x02), read), "6982"),
        Fact("照合番号B opens the items", (text, file(0x15), verify(b), file(0x02), "00B0000002"), "FF209000"),
        Fact("照合番号B does not open the number", (text, file(0x15), verify(b), file(0x01), read), "6982"),
        Fact("the PIN opens the number", (text, file(0x11), verify(PIN), file(0x01), read), "FF100C…FFFF9000"),
        Fact("and the items", (text, file(0x11), verify(PIN), file(0x02), "00B0000002"), "FF209000"),
        Fact("either opens the record", (text, file(0x14), verify(a), file(0x03), "00B0000002"), "FF309000"),
        Fact("its certificate is free", (text, file(0x04), "00B0000005"), "7F218202339000"),
        Fact("its information is free", (text, file(0x05), "00B0000002"), "FF409000"),
        Fact("the session key's public half", (text, file(0x11), verify(PIN), file(0x06), "00B0000002"), "A1829000"),
        Fact("入力補助 PIN: three tries", (text, file(0x11), query), "63C3"),
        Fact("照合番号A: ten tries", (text, file(0x14), query), "63CA"),
        Fact("照合番号B: ten tries", (text, file(0x15), query), "63CA"),
        Fact("a reference that is issued blocked", (text, file(0x12), query), "63C0"),
        Fact("VERIFY of what is blocked", (text, file(0x12), verify(PIN)), "6984"),
        Fact("the application signs without any PIN", (text, signing("0000")), "…9000"),
        Fact("the face is locked", (face, file(0x02), read), "6982"),
        Fact("照合番号B opens the face", (face, file(0x12), verify(b), file(0x02), "00B0000002"), "FF209000"),
        Fact("and A does", (face, file(0x13), verify(a), file(0x02), "00B0000002"), "FF209000"),
        Fact("A alone opens the number's picture", (face, file(0x13), verify(a), file(0x05), "00B0000002"), "FF409000"),
        Fact("B does not", (face, file(0x12), verify(b), file(0x05), read), "6982"),
        Fact("the birth date opens the age record", (face, file(0x11), verify(birth), file(0x01), "00B0000005"), "FF1082021E9000"),
        Fact("nothing else does", (face, file(0x13), verify(a), file(0x01), read), "6982"),
        Fact("the face's information is free", (face, file(0x03), "00B0000002"), "FF309000"),
        Fact("the birth date: ten tries", (face, file(0x11), query), "63CA", inferred=True),
        Fact("a record", (common, file(0x01), "00B2010400"), "011C…9000"),
        Fact("a record by short identifier", (common, "00B2010C00"), "011C…9000"),
        Fact("a record that is not there", (common, file(0x01), "00B2020400"), "6A83", inferred=True),
        Fact("READ BINARY of records", (common, file(0x01), read), "6981"),
        Fact("READ RECORD of a file of bytes", (jpki, file(0x06), "00B2010400"), "6981"),
        Fact("住民基本台帳用 PIN: three tries", (juki, file(0x1C), query), "63C3"),
        Fact("its change has a command of its own", (juki, file(0x1C), verify(PIN), "8032008004" + PIN), "9000"),
        Fact("the chip proves itself", (common, "00880099100102030405060708090A0B0C0D0E0F1000"), "…9000"),
        Fact("in 共通カードAP alone", (jpki, "008800970401020304" + "00"), "6985"),
        Fact("GET CHALLENGE", ("0084000008",), "xxxxxxxxxxxxxxxx9000"),
        Fact("a longer one than 256", ("0084000000" + "0101",), "6985"),
        Fact("GET DATA: card", ("00CA004500",), "xxxxxxxxxxxxxxxx9000"),
        Fact("GET DATA: municipality", ("00CA00F000",), "xxxxxxxxxx9000"),
        Fact("GET DATA: expiry", ("00CA00F200",), "xxxxxxxxxxxxxxxx9000"),
        Fact("GET DATA: large, short Le", ("00CA7F2100",), "6700"),
        Fact("GET DATA: large, extended Le", ("00CA7F21000400",), "7F21820233…9000"),
        Fact("GET DATA within an application", (jpki, "00CA004500"), "6A88"),
        Fact("GET DATA: unknown", ("00CADF3005",), "6A88"),
        Fact("too short for a command", ("00A404",), "6700"),
        Fact("fewer bytes than announced", ("00A4040C0AD392",), "6700"),
    )  # fmt: skip


HEAD = """# What is known of the card

Every row is played against the virtual card, in the process and over PC/SC, by `tests/hardware_mocks/card/test_facts.py`, which also holds this page against the table
(`python -m tests.hardware_mocks.card.facts > docs/card-facts.md` writes it anew). Sources: the public repositories soltia48/myna-card, jpki/myna, OpenSC and AokiApp/jsapdu.
What no public source tells is marked *inferred*. `…` is any bytes, `x` any digit. No real card was tried.

| what | last command | answer | |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The table for people, without any secret but the made-up ones."""
    rows = facts("0" * 12, "0" * 14, "0" * 6)
    return HEAD + "".join(
        f"| {each.says} | `{each.sent[-1].upper()}` | `{each.answer.upper().replace('X', 'x')}` | {'inferred' if each.inferred else ''} |\n"
        for each in rows
    )


if __name__ == "__main__":
    sys.stdout.write(page())
