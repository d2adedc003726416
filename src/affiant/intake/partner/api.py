"""The addresses of the interface: each reads, calls one service and answers with a code of the specification."""

import re
from typing import Annotated, Any, Final, TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Header, NinjaAPI, Status
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from affiant.core.digests import MalformedDigest, parse_sha256
from affiant.ground import clock
from affiant.intake.partner.shapes import EnvelopeIn, EnvelopeOut, Kept, Refusal, Service
from affiant.organisations import pieces, selectors, services
from affiant.organisations.errors import (
    EnvelopeKnown,
    KeyUsed,
    MailboxTaken,
    NoRoom,
    NoSuchOrganisation,
    TooLarge,
    WrongDigest,
    WrongHeader,
)
from affiant.organisations.selectors import OrganisationRow

FORMAT: Final = "affiant-partner/v1"
LARGEST_RECORD: Final = 64 * 1024
_KEY: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOOKUP: Final = re.compile(r"[0-9a-f]{32}")
CREATED, OK, CONFLICT, UNREADABLE, LARGE, NO_ROOM, UNKNOWN = 201, 200, 409, 422, 413, 507, 401

Answer: TypeAlias = Status[Any]


class Token(HttpBearer):
    """The organisation's token."""

    def authenticate(self, request: HttpRequest, token: str) -> OrganisationRow | None:  # noqa: ARG002 - ninja's interface
        """Return whose it is; None for an unknown one, which is answered like a closed organisation."""
        try:
            return selectors.by_token(token)
        except NoSuchOrganisation:
            return None


api: Final = NinjaAPI(
    title="Affiant: reports from organisations", version="1", urls_namespace="partner", docs_url=None, auth=Token()
)
_refusals: Final = dict.fromkeys((UNKNOWN, CONFLICT, UNREADABLE, LARGE, NO_ROOM), Refusal)


@api.get("/service", response=Service, auth=None, summary="What to seal to")
def service(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - ninja asks for this name
    """Tell the keys that a report is sealed to; compare them with what you were given by other means."""
    ring = settings.AFFIANT.keyring
    return {
        "format": FORMAT,
        "service": settings.AFFIANT.service_name,
        "unit": ring.unit.text,
        "recovery": ring.recovery.text,
        "identity": ring.identity.text,
        "code_salt": settings.AFFIANT.code_salt.hex(),
        "largest_piece": pieces.LARGEST,
        "bodies": sorted({"icc", *(body.id for body in settings.AFFIANT.profile.bodies)}),
    }


@api.put("/pieces/{digest}", response={CREATED: Kept, OK: Kept, **_refusals}, summary="Lay a sealed piece ready")
def piece(request: HttpRequest, digest: str) -> Answer:
    """Keep the body, whose SHA-256 is in the address."""
    try:
        new = services.keep_piece(organisation=_of(request), digest=parse_sha256(digest), stream=request)
    except (WrongDigest, MalformedDigest):
        return _refused(UNREADABLE, "digest")
    except TooLarge:
        return _refused(LARGE, "too_large")
    except NoRoom:
        return _refused(NO_ROOM, "no_room")
    return Status(CREATED if new else OK, {"kept": True})


@api.post("/envelopes", response={CREATED: EnvelopeOut, OK: EnvelopeOut, **_refusals}, summary="Send a report")
def envelope(request: HttpRequest, sent: EnvelopeIn, key: Annotated[str, Header(alias="Idempotency-Key")]) -> Answer:
    """Let the envelope of these pieces appear in the inbox."""
    if _KEY.fullmatch(key) is None:
        return _refused(UNREADABLE, "header", "Idempotency-Key")
    files = [(file.bytes, file.parts) for file in sent.files]
    try:
        taken = services.take(organisation=_of(request), key=key, header=sent.header, files=files, at=clock.now())
    except WrongHeader as wrong:
        return _refused(UNREADABLE, wrong.code, wrong.place)
    except KeyUsed:
        return _refused(CONFLICT, "key_used")
    except EnvelopeKnown:
        return _refused(CONFLICT, "envelope_known")
    return Status(OK if taken.again else CREATED, {"envelope": taken.envelope_id, "receipt": taken.receipt})


@api.put("/mailboxes/{lookup}", response={CREATED: Kept, OK: Kept, **_refusals}, summary="Keep a closed mailbox")
def mailbox(request: HttpRequest, lookup: str) -> Answer:
    """Keep the record that a return code opens; it came closed, and nobody here can open it."""
    sealed = request.read(LARGEST_RECORD + 1)
    if _LOOKUP.fullmatch(lookup) is None or not sealed:
        return _refused(UNREADABLE, "header", "lookup")
    if len(sealed) > LARGEST_RECORD:
        return _refused(LARGE, "too_large")
    try:
        new = services.keep_mailbox(lookup=lookup, sealed=sealed, at=clock.now())
    except MailboxTaken:
        return _refused(CONFLICT, "taken")
    except NoRoom:
        return _refused(NO_ROOM, "no_room")
    return Status(CREATED if new else OK, {"kept": True})


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    """Answer a token that opens nothing."""
    return api.create_response(request, {"code": "token", "place": ""}, status=UNKNOWN)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Answer what is not of the described shape: where, and nothing of what was sent."""
    place = ".".join(str(step) for step in wrong.errors[0].get("loc", ())) if wrong.errors else ""
    return api.create_response(request, {"code": "shape", "place": place}, status=UNREADABLE)


def _of(request: HttpRequest) -> OrganisationRow:
    found = getattr(request, "auth", None)
    assert isinstance(found, OrganisationRow)  # noqa: S101 - the token was asked for
    return found


def _refused(status: int, code: str, place: str = "") -> Answer:
    return Status(status, {"code": code, "place": place})
