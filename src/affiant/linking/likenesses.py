"""Finding what is like a referral, each kind by an index: what it costs does not grow with the number of referrals.

Every finder takes a referral's own signs and yields other referrals with the ground; none judges, an officer answers.
Where nearly-equal pictures come to be known, their finder is one more line of FINDERS.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from affiant.evidence import twins
from affiant.linking import names, near
from affiant.linking.models import Named, Sound, Spot
from affiant.linking.near import DAY, LONGEST, Circle, Days
from affiant.linking.signs import MOST
from affiant.linking.stages import Likeness
from affiant.referrals import reach

MOST_NEAR: Final = 400  # marks that are looked at: where there are more, they say nothing of two
COMMON: Final = 30  # referrals that name a word: a word of more is no sign of one person
COMMON_PLACE: Final = 100  # and of one place in one week
MEANS: Final[Mapping[str, str]] = {"phone": "telephone", "email": "e-mail", "handle": "name on a service"}
FIRST_STRONG: Final = "\N{FIRST STRONG ISOLATE}"
ISOLATE_ENDS: Final = "\N{POP DIRECTIONAL ISOLATE}"
PLACES: Final = frozenset({Named.Kind.PLACE})
PEOPLE: Final = frozenset({Named.Kind.PERSON, Named.Kind.HEARD})


@dataclass(frozen=True, slots=True)
class Own:
    """A referral, and its signs that others are compared with: each kind is read once, when it is asked for."""

    referral_id: UUID
    spots: QuerySet[Spot]
    named: QuerySet[Named]


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


def own(referral_id: UUID) -> Own:
    """Return a referral's signs."""
    spots, named = Spot.objects.filter(referral_id=referral_id), Named.objects.filter(referral_id=referral_id)
    return Own(referral_id, spots[:MOST], named.order_by("pk")[:MOST])


def same_files(own: Own) -> Iterator[Suggestion]:
    """Find files that are the same, byte for byte."""
    for twin in twins.of(own.referral_id):
        ground = f"Files that are the same, byte for byte: {twin.files}."
        yield Suggestion(twin.referral_id, Likeness.FILE, ground, (-twin.files,))


def same_event(own: Own) -> Iterator[Suggestion]:
    """Find marks of places and days near each other, then codings of one place within the same days."""
    for mine, other in _near(own):
        kilometres, days = _circle(mine).kilometres_to(_circle(other)), _days_of(mine).apart(_days_of(other))
        ground = f"{_both(mine, other)} {_kilometres(kilometres)}, on {_days(days)}."
        yield Suggestion(other.referral_id, Likeness.EVENT, ground, (days, kilometres))
    for one in alike(own, PLACES, PLACES, COMMON_PLACE):
        ground = f"Places that officers coded: {_quoted(one.own)} and {_quoted(one.other)}, on {_days(one.days)}."
        yield Suggestion(one.referral_id, Likeness.EVENT, ground, (one.days, 0))


def same_person(own: Own) -> Iterator[Suggestion]:
    """Find people whose names sound alike, in whatever script they were written."""
    for one in alike(own, PEOPLE, PEOPLE, COMMON):
        ground = f"Names that sound alike: {_quoted(one.own)} and {_quoted(one.other)}."
        yield Suggestion(one.referral_id, Likeness.PERSON, ground, (one.own != one.other,))


def same_reporter(own: Own) -> Iterator[Suggestion]:
    """Find reports with which the same way of contact was left: by keyed digests, while every name stays sealed."""
    for other, means in reach.same_reach(own.referral_id).items():
        kinds = ", ".join(MEANS[one] for one in sorted(means))
        ground = f"The same way of contact was left with both: {kinds}. It stays sealed."
        yield Suggestion(other, Likeness.REPORTER, ground, (-len(means),))


Finder = Callable[[Own], Iterable[Suggestion]]

FINDERS: Final[Mapping[Likeness, Finder]] = {
    Likeness.REPORTER: same_reporter,
    Likeness.FILE: same_files,
    Likeness.EVENT: same_event,
    Likeness.PERSON: same_person,
}


def alike(own: Own, kinds: Container[str], others: frozenset[Named.Kind], common: int) -> Iterator[Alike]:
    """Yield the names of other referrals that meet one of this referral's, and within a day where they have days."""
    mine = [one for one in own.named if one.kind in kinds]
    rare = _rare(mine, others, common) if mine else set()
    found = Named.objects.filter(sounds__kind__in=others, sounds__key__in=rare).exclude(referral_id=own.referral_id)
    for other in found.distinct() if rare else ():
        for one in mine:
            days = _days_apart(one, other)
            if days <= 1 and names.read(one.text).meets(names.read(other.text)):
                yield Alike(other.referral_id, one.text, other.text, days)


def _rare(mine: Iterable[Named], others: frozenset[Named.Kind], common: int) -> set[str]:
    """Return the sounds that these names look for, without those that are on everybody's lips."""
    beyond = Sound.objects.filter(kind__in=others, key=OuterRef("sought")).values("pk")[common : common + 1]
    sought = Sound.objects.filter(named__in=[one.pk for one in mine]).annotate(beyond=Subquery(beyond))
    return set(sought.filter(beyond__isnull=True).values_list("sought", flat=True))


def _near(own: Own) -> Iterator[tuple[Spot, Spot]]:
    if not own.spots:
        return
    asked = reduce(or_, (_around(_circle(spot), _days_of(spot)) for spot in own.spots))
    for other in Spot.objects.filter(asked).exclude(referral_id=own.referral_id)[:MOST_NEAR]:
        for mine in own.spots:
            if _circle(mine).touches(_circle(other)) and _days_of(mine).apart(_days_of(other)) <= 1:
                yield mine, other


def _around(circle: Circle, days: Days) -> Q:
    """Ask for the marks that may touch this one; none is longer than LONGEST, so none of interest began before that."""
    began = (near.moved(days.first, -LONGEST - DAY), near.moved(days.last, DAY))
    return Q(cell__in=circle.cells_around(), first__range=began, last__gte=near.moved(days.first, -DAY))


def _circle(spot: Spot) -> Circle:
    return Circle(spot.latitude, spot.longitude, spot.radius)


def _days_of(spot: Spot) -> Days:
    return Days(spot.first, spot.last)


def _days_apart(one: Named, other: Named) -> int:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return Days(one.first, one.last).apart(Days(other.first, other.last))


def _both(mine: Spot, other: Spot) -> str:
    if not (mine.named or other.named):
        return "Marked places"
    return f"Here {_place(mine)}, there {_place(other)},"


def _place(spot: Spot) -> str:
    return f"the coded place {_quoted(spot.named)}" if spot.named else "a marked place"


def _quoted(name: str) -> str:
    """Set a name apart, so that its direction turns nothing of the sentence around."""
    return f"“{FIRST_STRONG}{name}{ISOLATE_ENDS}”"


def _kilometres(kilometres: float) -> str:
    return "less than a kilometre apart" if kilometres < 1 else f"about {kilometres:.0f} km apart"


def _days(apart: int) -> str:
    return "days that overlap" if apart == 0 else "days that follow each other"
