"""Bech32 as age writes its keys (BIP 173 without the length limit)."""

from collections.abc import Iterable
from typing import Final

from affiant.core.errors import AffiantError

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH: Final = 6


class MalformedKey(AffiantError):
    """A text is not a key of the kind that is asked for."""


def encode(prefix: str, content: bytes) -> str:
    """Return `content` in lower-case Bech32 under `prefix`."""
    values = _regroup(content, 8, 5, pad=True)
    polymod = _polymod([*_expand(prefix), *values, 0, 0, 0, 0, 0, 0]) ^ 1
    checksum = [(polymod >> 5 * (5 - place)) & 31 for place in range(_CHECKSUM_LENGTH)]
    return prefix + "1" + "".join(_ALPHABET[value] for value in [*values, *checksum])


def decode(prefix: str, text: str) -> bytes:
    """Return the content of `text`, written under `prefix` in one case.

    Raises:
        MalformedKey: another prefix, mixed case, a foreign letter or a wrong checksum.
    """
    if not text.isascii() or text not in {text.lower(), text.upper()}:
        raise MalformedKey("upper and lower case are mixed, or a letter is foreign")
    found, separator, tail = text.lower().rpartition("1")
    if not separator or found != prefix or not set(tail) <= set(_ALPHABET):
        raise MalformedKey("the prefix or a letter is wrong")
    values = [_ALPHABET.index(letter) for letter in tail]
    if len(values) < _CHECKSUM_LENGTH or _polymod([*_expand(prefix), *values]) != 1:
        raise MalformedKey("the checksum is wrong")
    return bytes(_regroup(values[:-_CHECKSUM_LENGTH], 5, 8, pad=False))


def _expand(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            checksum ^= generator if (top >> place) & 1 else 0
    return checksum


def _regroup(values: Iterable[int], width: int, into: int, *, pad: bool) -> list[int]:
    held = bits = 0
    groups = []
    for value in values:
        held = held << width | value
        bits += width
        while bits >= into:
            bits -= into
            groups.append(held >> bits & (1 << into) - 1)
    rest = held & (1 << bits) - 1
    if pad and bits:
        groups.append(rest << into - bits)
    elif not pad and (bits >= width or rest):
        raise MalformedKey("the padding is wrong")
    return groups
