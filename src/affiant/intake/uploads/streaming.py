"""Lets a plain form's files stream into sealed parts, before Django could lay them down anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from types import MappingProxyType
from typing import IO, Any, Concatenate, Final, ParamSpec

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from affiant.core.codes import ReturnKeys
from affiant.core.errors import AffiantError
from affiant.intake.uploads import multipart
from affiant.intake.uploads.multipart import CutShort, MalformedForm, Part
from affiant.submissions import services
from affiant.submissions.errors import DiskFull, TooLarge, UploadGone
from affiant.submissions.services import receiving, uploads

MOST_FIELDS: Final = 200
MOST_FIELD_BYTES: Final = 2 * 1024 * 1024
PROBLEMS: Final[Mapping[type[AffiantError], str]] = MappingProxyType(
    {
        CutShort: "broken",
        DiskFull: "full",
        TooLarge: "large",
        UploadGone: "broken",
    }
)
STORED: Final = frozenset({"", "empty"})  # an empty file is kept, and named as one

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, ReturnKeys, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Received:
    """A file of the form, as `request.FILES` holds it: stored whole, or refused and not stored."""

    upload_id: str
    problem: str = ""  # "" or "empty" if it is stored; "broken", "large", "full" if not


def streams_files(view: View[P]) -> View[P]:
    """Let the files of a plain form go straight into parts; `request.FILES` then holds a `Received` for each.

    Django's own pattern for a form whose upload handlers the view sets: nothing may read the form before them, so
    the form token is checked inside. If origin or token turn out wrong, what the form brought is removed. Put it
    under `with_draft`: without the visit's cookie, which no other site's form brings along, no byte is read.
    """

    @wraps(view)
    def accepted(request: HttpRequest, keys: ReturnKeys, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        _handler(request).accepted = True
        return view(request, keys, *args, **kwargs)

    protected = csrf_protect(accepted)

    @csrf_exempt
    @wraps(view)
    def streaming(request: HttpRequest, keys: ReturnKeys, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        handler = PartsHandler(request, keys, timezone.now())
        request.upload_handlers = [handler]
        try:
            return protected(request, keys, *args, **kwargs)
        finally:
            handler.undo_unless_accepted()

    return streaming


class PartsHandler(FileUploadHandler):
    """Reads the form itself, so that names stay as they are and nothing of a file touches the disk in the clear."""

    def __init__(self, request: HttpRequest, keys: ReturnKeys, at: datetime) -> None:
        super().__init__(request)
        self.accepted = False
        self._keys = keys
        self._at = at
        self._stored: list[str] = []

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: ARG002, N803
        content_length: int,  # noqa: ARG002
        boundary: bytes,  # type: ignore[override]  # the stubs say str; Django gives bytes
        encoding: str | None = None,  # noqa: ARG002
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Return the form's fields, and its files as `Received`; a form that is cut short brings what came of it."""
        fields, files = _Fields(), MultiValueDict[str, Any]()
        reader = multipart.Reader(input_data, boundary)
        try:
            for part in reader.parts():
                if part.filename is None:
                    fields.take(part, reader)
                elif part.filename:  # a file field that was left empty comes without a name
                    files.appendlist(part.field, self._take(part, part.filename, reader))
        except MalformedForm as refused:
            raise MultiPartParserError(str(refused)) from refused
        except CutShort:
            pass
        return fields.as_form(), files

    def undo_unless_accepted(self) -> None:
        """Remove what a form brought that turned out not to be the reporter's own."""
        while not self.accepted and self._stored:
            self._remove(self._stored.pop())

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: the form is read above."""

    def file_complete(self, file_size: int) -> None:
        """Never called: the form is read above."""

    def _take(self, part: Part, filename: str, reader: multipart.Reader) -> Received:
        try:
            upload_id = services.start_upload(
                keys=self._keys, name=filename, claimed_type=part.content_type, length=None, at=self._at
            )
        except tuple(PROBLEMS) as refused:
            return Received("", PROBLEMS[type(refused)])
        problem = self._store(upload_id, reader)
        if problem not in STORED:
            self._remove(upload_id)
        else:
            self._stored.append(upload_id)
        return Received(upload_id, problem)

    def _store(self, upload_id: str, reader: multipart.Reader) -> str:
        try:
            self._write(upload_id, reader)
        except tuple(PROBLEMS) as refused:
            return PROBLEMS[type(refused)]
        if services.end_upload(keys=self._keys, upload_id=upload_id):
            return ""
        receiving.receive_empty(keys=self._keys, upload_id=upload_id, at=self._at)
        return "empty"

    def _write(self, upload_id: str, reader: multipart.Reader) -> None:
        limit = left = uploads.budget_left(self._keys)
        with receiving.writing(keys=self._keys, upload_id=upload_id, at=self._at) as writer:
            for chunk in reader.body():
                left -= len(chunk)
                if left < 0:
                    raise TooLarge(limit)
                writer.write(chunk)

    def _remove(self, upload_id: str) -> None:
        try:
            services.remove_upload(keys=self._keys, upload_id=upload_id)
        except UploadGone:
            return


class _Fields:
    """The form's fields, within the bounds that Django too keeps."""

    def __init__(self) -> None:
        self._form = QueryDict(mutable=True)
        self._count = self._bytes = 0

    def take(self, part: Part, reader: multipart.Reader) -> None:
        value = bytearray()
        for chunk in reader.body():
            value += chunk
            self._bytes += len(chunk)
            if self._bytes > MOST_FIELD_BYTES:
                raise RequestDataTooBig
        self._count += 1
        if self._count > MOST_FIELDS:
            raise TooManyFieldsSent
        self._form.appendlist(part.field, value.decode(errors="replace"))

    def as_form(self) -> QueryDict:
        self._form._mutable = False  # noqa: SLF001 - as Django's own parser leaves it
        return self._form


def _handler(request: HttpRequest) -> PartsHandler:
    handler = request.upload_handlers[0]
    if not isinstance(handler, PartsHandler):
        raise TypeError(type(handler).__name__)
    return handler
