"""Packages: what would leave, who prepared it, who let it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.sharing import context
from affiant.casework.sharing import presenters as present
from affiant.casework.sharing.forms import DeclineForm, PrepareForm
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services as reading
from affiant.sharing import selectors, services
from affiant.sharing.errors import (
    MayNotFollow,
    NoSuchPackage,
    NotDecided,
    NothingMayBeShared,
    NotWritten,
    OwnPackage,
    PartnerNotActive,
)
from affiant.sharing.selectors import PackagePage
from affiant.sharing.stages import Ground
from affiant.triage import selectors as triage

JUDGED = "Somebody else has dealt with this package while you were here. This is how it stands now."
INACTIVE = "This partner is not active any more. Choose another one"
CLOSED = "The partner is not active any more, so nothing may go to it."
GONE = "The sealed file is not where it should be. Tell your technical team."


@entry(Permission.READ_PACKAGES)
@require_safe
def packages(request: HttpRequest) -> HttpResponse:
    """List the packages, the latest first."""
    hidden = triage.hidden_from(officer_of(request))
    rows = [row for row in selectors.packages() if row.referral_id not in hidden]
    return render(request, "sharing/packages.html", {"packages": present.packages(rows)})


@entry(Permission.PREPARE_PACKAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what a package would hold and leave out, once the ledger says so; prepare it."""
    row = finding.referral(referral_id)
    offered = context.offers(row)
    choices = [(str(offer.partner_id), offer.partner) for offer in offered if not offer.refusal]
    form = PrepareForm(request.POST if request.method == "POST" else None, partners=choices)
    if request.method == "POST" and form.is_valid():
        try:
            package_id = services.prepare(
                referral_id=referral_id,
                partner_id=UUID(form.cleaned_data["partner"]),
                conditions=form.cleaned_data["conditions"],
                by=officer_of(request),
                at=timezone.now(),
            )
        except PartnerNotActive:
            form.add_error("partner", INACTIVE)
        except (NotDecided, NothingMayBeShared):
            pass  # the page below says why
        else:
            messages.success(request, "The package is prepared. It waits for a supervisor.")
            return redirect("package", package_id)
    reading.note_reading(referral_id=referral_id, by=officer_of(request), at=timezone.now())
    return render(request, "sharing/prepare.html", context.prepare(row, offered, form))


@entry(Permission.READ_PACKAGES)
@require_safe
def package(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Show a package; the ledger says so before the names of its files are shown."""
    page = _package(package_id)
    reading.note_reading(referral_id=page.row.referral_id, by=officer_of(request), at=timezone.now())
    return render(request, "sharing/package.html", context.package(page, officer_of(request)))


@entry(Permission.APPROVE_PACKAGE)
@require_POST
def approve(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Let a package leave, unless the officer prepared it."""
    _package(package_id)
    try:
        services.approve(package_id=package_id, by=officer_of(request), at=timezone.now())
    except OwnPackage:
        messages.error(request, present.OWN)
    except MayNotFollow:
        messages.error(request, JUDGED)
    except PartnerNotActive:
        messages.error(request, CLOSED)
    except NothingMayBeShared as refused:
        messages.error(request, str(Ground(refused.ground).label))
    else:
        messages.success(request, "The package is approved. It is being written and sealed.")
    return redirect("package", package_id)


@entry(Permission.APPROVE_PACKAGE)
@require_POST
def decline(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Do not let a package leave, and say why."""
    page, officer, form = _package(package_id), officer_of(request), DeclineForm(request.POST)
    if not form.is_valid():
        reading.note_reading(referral_id=page.row.referral_id, by=officer, at=timezone.now())
        return render(request, "sharing/package.html", context.package(page, officer, form))
    reason = form.cleaned_data["reason"]
    try:
        services.decline(package_id=package_id, reason=reason, by=officer, at=timezone.now())
    except OwnPackage:
        messages.error(request, present.OWN)
    except MayNotFollow:
        messages.error(request, JUDGED)
    else:
        messages.success(request, "The package is declined.")
    return redirect("package", package_id)


@entry(Permission.READ_PACKAGES)
@require_POST
def write_again(request: HttpRequest, package_id: UUID) -> HttpResponse:
    """Have a package that failed written once more; its approval still stands."""
    _package(package_id)
    try:
        services.retry(package_id=package_id, by=officer_of(request), at=timezone.now())
    except MayNotFollow:
        messages.error(request, JUDGED)
    else:
        messages.success(request, "It is being written again.")
    return redirect("package", package_id)


@entry(Permission.READ_PACKAGES)
@require_safe
def download_package(request: HttpRequest, package_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Send the sealed package, once the ledger says so."""
    row = _package(package_id).row
    try:
        sent = services.open_package(package_id, by=officer_of(request), at=timezone.now())
    except NotWritten:
        messages.error(request, GONE)
        return redirect("package", package_id)
    except NothingMayBeShared as refused:
        messages.error(request, f"It stays here. {Ground(refused.ground).label}.")
        return redirect("package", package_id)
    headers = {
        "Content-Length": str(row.bytes),
        "Content-Disposition": f'attachment; filename="affiant-{row.reference}-{row.id}.tar.age"',
    }
    return StreamingHttpResponse(sent, content_type="application/octet-stream", headers=headers)


def _package(package_id: UUID) -> PackagePage:
    try:
        return selectors.package(package_id)
    except NoSuchPackage as missing:
        raise Http404 from missing
