"""The recordings among a draft's files: a first account in somebody's own voice (R7)."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from affiant.core.codes import ReturnKeys
from affiant.core.documents import Answer, Shown
from affiant.submissions import selectors, services
from affiant.submissions.errors import UploadBusy, UploadGone
from affiant.submissions.selectors import UploadView

QUESTION: Final = "spoken"
TITLE: Final = _("What you told by voice")
PREFIX: Final = "spoken-account-"


def recordings(uploads: Sequence[UploadView]) -> list[UploadView]:
    """Give the files that are recordings made here."""
    return [upload for upload in uploads if upload.name.startswith(PREFIX)]


def numbers(uploads: Sequence[UploadView]) -> tuple[str, ...]:
    """Give the recordings' numbers among the files as they leave: their places from 1."""
    return tuple(str(place) for place, upload in enumerate(uploads, start=1) if upload.name.startswith(PREFIX))


def words(uploads: Sequence[UploadView]) -> str:
    """Say how many recordings there are; nothing if there is none."""
    count = len(recordings(uploads))
    return ngettext("%(count)d recording", "%(count)d recordings", count) % {"count": count} if count else ""


def sealed(uploads: Sequence[UploadView]) -> tuple[Answer, ...]:
    """Give the answer that says which files are the account, as it leaves with the report; none without a recording."""
    found = numbers(uploads)
    return (Answer(QUESTION, Shown(str(TITLE), words(uploads)), found),) if found else ()


def close_interrupted(keys: ReturnKeys) -> None:
    """Keep what had arrived of recordings that broke off, as with an empty battery; drop those without a sound."""
    for upload in recordings(selectors.uploads(keys)):
        if upload.length is None:
            end(keys, upload)


def end(keys: ReturnKeys, upload: UploadView) -> None:
    """Let what has arrived of a recording be all of it."""
    try:
        if not (upload.offset and services.end_upload(keys=keys, upload_id=upload.id)):
            services.remove_upload(keys=keys, upload_id=upload.id)
    except (UploadGone, UploadBusy):
        return
