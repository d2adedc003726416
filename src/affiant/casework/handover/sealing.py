"""Lets a file stream from the browser into sealed parts: nothing of it lies on this machine in the clear."""

import errno
from enum import StrEnum
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from affiant.ground.store.disk import Staging
from affiant.handover.keeping import LARGEST, Keeping, Kept, has_room

FIELD: Final = "file"
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class Refusal(StrEnum):
    """Why a file is passed over while it arrives, as the page says it."""

    TOO_LARGE = "The file is larger than 4 GiB: ask for it in several files"
    NO_ROOM = "The disk of this machine has no room for the file. Nothing was kept: tell your operator"


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # it is no generic when it runs
    """A file of a form that lies sealed in a staging."""

    def __init__(self, kept: Kept) -> None:
        """Keep what arrived."""
        super().__init__(name=kept.name, size=kept.bytes)
        self.kept = kept


class SealingHandler(FileUploadHandler):
    """Seals the one file that the form asks for, one part in memory at a time; any other file is passed over.

    The file that was sealed is the only one whose key is kept: parts of another would lie in the store for nobody.
    """

    chunk_size = 1 << 20

    def __init__(self, request: HttpRequest, staging: Staging) -> None:
        """Seal into `staging`."""
        super().__init__(request)
        self.refusal: Refusal | None = None
        self._staging = staging
        self._keeping: Keeping | None = None

    def handle_raw_input(self, _: object, __: object, content_length: int, *___: object) -> None:
        """Look for room before the first byte is read."""
        if not has_room(content_length):
            self.refusal = Refusal.NO_ROOM

    def new_file(self, *given: object, **named: object) -> None:
        """Begin a file.

        Raises: SkipFile, for every file but the first of the field.
        """
        super().new_file(*given, **named)  # type: ignore[arg-type]  # as Django hands it in
        if self.refusal or self._keeping or self.field_name != FIELD:
            raise SkipFile
        self._keeping = Keeping(self._staging)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's interface
        """Take the next bytes.

        Raises: SkipFile, for the rest of a file that is too large or that the disk has no room for.
        """
        try:
            self._begun.write(raw_data)
        except OSError as failed:
            if failed.errno not in _FULL:
                raise
            self.refusal = Refusal.NO_ROOM
        if self._begun.length > LARGEST:
            self.refusal = Refusal.TOO_LARGE
        if self.refusal:
            raise SkipFile

    def file_complete(self, file_size: int) -> SealedUpload:  # noqa: ARG002 - Django's interface
        """Return what arrived."""
        return SealedUpload(self._begun.finish(self.file_name or ""))

    @property
    def _begun(self) -> Keeping:
        assert self._keeping is not None  # noqa: S101 - Django begins a file before it brings its bytes
        return self._keeping
