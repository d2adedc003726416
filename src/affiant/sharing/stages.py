"""Where a package stands, which step may follow which, and whether a partner may receive."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PackageStage(TextChoices):
    """Where a package stands."""

    PREPARED = "prepared", _("Prepared")
    APPROVED = "approved", _("Approved")
    WRITTEN = "written", _("Written")
    DECLINED = "declined", _("Declined")
    FAILED = "failed", _("Failed")


MAY_FOLLOW: Final[dict[PackageStage, frozenset[PackageStage]]] = {
    PackageStage.PREPARED: frozenset({PackageStage.APPROVED, PackageStage.DECLINED}),
    PackageStage.APPROVED: frozenset({PackageStage.WRITTEN, PackageStage.FAILED}),
    PackageStage.FAILED: frozenset({PackageStage.APPROVED}),
    PackageStage.WRITTEN: frozenset(),
    PackageStage.DECLINED: frozenset(),
}


class PartnerStatus(TextChoices):
    """Whether packages may go to a partner; its dates bound an active one."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class Failure(TextChoices):
    """Why a package could not be written."""

    EXHIBIT_DAMAGED = "exhibit_damaged", _("A stored exhibit is damaged or missing.")
    WISHES_CHANGED = "wishes_changed", _("The reporter's wishes no longer allow it.")
    PARTNER_CLOSED = "partner_closed", _("The partner is no longer active.")
    NO_ROOM = "no_room", _("The disk had no room for it.")
    NAMES_LOCKED = "names_locked", _("The machine that writes packages does not hold the key of names.")
    UNFIT = "unfit", _("The contents cannot make a package.")
    UNEXPECTED = "unexpected", _("Something that nobody foresaw; the operator's log has it.")


class Piece(TextChoices):
    """What a package can hold or withhold."""

    ACCOUNT = "account", _("Account")
    EXHIBIT = "exhibit", _("File")
    CONTACT = "contact", _("Ways of contact")
    MESSAGES = "messages", _("Correspondence")


class Ground(TextChoices):
    """Why a piece is withheld, or why nothing may be shared; the values stand in packages."""

    WITHOUT_ME = "reporter_wishes", _("The reporter wishes the report to go on without their name.")
    CORRESPONDENCE = "correspondence", _("Messages between the reporter and the team are not shared.")
    ASK_FIRST = "ask_first", _("The reporter wishes to be asked first.")
    REFUSED = "refused", _("The reporter does not wish the report to be shared.")
    UNANSWERED = "unanswered", _("The reporter has not said whether the report may be shared.")
    ERASED = "erased", _("The name and the ways of contact were erased.")
    WITHDRAWN = "withdrawn", _("The reporter has withdrawn the report: nothing more of it is shared.")
