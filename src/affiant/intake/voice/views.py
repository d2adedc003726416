"""The page on which somebody tells it by voice: the only one that may use the microphone."""

from typing import Any, Final

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.aids import pages
from affiant.intake.entry import with_draft
from affiant.intake.voice import spoken
from affiant.submissions import selectors, services
from affiant.submissions.errors import UploadBusy, UploadGone

MINUTES: Final = 60  # of one recording; another can follow
POLICY: Final = "camera=(), geolocation=(), microphone=(self)"


@csp_update({"media-src": ["blob:"]})  # the recording is played from this page's memory, before anybody leaves it
@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    """Show how to record, and what was recorded; take a recording away, or keep one that broke off."""
    response = _act(request, keys) if request.method == "POST" else _show(request, keys)
    response.headers["Permissions-Policy"] = POLICY
    return response


def _act(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    if turned := languages.switched(request):
        return turned
    found = {upload.id: upload for upload in spoken.recordings(selectors.uploads(keys))}
    if (removed := request.POST.get("remove")) in found:
        _remove(keys, str(removed))
        return HttpResponseRedirect(request.get_full_path())
    if (kept := found.get(request.POST.get("keep", ""))) is not None:
        spoken.end(keys, kept)
        return HttpResponseRedirect(request.get_full_path())
    return HttpResponseRedirect(pages.step(request, "account"))


def _remove(keys: ReturnKeys, upload_id: str) -> None:
    try:
        services.remove_upload(keys=keys, upload_id=upload_id)
    except (UploadGone, UploadBusy):
        return


def _show(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    draft = selectors.load(keys)
    if draft.sent:
        return redirect("sent")
    context: dict[str, Any] = {
        "recordings": spoken.recordings(draft.uploads),
        "following": len(spoken.recordings(draft.uploads)) + 1,
        "prefix": spoken.PREFIX,
        "minutes": MINUTES,
        "then": pages.carried(request),
        "has_draft": True,
        "back_address": pages.step(request, "account"),
    }
    return render(request, "voice/record.html", context)
