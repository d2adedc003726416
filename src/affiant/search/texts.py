"""All texts of referrals as the index knows them, and as pieces of them are shown: from every feature that writes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from affiant.correspondence import written as correspondence
from affiant.evidence import selectors as evidence
from affiant.evidence import texts as derived
from affiant.referrals import passages
from affiant.referrals.passages import Passage
from affiant.triage import written

Texts = Mapping[UUID, Sequence[Passage]]


class Part(StrEnum):
    """What a text is a part of, besides what features say of theirs."""

    FILE = "file"  # the text of a file that is text
    READ = "read"  # the text that a machine read from another kind of file


def texts_of(referral_ids: Sequence[UUID], *, read: int = derived.MOST) -> Texts:
    """Return every text of these referrals, what the reporter wrote first; eighteen queries for at most AT_ONCE.

    What a machine read from files comes last, of each referral at most `read` letters: each text is under a seal.
    """
    return _together(
        passages.passages_of(referral_ids),
        _of_files(referral_ids),
        written.written_in(referral_ids),
        correspondence.written_in(referral_ids),
        _read(referral_ids, read),
    )


def texts_between(first: UUID, last: UUID, *, with_files: Sequence[UUID]) -> Texts:
    """Return the same of the referrals whose ids stand from the first to the last, some of which have files."""
    return _together(
        passages.passages_between(first, last),
        _of_files(with_files),
        written.written_between(first, last),
        correspondence.written_between(first, last),
        _read(with_files, derived.MOST),
    )


def _of_files(referral_ids: Sequence[UUID]) -> Texts:
    found = evidence.texts_of(referral_ids)
    return {one: [Passage(Part.FILE, text) for text in texts] for one, texts in found.items()}


def _read(referral_ids: Sequence[UUID], most: int) -> Texts:
    found = derived.of(referral_ids, most=most)
    return {one: [Passage(Part.READ, text) for text in texts] for one, texts in found.items()}


def _together(*found: Texts) -> Texts:
    together: dict[UUID, list[Passage]] = defaultdict(list)
    for texts in found:
        for one, passages_of_one in texts.items():
            together[one] += passages_of_one
    return together
