"""Return codes: 26 random digits and 2 check digits, and the keys that they become."""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from affiant.core.errors import AffiantError
from affiant.core.letters import Mailbox

RANDOM_DIGITS: Final = 26
ALL_DIGITS: Final = 28
GROUP: Final = 4
ENTROPY_BYTES: Final = 32
_MODULUS: Final = 97  # ISO/IEC 7064, MOD 97-10
# The code carries 86 bits itself: one cheap pass slows a guesser without queueing reporters (ADR 0004).
_MEMORY_KIB: Final = 16 * 1024
_BETWEEN: Final = frozenset("-–—‐‑.,·_/|")  # what people write between groups, beside white space


class CodeError(AffiantError):
    """A text is not a return code; the text itself is never part of the error."""


class CodeEmpty(CodeError):
    """Nothing was typed."""


class CodeLetters(CodeError):
    """Something other than digits was typed."""


class CodeLength(CodeError):
    """Too few or too many digits."""

    def __init__(self, digits: int) -> None:
        """Say how many digits there were."""
        super().__init__(digits)
        self.digits = digits


class CodeSlip(CodeError):
    """The right number of digits, but the check digits do not fit: a digit is wrong or two are swapped."""


@dataclass(frozen=True, slots=True)
class ReturnCode:
    """A return code that checks out: 28 ASCII digits that no repr shows."""

    digits: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """Seven groups of four digits, to be read out and written down."""
        return tuple(self.digits[at : at + GROUP] for at in range(0, ALL_DIGITS, GROUP))

    @property
    def grouped(self) -> str:
        """The seven groups with spaces between them."""
        return " ".join(self.groups)


@dataclass(frozen=True, slots=True)
class ReturnKeys:
    """What a return code becomes: where the draft lies, what opens it, and the mailbox."""

    lookup: str  # 32 hexadecimal digits: the row's name; says nothing about the keys
    draft_key: bytes = field(repr=False)  # 32 bytes
    mailbox: Mailbox


def from_entropy(entropy: bytes) -> ReturnCode:
    """Make a code of 32 unpredictable bytes (the modulo bias is below 2**-169)."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError("a code takes 32 bytes of entropy")
    body = str(int.from_bytes(entropy, "big") % 10**RANDOM_DIGITS).zfill(RANDOM_DIGITS)
    check = _MODULUS + 1 - int(body + "00") % _MODULUS
    return ReturnCode(f"{body}{check:02d}")


def parse(text: str) -> ReturnCode:
    """Read what a person typed: any script's decimal digits, with anything usual between the groups.

    Raises:
        CodeEmpty, CodeLetters, CodeLength, CodeSlip: what is wrong with it, for a sentence that helps.
    """
    found = digits(text)
    if len(found) != ALL_DIGITS:
        raise CodeLength(len(found))
    check = int(found[RANDOM_DIGITS:])
    if int(found) % _MODULUS != 1 or check < 2 or check > _MODULUS + 1:  # noqa: PLR2004 - what mod 97-10 yields
        raise CodeSlip
    return ReturnCode(found)


def digits(text: str) -> str:
    """Return the ASCII digits of what a person typed of a code: all of it, or a part.

    Raises:
        CodeEmpty, CodeLetters: there is none, or something else is among them.
    """
    found = "".join(_digit(letter) for letter in text if not _is_between(letter))
    if not found:
        raise CodeEmpty
    return found


def derive(code: ReturnCode, *, salt: bytes) -> ReturnKeys:
    """Turn a code into its keys: Argon2id (RFC 9106), then one HKDF (RFC 5869) output for each use.

    `salt` is the deployment's own, 16 bytes. Takes about 10 ms and 16 MiB.
    """
    root = hash_secret_raw(
        code.digits.encode(), salt, time_cost=1, memory_cost=_MEMORY_KIB, parallelism=1, hash_len=32, type=Type.ID
    )
    return ReturnKeys(
        lookup=_expand(root, b"affiant/v1/lookup")[:16].hex(),
        draft_key=_expand(root, b"affiant/v1/draft"),
        mailbox=Mailbox(_expand(root, b"affiant/v1/mailbox")),
    )


def _expand(root: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=use).derive(root)


def _is_between(letter: str) -> bool:
    return letter.isspace() or letter in _BETWEEN or unicodedata.category(letter) == "Cf"


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    if value is None:
        raise CodeLetters
    return str(value)
