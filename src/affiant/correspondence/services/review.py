"""The second officer's part: letting a message go, or returning it with words; never one's own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.core.typed import tidied
from affiant.correspondence.errors import MayNotFollow, OwnDraft, ReasonMissing
from affiant.correspondence.models import Draft
from affiant.correspondence.services.holding import held, move, note
from affiant.correspondence.services.sending import send
from affiant.correspondence.stages import DraftStage
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may


@transaction.atomic
def approve(*, draft_id: UUID, version: int, by: Officer, at: datetime) -> None:
    """Let a message of another officer go to the reporter, exactly as it was read.

    Raises:
        NotPermitted, Recused: the officer may not review messages to this reporter.
        NoSuchDraft: there is none of this id.
        StaleDraft: it has changed since the officer read it.
        OwnDraft: the officer wrote it.
        MayNotFollow: it does not wait.
    """
    found = _of_another(draft_id, version, DraftStage.SENT, by)
    send(found, by=accounts.get(found.written_by_id), at=at, approved_by=by)


@transaction.atomic
def give_back(*, draft_id: UUID, version: int, why: str, by: Officer, at: datetime) -> None:
    """Return a message to its author, and say what to change.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft, OwnDraft, MayNotFollow: as `approve`.
        ReasonMissing: it does not say what to change.
    """
    found, words = _of_another(draft_id, version, DraftStage.RETURNED, by), tidied(why)
    if not words:
        raise ReasonMissing
    move(found, DraftStage.RETURNED, at)
    found.judged_by, found.judged_at, found.judgement = by, at, words
    found.save()
    note(found, "message.returned", by, at, {"why": words})


def _of_another(draft_id: UUID, version: int, to: DraftStage, by: Officer) -> Draft:
    """Return a draft that its author has given to a second officer: what is still being written is nobody's to send."""
    check_may(by, Permission.REVIEW_MESSAGE)
    found = held(draft_id, version, by)
    if by.pk in {found.written_by_id, found.begun_by_id}:
        raise OwnDraft
    if found.stage != DraftStage.WAITING:
        raise MayNotFollow(found.stage, to)
    return found
