"""What the page of a referral tells of others: which belong to it, what waits for an answer, who was heard before."""

from uuid import UUID

from affiant.ground.accounts.models import Officer
from affiant.linking import selectors as linking
from affiant.referrals import selectors as referrals


def of(referral_id: UUID, officer: Officer) -> dict[str, object]:
    """Give the templates of links what they show; none of it says a word of another referral."""
    found = linking.in_short(referral_id, officer)
    references = referrals.references(other for other, _ in found.linked)
    return {
        "linked": [
            {"other": other, "reference": references[other], "likeness": str(likeness.label)}
            for other, likeness in found.linked
        ],
        "likenesses": found.likenesses,
        "heard": found.heard,
    }
