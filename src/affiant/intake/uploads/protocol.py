"""What tus 1.0 writes into headers, read strictly."""

import base64
import binascii
import re
from typing import Final

from django.http import HttpRequest

from affiant.core.errors import AffiantError

VERSION: Final = "1.0.0"
BODY_TYPE: Final = "application/offset+octet-stream"
EXTENSIONS: Final = "creation,creation-with-upload,termination"
LARGEST: Final = 2**53 - 1  # what the formats can say
_NUMBER: Final = re.compile(r"[0-9]{1,16}")
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
