"""The files that the team put into the mailbox: given to be saved, never to be shown by the browser."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from affiant.core.codes import ReturnKeys
from affiant.intake.entry import with_draft
from affiant.submissions import selectors
from affiant.submissions.errors import FileNotThere


@with_draft
@require_safe
def enclosed(_request: HttpRequest, keys: ReturnKeys, letter_id: str, number: int) -> HttpResponse:
    """Give one file of a letter; where it is not there, the page of the messages says so."""
    try:
        file, content = selectors.letter_file(keys, letter_id, number)
    except FileNotThere:
        return HttpResponseRedirect(reverse("messages") + "?missing=yes")
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    return response
