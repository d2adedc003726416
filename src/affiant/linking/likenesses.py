"""Finding what is like a referral, each kind by an index: what it costs does not grow with the number of referrals.

Every finder takes a referral's id and returns other referrals with the ground; none judges, and an officer answers.
Where nearly-equal pictures come to be known, their finder is one more line of FINDERS.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from affiant.evidence import twins
from affiant.linking import names, near
from affiant.linking.models import Named, Sound, Spot
from affiant.linking.near import DAY, LONGEST, Circle, Days
from affiant.linking.signs import MOST
from affiant.linking.stages import Likeness

MOST_NEAR: Final = 400  # marks that are looked at: where there are more, they say nothing of two
COMMON: Final = 30  # referrals that name a word: a word of more is no sign of one person
COMMON_PLACE: Final = 100  # and of one place in one week
PEOPLE: Final = frozenset({Named.Kind.PERSON, Named.Kind.HEARD})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likeness that the system found, with its ground; an officer says whether the two belong together."""

    other: UUID
    likeness: Likeness
    ground: str = field(repr=False)
    distance: tuple[float, ...] = ()  # what is nearest stands first


@dataclass(frozen=True, slots=True)
class Alike:
    """Two names that may be of one."""

    referral_id: UUID
    own: str = field(repr=False)
    other: str = field(repr=False)
    days: int


def same_files(referral_id: UUID) -> Iterator[Suggestion]:
    """Find files that are the same, byte for byte."""
    for twin in twins.of(referral_id):
        ground = f"Files that are the same, byte for byte: {twin.files}."
        yield Suggestion(twin.referral_id, Likeness.FILE, ground, (-twin.files,))


def same_event(referral_id: UUID) -> Iterator[Suggestion]:
    """Find marks of places and days near each other, then codings of one place within the same days."""
    for other, kilometres, days in _near(referral_id):
        ground = f"Marked places {_kilometres(kilometres)}, on {_days(days)}."
        yield Suggestion(other, Likeness.EVENT, ground, (days, kilometres))
    for one in alike(referral_id, frozenset({Named.Kind.PLACE}), frozenset({Named.Kind.PLACE}), COMMON_PLACE):
        ground = f"Places that officers coded: “{one.own}” and “{one.other}”, on {_days(one.days)}."
        yield Suggestion(one.referral_id, Likeness.EVENT, ground, (one.days, 0))


def same_person(referral_id: UUID) -> Iterator[Suggestion]:
    """Find people whose names sound alike, in whatever script they were written."""
    for one in alike(referral_id, PEOPLE, PEOPLE, COMMON):
        ground = f"Names that sound alike: “{one.own}” and “{one.other}”."
        yield Suggestion(one.referral_id, Likeness.PERSON, ground, (one.own != one.other,))


Finder = Callable[[UUID], Iterable[Suggestion]]

FINDERS: Final[Mapping[Likeness, Finder]] = {
    Likeness.FILE: same_files,
    Likeness.EVENT: same_event,
    Likeness.PERSON: same_person,
}


def alike(referral_id: UUID, own: frozenset[Named.Kind], others: frozenset[Named.Kind], common: int) -> Iterator[Alike]:
    """Yield the names of other referrals that meet one of this referral's, and within a day where they have days."""
    mine = list(Named.objects.filter(referral_id=referral_id, kind__in=own)[:MOST])
    rare = _rare(referral_id, own, others, common)
    found = Named.objects.filter(sounds__kind__in=others, sounds__key__in=rare).exclude(referral_id=referral_id)
    for other in found.distinct():
        for one in mine:
            days = _days_apart(one, other)
            if days <= 1 and names.read(one.text).meets(names.read(other.text)):
                yield Alike(other.referral_id, one.text, other.text, days)


def _rare(referral_id: UUID, own: frozenset[Named.Kind], others: frozenset[Named.Kind], common: int) -> set[str]:
    """Return the sounds that this referral's names look for, without those that are on everybody's lips."""
    beyond = Sound.objects.filter(kind__in=others, key=OuterRef("sought")).values("pk")[common : common + 1]
    sought = Sound.objects.filter(named__referral_id=referral_id, kind__in=own).annotate(beyond=Subquery(beyond))
    return set(sought.filter(beyond__isnull=True).values_list("sought", flat=True))


def _near(referral_id: UUID) -> Iterator[tuple[UUID, float, int]]:
    own = [(_circle(spot), Days(spot.first, spot.last)) for spot in Spot.objects.filter(referral_id=referral_id)[:MOST]]
    if not own:
        return
    asked = reduce(or_, (_around(circle, days) for circle, days in own))
    for spot in Spot.objects.filter(asked).exclude(referral_id=referral_id)[:MOST_NEAR]:
        place, time = _circle(spot), Days(spot.first, spot.last)
        for circle, days in own:
            if circle.touches(place) and days.apart(time) <= 1:
                yield spot.referral_id, circle.kilometres_to(place), days.apart(time)


def _around(circle: Circle, days: Days) -> Q:
    """Ask for the marks that may touch this one; none is longer than LONGEST, so none of interest began before that."""
    began = (near.moved(days.first, -LONGEST - DAY), near.moved(days.last, DAY))
    return Q(cell__in=circle.cells_around(), first__range=began, last__gte=near.moved(days.first, -DAY))


def _circle(spot: Spot) -> Circle:
    return Circle(spot.latitude, spot.longitude, spot.radius)


def _days_apart(one: Named, other: Named) -> int:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return Days(one.first, one.last).apart(Days(other.first, other.last))


def _kilometres(kilometres: float) -> str:
    return "less than a kilometre apart" if kilometres < 1 else f"about {kilometres:.0f} km apart"


def _days(apart: int) -> str:
    return "days that overlap" if apart == 0 else "days that follow each other"
