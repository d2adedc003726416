"""What of a referral can be compared with others: places and days that it marks, names that officers coded."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from affiant.linking import names, near, settlements
from affiant.linking.models import NAMED, EarlierAccount, Named, Sound, Spot
from affiant.linking.near import DAY, Circle, Days
from affiant.referrals import marks
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


def make_anew(referral_ids: Collection[UUID]) -> None:
    """Read what these referrals say today and keep their signs instead of those that stood. Call it in a transaction.

    They are at most a few hundred: all of them are read in three queries.
    """
    Spot.objects.filter(referral_id__in=referral_ids).delete()
    Named.objects.filter(referral_id__in=referral_ids).delete()
    codings, heard = classified.codings_of(referral_ids), _heard(referral_ids)
    marked = _marked(referral_ids)
    spots, bearers = [], []
    for one in referral_ids:
        held = codings.get(one, [])
        places = dict.fromkeys((*marked.get(one, ()), *_coded(held)))
        spots += [_spot(one, *place) for place in list(places)[:MOST]]
        named = dict.fromkeys(_bearers(held, heard.get(one, ())))
        bearers += [(one, bearer) for bearer in list(named)[:MOST]]
    Spot.objects.bulk_create(spots)
    _keep_names(bearers)


def _keep_names(bearers: Sequence[tuple[UUID, Bearer]]) -> None:
    made = Named.objects.bulk_create(_named(referral_id, bearer) for referral_id, bearer in bearers)
    pairs = zip(bearers, made, strict=True)
    Sound.objects.bulk_create(sound for (_, bearer), row in pairs for sound in _sounds(bearer, row))


def keys_of(text: str, days: Days | None) -> set[tuple[str, str]]:
    """Return under what each word of a name is found, and what it looks for; of a place week by week."""
    found = {(one.key, one.sought) for one in names.read(text).keys}
    if days is None:
        return found
    return {(key and f"{key}@{week}", f"{sought}@{week}") for key, sought in found for week in _weeks(days)}


def _marked(referral_ids: Collection[UUID]) -> dict[UUID, list[Marked]]:
    found: dict[UUID, list[Marked]] = {}
    for referral_id, given in marks.answered(referral_ids, (WHERE, WHEN)):
        circle, days = near.read_circle(given.get(WHERE, "")), near.read_days(given.get(WHEN, ""))
        if circle and days:
            found.setdefault(referral_id, []).append((circle, days, ""))
    return found


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


def _bearers(codings: Sequence[Coding], heard: Iterable[str]) -> Iterator[Bearer]:
    """Yield who and what is named: people in codings and in the register, places whose time is known."""
    yield from _people(text for one in codings for text in (one.who, one.whom))
    yield from (Bearer(Named.Kind.HEARD, name) for name in heard if names.read(name).keys)
    for one in codings:
        yield from _place(one)


def _heard(referral_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    standing = EarlierAccount.objects.filter(referral_id__in=referral_ids, followed_by__isnull=True).exclude(person="")
    for referral_id, person in standing.order_by("at").values_list("referral_id", "person"):
        found.setdefault(referral_id, []).append(person)
    return found


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
