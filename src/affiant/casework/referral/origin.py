"""What the page of a referral says of who sent it for whom, and whether the person themselves was heard about it."""

from dataclasses import dataclass
from uuid import UUID

from affiant.casework import words
from affiant.casework.names import visible
from affiant.casework.referral.consenting import ConsentForm
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.handover import selectors as handover
from affiant.handover.selectors import ConsentRow
from affiant.referrals.kinds import Path, Route
from affiant.referrals.selectors import ReferralPage, SubmissionRow

CLAIMED = {
    "yes": "they want it",
    "knows": "they know of it; whether they want it is not known",
    "no": "they do not know of it",
    "cannot": "they could not be asked",
}
NOTHING_SAID = "nothing"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sent a report for somebody else, by what is signed and by what is claimed."""

    route: str  # "" for a report of the public form
    organisation: str  # by the register; "" where the signed id is in none
    sender: str
    claimed: str  # the name in the report, where it is another one
    handover_id: UUID | None
    line: int | None
    number: str
    is_import: bool
    consent_claimed: str
    consents: list[ConsentRow]


def of(page: ReferralPage, officer: Officer) -> dict[str, object]:
    """Give the templates the box about it; nothing where somebody reports for themselves."""
    row = page.row
    if row.route is Route.PUBLIC and row.path != Path.BEHALF:
        return {"origin": None}
    found = handover.origin_of(row.id, row.sender)
    said = _said(page)
    claimed = said.get("organisation", "")
    return {
        "origin": Origin(
            route="" if row.route is Route.PUBLIC else words.ROUTES[row.route],
            organisation=found.organisation,
            sender=row.sender,
            claimed=visible(claimed) if claimed and claimed != found.organisation else "",
            handover_id=found.handover_id if may(officer, Permission.IMPORT) else None,
            line=found.line,
            number=found.number,
            is_import=row.route is Route.IMPORT,
            consent_claimed=CLAIMED.get(said.get("behalf_consent", ""), NOTHING_SAID),
            consents=handover.consent_of(row.id),
        ),
        "consent_form": ConsentForm(auto_id="consent-%s") if may(officer, Permission.ANNOTATE) else None,
    }


def _said(page: ReferralPage) -> dict[str, str]:
    """Return what the first report that was sent for somebody says of its sender."""
    return next((said for one in page.submissions if (said := _answers(one)).get("path")), {})


def _answers(submission: SubmissionRow) -> dict[str, str]:
    wanted = ("path", "organisation", "behalf_consent")
    given = ((one.question, one.answer) for one in submission.document.answers if one.question in wanted)
    return {question: answer if isinstance(answer, str) else ", ".join(answer) for question, answer in given}
