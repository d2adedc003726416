"""The files of a draft: the field that takes them, their list, and what went wrong with one."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from affiant.core.codes import ReturnKeys
from affiant.intake.uploads import listing
from affiant.submissions import selectors, services
from affiant.submissions.errors import UploadBusy, UploadGone

PROBLEMS = {
    "empty": _("One of the files is empty: there is nothing in it. It is marked in the list."),
    "none": _("Choose a file first."),
    "broken": _("A file did not arrive whole. What you see in the list has arrived; choose again what is missing."),
    "full": _("We have no room for this file at the moment. What you added before is kept. Please try again later."),
    "large": _("The file is too large for what we can take here. Send it in smaller parts, or write to us about it."),
}


class SeveralFiles(forms.FileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True


class FileForm(forms.Form):
    """Shows the file field; the files themselves go to the upload views."""

    file = forms.FileField(label=_("Choose files"), required=False, widget=SeveralFiles)


def context(request: HttpRequest, keys: ReturnKeys) -> dict[str, Any]:
    """Give a page the file field, the draft's files, and the sentence for a refused file."""
    uploads = selectors.uploads(keys)
    return {"form": _form(request.GET.get("problem", "")), "uploads": uploads, "files": listing.rows(uploads)}


def remove(keys: ReturnKeys, upload_id: str) -> None:
    """Take a file out of the draft; one that is gone is gone, one that is arriving stays."""
    try:
        services.remove_upload(keys=keys, upload_id=upload_id)
    except (UploadGone, UploadBusy):
        return


def _form(problem: str) -> FileForm:
    if problem not in PROBLEMS:
        return FileForm()
    form = FileForm({})
    form.full_clean()
    form.add_error("file", PROBLEMS[problem])
    return form
