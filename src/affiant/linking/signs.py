"""What of a referral can be compared with others: places and days that it marks, names that officers coded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from affiant.linking import names, near, settlements
from affiant.linking.models import NAMED, EarlierAccount, Named, Sound, Spot
from affiant.linking.near import DAY, Circle, Days
from affiant.referrals import selectors as referrals
from affiant.referrals.kinds import Form
from affiant.triage import classified
from affiant.triage.classified import Coding
from affiant.triage.stages import Precision

# The questions of the form under which a place and a date are marked.
WHERE: Final = "where_marked"
WHEN: Final = "when_marked"
PINPOINTED: Final = frozenset({Precision.SPOT, Precision.STREET, Precision.SETTLEMENT})
EXACT: Final = frozenset(Precision) - {Precision.REGION, Precision.COUNTRY}
MOST: Final = 24  # names, and marks, of one referral
_BETWEEN: Final = str.maketrans(dict.fromkeys(";/\n،؛", ","))
_WEEK: Final = 7


Marked = tuple[Circle, Days, str]
"""Where, when, and the name under which it was coded."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name, what bears it, and of a place when."""

    kind: Named.Kind
    text: str = field(repr=False)
    days: Days | None = None


def make_anew(referral_id: UUID) -> None:
    """Read what the referral says today and keep its signs instead of those that stood. Call it in a transaction."""
    Spot.objects.filter(referral_id=referral_id).delete()
    Named.objects.filter(referral_id=referral_id).delete()
    codings = [row.coding for row in classified.incidents_of(referral_id)]
    spots = dict.fromkeys((*_marked(referral_id), *_coded(codings)))
    Spot.objects.bulk_create(_spot(referral_id, *spot) for spot in list(spots)[:MOST])
    bearers = list(dict.fromkeys(_bearers(referral_id, codings)))[:MOST]
    made = Named.objects.bulk_create(_named(referral_id, one) for one in bearers)
    Sound.objects.bulk_create(sound for one, row in zip(bearers, made, strict=True) for sound in _sounds(one, row))


def keys_of(text: str, days: Days | None) -> set[tuple[str, str]]:
    """Return under what each word of a name is found, and what it looks for; of a place week by week."""
    found = {(one.key, one.sought) for one in names.read(text).keys}
    if days is None:
        return found
    return {(key and f"{key}@{week}", f"{sought}@{week}") for key, sought in found for week in _weeks(days)}


def _marked(referral_id: UUID) -> Iterator[Marked]:
    for report in referrals.submissions_of(referral_id):
        given = {one.question: one.answer for one in report.document.answers if isinstance(one.answer, str)}
        circle, days = near.read_circle(given.get(WHERE, "")), near.read_days(given.get(WHEN, ""))
        if report.form is Form.REPORT and circle and days:
            yield circle, days, ""


def _coded(codings: Iterable[Coding]) -> Iterator[Marked]:
    """Yield where a table of places knows what was coded."""
    for coding in codings:
        days = near.read_days(coding.when_edtf)
        if days and coding.precision in PINPOINTED:
            yield from ((circle, days, coding.place) for circle in settlements.named(coding.place))


def _spot(referral_id: UUID, circle: Circle, days: Days, named: str) -> Spot:
    return Spot(
        referral_id=referral_id,
        cell=circle.cell,
        latitude=circle.latitude,
        longitude=circle.longitude,
        radius=circle.radius,
        first=days.first,
        last=days.last,
        named=named,
    )


def _bearers(referral_id: UUID, codings: Sequence[Coding]) -> Iterator[Bearer]:
    """Yield who and what is named: people in codings and in the register, places whose time is known."""
    yield from _people(text for one in codings for text in (one.who, one.whom))
    yield from (Bearer(Named.Kind.HEARD, name) for name in _heard(referral_id) if names.read(name).keys)
    for one in codings:
        yield from _place(one)


def _heard(referral_id: UUID) -> list[str]:
    standing = EarlierAccount.objects.filter(referral_id=referral_id, followed_by__isnull=True).exclude(person="")
    return list(standing.order_by("at").values_list("person", flat=True))


def _people(texts: Iterable[str]) -> Iterator[Bearer]:
    """Yield each of several people who stand in one line."""
    each = (one.strip() for text in texts for one in text.translate(_BETWEEN).split(","))
    return (Bearer(Named.Kind.PERSON, one) for one in each if names.read(one).keys)


def _place(coding: Coding) -> Iterator[Bearer]:
    days = near.read_days(coding.when_edtf)
    if days and coding.precision in EXACT and names.read(coding.place).keys:
        yield Bearer(Named.Kind.PLACE, coding.place, days)


def _named(referral_id: UUID, bearer: Bearer) -> Named:
    first, last = (bearer.days.first, bearer.days.last) if bearer.days else (None, None)
    return Named(referral_id=referral_id, kind=bearer.kind, text=bearer.text[:NAMED], first=first, last=last)


def _sounds(bearer: Bearer, row: Named) -> list[Sound]:
    found = sorted(keys_of(bearer.text, bearer.days))
    return [Sound(named=row, kind=bearer.kind, key=key, sought=sought) for key, sought in found]


def _weeks(days: Days) -> range:
    """Return the weeks that the days touch, and the day before and after: who is a day off is near."""
    return range(_week(days.first, -1), _week(days.last, 1) + 1)


def _week(day: date, beside: int) -> int:
    return (day.toordinal() + beside * DAY.days) // _WEEK
