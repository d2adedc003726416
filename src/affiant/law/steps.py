"""The single steps of the jurisdiction aid: each asks one thing of the facts and says in words what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from affiant.law.acts import Act, Link, Reach
from affiant.law.facts import Conduct, Conflict, Facts, Known, Place
from affiant.law.sources import Source, unverified


class Effect(StrEnum):
    """What a step does to the question whether an Act may apply."""

    OPENS = "opens"
    CLOSES = "closes"
    ASKS = "asks"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is known, what the rule says of it; `find_out` if something is missing."""

    effect: Effect
    text: str
    source: Source
    find_out: tuple[str, ...] = ()


_ELEMENTS: Final = Source("Elements of Crimes, context of articles 6 to 8")
_S67A: Final = Source("ICC Act 2001 ss.51(2), 67A")
_S68: Final = unverified("ICC Act 2001 s.68")
ABSENT: Final = (
    "The suspect is not here and not expected. The Act does not want it, but the guidelines ask for it: consider "
    "suspending the referral, with their coming as its trigger."
)
_GUIDELINES: Final = Source("Referral guidelines A.2.7 and A.2.8")


def conduct(act: Act, facts: Facts) -> Step:
    """Is the conduct of the kind that the Act is about?"""
    if not facts.conduct:
        return _asks("What kind of conduct it was is not said.", act.source, "Find out what kind of conduct it was.")
    if act.conduct & facts.conduct:
        return Step(Effect.OPENS, "The conduct, as you see it, is of the kind that this Act is about.", act.source)
    return Step(Effect.CLOSES, "The conduct, as you see it, is of another kind than this Act is about.", act.source)


def conflict(act: Act, facts: Facts) -> Step | None:
    """Did it belong to the kind of conflict that the offence wants?"""
    if not act.conflict:
        return None
    wanted = _wanted(act, facts)
    if facts.conflict is Conflict.UNKNOWN:
        return _asks("The kind of conflict is not known.", _ELEMENTS,
                     "Find out whether there was an armed conflict then and there, and of which kind.")  # fmt: skip
    if facts.conflict in wanted:
        return Step(Effect.OPENS, "It belonged to a conflict of the kind that the offence wants.", _ELEMENTS)
    return Step(Effect.CLOSES, "The offence wants another kind of conflict than this one.", _ELEMENTS)


def _wanted(act: Act, facts: Facts) -> frozenset[Conflict]:
    """Grave breaches want an international conflict, violations of common article 3 one that is not."""
    described = facts.conduct & act.conduct
    if described == {Conduct.GRAVE_BREACH}:
        return act.conflict - {Conflict.INTERNAL}
    if described == {Conduct.COMMON_ARTICLE_3}:
        return act.conflict & {Conflict.INTERNAL}
    return act.conflict


def time(act: Act, facts: Facts) -> Step:
    """Did it happen on days that the Act reaches?"""
    reach = act.reach
    if reach.sure_from is None:
        return _asks("From which day on this Act reaches conduct has not been looked up.", reach.source,
                     f"Find out from which day on this Act reaches conduct: {act.title}.")  # fmt: skip
    if _is_outside(reach, facts):
        return Step(Effect.CLOSES, f"It happened outside the days that the Act reaches: {_days(reach)}.", reach.source)
    if _is_inside(reach, facts):
        return Step(Effect.OPENS, f"It happened, at least in part, on days that the Act reaches: {_days(reach)}.",
                    reach.source)  # fmt: skip
    return _asks(f"The Act reaches conduct {_days(reach)}; whether it happened then is not known.", reach.source,
                 "Find out on which days it happened, as nearly as can be said.")  # fmt: skip


def _is_outside(reach: Reach, facts: Facts) -> bool:
    floor = reach.not_before or reach.sure_from
    too_early = facts.last is not None and floor is not None and facts.last < floor
    return too_early or (facts.first is not None and reach.until is not None and facts.first > reach.until)


def _is_inside(reach: Reach, facts: Facts) -> bool:
    if facts.first and facts.last and reach.sure_from and reach.until:
        return facts.first <= reach.until and facts.last >= reach.sure_from
    return any(_reaches(reach, day) for day in (facts.first, facts.last))


def _reaches(reach: Reach, day: date | None) -> bool:
    if day is None or reach.sure_from is None:
        return False
    return reach.sure_from <= day and (reach.until is None or day <= reach.until)


def _days(reach: Reach) -> str:
    since = f"from {_day(reach.sure_from)}" if reach.sure_from else ""
    return f"{since} to {_day(reach.until)}" if reach.until else f"{since} on"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def proviso(act: Act, facts: Facts) -> Step | None:
    """Was it a crime under international law then, where the Act reaches back on that condition?"""
    before = act.reach.proviso_until
    if before is None:
        return None
    source = Source("ICC Act 2001 s.65A(2)")
    if facts.first is not None and facts.first >= before:
        return None
    if any(day is not None and day >= before for day in (facts.first, facts.last)):
        return Step(Effect.NOTES, f"What was done before {_day(before)} counts only if it was a crime under "
                    "international law then.", source)  # fmt: skip
    return _asks(f"Before {_day(before)} the Act reaches only what was a crime under international law then.", source,
                 f"Find out, from a lawyer, whether it was a crime under international law then, if it happened before "
                 f"{_day(before)}.")  # fmt: skip


def official(act: Act, facts: Facts) -> Step | None:
    """Did the suspect act as an official, or with an official's consent?"""
    if not act.official:
        return None
    words = "acted as a public official, or at the instigation or with the consent or acquiescence of one"
    match facts.official:
        case Known.YES:
            return Step(Effect.OPENS, f"The suspect {words}.", act.source)
        case Known.NO:
            return Step(Effect.CLOSES, f"The offence wants a suspect who {words}.", act.source)
        case _:
            return _asks("In which capacity the suspect acted is not known.", act.source,
                         f"Find out whether the suspect {words}.")  # fmt: skip


def link(act: Act, facts: Facts) -> tuple[Step, ...]:
    """Is the suspect tied to the United Kingdom as the Act wants?"""
    match act.link:
        case Link.ANYBODY:
            words = "This Act reaches any person, of any nationality, wherever it happened."
            return (Step(Effect.OPENS, words, act.source),)
        case Link.WAR_CRIMES_ACT:
            return (_one_of({"a national": facts.national_now, "a resident": facts.resident_now},
                            "on 8 March 1990 or later", act.source),)  # fmt: skip
        case Link.UK_PERSON:
            return (_one_of({"a national": facts.national_then}, "at the time", act.source),)
        case _:
            return _icc(act, facts)


def _icc(act: Act, facts: Facts) -> tuple[Step, ...]:
    home = _home(act)
    if facts.place is home:
        return (Step(Effect.OPENS, "It happened where this Act reaches everybody.", act.source),)
    if facts.place is Place.UNKNOWN:
        return (_asks("Where it happened is not known.", act.source,
                      "Find out where it happened: abroad, or in which part of the United Kingdom."),)  # fmt: skip
    if facts.place is not Place.ABROAD:
        words = "It happened in another part of the United Kingdom, for which its own Act or section speaks."
        return (Step(Effect.CLOSES, words, act.source),)
    ties = {"a national": facts.national_then, "a resident": facts.resident_then}
    if act.link is Link.ICC:
        ties["subject to service jurisdiction"] = facts.service_then
    then = _one_of(ties, "at the time", _S67A)
    return (then,) if then.effect is Effect.OPENS else (_since(then, facts),)


def _home(act: Act) -> Place:
    if act.link is Link.ICC_NI:
        return Place.NORTHERN_IRELAND
    return Place.SCOTLAND if act.id == "UK-ICC-SCOT" else Place.ENGLAND_WALES


def _since(then: Step, facts: Facts) -> Step:
    """Section 68: who became a resident since can be proceeded against."""
    if facts.resident_now is Known.YES:
        words = f"{then.text} But they are a resident now, and that is enough when proceedings are brought."
        return Step(Effect.OPENS, words, _S68)
    if facts.resident_now is Known.UNKNOWN:
        asks = "Find out whether the suspect is a resident of the United Kingdom now."
        words = f"{then.text} Whether they are a resident now is not known."
        return _asks(words, _S68, *then.find_out, asks)
    return then


def _one_of(ties: dict[str, Known], when: str, source: Source) -> Step:
    held = [name for name, known in ties.items() if known is Known.YES]
    open_ones = [name for name, known in ties.items() if known is Known.UNKNOWN]
    every = _either(ties)
    if held:
        return Step(Effect.OPENS, f"The suspect was {_either(held)} of the United Kingdom {when}.", source)
    if open_ones:
        asks = f"Find out whether the suspect was {_either(open_ones)} of the United Kingdom {when}."
        words = f"The Act reaches {every} of the United Kingdom; what the suspect was {when} is not known."
        return _asks(words, source, asks)
    return Step(Effect.CLOSES, f"The suspect was not {every} of the United Kingdom {when}.", source)


def _either(names: Iterable[str]) -> str:
    *rest, last = list(names)
    return f"{', '.join(rest)} or {last}" if rest else last


def presence(act: Act, facts: Facts) -> Step | None:
    """Is the suspect here, or coming? No Act wants it; the guidelines ask."""
    if not act.presence:
        return None
    if Known.YES in {facts.present_now, facts.will_come}:
        return Step(Effect.OPENS, "There are grounds to believe that the suspect is here or will come.", _GUIDELINES)
    if Known.UNKNOWN in {facts.present_now, facts.will_come}:
        return _asks("Whether the suspect is here, or will come, is not known.", _GUIDELINES,
                     "Find out whether there are reasonable grounds to believe that the suspect is in the United "
                     "Kingdom, or will come.")  # fmt: skip
    return Step(Effect.NOTES, ABSENT, _GUIDELINES)


def _asks(text: str, source: Source, *find_out: str) -> Step:
    return Step(Effect.ASKS, text, source, find_out)
