"""Reading what officers wrote about a referral: safeguarding, translations, notes, tasks."""

from uuid import UUID

from affiant.ground.accounts.selectors import display_names
from affiant.referrals.kinds import Origin, Standing
from affiant.referrals.models import Note, Safeguarding, Task, Translation
from affiant.referrals.rows import NoteRow, SafeguardingRow, TaskRow, TranslationRow


def safeguarding_of(referral_id: UUID) -> list[SafeguardingRow]:
    """Return what was done about the referral's flags, the oldest first; two queries."""
    found = list(Safeguarding.objects.filter(referral_id=referral_id).order_by("at"))
    names = display_names(one.by_id for one in found)
    return [SafeguardingRow(one.raised_at, one.done, names.get(one.by_id, ""), one.at) for one in found]


def translations_of(referral_id: UUID) -> list[TranslationRow]:
    """Return the translations of a referral's words, the oldest first; two queries."""
    found = list(Translation.objects.filter(referral_id=referral_id).order_by("at", "id"))
    names = display_names(one.by_id for one in found)
    return [
        TranslationRow(
            id=one.pk,
            submission_id=one.submission_id,
            question=one.question,
            language=one.language,
            text=one.text,
            origin=Origin(one.origin),
            made_by=one.made_by,
            by_name=names.get(one.by_id, ""),
            at=one.at,
        )
        for one in found
    ]


def notes_of(referral_id: UUID) -> list[NoteRow]:
    """Return the officers' notes on a referral, the oldest first; two queries."""
    found = list(Note.objects.filter(referral_id=referral_id).order_by("at", "id"))
    names = display_names(one.by_id for one in found)
    return [NoteRow(Standing(one.standing), one.text, names.get(one.by_id, ""), one.at) for one in found]


def tasks_of(referral_id: UUID) -> list[TaskRow]:
    """Return the referral's tasks, the open ones first, then the oldest first; two queries."""
    found = list(Task.objects.filter(referral_id=referral_id).order_by("at", "id"))
    names = display_names(each for one in found for each in (one.by_id, one.given_to_id, one.done_by_id))
    rows = [
        TaskRow(
            id=one.pk,
            what=one.what,
            due_on=one.due_on,
            given_to=one.given_to_id,
            given_name=names.get(one.given_to_id, "") if one.given_to_id else "",
            by_name=names.get(one.by_id, ""),
            at=one.at,
            done_by_name=names.get(one.done_by_id, "") if one.done_by_id else "",
            done_at=one.done_at,
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: row.done_at is not None)
