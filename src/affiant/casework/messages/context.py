"""What the pages of a referral's messages are rendered with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings

from affiant.casework import words
from affiant.casework.messages import presenters
from affiant.casework.messages.forms import FileForm, MessageForm, ReturnForm, SettleForm
from affiant.correspondence import selectors
from affiant.correspondence.rows import DraftRow
from affiant.correspondence.stages import OPEN, DraftStage
from affiant.correspondence.templates import BLANK
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.ground.ledger import selectors as ledger
from affiant.linking import selectors as linking
from affiant.referrals import selectors as referrals
from affiant.referrals import unanswered
from affiant.referrals.kinds import Route
from affiant.referrals.rows import QueueRow


def common(row: QueueRow, officer: Officer) -> dict[str, Any]:
    """Give what stands on every page: the referral, and what an officer has to know before they write."""
    wishes = referrals.wishes_of(row.id)
    return {
        "referral": {"id": row.id, "reference": row.reference},
        "rehearsal": row.rehearsal,
        "language": words.language(row.language),
        "contact_wish": wishes.contact,
        "withdrawn_at": row.withdrawn_at,
        "nobody_reads": row.route == Route.IMPORT,
        "heard": linking.heard_before(row.id, officer),
        "may_write": may(officer, Permission.REPLY),
        "is_reviewed": settings.AFFIANT.review_messages,
        "may_open_names": may(officer, Permission.READ_CONTACT),
    }


def page(row: QueueRow, officer: Officer, typed: Mapping[str, forms.Form]) -> dict[str, Any]:
    """Give the page of the correspondence; `typed` holds forms that came back with errors."""
    messages, sent = referrals.messages_of(row.id), referrals.submissions_of(row.id)
    entries = ledger.entries_about(str(row.id))
    return common(row, officer) | {
        "thread": presenters.thread(messages, sent, entries, row.language),
        "told": presenters.told(referrals.letters_of(row.id)),
        "seen": presenters.SEEN[row.told.value],
        "drafts": presenters.drafts(selectors.drafts_of(row.id), officer.pk, {}),
        "questions": presenters.questions(selectors.questions_of(row.id), {}, {row.id: row.last_heard_at}),
        "attempts": presenters.attempts(selectors.attempts_of(row.id)),
        "settle_form": SettleForm(),
        "unanswered_since": unanswered.since(row.id),
        "form": next(iter(typed.values()), None),
    }


def writing(row: QueueRow, officer: Officer, form: MessageForm, draft: DraftRow | None = None) -> dict[str, Any]:
    """Give the page on which a message is written."""
    chosen = str(form["template"].value() or "")
    template = selectors.template(chosen)
    language = str(form["language"].value() or row.language)
    return common(row, officer) | {
        "form": form,
        "draft": draft,
        "blank": BLANK,
        "english": template.in_language("en") if template and language != "en" else "",
        "unreviewed": words.language(language) if template and _is_unreviewed(chosen, language) else "",
        "file_form": FileForm(initial={"version": draft.version}, auto_id="file-%s") if draft else None,
    }


def reading(row: QueueRow, officer: Officer, draft: DraftRow, typed: ReturnForm | None = None) -> dict[str, Any]:
    """Give the page on which a draft is read: by its second officer, or by anybody once it is not written any more."""
    waits, own = draft.stage is DraftStage.WAITING, draft.written_by == officer.pk
    may_judge = waits and not own and may(officer, Permission.REVIEW_MESSAGE)
    template = selectors.template(draft.template)
    return common(row, officer) | {
        "draft": draft,
        "line": presenters.drafts([draft], officer.pk, {})[0],
        "own": own,
        "open": waits or draft.stage in OPEN,
        "nobody_writes": draft.stage in OPEN and not own and not selectors.has_an_author(draft),
        "direction": words.direction(draft.language),
        "draft_language": words.language(draft.language),
        "unreviewed": words.language(draft.language) if _is_unreviewed(draft.template, draft.language) else "",
        "english": template.in_language("en") if template and draft.language != "en" else "",
        "form": typed if typed and typed.errors else None,
        "return_form": (typed or ReturnForm(initial={"version": draft.version})) if may_judge else None,
    }


def desk(officer: Officer) -> dict[str, Any]:
    """Give the desk: what waits for this officer, what they began, and what was asked and not answered."""
    wrote = selectors.unanswered(officer)
    waiting, own = selectors.waiting_for(officer), selectors.unsent_of(officer)
    left = selectors.left_behind(officer)
    asked = selectors.open_questions(officer)
    about = {one.referral_id for one in asked}
    references = referrals.references(about | {one.referral_id for one in (*waiting, *own, *left)})
    heard = referrals.last_heard(about)
    return {
        "may_write": may(officer, Permission.REPLY),
        "wrote": wrote,
        "waiting": presenters.drafts(waiting, officer.pk, references),
        "own": presenters.drafts(own, officer.pk, references),
        "left": presenters.drafts(left, officer.pk, references),
        "asked": presenters.questions(asked, references, heard),
        "is_reviewed": settings.AFFIANT.review_messages,
    }


def filled(form: MessageForm, row: QueueRow) -> tuple[MessageForm, str]:
    """Return the form with the chosen wording put into it, and what to say about it; nothing that was typed is lost."""
    given = {name: str(form.data.get(name, "")) for name in ("template", "language", "text", "asks", "version")}
    template = selectors.template(given["template"])
    if template is None:
        return MessageForm(initial=given, reads=row.language), "Choose a wording first."
    wording = template.in_language(given["language"])
    missing = not wording
    if missing:
        wording, given["language"] = template.in_language("en"), "en"
    typed = given["text"].replace("\r\n", "\n").strip()
    given["text"] = f"{typed}\n\n{wording}" if typed and typed != wording else wording
    given["asks"] = given["asks"] or template.asks
    said = "There is no such wording in that language: the English one stands below." if missing else ""
    return MessageForm(initial=given, reads=row.language), said


def _is_unreviewed(template_id: str, language: str) -> bool:
    template = selectors.template(template_id)
    return bool(template and language in template.texts and language not in template.reviewed)


def is_of(referral_id: UUID, message_id: UUID) -> bool:
    """Answer whether a message of ours with this id belongs to the referral."""
    return any(one.id == message_id and one.letter for one in referrals.messages_of(referral_id))
