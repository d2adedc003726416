"""Taking over a draft whose author can no longer write to the reporter: who left, stepped back, or has another role."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from affiant.correspondence import selectors
from affiant.correspondence.errors import AuthorStillWrites, MayNotFollow, ReturnedByYou
from affiant.correspondence.services.holding import held, note
from affiant.correspondence.stages import OPEN, DraftStage
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer


@transaction.atomic
def take_over(*, draft_id: UUID, version: int, by: Officer, at: datetime) -> int:
    """Become the author of a draft: what is sent goes under one's own name. Return the draft's version.

    Who began it stays with the draft, and is not its second officer either.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft: as `amend`.
        MayNotFollow: it is no longer being written.
        AuthorStillWrites: its author can go on with it.
        ReturnedByYou: the officer judged it, and nobody judges their own message.
    """
    found = held(draft_id, version, by)
    if found.stage not in OPEN:
        raise MayNotFollow(found.stage, DraftStage.WRITING)
    former = accounts.get(found.written_by_id)
    if selectors.may_write(found.referral_id, former):
        raise AuthorStillWrites
    if found.judged_by_id == by.pk:
        raise ReturnedByYou
    found.begun_by_id = found.begun_by_id or former.pk
    found.written_by, found.changed_at, found.version = by, at, found.version + 1
    found.save(update_fields=["begun_by", "written_by", "changed_at", "version"])
    note(found, "message.taken_over", by, at, facts={"written_by": former.actor})
    return found.version
