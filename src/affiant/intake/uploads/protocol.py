"""What tus 1.0 writes into headers, read strictly."""

import base64
import binascii
import re
from typing import Final

from django.http import HttpRequest

from affiant.core.digests import Sha256
from affiant.core.errors import AffiantError

VERSION: Final = "1.0.0"
BODY_TYPE: Final = "application/offset+octet-stream"
EXTENSIONS: Final = "creation,creation-defer-length,creation-with-upload,checksum,termination"
CHECKSUM: Final = "sha256"
LARGEST: Final = 2**53 - 1  # what the formats can say
_NUMBER: Final = re.compile(r"[0-9]{1,16}")
# RFC 9530: a dictionary of algorithms; of those that it may name, this is the one that we know.
_WHOLE: Final = re.compile(r"(?:^|,)\s*sha-256=([^,]*)")
_BYTES: Final = re.compile(r":([A-Za-z0-9+/]{43}=):")
_KEY: Final = re.compile(r"[\x21-\x2b\x2d-\x7e]+")  # ASCII without spaces and commas


class BadHeader(AffiantError):
    """A header is missing or says nothing that tus 1.0 knows; carries its name."""


def number(request: HttpRequest, header: str) -> int:
    """Return a header that is a whole number.

    Raises:
        BadHeader: it is missing, not a number, or larger than 2**53.
    """
    text = request.headers.get(header, "")
    if _NUMBER.fullmatch(text) is None or int(text) > LARGEST:
        raise BadHeader(header)
    return int(text)


def length(request: HttpRequest) -> int | None:
    """Return the length of a new file; None if it is to be said later (tus 1.0, creation-defer-length).

    Raises:
        BadHeader: neither is said, or both.
    """
    later = request.headers.get("Upload-Defer-Length")
    if later is None:
        return number(request, "Upload-Length")
    if later != "1" or "Upload-Length" in request.headers:
        raise BadHeader("Upload-Defer-Length")
    return None


def checksum(request: HttpRequest) -> bytes | None:
    """Return the SHA-256 of this request's bytes as the sender stated it (tus 1.0, checksum); None if it stated none.

    Raises:
        BadHeader: another algorithm, or not 32 bytes in base64.
    """
    text = request.headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _, value = text.partition(" ")
    found = _BYTES.fullmatch(f":{value}:")
    if algorithm != CHECKSUM or found is None:
        raise BadHeader("Upload-Checksum")
    return base64.b64decode(found[1])


def digest_of_whole(request: HttpRequest) -> Sha256 | None:
    """Return the SHA-256 of the whole file as its device stated it (RFC 9530, Repr-Digest); None if it stated none.

    Raises:
        BadHeader: a SHA-256 that is not 32 bytes in base64.
    """
    stated = _WHOLE.search(request.headers.get("Repr-Digest", ""))
    if stated is None:
        return None
    found = _BYTES.fullmatch(stated[1].strip())
    if found is None:
        raise BadHeader("Repr-Digest")
    return Sha256(base64.b64decode(found[1]).hex())


def metadata(text: str) -> dict[str, str]:
    """Read `Upload-Metadata`: `key base64,key base64`; bytes that are no UTF-8 become backslash escapes.

    Raises:
        BadHeader: a key is empty or stands twice, or a value is not base64.
    """
    found: dict[str, str] = {}
    for pair in text.split(",") if text.strip() else []:
        key, _, value = pair.strip().partition(" ")
        if _KEY.fullmatch(key) is None or key in found:
            raise BadHeader("Upload-Metadata")
        found[key] = _decode(value)
    return found


def _decode(value: str) -> str:
    try:
        return base64.b64decode(value.strip(), validate=True).decode(errors="backslashreplace")
    except (binascii.Error, ValueError) as refused:
        raise BadHeader("Upload-Metadata") from refused
