"""Reading the text of exhibits that are plain text, once each, so that the search finds words in them."""

import codecs
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django.db.models.functions import Length

from affiant.core.ledger.entries import Entry, Kind
from affiant.evidence.errors import ExhibitDamaged
from affiant.evidence.models import Exhibit, ExhibitText
from affiant.evidence.services.open import content_of
from affiant.ground.entering import COURIER
from affiant.ground.ledger import services as ledger

MOST: Final = 4 * 1024 * 1024  # bytes of all text files of a referral: whoever searches has its texts in memory
# What claims to be text, or is named so, and does not begin like any other kind of file.
_MAY_BE_TEXT: Final = Q(looks_like__in=("", "text/plain")) & (
    Q(claimed_type__startswith="text/plain") | Q(original_name__iendswith=".txt")
)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLANKS: Final = frozenset("\t\n\r\f\v")


def read_texts(*, referral_ids: Iterable[UUID], at: datetime) -> int:
    """Read the text files of these referrals that nobody has read yet; return how many.

    That a file was opened for this is in the ledger; what is in it, is not. A file that does not open stays unread, and
    so does what a referral has beyond MOST: thousands of large files would leave no memory for anything else.
    Do not call it inside a transaction.
    """
    wanted, count = list(referral_ids), 0
    unread = Exhibit.objects.filter(_MAY_BE_TEXT, referral_id__in=wanted, text__isnull=True)
    held = _held(wanted)
    for exhibit in unread.order_by("referral_id", "number"):
        room = MOST - held.get(exhibit.referral_id, 0)
        made = _read(exhibit, room, at) if room > 0 else None
        if made:
            held[exhibit.referral_id] = held.get(exhibit.referral_id, 0) + len(made.text)
            count += 1
    return count


def decoded(raw: bytes) -> tuple[str, str]:
    """Return the text that these bytes are and the encoding that says so; twice nothing for what is no text."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(raw)  # a letter that is cut at the end is left out
    except UnicodeDecodeError:
        return "", ""
    if any(not letter.isprintable() and letter not in _BLANKS for letter in _suspect(text)):
        return "", ""
    return text, encoding


def _held(referral_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many letters of each referral's text files are kept."""
    kept = ExhibitText.objects.filter(exhibit__referral_id__in=referral_ids).values_list("exhibit__referral_id")
    return dict(kept.annotate(letters=Sum(Length("text"))).order_by())


def _suspect(text: str) -> set[str]:
    """Return the control characters of a text: a file that holds them is something else than text."""
    return {letter for letter in set(text) if letter < " " or "\x7f" <= letter <= "\x9f"}


def _read(exhibit: Exhibit, most: int, at: datetime) -> ExhibitText | None:
    raw = bytearray()
    try:
        for piece in content_of(exhibit.pk):
            raw += piece[: most - len(raw)]
            if len(raw) >= most:
                break
    except ExhibitDamaged:
        return None
    text, encoding = decoded(bytes(raw))
    entry = Entry(
        kind=Kind.CONSULTATION,
        act="exhibit.text_read",
        about=str(exhibit.referral_id),
        by=COURIER,
        at=at,
        facts={"exhibit": str(exhibit.pk)},
    )
    try:
        with transaction.atomic():
            made = ExhibitText.objects.create(exhibit=exhibit, encoding=encoding, text=text, read_at=at)
            ledger.append(entry=entry)
    except IntegrityError:  # somebody else, who builds the index anew, has read it in the same moment
        return None
    return made
