"""The calendars by which people know a day, and how each is turned into the Gregorian one and back."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from persiantools.jdatetime import JalaliDate

if TYPE_CHECKING:  # the types' package is not installed where this runs
    from django_stubs_ext import StrOrPromise

    Text = StrOrPromise
else:
    Text = str | Promise

GREGORIAN: Final = "gregorian"
SOLAR_HIJRI: Final = "solar_hijri"
ISLAMIC: Final = "islamic"
LAST_MONTH: Final = 12

Parts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar of twelve months: its words, and its arithmetic by days."""

    name: str
    label: Text
    months: tuple[Text, ...]  # by themselves, as in a list
    length: Callable[[int, int], int]  # of a month of a year
    to_date: Callable[[int, int, int], date]
    of_date: Callable[[date], Parts]
    years: range  # those whose every day is a day in the other calendars too
    leap: int  # a year in which every month is as long as it can be
    has_seasons: bool = True  # whether its months keep to the seasons
    exact: bool = True  # whether a day in it is one known day in the Gregorian calendar


def _gregorian_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _gregorian_of(day: date) -> Parts:
    return day.year, day.month, day.day


def _solar_length(year: int, month: int) -> int:
    return JalaliDate.days_in_month(month, year)


def _solar_date(year: int, month: int, day: int) -> date:
    converted: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return converted


def _solar_of(day: date) -> Parts:
    solar = JalaliDate(day)  # type: ignore[no-untyped-call]
    return solar.year, solar.month, solar.day


# The arithmetic Islamic calendar: thirty years are 10,631 days, eleven of them leap years (Reingold and Dershowitz,
# Calendrical Calculations). Where the new moon decides, a month begins up to two days earlier or later.
_EPOCH: Final = 227_015  # 16 July 622 of the Julian calendar, as `date.toordinal` counts
_CYCLE_DAYS: Final = 10_631


def _islamic_date(year: int, month: int, day: int) -> date:
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_EPOCH - 1 + before + day)


def _islamic_of(day: date) -> Parts:
    year = (30 * (day.toordinal() - _EPOCH) + 10_646) // _CYCLE_DAYS
    month = next(month for month in range(LAST_MONTH, 0, -1) if _islamic_date(year, month, 1) <= day)
    return year, month, (day - _islamic_date(year, month, 1)).days + 1


def _islamic_length(year: int, month: int) -> int:
    following = (year, month + 1) if month < LAST_MONTH else (year + 1, 1)
    return (_islamic_date(*following, 1) - _islamic_date(year, month, 1)).days


# Translators: the months in a list, by themselves. Where a language has two names for each, as Arabic has, give both.
GREGORIAN_MONTHS: Final = (
    pgettext_lazy("month in a list", "January"),
    pgettext_lazy("month in a list", "February"),
    pgettext_lazy("month in a list", "March"),
    pgettext_lazy("month in a list", "April"),
    pgettext_lazy("month in a list", "May"),
    pgettext_lazy("month in a list", "June"),
    pgettext_lazy("month in a list", "July"),
    pgettext_lazy("month in a list", "August"),
    pgettext_lazy("month in a list", "September"),
    pgettext_lazy("month in a list", "October"),
    pgettext_lazy("month in a list", "November"),
    pgettext_lazy("month in a list", "December"),
)
# Translators: the months of the Solar Hijri calendar: the name in Iran, then the name in Afghanistan. After it, in
# isolating signs, stand both as they are written there: keep them.
SOLAR_MONTHS: Final = (
    _("Farvardin, Hamal \u2067فروردین، حمل\u2069"),
    _("Ordibehesht, Sawr \u2067اردیبهشت، ثور\u2069"),
    _("Khordad, Jawza \u2067خرداد، جوزا\u2069"),
    _("Tir, Saratan \u2067تیر، سرطان\u2069"),
    _("Mordad, Asad \u2067مرداد، اسد\u2069"),
    _("Shahrivar, Sonbola \u2067شهریور، سنبله\u2069"),
    _("Mehr, Mizan \u2067مهر، میزان\u2069"),
    _("Aban, Aqrab \u2067آبان، عقرب\u2069"),
    _("Azar, Qaws \u2067آذر، قوس\u2069"),
    _("Dey, Jadi \u2067دی، جدی\u2069"),
    _("Bahman, Dalw \u2067بهمن، دلو\u2069"),
    _("Esfand, Hut \u2067اسفند، حوت\u2069"),
)
# Translators: the months of the Islamic calendar.
ISLAMIC_MONTHS: Final = (
    _("Muharram"),
    _("Safar"),
    _("Rabi al-Awwal"),
    _("Rabi al-Thani"),
    _("Jumada al-Ula"),
    _("Jumada al-Thani"),
    _("Rajab"),
    _("Shaban"),
    _("Ramadan"),
    _("Shawwal"),
    _("Dhu al-Qadah"),
    _("Dhu al-Hijjah"),
)

CALENDARS: Final[Mapping[str, Calendar]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Calendar(
                GREGORIAN,
                pgettext_lazy("calendar", "Gregorian"),
                GREGORIAN_MONTHS,
                _gregorian_length,
                date,
                _gregorian_of,
                range(1600, 2200),
                2000,
            ),
            Calendar(
                SOLAR_HIJRI,
                pgettext_lazy("calendar", "Solar Hijri"),
                SOLAR_MONTHS,
                _solar_length,
                _solar_date,
                _solar_of,
                range(980, 1579),
                1403,
            ),
            Calendar(
                ISLAMIC,
                pgettext_lazy("calendar", "Islamic (Hijri)"),
                ISLAMIC_MONTHS,
                _islamic_length,
                _islamic_date,
                _islamic_of,
                range(1010, 1626),
                1445,
                has_seasons=False,
                exact=False,
            ),
        )
    }
)
