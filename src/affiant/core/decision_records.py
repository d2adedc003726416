"""Reads the record of a decision, or of a second opinion, as the format's second reader does: field by field."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from affiant.core import canonical
from affiant.core.fields import Fields, WrongField

DECISION: Final = "affiant-decision/v1"
OPINION: Final = "affiant-second-opinion/v1"

_OUTCOMES: Final = ("investigate", "advice", "share", "refer", "intelligence", "suspend", "no_further_action")
_SECONDED: Final = frozenset({"share", "no_further_action"})
_ADDRESSED: Final = frozenset({"share", "refer"})
_SAID: Final = ("yes", "no", "unknown", "not_applicable")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OFFICER: Final = re.compile(rf"officer:{_UUID.pattern}")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision's record says, but for the officer's words."""

    id: str
    referral: str
    number: int
    outcome: str
    left: str
    needs_second: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opined:
    """What a second opinion's record says, but for the officer's words."""

    decision: str
    decision_signature: str = field(repr=False)
    referral: str
    verdict: str
    by: str
    at: datetime


def read_decision(text: str) -> Decided:
    """Return what the record of a decision says.

    Raises:
        WrongField: it is not one; carries the field.
    """
    said = _opened(text, DECISION)
    said.only(
        "addressee", "at", "by", "format", "from", "id", "needs_second", "number", "outcome", "reason", "referral",
        "review_on", "scoping", "trigger",
    )  # fmt: skip
    outcome = said.one_of("outcome", *_OUTCOMES)
    _check_words(said, outcome)
    _check_scoping(said.inner("scoping"))
    return Decided(
        id=_matching(said, "id", _UUID),
        referral=_matching(said, "referral", _UUID),
        number=_positive(said, "number"),
        outcome=outcome,
        left=_matching(said, "from", re.compile(r"[a-z_]{1,32}")),
        needs_second=said.truth("needs_second"),
        by=_matching(said, "by", _OFFICER),
        at=_instant(said, "at"),
    )


def read_opinion(text: str) -> Opined:
    """Return what the record of a second opinion says.

    Raises:
        WrongField: it is not one; carries the field.
    """
    said = _opened(text, OPINION)
    said.only("at", "by", "decision", "decision_signature", "format", "referral", "verdict", "words")
    verdict = said.one_of("verdict", "confirmed", "returned")
    _check("words", bool(said.text("words").strip()) or verdict == "confirmed")
    return Opined(
        decision=_matching(said, "decision", _UUID),
        decision_signature=_matching(said, "decision_signature", re.compile(r"[0-9a-f]{128}")),
        referral=_matching(said, "referral", _UUID),
        verdict=verdict,
        by=_matching(said, "by", _OFFICER),
        at=_instant(said, "at"),
    )


def _opened(text: str, name: str) -> Fields:
    try:
        value = canonical.decode(text.encode(errors="surrogatepass"))
    except canonical.NotCanonical as wrong:
        raise WrongField("record") from wrong
    said = Fields.of(value, "record")
    said = Fields(said.held)
    said.one_of("format", name)
    return said


def _check_words(said: Fields, outcome: str) -> None:
    """Hold an outcome to what it asks for, and to nothing besides."""
    review = said.held.get("review_on")
    _check("reason", bool(said.text("reason").strip()))
    _check("addressee", bool(said.text("addressee")) == (outcome in _ADDRESSED))
    _check("trigger", bool(said.text("trigger")) == (outcome == "suspend"))
    _check("review_on", _is_day(review) if outcome == "suspend" else review is None)
    _check("needs_second", said.truth("needs_second") == (outcome in _SECONDED))


def _check_scoping(scoping: Fields) -> None:
    scoping.only("answers", "guidelines").text("guidelines")
    for answer in scoping.each("answers"):
        answer.only("at", "by", "how", "question", "rests_on", "said", "words")
        answer.one_of("said", *_SAID)
        for name in ("how", "question", "words"):
            answer.text(name)
        _matching(answer, "by", _OFFICER)
        _instant(answer, "at")
        for rest in answer.each("rests_on"):
            _check_rest(rest)


def _check_rest(rest: Fields) -> None:
    if "exhibit" in rest.held:
        _matching(rest.only("exhibit"), "exhibit", _UUID)
        return
    _matching(rest.only("passage", "submission"), "submission", _UUID)
    _check(f"{rest.place}passage", bool(rest.text("passage")))


def _matching(said: Fields, name: str, shape: re.Pattern[str]) -> str:
    text = said.text(name)
    _check(f"{said.place}{name}", shape.fullmatch(text) is not None)
    return text


def _instant(said: Fields, name: str) -> datetime:
    text = _matching(said, name, _INSTANT)
    try:
        return datetime.fromisoformat(text)
    except ValueError as wrong:
        raise WrongField(f"{said.place}{name}") from wrong


def _positive(said: Fields, name: str) -> int:
    number = said.count(name)
    _check(f"{said.place}{name}", number > 0)
    return number


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check(name: str, holds: bool) -> None:  # noqa: FBT001 - the one thing that is said
    if not holds:
        raise WrongField(name)
