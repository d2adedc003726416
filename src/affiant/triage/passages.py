"""What an answer, a view or a coding rests on: exhibits, and words that stand in submissions of the same referral."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from affiant.evidence import selectors as evidence
from affiant.referrals import selectors as referrals
from affiant.triage.errors import NoSuchEvidence, PassageNotThere


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing that something rests on: `exhibit`, or `submission` with the words."""

    exhibit: UUID | None = None
    submission: UUID | None = None
    passage: str = field(default="", repr=False)

    def columns(self) -> dict[str, Any]:
        """Return it as a row of any `models.Ground` holds it."""
        return {"exhibit_id": self.exhibit, "submission_id": self.submission, "passage": self.passage}


class Resting(Protocol):
    """What rests on something: an answer, a view."""

    @property
    def rests_on(self) -> tuple[Rest, ...]:
        """What it rests on, each thing once."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a referral holds that something can rest on: exhibits by their numbers, texts by their submissions."""

    exhibits: Mapping[int, UUID]
    texts: Mapping[UUID, Sequence[str]] = field(repr=False)

    def place_of(self, passage: str) -> UUID | None:
        """Return the oldest submission in which these words stand; None if they stand in none."""
        return next((one for one in self.texts if self._stands(passage, one)), None)

    def check(self, rest: Rest) -> None:
        """Return if what is named is held, and the words stand there as they are given.

        Raises:
            NoSuchEvidence: there is no such exhibit or submission.
            PassageNotThere: the words do not stand in the submission, word for word.
        """
        if rest.exhibit is not None:
            if rest.exhibit not in self.exhibits.values():
                raise NoSuchEvidence(str(rest.exhibit))
            return
        if rest.submission not in self.texts:
            raise NoSuchEvidence(str(rest.submission))
        if not self._stands(rest.passage, rest.submission):
            raise PassageNotThere

    def _stands(self, passage: str, submission: UUID | None) -> bool:
        texts = self.texts.get(submission, ()) if submission else ()
        return bool(passage.strip()) and any(stands_in(passage, text) for text in texts)


def holdings(referral_id: UUID) -> Holdings:
    """Return what a referral holds; what was chosen from a list is no text. Two queries."""
    texts = {
        one.id: [text for each in one.document.answers if not each.shown.options for text in _texts(each.answer)]
        for one in referrals.submissions_of(referral_id)
    }
    return Holdings({one.number: one.id for one in evidence.exhibits_of(referral_id)}, texts)


def check_rests(referral_id: UUID, rests: Iterable[Rest]) -> None:
    """Return if the referral holds everything that is named; two queries, or none for nothing.

    Raises:
        NoSuchEvidence, PassageNotThere: as for `Holdings.check`.
    """
    if named := list(rests):
        held = holdings(referral_id)
        for rest in named:
            held.check(rest)


def kept(given: Sequence[Rest] | None, before: Resting | None) -> tuple[Rest, ...]:
    """Return what something rests on that follows another: what was given, or all of the other if nothing was said."""
    if given is None:
        return before.rests_on if before else ()
    return in_order(given)


def in_order(rests: Iterable[Rest]) -> tuple[Rest, ...]:
    """Return each thing once, in the order in which it was named first."""
    return tuple(dict.fromkeys(rests))


def spelt(rests: Iterable[Rest]) -> str:
    """Return what something rests on as text, for the commitment of its ledger entry."""
    return "\n".join(f"exhibit {rest.exhibit}" if rest.exhibit else rest.passage for rest in rests)


def stands_in(passage: str, text: str) -> bool:
    """Answer whether the passage is part of the text; how lines are broken and spaced makes no difference."""
    return " ".join(passage.split()) in " ".join(text.split())


def _texts(given: str | Sequence[str]) -> Sequence[str]:
    return [given] if isinstance(given, str) else given
