"""A marked date in words: as it was chosen, and as the Gregorian date that it is."""

from datetime import date
from types import MappingProxyType
from typing import Final

from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from affiant.core.edtf import LEAP, Doubt, Edtf, Moment, Season, Span
from affiant.intake.aids.calendars import GREGORIAN, Text
from affiant.intake.aids.when import SEASONS, Chosen, Reading, Remark

NEAR: Final[dict[str, Text]] = {
    "about": gettext_lazy("about then"),
    "unsure": gettext_lazy("not sure"),
}
SEASON_NAMES: Final[dict[Season, Text]] = {
    Season.SPRING: gettext_lazy("Spring"),
    Season.SUMMER: gettext_lazy("Summer"),
    Season.AUTUMN: gettext_lazy("Autumn"),
    Season.WINTER: gettext_lazy("Winter"),
}
OF_A_YEAR: Final[dict[Season, Text]] = {
    Season.SPRING: gettext_lazy("spring of %(year)s"),
    Season.SUMMER: gettext_lazy("summer of %(year)s"),
    Season.AUTUMN: gettext_lazy("autumn of %(year)s"),
    Season.WINTER: gettext_lazy("winter of %(year)s"),
}
DOUBTFUL: Final[dict[Doubt, Text]] = {
    Doubt.APPROXIMATE: gettext_lazy("%(date)s, about then"),
    Doubt.UNCERTAIN: gettext_lazy("%(date)s, not sure"),
    Doubt.BOTH: gettext_lazy("%(date)s, about then, not sure"),
}


def words(chosen: Chosen, reading: Reading) -> str:
    """Say in lines what was chosen and, where that differs, which date it is; nothing if nothing was chosen."""
    if chosen.is_empty:
        return ""
    lines = [gregorian(reading.value)] if reading.value else []
    if chosen.calendar.name != GREGORIAN or reading.remarks or not lines:
        lines.insert(0, as_chosen(chosen))
    return "\n".join(lines)


def as_chosen(chosen: Chosen) -> str:
    """Repeat the parts as they were given."""
    given = " ".join(part for part in (chosen.day, _month(chosen), chosen.year) if part)
    parts = [given, str(NEAR[chosen.near])] if chosen.near in NEAR else [given]
    return _("%(calendar)s calendar: %(date)s") % {"calendar": chosen.calendar.label, "date": ", ".join(parts)}


def gregorian(value: Edtf) -> str:
    """Say a date in the Gregorian calendar, with its doubt."""
    if isinstance(value, Span):
        ends = {"first": _date(value.first), "last": _date(value.last)}
        return _doubted(_("from %(first)s to %(last)s") % ends, value.first.doubt)
    return _doubted(_date(value), value.doubt)


def remark(said: Remark, reading: Reading) -> str:
    """Say kindly what may be looked at again."""
    if said is Remark.NO_SUCH_DAY:
        return ngettext(
            "That month has only %(days)d day.",
            "That month has only %(days)d days.",
            reading.days,
        ) % {"days": reading.days}
    return str(REMARKS[said])


REMARKS: Final = MappingProxyType(
    {
        Remark.YEAR: gettext_lazy("We could not read the year. Write it in digits, all four of them if you can."),
        Remark.OTHER_CALENDAR: gettext_lazy(
            "This year is far away in the calendar that is chosen. Perhaps you count in another one: you can choose it "
            "above. Perhaps two digits are missing."
        ),
        Remark.DAY_ALONE: gettext_lazy("A day needs its month. If you do not know it, leave the day empty."),
        Remark.NO_YEAR: gettext_lazy("If you remember the year, add it. If not, this can still help."),
        Remark.TO_COME: gettext_lazy("This date is still to come. Is the year right?"),
    }
)


def _month(chosen: Chosen) -> str:
    if chosen.month in SEASONS:
        return str(SEASON_NAMES[SEASONS[chosen.month]])
    names = dict(enumerate(chosen.calendar.months, start=1))
    return str(names.get(int(chosen.month), chosen.month)) if chosen.month.isdecimal() else chosen.month


def _doubted(said: str, doubt: Doubt) -> str:
    return str(DOUBTFUL[doubt]) % {"date": said} if doubt in DOUBTFUL else said


def _date(value: Moment) -> str:
    if value.year is None:
        return _without_year(value)
    if value.season:
        return str(OF_A_YEAR[value.season]) % {"year": value.year}
    if value.month is None:
        return _("the year %(year)s") % {"year": value.year}
    return formats.date_format(
        date(value.year, value.month, value.day or 1), "DATE_FORMAT" if value.day else "YEAR_MONTH_FORMAT"
    )


def _without_year(value: Moment) -> str:
    month = value.month or 1
    if value.day:
        return formats.date_format(date(LEAP, month, value.day), "j E")  # E: the month as it stands after a day
    return str(MONTHS[month])
