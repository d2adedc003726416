"""The page that takes a handed-over file: it is sealed while it arrives; a worker looks it through."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from affiant.casework.access import entry, officer_of
from affiant.casework.handover.forms import CUT_SHORT, HandoverForm
from affiant.casework.handover.sealing import SealedUpload, SealingHandler
from affiant.ground.accounts.permissions import Permission
from affiant.ground.store.disk import Staging
from affiant.ground.store.objects import store
from affiant.handover import selectors, services
from affiant.handover.errors import HandedBefore


@entry(Permission.IMPORT)
@csrf_exempt  # asked for below, once it is said how a file is read
@require_http_methods(["GET", "HEAD", "POST"])
def new_handover(request: HttpRequest) -> HttpResponse:
    """Ask for a file, or keep the one that came."""
    with store().stage() as staging:
        handler = SealingHandler(request, staging)
        request.upload_handlers = [handler]
        return _new_handover(request, staging, handler)


@csrf_protect
def _new_handover(request: HttpRequest, staging: Staging, handler: SealingHandler) -> HttpResponse:
    offered = [(row.id, row.name) for row in selectors.organisations()]
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandoverForm(*given, offered=offered)
    if given:
        if handler.refusal:
            form.errors.pop("file", None)  # it was chosen
            form.add_error("file", handler.refusal.value)
        elif form.is_cut_short():
            form.add_error("file", CUT_SHORT)
        elif form.is_valid():
            return _keep(request, form, staging)
    return render(request, "handover/new_handover.html", {"form": form, "offered": offered})


def _keep(request: HttpRequest, form: HandoverForm, staging: Staging) -> HttpResponse:
    upload = form.cleaned_data["file"]
    assert isinstance(upload, SealedUpload)  # noqa: S101 - the only handler that there is makes it
    try:
        made = services.receive(
            organisation_id=form.cleaned_data["organisation"],
            kept=upload.kept,
            staging=staging,
            how=form.cleaned_data["how"],
            by=officer_of(request),
            at=timezone.now(),
        )
    except HandedBefore as known:
        messages.success(request, "This file is here already: this is its page. Nothing was kept twice.")
        return redirect("handover", known.handover_id)
    return redirect("handover", made)
