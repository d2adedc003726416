"""Saying which referrals belong together: what was found is answered, what officers see themselves is said."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.linking import context, showing
from affiant.casework.linking.context import Typed
from affiant.casework.linking.forms import PartForm, RefuseForm, SayForm
from affiant.ground.accounts.permissions import Permission
from affiant.linking import services
from affiant.linking.errors import AlreadySaid, LinkedToItself, LinkingError, NoSuchLikeness, NoSuchLink
from affiant.linking.services import Said
from affiant.linking.stages import Likeness, Verdict
from affiant.referrals.errors import NoSuchReferral
from affiant.triage.errors import Recused
from affiant.triage.selectors import is_closed_to

REFUSED: Final[dict[type[LinkingError], str]] = {
    LinkedToItself: "This is the reference of the referral on this page",
    AlreadySaid: "This has been said of the two already: it stands on this page",
}


@entry(Permission.READ_REFERRAL)
@require_safe
def links(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what stands, what was found, and who was heard before."""
    return showing.page(request, finding.referral(referral_id))


@entry(Permission.LINK)
@require_POST
def answer(request: HttpRequest, referral_id: UUID, likeness: str, other_id: UUID) -> HttpResponse:
    """Confirm or refuse a likeness that was found."""
    row = finding.referral(referral_id)
    if likeness not in Likeness:
        raise Http404
    verdict = Verdict.LINKED if request.POST.get("verdict") == Verdict.LINKED else Verdict.APART
    form = RefuseForm(request.POST, auto_id=f"refuse-{likeness}-{other_id}-%s")
    if verdict is Verdict.APART and not form.is_valid():
        return showing.page(request, row, Typed(form, (other_id, likeness)))
    ground = form.cleaned_data["ground"] if verdict is Verdict.APART else ""
    said, by = Said(Likeness(likeness), verdict, ground), officer_of(request)
    try:
        services.answer(referral_id=referral_id, other_id=other_id, said=said, by=by, at=timezone.now())
    except NoSuchLikeness:
        messages.error(request, "It is not found any more, or a colleague has answered it. Look at what stands below.")
        return redirect("links", referral_id)
    except (Recused, NoSuchReferral) as closed:
        raise Http404 from closed
    messages.success(request, "It is kept, with your name and what was found.")
    return redirect("links", referral_id)


@entry(Permission.LINK)
@require_POST
def say(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say of this referral and another that they belong together, or only look alike."""
    row, form = finding.referral(referral_id), SayForm(request.POST)
    if not form.is_valid():
        return showing.page(request, row, Typed(form))
    given = form.cleaned_data
    other = context.of_reference(given["reference"])
    if other is None or is_closed_to(other, officer_of(request).pk):
        form.add_error("reference", "No referral that you may see has this reference")
        return showing.page(request, row, Typed(form))
    said = Said(Likeness(given["likeness"]), Verdict(given["verdict"]), given["ground"])
    try:
        services.say(referral_id=referral_id, other_id=other, said=said, by=officer_of(request), at=timezone.now())
    except (LinkedToItself, AlreadySaid) as refused:
        form.add_error("reference", REFUSED[type(refused)])
        return showing.page(request, row, Typed(form))
    messages.success(request, "It is kept, with your name and the ground.")
    return redirect("links", referral_id)


@entry(Permission.LINK)
@require_POST
def part(request: HttpRequest, referral_id: UUID, link_id: UUID) -> HttpResponse:
    """Take back what was said of two referrals."""
    row, form = finding.referral(referral_id), PartForm(request.POST, auto_id=f"part-{link_id}-%s")
    if not form.is_valid():
        return showing.page(request, row, Typed(form, link_id))
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        services.part(link_id=link_id, referral_id=referral_id, reason=reason, by=by, at=timezone.now())
    except NoSuchLink as missing:
        raise Http404 from missing
    except Recused as closed:
        raise PermissionDenied from closed
    messages.success(request, "They are parted. What was said stays in the history.")
    return redirect("links", referral_id)
