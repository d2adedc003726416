"""All texts of referrals as the index knows them, and as pieces of them are shown: from every feature that writes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from affiant.evidence import selectors as evidence
from affiant.referrals import passages
from affiant.referrals.passages import Passage
from affiant.triage import written

Texts = Mapping[UUID, Sequence[Passage]]


class Part(StrEnum):
    """What a text is a part of, besides what features say of theirs."""

    FILE = "file"  # the text of a file that is text


def texts_of(referral_ids: Sequence[UUID]) -> Texts:
    """Return every text of these referrals, what the reporter wrote first; fifteen queries for at most AT_ONCE."""
    return _together(
        passages.passages_of(referral_ids), _of_files(referral_ids), written.written_in(referral_ids)
    )  # fmt: skip


def texts_in_order(referral_ids: Sequence[UUID]) -> Texts:
    """Return the same of referrals that follow each other in the order of their ids: asked for by their range."""
    first, last = referral_ids[0], referral_ids[-1]
    return _together(
        passages.passages_between(first, last), _of_files(referral_ids), written.written_between(first, last)
    )


def _of_files(referral_ids: Sequence[UUID]) -> Texts:
    found = evidence.texts_of(referral_ids)
    return {one: [Passage(Part.FILE, text) for text in texts] for one, texts in found.items()}


def _together(*found: Texts) -> Texts:
    ids = {one for texts in found for one in texts}
    return {one: [text for texts in found for text in texts.get(one, ())] for one in ids}
