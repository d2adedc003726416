"""Canonical JSON: one value, one sequence of bytes (the subset of RFC 8785 that the formats use)."""

import json
from collections.abc import Iterable
from typing import Final, NoReturn

from affiant.core.errors import AffiantError

WHAT_IT_HOLDS: Final = "canonical JSON holds objects, lists, strings, whole numbers, true, false and null"
LARGEST_INTEGER: Final = 2**53 - 1  # RFC 7493 section 2.2: what every reader can hold exactly
DEEPEST: Final = 64  # hostile nesting ends here, long before the interpreter's own stack does

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


class NotCanonical(AffiantError):
    """The bytes or the value are not canonical JSON."""


def encode(value: Json) -> bytes:
    """Return the one byte sequence that stands for `value`.

    Keys are ASCII and sorted, nothing is padded, strings are UTF-8 (RFC 8785 section 3.2).

    Raises:
        NotCanonical: a float, a key that is not ASCII, a number past 2**53, a lone surrogate.
    """
    _check(value, depth=0)
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError as refused:
        raise NotCanonical("a string holds a lone surrogate") from refused


def decode(raw: bytes) -> Json:
    """Return the value that `raw` stands for, if `raw` is the only way to write it.

    Raises:
        NotCanonical: not JSON, or JSON that `encode` would have written otherwise.
    """
    try:
        value: Json = json.loads(
            raw.decode(), parse_float=_refuse_number, parse_constant=_refuse_number, object_pairs_hook=_unique
        )
    except (ValueError, RecursionError) as refused:
        raise NotCanonical("not JSON") from refused
    if encode(value) != raw:
        raise NotCanonical("not in canonical form")
    return value


def _check(value: Json, *, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical("nested too deeply")
    match value:
        case dict():
            _check_keys(value)
            _check_all(value.values(), depth)
        case list():
            _check_all(value, depth)
        case bool() | str() | None:
            pass
        case int():
            _check_integer(value)
        case _:
            raise NotCanonical(WHAT_IT_HOLDS)


def _check_all(values: Iterable[Json], depth: int) -> None:
    for value in values:
        _check(value, depth=depth + 1)


def _check_keys(value: dict[str, Json]) -> None:
    keys: Iterable[object] = value  # a caller's dict may hold anything
    if not all(isinstance(key, str) and key.isascii() for key in keys):
        raise NotCanonical("a key is not ASCII")


def _check_integer(value: int) -> None:
    if abs(value) > LARGEST_INTEGER:
        raise NotCanonical("a number is too large")


def _refuse_number(_text: str) -> NoReturn:
    raise NotCanonical("a number is not whole")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical("a key stands twice")
    return value
