"""The pages of the identity door: who is there in the open, and who they are once the ledger says who asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from affiant.casework import words
from affiant.casework.access import officer_of
from affiant.casework.identity import glosses, visitors
from affiant.casework.identity.forms import DoorForm, EraseForm
from affiant.core.documents import Answer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import people, selectors, services
from affiant.referrals.findings import OF_NAMES, NameCode
from affiant.referrals.kinds import Route
from affiant.referrals.people import ContactRow
from affiant.referrals.selectors import QueueRow
from affiant.referrals.services import Opened

SAFE: Final = "safe"
WITHDRAWN: Final = "The person has withdrawn the report. Contact them only where you must, and not about the account"
WARNINGS: Final = {
    "no": "The person does not want to be contacted. Do it only where you must, and say in the reason why",
    "unanswered": "The person has not said whether they may be contacted",
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody to contact, in the open."""

    id: UUID
    role: str
    by: str
    at: datetime
    erased: bool
    corrected: bool
    finding: str  # a sentence: why what came does not open


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What was asked about somebody, in short and as it was shown, and what was said."""

    gloss: str
    title: str
    words: str
    chosen: str  # in an officer's language, where it was chosen from a list


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Somebody to contact, with what was said; what keeps them safe stands first."""

    person: PersonLine
    safe: tuple[SaidLine, ...]
    said: tuple[SaidLine, ...]


def door(request: HttpRequest, row: QueueRow, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """Show who is there to contact, without a name; that the page was read is entered first."""
    officer = officer_of(request)
    services.note_reading(referral_id=row.id, by=officer, at=timezone.now())
    rows = people.people_of(row.id)
    erases = may(officer, Permission.ERASE_CONTACT) and people.can_be_erased(row.id)
    context = _base(row) | {
        "people": _lines(rows),
        "visitors": visitors.of(row.id, officer),
        "erased_at": people.erased_at(row.id),
        "door_form": form if isinstance(form, DoorForm) else _door_form(rows),
        "erase_form": (form if isinstance(form, EraseForm) else EraseForm()) if erases else None,
        "form": form,
    }
    return render(request, "identity/people.html", context, status=status)


def opened(request: HttpRequest, row: QueueRow, people_opened: Iterable[Opened]) -> HttpResponse:
    """Show names and ways of contact; the caller has had it entered."""
    entries = list(people_opened)
    lines = {line.id: line for line in _lines([one.row for one in entries])}
    shown = [_open(one, lines[one.row.id]) for one in entries]
    standing = [one for one in shown if not one.person.corrected]
    before = [one for one in shown if one.person.corrected]
    return render(request, "identity/open.html", _base(row) | {"opened": standing, "before": before})


def entering(request: HttpRequest, row: QueueRow, form: forms.Form, line: PersonLine | None) -> HttpResponse:
    """Show the form for somebody to contact; `line` is what it corrects."""
    return render(request, "identity/person.html", _base(row) | {"form": form, "corrects": line})


def line_of(referral_id: UUID, contact_id: UUID) -> PersonLine:
    """Return an entry that an officer made and that nobody has corrected.

    Raises: Http404.
    """
    rows = people.newest(people.people_of(referral_id))
    standing = [one for one in rows if one.id == contact_id and one.submission_id is None and not one.erased]
    if not standing:
        raise Http404
    return _lines(standing)[0]


def _base(row: QueueRow) -> dict[str, object]:
    wish = selectors.wishes_of(row.id).contact
    return {
        "warning": WITHDRAWN if row.withdrawn_at else WARNINGS.get(wish, ""),
        "referral": {
            "id": row.id,
            "reference": row.reference,
            "language": row.language,
            "direction": words.direction(row.language),
        },
        "rehearsal": row.rehearsal,
        "handed_over": row.route is Route.IMPORT,
    }


def _door_form(rows: list[ContactRow]) -> DoorForm | None:
    return DoorForm() if any(map(people.opens, rows)) else None


def _lines(rows: list[ContactRow]) -> list[PersonLine]:
    standing = {row.id for row in people.newest(rows)}
    return [_line(row, corrected=row.id not in standing) for row in rows]


def _line(row: ContactRow, *, corrected: bool) -> PersonLine:
    finding = OF_NAMES[NameCode(row.finding)] if row.finding else ""
    return PersonLine(row.id, str(row.role.label), row.by_name, row.at, row.erased, corrected, finding)


def _open(one: Opened, line: PersonLine) -> OpenLine:
    answers = one.document.answers
    return OpenLine(
        person=line,
        safe=tuple(_said(each) for each in answers if each.question == SAFE and each.answer),
        said=tuple(_said(each) for each in answers if each.question != SAFE or not each.answer),
    )


def _said(answer: Answer) -> SaidLine:
    given = (answer.answer,) if isinstance(answer.answer, str) else answer.answer
    labels = {option.value: option.label for option in answer.shown.options}
    return SaidLine(
        gloss=glosses.QUESTIONS.get(answer.question, ""),
        title=answer.shown.title,
        words="\n".join(labels.get(one, one) for one in given if one),
        chosen=", ".join(glosses.CHOICES.get(one, one) for one in given if one) if labels else "",
    )
