"""What an officer knows about one suspect and their conduct: every part of it may be unknown."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Known(StrEnum):
    """Whether something is so, as far as anybody knows."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Conflict(StrEnum):
    """What kind of conflict the conduct belongs to."""

    INTERNATIONAL = "international"
    OCCUPATION = "occupation"
    INTERNAL = "internal"
    NONE = "none"
    UNKNOWN = "unknown"


class Place(StrEnum):
    """Where the conduct took place, as the Acts divide the world."""

    ENGLAND_WALES = "england_wales"
    NORTHERN_IRELAND = "northern_ireland"
    SCOTLAND = "scotland"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


class Conduct(StrEnum):
    """What kinds of conduct the account may describe; an officer's view, never a finding."""

    GENOCIDE = "genocide"
    HUMANITY = "humanity"
    GRAVE_BREACH = "grave_breach"
    COMMON_ARTICLE_3 = "common_article_3"
    OTHER_WAR_CRIME = "other_war_crime"
    TORTURE = "torture"
    HOSTAGES = "hostages"
    KILLING = "killing"
    AGGRESSION = "aggression"


@dataclass(frozen=True, slots=True)
class Facts:
    """One suspect, one conduct. `conduct` empty and a day of None mean that it is unknown."""

    conduct: frozenset[Conduct] = field(default_factory=frozenset)
    conflict: Conflict = Conflict.UNKNOWN
    place: Place = Place.UNKNOWN
    first: date | None = None
    last: date | None = None
    national_then: Known = Known.UNKNOWN
    resident_then: Known = Known.UNKNOWN
    service_then: Known = Known.UNKNOWN
    national_now: Known = Known.UNKNOWN
    resident_now: Known = Known.UNKNOWN
    present_now: Known = Known.UNKNOWN
    will_come: Known = Known.UNKNOWN
    official: Known = Known.UNKNOWN


NOTHING_KNOWN = Facts()
