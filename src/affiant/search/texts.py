"""All texts of referrals as the index knows them, and as pieces of them are shown: from every feature that writes."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from affiant.referrals import passages
from affiant.referrals.passages import Passage
from affiant.triage import written

Texts = Mapping[UUID, Sequence[Passage]]


def texts_of(referral_ids: Sequence[UUID]) -> Texts:
    """Return every text of these referrals, what the reporter wrote first; fourteen queries for at most AT_ONCE."""
    return _together(passages.passages_of(referral_ids), written.written_in(referral_ids))


def texts_between(first: UUID, last: UUID) -> Texts:
    """Return every text of the referrals whose ids stand from the first to the last; fourteen queries."""
    return _together(passages.passages_between(first, last), written.written_between(first, last))


def _together(*found: Texts) -> Texts:
    ids: Iterable[UUID] = {one for texts in found for one in texts}
    return {one: [text for texts in found for text in texts.get(one, ())] for one in ids}
