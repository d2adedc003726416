"""Days as people know them: the part of EDTF (ISO 8601-2, level 1) that a coding may use."""

import re
from datetime import date
from typing import Final

from affiant.triage.errors import MalformedDay

_DAY: Final = r"[0-9X]{4}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?[?~%]?"
_SHAPE: Final = re.compile(rf"{_DAY}|{_DAY}/(?:{_DAY}|\.\.)|\.\./{_DAY}")
_WHOLE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH: Final = re.compile(r"\d{4}-(\d{2})(?![0-9X])")


def check(text: str) -> None:
    """Return if the text is a day, a month, a year or a span of them; `?` uncertain, `~` about, `%` both, `X` unknown.

    Raises: MalformedDay.
    """
    if _SHAPE.fullmatch(text) is None:
        raise MalformedDay(text)
    try:
        for year, month, day in _WHOLE.findall(text):
            date(int(year), int(month), int(day))
    except ValueError as refused:
        raise MalformedDay(text) from refused
    if any(not 1 <= int(month) <= 12 for month in _MONTH.findall(text)):  # noqa: PLR2004 - the months of a year
        raise MalformedDay(text)
