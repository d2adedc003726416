"""What a search can be narrowed to: the fields of the language, their values, and what to say of a wrong one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Final

from django.conf.locale import LANG_INFO

from affiant.referrals.stages import Stage

FILE: Final = "file"
PATHS: Final = ("experienced", "witnessed", "told", "material", "person", "behalf", "officer")
FLAGS: Final = ("child", "danger", "withdrawn", "rehearsal")
HAS: Final = ("files", "messages", "notes", "translations", "tasks", "decisions", "offences", "incidents")
OFFICERS: Final = ("me", "nobody")

VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "stage": tuple(Stage.values),
    "path": PATHS,
    "has": HAS,
    "is": FLAGS,
    "officer": OFFICERS,
}
NAMES: Final = ("language", "from", "to", "situation", FILE, *VALUES)
_ALSO: Final = {"lang": "language", "flag": "is", "since": "from", "until": "to", "after": "from", "before": "to",
                "files": FILE, "status": "stage", "assigned": "officer"}  # fmt: skip
_LANGUAGES: Final = {
    str(name).lower(): code.lower()
    for code, info in LANG_INFO.items()
    for name in (info.get("name"), info.get("name_local"))
    if name
} | {"farsi": "fa", "tigrinya": "ti", "dari": "prs", "pashto": "ps"}
_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and the value that it must have; of `from` and `to` the value is in seconds since 1970."""

    name: str
    value: str


def name_of(typed: str) -> str | None:
    """Return the field that somebody means, also if a letter is wrong; None for no field."""
    lower = typed.lower()
    if lower in NAMES or lower in _ALSO:
        return _ALSO.get(lower, lower)
    close = get_close_matches(lower, (*NAMES, *_ALSO), n=1, cutoff=0.75)
    return _ALSO.get(close[0], close[0]) if close else None


def read(name: str, value: str) -> tuple[Filter | None, list[str]]:
    """Return the filter, and what to tell the officer: a value that does not exist narrows nothing and is named."""
    if name in {"from", "to"}:
        return _read_day(name, value)
    if name == "language":
        return _read_language(value)
    if name == "situation":
        return Filter(name, _plain(value)), []
    close = get_close_matches(_plain(value), VALUES[name], n=1, cutoff=0.7)
    if not close:
        return None, [f"“{name}” has no value “{value}”, so it was left out. It has: {', '.join(VALUES[name])}."]
    told = [] if close[0] == _plain(value) else [f"“{name}:{value}” was read as “{name}:{close[0]}”."]
    return Filter(name, close[0]), told


def _plain(value: str) -> str:
    return re.sub(r"\s+", "_", value.strip().lower())


def _read_language(value: str) -> tuple[Filter | None, list[str]]:
    lower = value.strip().lower().replace("_", "-")
    code = _LANGUAGES.get(lower, lower)
    if _CODE.fullmatch(code):
        return Filter("language", code), []
    close = get_close_matches(lower, _LANGUAGES, n=1, cutoff=0.75)
    if not close:
        return None, [f"“{value}” is no language known here, so it was left out. Give its code: language:uk."]
    return Filter("language", _LANGUAGES[close[0]]), [f"“language:{value}” was read as “{close[0]}”."]


def _read_day(name: str, value: str) -> tuple[Filter | None, list[str]]:
    span = _span(value.strip())
    if span is None:
        return None, [
            f"“{value}” is no date, so it was left out. Write {name}:2024-03-31, {name}:2024-03 or {name}:2024."
        ]
    first, after = (datetime.combine(day, time(), UTC) for day in span)
    moment = first if name == "from" else after - timedelta(seconds=1)
    return Filter(name, str(max(0, int(moment.timestamp())))), []


def _span(value: str) -> tuple[date, date] | None:
    """Return the first day that is meant and the day after the last: of a day, of a month, of a year."""
    iso, day_first = _ISO.fullmatch(value), _DAY_FIRST.fullmatch(value)
    year, month, day = iso.groups() if iso else reversed(day_first.groups()) if day_first else (None, None, None)
    if year is None:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        return first, _after(first, month=month is not None, day=day is not None)
    except (ValueError, OverflowError):
        return None


def _after(first: date, *, month: bool, day: bool) -> date:
    if day:
        return first + timedelta(days=1)
    if month and first.month < _DECEMBER:
        return first.replace(month=first.month + 1)
    return first.replace(year=first.year + 1, month=1)
