"""The unit profile: who the unit is, whom to call, who may receive a report, and what is asked about now."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from affiant.intake.guidance import offered
from affiant.intake.guidance.offered import Offered
from affiant.intake.guidance.profile_table import MAILBOX, NUMBER, BadProfile, Table
from affiant.intake.guidance.words import Words

SHIPPED: Final = Path(__file__).with_name("profile.toml")
VERSION: Final = 1


class Use(StrEnum):
    """What a number is for."""

    EMERGENCY = "emergency"
    SILENT = "silent"
    NON_EMERGENCY = "non_emergency"
    DOMESTIC_ABUSE = "domestic_abuse"
    CHILDREN = "children"
    YOUNG = "young"  # for somebody under 18 to call themselves
    ADULTS = "adults"
    LISTENING = "listening"
    ANONYMOUS = "anonymous"


# A page would have a hole without these.
NEEDED: Final = (Use.EMERGENCY, Use.NON_EMERGENCY, Use.DOMESTIC_ABUSE, Use.CHILDREN, Use.ADULTS, Use.ANONYMOUS)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit itself, and what holds in its country."""

    name: Words
    card: Words  # what somebody who arrives can show to an officer
    prosecution: Words  # whom its courts can try
    aggression: Words  # why a war of aggression is, or is not, only recorded
    right_to_ask: Words  # about a partner's violent past
    arrival: Words  # who helps at a port of entry
    nearby: Words  # which officers help the unit all over the country
    network: Words  # in which authorities and organisations work together
    other_action: Words  # what can be done where there is no trial
    criteria: Words  # by which it is decided whether a report is taken up
    criteria_address: str
    law: Words  # under which law the unit handles what it is told
    regulator: Words
    regulator_address: str
    enforcement: Words  # where to complain about a page that somebody cannot use
    enforcement_address: str
    mailbox: str  # for feedback on the site; never for reports


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call, and when; some lines have a page instead."""

    use: Use
    name: str
    number: str
    address: str
    when: Words

    @property
    def dialled(self) -> str:
        """Give the number as the address that a telephone calls; nothing where it is more than one number."""
        digits = self.number.replace(" ", "")
        return f"tel:{digits}" if digits.removeprefix("+").isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that is not the police, and what it does."""

    name: str
    address: str
    passes_on: bool  # it passes a report on and keeps the person's name to itself
    what: Words


@dataclass(frozen=True, slots=True)
class Body:
    """A court or a body that may receive a report, with the days on which its mandate began and ended."""

    id: str
    name: Words
    address: str
    since: date | None
    until: date | None
    what: Words

    def is_open(self, on: date) -> bool:
        """Say whether its mandate lasts on a day."""
        return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class Appeal:
    """A situation about which the unit asks people to come forward."""

    id: str
    name: Words
    since: date
    until: date | None
    sought: Words
    languages: tuple[str, ...]  # their own names
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that an operator says about their unit."""

    unit: Unit
    lines: tuple[Line, ...]
    organisations: tuple[Organisation, ...]
    bodies: tuple[Body, ...]
    appeals: tuple[Appeal, ...]
    messages: tuple[Offered, ...]  # in place of those that are shipped, or beside them

    @classmethod
    def load(cls, file: Path | None = None) -> Self:
        """Read a profile, or the one that is shipped.

        Raises:
            BadProfile: it is not there, or not a profile; the text names the place and what should stand there.
        """
        place = file or SHIPPED
        try:
            return cls._read(Table("the file", tomllib.loads(place.read_text(encoding="utf-8"))))
        except OSError as missing:
            raise BadProfile(f"The unit profile {place} cannot be read. AFFIANT_PROFILE names it.") from missing
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as refused:
            raise BadProfile(f"The unit profile {place} is not TOML in UTF-8: {refused}.") from refused
        except BadProfile as refused:
            raise BadProfile(f"The unit profile {place} cannot be used. {refused}") from refused

    @classmethod
    def _read(cls, file: Table) -> Self:
        if file.text("version") != str(VERSION):
            raise file.wrong("version", f'is "{VERSION}"')
        profile = cls(
            unit=_unit(file.table("unit")),
            lines=tuple(_line(each) for each in file.tables("lines")),
            organisations=tuple(_organisation(each) for each in file.tables("organisations")),
            bodies=tuple(_body(each) for each in file.tables("bodies")),
            appeals=tuple(_appeal(each) for each in file.tables("appeals")),
            messages=offered.read(file.tables("messages")),
        )
        file.done()
        profile._check_whole()
        return profile

    def called(self, *uses: Use) -> tuple[Line, ...]:
        """Give the lines for these uses, in the order of the file."""
        return tuple(line for line in self.lines if line.use in uses)

    def _check_whole(self) -> None:
        missing = [use for use in NEEDED if not self.called(use)]
        if missing:
            raise BadProfile(f'There is no [[lines]] with use = "{missing[0]}", and pages need one.')
        _check_single("bodies", (body.id for body in self.bodies))
        _check_single("appeals", (appeal.id for appeal in self.appeals))
        known = {body.id for body in self.bodies}
        for appeal in self.appeals:
            strange = sorted(set(appeal.bodies) - known)
            if strange:
                raise BadProfile(
                    f'The appeal "{appeal.id}" names the body "{strange[0]}", and [[bodies]] has none such.'
                )


def _unit(table: Table) -> Unit:
    unit = Unit(
        name=table.words("name"),
        card=table.words("card"),
        prosecution=table.words("prosecution"),
        aggression=table.words("aggression"),
        right_to_ask=table.words("right_to_ask"),
        arrival=table.words("arrival"),
        nearby=table.words("nearby"),
        network=table.words("network"),
        other_action=table.words("other_action"),
        criteria=table.words("criteria"),
        criteria_address=table.address("criteria_address"),
        law=table.words("law"),
        regulator=table.words("regulator"),
        regulator_address=table.address("regulator_address"),
        enforcement=table.words("enforcement"),
        enforcement_address=table.address("enforcement_address"),
        mailbox=table.shaped("mailbox", MAILBOX, "site@example.org"),
    )
    table.done()
    return unit


def _line(table: Table) -> Line:
    use = table.text("use")
    if use not in list(Use):
        raise table.wrong("use", f"is one of {', '.join(Use)}")
    line = Line(
        Use(use),
        table.text("name", ""),
        table.shaped("number", NUMBER, "0800 555 111"),
        table.address_or_none("address"),
        table.words("when"),
    )
    table.done()
    if not line.number and not (line.name and line.address):
        raise table.wrong("number", 'is missing, so there has to be a "name" and an "address"')
    return line


def _organisation(table: Table) -> Organisation:
    organisation = Organisation(
        table.text("name"), table.address("address"), table.truth("passes_on"), table.words("what")
    )
    table.done()
    return organisation


def _body(table: Table) -> Body:
    body = Body(
        table.text("id"),
        table.words("name"),
        table.address("address"),
        table.day_or_none("since"),
        table.day_or_none("until"),
        table.words("what"),
    )
    _check_days(table, body.since, body.until)
    table.done()
    return body


def _appeal(table: Table) -> Appeal:
    appeal = Appeal(
        table.text("id"),
        table.words("name"),
        table.day("since"),
        table.day_or_none("until"),
        table.words("sought"),
        table.texts("languages"),
        table.texts("bodies"),
    )
    _check_days(table, appeal.since, appeal.until)
    table.done()
    return appeal


def _check_days(table: Table, since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise table.wrong("until", f"is {until}, and that is before {since}, the day of its beginning")


def _check_single(key: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise BadProfile(f'Two of [[{key}]] have the id "{each}".')
        seen.add(each)
