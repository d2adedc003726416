"""Writing to a reporter: at once, or as a draft that a second officer reads."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from affiant.core.typed import tidied
from affiant.correspondence.errors import LeftToFill
from affiant.correspondence.models import Draft
from affiant.correspondence.services.holding import check_writes, held, move, note, own
from affiant.correspondence.services.sending import send
from affiant.correspondence.stages import DraftStage
from affiant.correspondence.templates import BLANK
from affiant.ground.accounts.models import Officer
from affiant.referrals import selectors as referrals
from affiant.referrals.services.reply import check_mailbox
from affiant.referrals.services.reply import tidied as letter_text


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a message; `asks` says in short, for the team, what it asks back."""

    text: str = field(repr=False)
    language: str = ""  # the reporter's, if it is not said
    template: str = ""
    asks: str = field(default="", repr=False)


@transaction.atomic
def write(*, referral_id: UUID, wording: Wording, by: Officer, at: datetime) -> DraftStage:
    """Write to the reporter: the message goes at once, or waits where the operator wants a second officer.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchReferral: no referral has this id.
        NoMailbox: nobody holds the key of its mailbox.
        EmptyText, TextTooLong, LeftToFill: the text cannot be a letter.
    """
    begun = _begun(referral_id, wording, by, at)
    _give(begun, by, at)
    return DraftStage(begun.stage)


@transaction.atomic
def draft(*, referral_id: UUID, wording: Wording, by: Officer, at: datetime) -> UUID:
    """Begin a message that is not sent yet; return the draft's id.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchReferral: no referral has this id.
        NoMailbox: nobody holds the key of its mailbox.
        EmptyText, TextTooLong: the text cannot be a letter.
    """
    begun = _begun(referral_id, wording, by, at)
    note(begun, "message.drafted", by, at, {"text": begun.text})
    return begun.pk


@transaction.atomic
def amend(*, draft_id: UUID, version: int, wording: Wording, by: Officer, at: datetime) -> int:
    """Write a draft anew; return its version.

    Raises:
        NotPermitted, Recused: the officer may not write to this reporter.
        NoSuchDraft: there is none of this id.
        StaleDraft: it has changed since the officer saw it.
        NotOwnDraft: somebody else writes it.
        MayNotFollow: it is no longer being written.
        EmptyText, TextTooLong: the text cannot be a letter.
    """
    found = own(draft_id, version, by)
    _word(found, wording)
    found.version, found.changed_at = found.version + 1, at
    found.save()
    note(found, "message.drafted", by, at, {"text": found.text})
    return found.version


@transaction.atomic
def submit(*, draft_id: UUID, version: int, by: Officer, at: datetime) -> DraftStage:
    """Send a draft, or give it to a second officer where the operator wants one; return where it then stands.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft, NotOwnDraft, MayNotFollow: as `amend`.
        LeftToFill: a place of the template is still to be filled in.
    """
    found = own(draft_id, version, by)
    _give(found, by, at)
    return DraftStage(found.stage)


@transaction.atomic
def discard(*, draft_id: UUID, version: int, by: Officer, at: datetime) -> None:
    """Throw a draft away; whoever may write to the reporter may, so that none stays behind when somebody leaves.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft: as `amend`.
        MayNotFollow: it was sent, or thrown away before.
    """
    found = held(draft_id, version, by)
    move(found, DraftStage.DISCARDED, at)
    found.save()
    note(found, "message.discarded", by, at)


def _begun(referral_id: UUID, wording: Wording, by: Officer, at: datetime) -> Draft:
    check_writes(referral_id, by)
    row = referrals.referral(referral_id)
    check_mailbox(row)
    begun = Draft(referral_id=row.id, written_by=by, at=at, changed_at=at, language=row.language)
    _word(begun, wording)
    begun.save(force_insert=True)
    return begun


def _word(draft: Draft, wording: Wording) -> None:
    draft.text = letter_text(wording.text)
    draft.language = wording.language or draft.language
    draft.template, draft.asks = wording.template, tidied(wording.asks)


def _give(draft: Draft, by: Officer, at: datetime) -> None:
    if BLANK in draft.text:
        raise LeftToFill
    if not settings.AFFIANT.review_messages:
        send(draft, by=by, at=at, approved_by=None)
        return
    move(draft, DraftStage.WAITING, at)
    draft.save()
    note(draft, "message.submitted", by, at, {"text": draft.text})
