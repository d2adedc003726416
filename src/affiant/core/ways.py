"""Ways of reaching somebody, read out of their own words and brought into one form, so that two can be compared."""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

LONGEST: Final = 20_000  # characters that are looked through: nobody has so many ways of being reached
FEWEST_DIGITS: Final = 7
MOST_DIGITS: Final = 15  # ITU-T E.164
COMPARED_DIGITS: Final = 9  # the last ones: the same number is written with and without its country

_EMAIL: Final = re.compile(r"[^\s@<>()\[\]\",;:]{1,64}@[^\s@<>()\[\]\",;:/]{1,253}")
_HANDLE: Final = re.compile(r"(?<![\w@.+-])@([a-z0-9_.]{3,64})")
_LINK: Final = re.compile(
    r"(?:t\.me|wa\.me|instagram\.com|facebook\.com|fb\.com|x\.com|twitter\.com)/@?([a-z0-9_.]{3,64})"
)
_PHONE: Final = re.compile(r"(?<![\w.])\+?[(\d][\d\s().\-/\u2010-\u2015\u00a0]{5,30}\d(?!\w)")
_DATE: Final = re.compile(r"(?<![\d./-])(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?![./-]*\d)")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


class Means(StrEnum):
    """By which means a way reaches somebody."""

    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"


class Way(NamedTuple):
    """A way in its one form; equal ways reach the same person or device, as far as their spelling tells."""

    means: Means
    value: str


def ways_in(text: str) -> frozenset[Way]:
    """Return the telephone numbers, e-mail addresses and account names in `text`.

    Digits of every script, full-width letters, separators and marks of direction are seen through. Of a telephone
    number the last nine digits count, of an e-mail address nothing behind a plus sign.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).casefold()
    plain = "".join(_digit(each) for each in plain)
    return frozenset(_found(plain))


def digest(way: Way, key: bytes) -> str:
    """Return what stands for a way where it must not be read: HMAC-SHA256, in hexadecimal.

    Telephone numbers are few enough to be tried one by one: whoever holds the key can find them. Keep it with the key
    that opens names.
    """
    return hmac.digest(key, f"affiant-way/v1\n{way.means}\n{way.value}".encode(), "sha256").hex()


def _digit(each: str) -> str:
    value = unicodedata.digit(each, None)
    return each if value is None else str(value)


def _found(plain: str) -> Iterator[Way]:
    for address in _EMAIL.findall(plain):
        yield from _email(address)
    rest = _EMAIL.sub(" ", plain)
    for name in (*_HANDLE.findall(rest), *_LINK.findall(rest)):
        yield from _handle(name.strip("."))
    for number in _PHONE.findall(_DATE.sub(" ", _LINK.sub(" ", rest))):
        yield from _phone(re.sub(r"\D", "", number))


def _email(address: str) -> Iterator[Way]:
    box, _, host = address.rpartition("@")
    box, host = box.partition("+")[0].strip(".'"), host.strip(".'")
    if box and "." in host:
        yield Way(Means.EMAIL, f"{box}@{host}")


def _handle(name: str) -> Iterator[Way]:
    if name.isdigit():
        yield from _phone(name)
    elif name:
        yield Way(Means.HANDLE, name)


def _phone(digits: str) -> Iterator[Way]:
    digits = digits.removeprefix("00")
    if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS and len(set(digits)) > 1:
        yield Way(Means.PHONE, digits[-COMPARED_DIGITS:])
