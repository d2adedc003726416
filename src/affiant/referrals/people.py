"""Reading who is there to be contacted: roles, days and officers, never a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from affiant.ground.accounts.selectors import display_names
from affiant.referrals.kinds import Form, Role
from affiant.referrals.models import Contact, ContactKey, Submission


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody to contact; who it is stands behind the door."""

    id: UUID
    role: Role
    submission_id: UUID | None
    by_name: str  # the officer who added it; "" for what came with a report
    at: datetime
    follows: UUID | None
    erased: bool
    finding: str  # a code of findings.NameCode: what came does not open as it should
    closed: bool  # False while it lies in the store as it came: see close_contacts


def people_of(referral_id: UUID) -> list[ContactRow]:
    """Return who is there to be contacted, the oldest first, corrections after what they correct; three queries."""
    kept = Contact.objects.filter(referral_id=referral_id).select_related("key", "submission")
    found = [one for one in kept if one.submission is None or one.submission.form == Form.REPORT]
    names = display_names(one.by_id for one in found)
    reports = Submission.objects.filter(referral_id=referral_id, form=Form.REPORT, contact__isnull=True)
    unclosed = [_unclosed(*one) for one in reports.values_list("pk", "sent_at")]
    return sorted([*unclosed, *(_row(one, names) for one in found)], key=lambda row: (row.at, row.id))


def newest(rows: list[ContactRow]) -> list[ContactRow]:
    """Return those that nobody has corrected since."""
    corrected = {row.follows for row in rows}
    return [row for row in rows if row.id not in corrected]


def opens(row: ContactRow) -> bool:
    """Answer whether a door stands before this name: it was not erased, and came as it should."""
    return not (row.erased or row.finding)


def can_be_erased(referral_id: UUID) -> bool:
    """Answer whether the referral has names whose key was not thrown away."""
    return ContactKey.objects.filter(referral_id=referral_id, thrown_away_at__isnull=True).exists()


def erased_at(referral_id: UUID) -> datetime | None:
    """Return when names of the referral were erased last; None if none ever was."""
    gone = ContactKey.objects.filter(referral_id=referral_id, thrown_away_at__isnull=False)
    return gone.order_by("-thrown_away_at").values_list("thrown_away_at", flat=True).first()


def _row(contact: Contact, names: dict[UUID, str]) -> ContactRow:
    return ContactRow(
        id=contact.pk,
        role=Role(contact.role),
        submission_id=contact.submission_id,
        by_name=names.get(contact.by_id, "") if contact.by_id else "",
        at=contact.submission.sent_at if contact.submission else contact.at,
        follows=contact.follows_id,
        erased=contact.key.thrown_away_at is not None,
        finding="" if contact.reclosed else contact.finding,
        closed=True,
    )


def _unclosed(submission_id: UUID, sent_at: datetime) -> ContactRow:
    return ContactRow(
        id=submission_id,
        role=Role.REPORTER,
        submission_id=submission_id,
        by_name="",
        at=sent_at,
        follows=None,
        erased=False,
        finding="",
        closed=False,
    )
