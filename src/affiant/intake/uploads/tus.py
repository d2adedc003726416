"""The tus 1.0 resumable upload protocol: core, creation (also of unknown length), checksum, termination.

What the sender's device says of the whole file comes in the last PATCH, or in an empty one: `Repr-Digest` (RFC 9530).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from affiant.core.codes import ReturnKeys
from affiant.core.errors import AffiantError
from affiant.intake import reporter
from affiant.intake.entry import Entry
from affiant.intake.uploads import comparing, protocol
from affiant.intake.uploads.protocol import BadHeader
from affiant.submissions import selectors, services
from affiant.submissions.errors import (
    ArrivedOtherwise,
    DiskFull,
    LengthConflict,
    NoSuchDraft,
    OffsetConflict,
    TooLarge,
    UploadBusy,
    UploadGone,
)
from affiant.submissions.selectors import UploadView

Act = Callable[..., HttpResponse]

STATUS: Final[Mapping[type[AffiantError], int]] = MappingProxyType(
    {
        ArrivedOtherwise: 460,
        BadHeader: 400,
        LengthConflict: 400,
        NoSuchDraft: 403,
        UploadGone: 404,
        OffsetConflict: 409,
        TooLarge: 413,
        UploadBusy: 423,
        DiskFull: 507,
    }
)
CREATED: Final = 201
DONE: Final = 204
NO_VISIT: Final = 403
OTHER_VERSION: Final = 412
OTHER_TYPE: Final = 415


# The session cookie is the authority in both views, and they take no form token: no form on another site can reach
# them. Every method that changes something asks for the header Tus-Resumable; a form cannot set it, and a script
# elsewhere would first have to ask by a preflight request, which is never answered with a permission.
@csrf_exempt
def collection(request: HttpRequest) -> HttpResponse:
    """List this draft's files (GET), or make a new one (POST)."""
    return _speak(request, {"GET": _list, "POST": _create})


@csrf_exempt
def member(request: HttpRequest, upload_id: str) -> HttpResponse:
    """Say how far a file has come (HEAD) and what has (GET), take its next bytes (PATCH), or remove it (DELETE)."""
    return _speak(request, {"DELETE": _remove, "GET": _describe, "HEAD": _tell, "PATCH": _append}, upload_id)


collection.entry = member.entry = Entry.REPORTER  # type: ignore[attr-defined]


def _speak(request: HttpRequest, acts: Mapping[str, Act], *place: str) -> HttpResponse:
    # tus 1.0, X-HTTP-Method-Override: for clients behind something that lets only GET and POST pass.
    method = request.method or ""
    if method == "POST":
        method = request.headers.get("X-HTTP-Method-Override", method)
    if method == "OPTIONS":
        response = _offer()
    elif method not in acts:
        response = HttpResponseNotAllowed([*acts, "OPTIONS"])
    else:
        response = _act(request, acts[method], method, place)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Tus-Resumable"] = protocol.VERSION
    return response


def _offer() -> HttpResponse:
    headers = {
        "Tus-Checksum-Algorithm": protocol.CHECKSUM,
        "Tus-Extension": protocol.EXTENSIONS,
        "Tus-Max-Size": str(protocol.LARGEST),
        "Tus-Version": protocol.VERSION,
    }
    return HttpResponse(status=DONE, headers=headers)


def _act(request: HttpRequest, act: Act, method: str, place: tuple[str, ...]) -> HttpResponse:
    if method != "GET" and request.headers.get("Tus-Resumable") != protocol.VERSION:
        return HttpResponse(status=OTHER_VERSION, headers={"Tus-Version": protocol.VERSION})
    keys = reporter.keys(request)
    if keys is None:
        return _refuse(NO_VISIT, "no_visit")
    try:
        return act(request, keys, *place)
    except tuple(STATUS) as refused:
        return _refuse(STATUS[type(refused)], type(refused).__name__)


def _refuse(status: int, reason: str) -> HttpResponse:
    """Say what was refused in a word for the page's script, which has the sentence."""
    return HttpResponse(reason, status=status, content_type="text/plain; charset=utf-8")


def _list(_request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    return JsonResponse({"uploads": [_row(upload) for upload in selectors.uploads(keys)]})


def _row(upload: UploadView) -> dict[str, str | int | bool | None]:
    return {
        "bytes": upload.length,
        "finished": upload.finished,
        "id": upload.id,
        "name": upload.name,
        "number": upload.number,
        "offset": upload.offset,
        "type": upload.type,
    }


def _create(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:
    length = protocol.length(request)
    said = protocol.metadata(request.headers.get("Upload-Metadata", ""))
    upload_id = services.start_upload(
        keys=keys,
        name=said.get("filename", said.get("name", "")),
        claimed_type=said.get("filetype", said.get("type", "")),
        length=length,
        at=timezone.now(),
    )
    response = HttpResponse(status=CREATED)
    if request.content_type == protocol.BODY_TYPE:
        response.headers["Upload-Offset"] = str(_receive(request, keys, upload_id, 0))
    response.headers["Location"] = reverse("file_tus", args=[upload_id])
    return response


def _tell(_request: HttpRequest, keys: ReturnKeys, upload_id: str) -> HttpResponse:
    upload = selectors.upload(keys, upload_id)
    response = HttpResponse(headers={"Upload-Offset": str(upload.offset)})
    if upload.length is None:
        response.headers["Upload-Defer-Length"] = "1"
    else:
        response.headers["Upload-Length"] = str(upload.length)
    return response


def _describe(_request: HttpRequest, keys: ReturnKeys, upload_id: str) -> HttpResponse:
    """Say what has arrived, so that a page can tell whether a file that is chosen again is the same one."""
    upload = selectors.upload(keys, upload_id)
    return JsonResponse(_row(upload) | {"arrived": comparing.arrived(selectors.parts(keys, upload_id))})


def _append(request: HttpRequest, keys: ReturnKeys, upload_id: str) -> HttpResponse:
    if request.content_type != protocol.BODY_TYPE:
        return HttpResponse(status=OTHER_TYPE)
    offset = protocol.number(request, "Upload-Offset")
    whole = protocol.digest_of_whole(request)
    if "Upload-Length" in request.headers:
        length = protocol.number(request, "Upload-Length")
        services.declare_length(keys=keys, upload_id=upload_id, length=length, at=timezone.now())
    offset = _receive(request, keys, upload_id, offset)
    if whole is not None:
        services.state_digest(keys=keys, upload_id=upload_id, sha256=whole)
    return HttpResponse(status=DONE, headers={"Upload-Offset": str(offset)})


def _receive(request: HttpRequest, keys: ReturnKeys, upload_id: str, offset: int) -> int:
    body = services.Body(request, protocol.number(request, "Content-Length"), protocol.checksum(request))
    return services.receive(keys=keys, upload_id=upload_id, offset=offset, body=body, at=timezone.now())


def _remove(_request: HttpRequest, keys: ReturnKeys, upload_id: str) -> HttpResponse:
    services.remove_upload(keys=keys, upload_id=upload_id)
    return HttpResponse(status=DONE)
