"""Which kind of file is read: asked for by what is said of it, decided by its own first bytes."""

from enum import StrEnum
from typing import Final

_HTML: Final = ("text/html", "application/xhtml+xml")
_MAIL: Final = ("message/rfc822",)
_DOCUMENTS: Final = (
    "application/pdf",
    "application/rtf",
    "text/rtf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
_HTML_ENDINGS: Final = (".html", ".htm", ".xhtml")
_MAIL_ENDINGS: Final = (".eml",)
_ENDINGS: Final = (
    *(".pdf", ".rtf", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".doc", ".xls", ".ppt"),
    *(".odt", ".ods", ".odp", ".ott", ".ots", ".otp"),
)
_PDF_WITHIN: Final = 1024  # bytes before `%PDF-` that every reader of PDF forgives
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


class Hint(StrEnum):
    """What a file without a telling beginning may be."""

    NONE = "none"
    HTML = "html"
    MAIL = "mail"


class Kind(StrEnum):
    """What a file is read as."""

    PDF = "pdf"
    ZIP = "zip"  # the Office formats of today
    RTF = "rtf"
    OLE = "ole"  # those of before
    HTML = "html"
    MAIL = "mail"


def hint_of(looks_like: str, claimed_type: str, name: str) -> Hint | None:
    """Say as what to read a file by what is said of it; None: it is not read."""
    said, ending = (looks_like, claimed_type.lower()), name.lower().rstrip(". ")
    if any(one.startswith(_MAIL) for one in said) or ending.endswith(_MAIL_ENDINGS):
        return Hint.MAIL
    if any(one.startswith(_HTML) for one in said) or ending.endswith(_HTML_ENDINGS):
        return Hint.HTML
    document = any(one.startswith(_DOCUMENTS) for one in said) or ending.endswith(_ENDINGS)
    return Hint.NONE if document else None


def kind_of(raw: bytes, hint: Hint) -> Kind | None:
    """Say what a file is by its first bytes, and where they tell nothing, by the hint."""
    if raw.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    if raw.startswith(_OLE):
        return Kind.OLE
    if raw.startswith(b"{\\rtf"):
        return Kind.RTF
    if hint is Hint.NONE or raw.startswith(b"%PDF-"):
        return Kind.PDF if b"%PDF-" in raw[:_PDF_WITHIN] else None
    return _hinted(raw, hint)


def _hinted(raw: bytes, hint: Hint) -> Kind | None:
    if b"\0" in raw[:_PDF_WITHIN] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return Kind.MAIL if hint is Hint.MAIL else Kind.HTML
