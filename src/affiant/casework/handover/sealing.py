"""Lets a file stream from the browser into sealed parts: nothing of it lies on this machine in the clear."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from affiant.ground.store.disk import Staging
from affiant.handover.keeping import LARGEST, Keeping, Kept


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # it is no generic when it runs
    """A file of a form that lies sealed in a staging."""

    def __init__(self, kept: Kept) -> None:
        """Keep what arrived."""
        super().__init__(name=kept.name, size=kept.bytes)
        self.kept = kept


class SealingHandler(FileUploadHandler):
    """Seals what arrives, one part in memory at a time."""

    chunk_size = 1 << 20

    def __init__(self, request: HttpRequest, staging: Staging) -> None:
        """Seal into `staging`."""
        super().__init__(request)
        self.too_large = False
        self._staging = staging

    def new_file(self, *given: object, **named: object) -> None:
        """Begin a file."""
        super().new_file(*given, **named)  # type: ignore[arg-type]  # as Django hands it in
        self._keeping = Keeping(self._staging)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's interface
        """Take the next bytes.

        Raises: SkipFile, for the rest of a file that is too large.
        """
        self._keeping.write(raw_data)
        if self._keeping.length > LARGEST:
            self.too_large = True
            raise SkipFile

    def file_complete(self, file_size: int) -> SealedUpload | None:  # noqa: ARG002 - Django's interface
        """Return what arrived; a file that was too large is none."""
        return None if self.too_large else SealedUpload(self._keeping.finish(self.file_name or ""))
