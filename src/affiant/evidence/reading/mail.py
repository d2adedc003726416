"""Text of an e-mail: whom it names, its subject and its words; what is attached, by name alone."""

from collections.abc import Iterator
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from itertools import islice
from typing import Final

from affiant.evidence.reading import hypertext
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.outcomes import Outcome, Unreadable

_HEADERS: Final = ("From", "To", "Cc", "Date", "Subject")
_PARTS: Final = 1000
_LONGEST: Final = 4000  # letters of a header


def read(raw: bytes, into: Gathering) -> None:
    """Gather the text of a message and of the messages within it.

    Raises:
        Unreadable: it has none of the headers that every message has.
        Enough: it holds more than is kept.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(raw)
    if not any(name in message for name in _HEADERS):
        raise Unreadable(Outcome.OTHER_KIND)
    for part in islice(_parts(message), _PARTS):
        _part(part, into)


def _parts(message: Message) -> Iterator[Message]:
    """Walk through all parts without calling itself: a message may be nested a thousand times."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart():
            inner = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting += reversed(_without_doubles(part, inner))


def _without_doubles(part: Message, inner: list[Message]) -> list[Message]:
    """Leave out the page that says the same as the plain text beside it."""
    plain = any(one.get_content_type() == "text/plain" for one in inner)
    if part.get_content_type() != "multipart/alternative" or not plain:
        return inner
    return [one for one in inner if one.get_content_type() != "text/html"]


def _part(part: Message, into: Gathering) -> None:
    for name in _HEADERS:
        if name in part:
            into.add(f"{name}: {_header(str(part[name]))}\n")
    attached = part.get_filename()
    if attached:
        into.add(f"Attached: {_header(attached)}\n")
    elif part.get_content_maintype() == "text":
        _words(part, into)


def _words(part: Message, into: Gathering) -> None:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = hypertext.text_of(raw, str(part.get_content_charset() or "utf-8"))
    into.add("\n")
    if part.get_content_subtype() == "html":
        hypertext.read_text(text, into)
    else:
        into.add(text)
    into.add("\n")


def _header(value: str) -> str:
    try:
        found = decode_header(value[:_LONGEST])
        words = [hypertext.text_of(one, name or "utf-8") if isinstance(one, bytes) else one for one, name in found]
    except (ValueError, LookupError):  # an encoded word that is none is shown as it stands
        words = [value[:_LONGEST]]
    return " ".join("".join(words).split())
