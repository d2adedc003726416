"""The checklist of the referral guidelines: one page, each part saved on its own."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import checklist
from affiant.casework.triage.checklist import SectionForm
from affiant.casework.triage.forms import LawyerForm
from affiant.ground.accounts.permissions import Permission
from affiant.law import guidelines
from affiant.referrals import services as referrals
from affiant.triage import services
from affiant.triage.errors import (
    AnsweredMeanwhile,
    HowMissing,
    NoSuchEvidence,
    NoSuchTask,
    NotBeingScoped,
    PassageNotThere,
)

CLOSED: Final = "The checklist is answered while a referral is open. This one moved on while you were here"
MEANWHILE: Final = "Somebody else answered while you were here. Nothing is overwritten: see what they said, then save"
NOT_THERE: Final = "These words do not stand in the account. Copy them exactly as they were written"
NO_CHANGE: Final = "Nothing was changed in this part."


@entry(Permission.READ_REFERRAL)
@require_safe
def scoping(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show the checklist as it stands; the ledger says so before a word is shown."""
    finding.referral(referral_id)
    return _page(request, referral_id)


@entry(Permission.SCOPE)
@require_POST
def save_section(request: HttpRequest, referral_id: UUID, section_id: str) -> HttpResponse:
    """Save the answers of one part."""
    finding.referral(referral_id)
    section = guidelines.section(section_id)
    if section is None:
        raise Http404
    form = checklist.section_form(referral_id, section, request.POST)
    if not form.is_valid():
        return _page(request, referral_id, section=form)
    changed = _saved(request, referral_id, form)
    if changed is None:
        return _page(request, referral_id, section=form)
    messages.success(request, f"Saved: {', '.join(changed)}." if changed else NO_CHANGE)
    return redirect(f"{reverse('scoping', args=[referral_id])}#part-{checklist.slug(section_id)}")


def _saved(request: HttpRequest, referral_id: UUID, form: SectionForm) -> list[str] | None:
    """Save; return the questions that are answered anew, or None with what was refused in the form."""
    try:
        return services.answer(
            referral_id=referral_id, replies=form.replies(), by=officer_of(request), at=timezone.now()
        )
    except AnsweredMeanwhile as refused:
        form.look_again(refused.questions)
        form.add_error(None, MEANWHILE)
    except HowMissing as refused:
        form.add_error(f"{checklist.slug(refused.question)}-how", "Say how to find out")
    except (PassageNotThere, NoSuchEvidence):
        form.add_error(None, NOT_THERE)
    except NotBeingScoped:
        form.add_error(None, CLOSED)
    return None


@entry(Permission.SCOPE)
@require_POST
def close_task(request: HttpRequest, referral_id: UUID, task_id: UUID) -> HttpResponse:
    """Record what the lawyer said on immunity."""
    finding.referral(referral_id)
    form = LawyerForm(request.POST)
    if not form.is_valid():
        return _page(request, referral_id, lawyer=form)
    given = form.cleaned_data
    try:
        services.close_task(
            task_id=task_id, adviser=given["adviser"], advice=given["advice"], by=officer_of(request), at=timezone.now()
        )
    except NoSuchTask:
        messages.error(request, "Somebody has recorded an answer already. This is how it stands now.")
    else:
        messages.success(request, "The lawyer’s answer is recorded.")
    return redirect(f"{reverse('scoping', args=[referral_id])}#part-A-3")


def _page(request: HttpRequest, referral_id: UUID, **typed: object) -> HttpResponse:
    officer = officer_of(request)
    page = referrals.read(referral_id=referral_id, by=officer, at=timezone.now())
    return render(request, "triage/scoping.html", checklist.context(page, officer, typed))
