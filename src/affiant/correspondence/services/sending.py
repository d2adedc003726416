"""Making a message of a draft."""

import uuid
from datetime import datetime

from affiant.correspondence.models import Draft, Question
from affiant.correspondence.selectors import draft as draft_row
from affiant.correspondence.services.holding import move
from affiant.correspondence.stages import DraftStage
from affiant.ground.accounts.models import Officer
from affiant.referrals import selectors as referrals
from affiant.referrals import services as referral_services
from affiant.referrals.services import Along, Enclosed


def send(draft: Draft, *, by: Officer, at: datetime, approved_by: Officer | None) -> None:
    """Send a draft of `by`; the caller holds its row. The ledger's entry, which `reply` makes, comes last.

    Raises:
        MayNotFollow: the draft cannot be sent from its stage.
        NotPermitted: whoever lets it go may not write to reporters.
    """
    message_id = uuid.uuid4()  # the rows that point to the message stand before it: the database looks at the commit
    move(draft, DraftStage.SENT, at)
    draft.message_id = message_id
    if approved_by is not None:
        draft.judged_by, draft.judged_at, draft.judgement = approved_by, at, ""
    draft.save()
    if draft.asks:
        Question.objects.create(referral_id=draft.referral_id, message_id=message_id, what=draft.asks, by=by, at=at)
    along = Along(
        message_id=message_id,
        language=_other_language(draft),
        asks=bool(draft.asks),
        files=_files(draft),
        approved_by=approved_by,
        facts={"draft": str(draft.pk)},
    )
    referral_services.reply(referral_id=draft.referral_id, text=draft.text, by=by, at=at, along=along)


def _other_language(draft: Draft) -> str:
    return "" if draft.language == referrals.referral(draft.referral_id).language else draft.language


def _files(draft: Draft) -> tuple[Enclosed, ...]:
    held = draft_row(draft.pk, draft.referral_id).files
    return tuple(Enclosed(one.name, one.type, one.bytes, one.sha256, one.sealed) for one in held)
