"""What every act on a draft begins and ends with: the officer may, the row is held, the entry is written."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.correspondence.errors import MayNotFollow, NoSuchDraft, StaleDraft
from affiant.correspondence.models import Draft
from affiant.correspondence.stages import MAY_FOLLOW, DraftStage
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.ground.entering import enter
from affiant.triage.selectors import check_open_to


def check_writes(referral_id: UUID, by: Officer) -> None:
    """Return if the officer may write to this referral's reporter.

    Raises:
        NotPermitted: they may not write to reporters.
        Recused: the referral is closed to them.
    """
    check_may(by, Permission.REPLY)
    check_open_to(referral_id, by.pk)


def held(draft_id: UUID, version: int, by: Officer) -> Draft:
    """Return a draft under its row's lock, as the officer saw it.

    Raises:
        NotPermitted, Recused: as `check_writes`.
        NoSuchDraft: there is none of this id.
        StaleDraft: it has changed since.
    """
    found = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if found is None:
        raise NoSuchDraft(str(draft_id))
    check_writes(found.referral_id, by)
    if found.version != version:
        raise StaleDraft(found.version)
    return found


def move(draft: Draft, to: DraftStage, at: datetime) -> None:
    """Bring a draft to a stage, without saving it.

    Raises:
        MayNotFollow: the table of steps does not have this one.
    """
    if to not in MAY_FOLLOW[DraftStage(draft.stage)]:
        raise MayNotFollow(draft.stage, to)
    draft.stage, draft.changed_at, draft.version = to, at, draft.version + 1


def note(draft: Draft, act: str, by: Officer, at: datetime, private: Mapping[str, str] | None = None) -> None:
    """Enter an act on a draft; what is `private` stands as a salted commitment."""
    facts: dict[str, Fact] = {"draft": str(draft.pk), "version": draft.version}
    entry = Entry(kind=Kind.ALTERATION, act=act, about=str(draft.referral_id), by=by.actor, at=at, facts=facts)
    enter(entry, **{name: text.encode() for name, text in (private or {}).items()})


def tidied(text: str) -> str:
    """Return words as they are kept."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()
