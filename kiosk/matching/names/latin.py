"""Names in Latin letters, as residence cards and passports write them: words in no fixed order, with or without middle names.

The order of residence registers is the passport's, family name first; people and clinics also write it the other way round.
ICAO Doc 9303 part 3 section 6 writes letters with marks either bare or by two letters: MÜLLER is MULLER and MUELLER.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import product

from kiosk.matching.names import kana

_ALONE = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D", "İ": "I"})
_BY_TWO = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "Ñ": "N"})
_BETWEEN = str.maketrans(dict.fromkeys("-‐‑–,.・_/;", " "))
_LONG_ENOUGH_FOR_A_SLIP = 5
_LAST_LATIN = "\u2e7f"
"""Behind it come kana and kanji; what is wide has been folded before."""


def is_latin(text: str) -> bool:
    """Whether the text has Latin letters and no others."""
    if text.isascii():
        return any(map(str.isalpha, text))
    if max(text, default="") > _LAST_LATIN:
        return False
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(letter, "") for letter in letters)


def latin_words(text: str) -> tuple[str, ...]:
    """Upper-case words without accents, apostrophes and punctuation."""
    return _words(text.upper().translate(_BETWEEN))


def spellings(text: str) -> frozenset[tuple[str, ...]]:
    """The words with marks left out, and with marks written by a second letter."""
    upper = unicodedata.normalize("NFC", text.upper()).translate(_BETWEEN)
    return frozenset({_words(upper), _words(upper.translate(_BY_TWO))})


def _words(upper: str) -> tuple[str, ...]:
    bare = upper if upper.isascii() else unicodedata.normalize("NFKD", upper.translate(_ALONE))
    return tuple("".join(filter(_is_letter, word)) for word in bare.split() if any(map(_is_letter, word)))


def _is_letter(character: str) -> bool:
    return "A" <= character <= "Z"


def same_latin(one: str, other: str) -> bool:
    """Whether two Latin names are one but for case, order, punctuation and marks."""
    pairs = product(spellings(one), spellings(other))
    return any(sorted(first) == sorted(second) or turned(first, second) for first, second in pairs)


def shorter_latin(one: str, other: str) -> bool:
    """Whether one name leaves out words of the other, or has their initials: a middle name, or a brother's second one."""
    return any(same_words(*pair) for pair in product(spellings(one), spellings(other)))


def turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name's words, begun at some word and run together, are the other's: SMITH JOHN, JOHNSMITH."""
    whole = "".join(other)
    return any("".join(one[i:] + one[:i]) == whole for i in range(len(one))) or any(
        "".join(other[i:] + other[:i]) == "".join(one) for i in range(1, len(other))
    )


def same_words(one: tuple[str, ...], other: tuple[str, ...], shortest: int = 2) -> bool:
    """Whether the shorter name's words are all among the longer's, each used once; an initial stands for its word.

    At least two whole words must agree: one word in common is a family, not a person. Words below `shortest` are initials.
    """
    few, many = sorted((one, other), key=len)
    left = list(many)
    whole = 0
    for word in sorted(few, key=len, reverse=True):
        found = next((each for each in left if each == word), None) or next(
            (each for each in left if min(len(each), len(word)) < shortest and each[0] == word[0]), None
        )
        if found is None:
            return False
        whole += found == word and len(word) >= shortest
        left.remove(found)
    return whole >= 2


def one_letter_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one mistyped letter in one word makes the difference; in a short word one letter is another name."""
    if len(one) != len(other):
        return False
    apart = [pair for pair in zip(sorted(one), sorted(other), strict=True) if pair[0] != pair[1]]
    return (
        len(apart) == 1
        and min(map(len, apart[0])) >= _LONG_ENOUGH_FOR_A_SLIP
        and kana.within_one_edit(*apart[0])
    )


_SOUNDS_OF = (
    # Letters, and the rows of kana that write them; "" may be silent. The longest spelling stands first.
    ("SCH", "S Z"), ("TCH", "C"), ("CHR", "KR"), ("NGH", "NG N"), ("NGU", "G NG"),
    ("CH", "C S K"), ("SH", "S"), ("TH", "S Z T C"), ("PH", "F P H"), ("GH", "G F "), ("KH", "K H"), ("ZH", "J C"),
    ("KN", "KN N"), ("WR", "R"), ("TR", "TR C"), ("TS", "T S"), ("CK", "K"), ("NG", "NG N"), ("QU", "K"), ("DZ", "Z J"),
    ("LL", "R Y J"), ("RR", "R"), ("SC", "S SK"), ("ST", "ST S"), ("DG", "J"), ("DJ", "J"),
    ("B", "B "), ("C", "K S C"), ("D", "D Z J T "), ("F", "F B"), ("G", "G J H "), ("H", "H F "), ("J", "J H Z Y C"),
    ("K", "K "), ("L", "R "), ("M", "M N"), ("N", "N M "), ("P", "P B "), ("Q", "K C"), ("R", "R H "), ("S", "S Z J "),
    ("T", "T C D "), ("V", "B W F"), ("W", "W B "), ("X", "KS S Z H C"), ("Y", "Y J "), ("Z", "Z S J C T"),
)  # fmt: skip
_ROWS = {
    "K": "カキクケコ", "G": "ガギグゲゴ", "S": "サシスセソ", "Z": "ザズゼゾヅ", "J": "ジヂ", "T": "タテトツ", "C": "チ",
    "D": "ダデド", "N": "ナニヌネノン", "H": "ハヒヘホ", "F": "フ", "B": "バビブベボヴ", "P": "パピプペポ",
    "M": "マミムメモ", "R": "ラリルレロ", "Y": "ヤユヨ", "W": "ワヲ",
}  # fmt: skip
_ROW_OF = {letter: row for row, letters in _ROWS.items() for letter in letters}


def sounds_like(latin: str, reading: str) -> bool:
    """Whether a Latin name and a reading in katakana write the same consonants, word by word in any order.

    A middle name may be left out of the reading. By consonants alone: vowels differ between languages (ROSE is ローズ, JOSE is ホセ), and so do the rows of
    kana for one letter (see the table). It is a hint that needs the reading of both sides before it explains anything.
    """
    left, spoken = list(latin_words(latin)), kana.words(reading)
    if not 2 <= len(spoken) <= len(left):
        return False
    for word in sorted(spoken, key=len, reverse=True):
        found = next((each for each in left if fits(each, consonants(word))), None)
        if found is None:
            return False
        left.remove(found)
    return True


@lru_cache(maxsize=1 << 8)
def consonants(word: str) -> str:
    """The rows of the kana, vowels left out and a doubled row once: スミス is SMS."""
    rows = [_ROW_OF[letter] for letter in word if letter in _ROW_OF]
    return "".join(row for i, row in enumerate(rows) if i == 0 or rows[i - 1] != row)


@lru_cache(maxsize=1 << 10)
def fits(letters: str, rows: str) -> bool:
    """Whether rows of kana can write the consonants of a Latin word."""
    if not letters:
        return not rows
    spelled = next((each for each in _SOUNDS_OF if letters.startswith(each[0])), None)
    if spelled is None or letters[1:2] == letters[0]:
        return fits(letters[1:], rows)
    rest = letters[len(spelled[0]) :]
    return any(rows.startswith(sound) and fits(rest, rows[len(sound) :]) for sound in spelled[1].split(" "))
