"""People to contact whom the demonstration's officers learned of: all invented."""

from datetime import datetime
from typing import Final

from affiant.ground.accounts.models import Officer
from affiant.referrals import services
from affiant.referrals.kinds import Role
from affiant.referrals.rows import SubmissionRow
from affiant.referrals.services import Person

PEOPLE: Final = (
    Person(
        Role.TRUSTED,
        {
            "name": "Olha Invented (demonstration)",
            "reach": "+44 7700 900111",
            "safe": "On Sundays after 16:00. Say that it is about the choir.",
            "source": "Invented, for the demonstration: from a message of the person.",
        },
    ),
    Person(
        Role.REPRESENTATIVE,
        {
            "name": "An invented law centre (demonstration)",
            "reach": "centre@example.org",
            "source": "Invented, for the demonstration: the person asked us to write there.",
        },
    ),
)


def introduce(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Let an officer add them, each closed as it is kept."""
    for person in PEOPLE:
        services.add_contact(referral_id=submission.referral_id, person=person, by=by, at=at)


def open_once(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Let an officer open the names with a reason, so that the door has its first entry."""
    reason = "Invented, for the demonstration: to arrange a conversation."
    services.open_contact(referral_id=submission.referral_id, reason=reason, by=by, at=at)
