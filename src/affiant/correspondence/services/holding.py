"""What every act on a draft begins and ends with: the officer may, the row is held, the entry is written."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from affiant.core.ledger.entries import Entry, Fact, Kind
from affiant.correspondence.errors import MayNotFollow, NoSuchDraft, NotOwnDraft, StaleDraft
from affiant.correspondence.models import Draft
from affiant.correspondence.stages import MAY_FOLLOW, OPEN, DraftStage
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


def own(draft_id: UUID, version: int, by: Officer) -> Draft:
    """Return the officer's own draft, while it is being written.

    Raises:
        NotPermitted, Recused, NoSuchDraft, StaleDraft: as `held`.
        NotOwnDraft: somebody else writes it.
        MayNotFollow: it is no longer being written.
    """
    found = held(draft_id, version, by)
    if found.written_by_id != by.pk:
        raise NotOwnDraft
    if found.stage not in OPEN:
        raise MayNotFollow(found.stage, DraftStage.WRITING)
    return found


def note(
    draft: Draft,
    act: str,
    by: Officer,
    at: datetime,
    private: Mapping[str, str] | None = None,
    *,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Enter an act on a draft; what is `private` stands as a salted commitment."""
    told: dict[str, Fact] = {"draft": str(draft.pk), "version": draft.version, **(facts or {})}
    entry = Entry(kind=Kind.ALTERATION, act=act, about=str(draft.referral_id), by=by.actor, at=at, facts=told)
    enter(entry, **{name: text.encode() for name, text in (private or {}).items()})
