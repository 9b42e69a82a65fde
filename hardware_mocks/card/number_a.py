"""照合番号A. On a real card it is the 12-digit individual number; here it is twelve digits that can be nobody's."""

from __future__ import annotations

from hashlib import sha256


def number_a(seed: str) -> str:
    """Twelve digits for a made-up person, the last of which is never the check digit that the law asks for."""
    digits = f"{int.from_bytes(sha256(b'VIRTUAL A ' + seed.encode()).digest()[:8], 'big') % 10**11:011d}"
    return f"{digits}{(check_digit(digits) + 1) % 10}"


def check_digit(eleven: str) -> int:
    """総務省令第85号 (2014), article 5: weights 2 to 7 and 2 to 6 from the right, modulo 11."""
    weights = (*range(2, 8), *range(2, 7))
    rest = sum(int(digit) * weight for digit, weight in zip(reversed(eleven), weights, strict=True)) % 11
    return 0 if rest <= 1 else 11 - rest
