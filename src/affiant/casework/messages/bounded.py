"""Takes one file of a form into memory, and no more of it than may be sent."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from affiant.core.letter_files import LARGEST


class BoundedMemory(FileUploadHandler):
    """Holds the first file; of one that is too large, a byte more than may be sent, so that it is seen as such."""

    def __init__(self, request: HttpRequest) -> None:
        """Begin with nothing."""
        super().__init__(request)
        self._held = bytearray()
        self._files = 0

    def new_file(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Django's own
        """Pass over every file but the first."""
        super().new_file(*given, **named)
        self._files += 1
        if self._files > 1:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> None:
        """Keep a piece, as long as there is room."""
        self._held += raw_data[: LARGEST + 1 - len(self._held)]

    def file_complete(self, _file_size: int) -> InMemoryUploadedFile | None:
        """Give the file."""
        if self._files > 1:
            return None
        held = BytesIO(bytes(self._held))
        return InMemoryUploadedFile(
            held, self.field_name, self.file_name or "", self.content_type, len(self._held), self.charset
        )
