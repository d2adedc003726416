"""The Acts of the United Kingdom under which such conduct may be charged, with the days from which they reach it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from affiant.law.facts import Conduct, Conflict
from affiant.law.sources import Source, unverified

VERSION: Final = "2026-11-21"
"""The rules as they were read on that day; a change in the law comes as a new version with its own days."""

ICC_1991: Final = date(1991, 1, 1)
ICC_2001: Final = date(2001, 9, 1)


class Link(StrEnum):
    """How a suspect has to be tied to the United Kingdom."""

    ICC = "icc"  # a national, a resident or subject to service jurisdiction; or a resident since
    ICC_NI = "icc_ni"  # the same without service jurisdiction
    ANYBODY = "anybody"  # any person, of any nationality, anywhere
    WAR_CRIMES_ACT = "war_crimes_act"
    UK_PERSON = "uk_person"


@dataclass(frozen=True, slots=True)
class Reach:
    """The days of conduct that an Act reaches."""

    sure_from: date | None  # from this day on; None: nobody has looked it up
    source: Source
    not_before: date | None = None  # if it began somewhere between this day and `sure_from`
    until: date | None = None
    proviso_until: date | None = None  # before this day only what was a crime under international law then


@dataclass(frozen=True, slots=True)
class Act:
    """One offence of one Act."""

    id: str
    title: str
    conduct: frozenset[Conduct]
    link: Link
    reach: Reach
    source: Source
    consent: Source
    conflict: frozenset[Conflict] = field(default_factory=frozenset)  # empty: none is needed
    official: bool = False  # only who acts in an official capacity, or with an official's consent
    presence: bool = False  # the guidelines ask whether the suspect is here or will come (A.2.7, A.2.8)
    notes: tuple[str, ...] = ()


_INTERNATIONAL: Final = frozenset({Conflict.INTERNATIONAL, Conflict.OCCUPATION})
_ARMED: Final = _INTERNATIONAL | {Conflict.INTERNAL}
_WAR: Final = frozenset({Conduct.GRAVE_BREACH, Conduct.COMMON_ARTICLE_3, Conduct.OTHER_WAR_CRIME})
_S51: Final = Source("ICC Act 2001 s.51")
_S53: Final = Source("ICC Act 2001 s.53(3); the same rule for Northern Ireland in s.60(3)")
_S65A: Final = Source("ICC Act 2001 s.65A(1)")
_S65A2: Final = Source("ICC Act 2001 s.65A(2)")
_NI: Final = Source("ICC Act 2001 s.58, which omits service jurisdiction")
_NI_NOTE: Final = "In Northern Ireland section 58 says the same, without service jurisdiction."
_UK_PERSONS: Final = unverified("general knowledge: UK persons abroad")

ACTS: Final = (
    Act(
        "UK-ICCA51-GEN", "ICC Act 2001, section 51: genocide", frozenset({Conduct.GENOCIDE}), Link.ICC,
        Reach(ICC_1991, _S65A), _S51, _S53,
        notes=(_NI_NOTE,),
    ),
    Act(
        "UK-ICCA51-CAH", "ICC Act 2001, section 51: crime against humanity", frozenset({Conduct.HUMANITY}), Link.ICC,
        Reach(ICC_1991, _S65A2, proviso_until=ICC_2001), _S51, _S53,
        notes=(_NI_NOTE,),
    ),
    Act(
        "UK-ICCA51-WC1", "ICC Act 2001, section 51: war crime of article 8(2)(a) or (c)",
        frozenset({Conduct.GRAVE_BREACH, Conduct.COMMON_ARTICLE_3}), Link.ICC,
        Reach(ICC_1991, _S65A2), _S51, _S53,
        conflict=_ARMED, notes=(_NI_NOTE,),
    ),
    Act(
        "UK-ICCA51-WC2", "ICC Act 2001, section 51: war crime of article 8(2)(b) or (e)",
        frozenset({Conduct.OTHER_WAR_CRIME}), Link.ICC,
        Reach(ICC_1991, _S65A2, proviso_until=ICC_2001), _S51, _S53,
        conflict=_ARMED, notes=(_NI_NOTE, "Only what Schedule 8 to the Act sets out counts (s.50)."),
    ),
    Act(
        "UK-ICCA58", "ICC Act 2001, section 58: the same crimes, Northern Ireland",
        frozenset({Conduct.GENOCIDE, Conduct.HUMANITY}) | _WAR, Link.ICC_NI,
        Reach(ICC_1991, _S65A2, proviso_until=ICC_2001), _NI, _S53,
    ),
    Act(
        "UK-ICC-SCOT", "ICC (Scotland) Act 2001, section 1: the same crimes, Scotland",
        frozenset({Conduct.GENOCIDE, Conduct.HUMANITY}) | _WAR, Link.ICC,
        Reach(None, unverified("no reach back to 1991 is known; its first day was not looked up")),
        Source("ICC (Scotland) Act 2001 s.1, to which s.28 refers"),
        unverified("the Lord Advocate prosecutes"),
    ),
    Act(
        "UK-GCA1", "Geneva Conventions Act 1957, section 1: grave breach", frozenset({Conduct.GRAVE_BREACH}),
        Link.ANYBODY,
        Reach(date(1958, 1, 1), unverified("in force in the course of 1957; the day was not looked up"),
              not_before=date(1957, 1, 1)),
        Source("Geneva Conventions Act 1957 s.1(1) and (1A)"), Source("Geneva Conventions Act 1957 s.1A(3)(a)"),
        conflict=_INTERNATIONAL, presence=True,
        notes=("Grave breaches of Additional Protocol I count from 20 July 1998.",
               "Conduct before 1 September 2001, other than murder: 14 years at most; after that, 30 years."),
    ),
    Act(
        "UK-CJA134", "Criminal Justice Act 1988, section 134: torture", frozenset({Conduct.TORTURE}), Link.ANYBODY,
        Reach(date(1988, 9, 29), unverified("Criminal Justice Act 1988 s.134 in force on 29 September 1988")),
        Source("Criminal Justice Act 1988 s.134"), Source("Criminal Justice Act 1988 s.135; Hansard, 19 July 1993"),
        official=True, presence=True,
        notes=("Lawful authority is a defence; whether there was any is for a lawyer.",),
    ),
    Act(
        "UK-TOHA1", "Taking of Hostages Act 1982, section 1: hostage-taking", frozenset({Conduct.HOSTAGES}),
        Link.ANYBODY,
        Reach(date(1982, 11, 26), unverified("Taking of Hostages Act 1982 in force on 26 November 1982")),
        unverified("Taking of Hostages Act 1982 s.1"), unverified("the Attorney General consents"),
        presence=True,
    ),
    Act(
        "UK-WCA1991", "War Crimes Act 1991, section 1: killing in the Second World War", frozenset({Conduct.KILLING}),
        Link.WAR_CRIMES_ACT,
        Reach(date(1939, 9, 1), unverified("War Crimes Act 1991 s.1"), until=date(1945, 6, 5)),
        unverified("War Crimes Act 1991 s.1"), unverified("the Attorney General consents"),
        conflict=_INTERNATIONAL,
        notes=("Only in Germany or in territory that Germany occupied.",),
    ),
    Act(
        "UK-WEAPONS", "Chemical (1996), biological (1974), cluster (2010) and landmine (1998) weapons Acts",
        frozenset({Conduct.OTHER_WAR_CRIME}), Link.UK_PERSON,
        Reach(None, unverified("the days of these Acts were not looked up")), _UK_PERSONS,
        unverified("the Attorney General consents"),
        notes=("Only if such a weapon was used.",),
    ),
)  # fmt: skip

NO_UK_OFFENCE: Final = Source("ICC Act 2001 s.1(1) and its explanatory notes, paragraph 10")
"""Aggression is not an offence in the United Kingdom: record it, share it, do not charge it."""
