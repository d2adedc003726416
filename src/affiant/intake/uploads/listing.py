"""The files of a draft as a page lists them: no row without a name, and each says what can be done with it."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from affiant.submissions.selectors import UploadView

RECORDING: Final = "spoken-account-"  # how the names of recordings made on the page begin
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in the list."""

    id: str
    name: str
    label: str
    length: int | None
    offset: int

    @property
    def finished(self) -> bool:
        """Whether every byte has arrived."""
        return self.length == self.offset

    @property
    def is_empty(self) -> bool:
        """Whether it has arrived and there is nothing in it."""
        return self.length == 0

    @property
    def goes_on(self) -> bool:
        """Whether a page with scripts can go on with it."""
        return self.length is not None and not self.finished

    @property
    def is_recording(self) -> bool:
        """Whether it is a recording that broke off: what has arrived of it can be heard."""
        return self.length is None and self.name.startswith(RECORDING)


def rows(uploads: tuple[UploadView, ...]) -> list[FileRow]:
    """Give the rows of a list."""
    return [FileRow(each.id, each.name, label(each), each.length, each.offset) for each in uploads]


def label(upload: UploadView) -> str:
    """Give what to call a file on a page: its name, unless nobody could see that."""
    if all(unicodedata.category(letter) in _UNSEEN for letter in upload.name):
        return _("File %(number)s, which has no name") % {"number": upload.number}
    return upload.name


def told(upload: UploadView) -> str:
    """Give what a file is called where nothing can be done about it: whether it is whole is said beside its name."""
    is_recording = upload.length is None and upload.name.startswith(RECORDING)
    if upload.finished or is_recording:  # what has arrived of a recording is sent
        return label(upload)
    # Translators: a file's name, in a list of the files that will be sent.
    return _("%(name)s (not all of it has arrived)") % {"name": f"\u2068{label(upload)}\u2069"}
