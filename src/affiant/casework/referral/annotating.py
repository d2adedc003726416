"""What officers write on a referral for each other: flags answered, notes, tasks, translations, its situation."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.referral import context, showing
from affiant.casework.referral.forms import FlagsForm, NoteForm, SituationForm, TaskForm, TranslationForm
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services
from affiant.referrals.errors import NoFlagsWait, NoSuchTask
from affiant.referrals.kinds import Origin, Standing
from affiant.referrals.services import Rendering
from affiant.triage import services as triage
from affiant.triage.errors import CannotTakeOn


@entry(Permission.SAFEGUARD)
@require_POST
def acknowledge(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say that the flags were seen, and what was done."""
    finding.referral(referral_id)
    form = FlagsForm(request.POST)
    if not form.is_valid():
        return showing.page(request, referral_id, flags=form)
    done, by = form.cleaned_data["done"], officer_of(request)
    try:
        services.acknowledge(referral_id=referral_id, done=done, by=by, at=timezone.now())
    except NoFlagsWait:
        messages.error(request, "Somebody has acknowledged these flags already. Read below what they did.")
    else:
        messages.success(request, "It is recorded that you have seen the flags, and what you did.")
    return redirect("referral", referral_id)


@entry(Permission.ANNOTATE)
@require_POST
def write_note(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Keep a note."""
    finding.referral(referral_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return showing.page(request, referral_id, note=form)
    standing, text = Standing(form.cleaned_data["standing"]), form.cleaned_data["text"]
    services.write_note(
        referral_id=referral_id, standing=standing, text=text, by=officer_of(request), at=timezone.now()
    )
    messages.success(request, "The note is kept.")
    return redirect("referral", referral_id)


@entry(Permission.ANNOTATE)
@require_POST
def set_task(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Set a task."""
    finding.referral(referral_id)
    form = TaskForm(request.POST)
    if not form.is_valid():
        return showing.page(request, referral_id, task=form)
    given = form.cleaned_data["given_to"]
    try:
        triage.give_task(
            referral_id=referral_id,
            what=form.cleaned_data["what"],
            due_on=form.cleaned_data["due_on"],
            given_to=UUID(given) if given else None,
            by=officer_of(request),
            at=timezone.now(),
        )
    except CannotTakeOn:
        form.add_error("given_to", "They may not see this referral")
        return showing.page(request, referral_id, task=form)
    messages.success(request, "The task is set.")
    return redirect("referral", referral_id)


@entry(Permission.ANNOTATE)
@require_POST
def finish_task(request: HttpRequest, referral_id: UUID, task_id: UUID) -> HttpResponse:
    """Say that a task is done."""
    finding.referral(referral_id)
    try:
        services.finish_task(task_id=task_id, referral_id=referral_id, by=officer_of(request), at=timezone.now())
    except NoSuchTask as missing:
        raise Http404 from missing
    messages.success(request, "The task is done.")
    return redirect("referral", referral_id)


@entry(Permission.ANNOTATE)
@require_POST
def set_situation(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say to which situation the referral belongs."""
    finding.referral(referral_id)
    form = SituationForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a situation from the list.")
        return redirect("referral", referral_id)
    situation = form.cleaned_data["situation"]
    services.set_situation(referral_id=referral_id, situation=situation, by=officer_of(request), at=timezone.now())
    messages.success(request, "The situation is set.")
    return redirect("referral", referral_id)


@entry(Permission.ANNOTATE)
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, referral_id: UUID, submission_id: UUID, question: str) -> HttpResponse:
    """Show one answer in the original, and put a translation beside it."""
    finding.referral(referral_id)
    officer, form = officer_of(request), TranslationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"origin": Origin(form.cleaned_data["origin"])}
        rendering = Rendering(submission_id=submission_id, question=question, **given)
        services.add_translation(referral_id=referral_id, rendering=rendering, by=officer, at=timezone.now())
        messages.success(request, "The translation stands beside the original.")
        return redirect("referral", referral_id)
    page = services.read(referral_id=referral_id, by=officer, at=timezone.now())
    original = context.original(page, submission_id, question)
    if original is None:
        raise Http404
    return render(request, "referral/translate.html", original | {"form": form})
