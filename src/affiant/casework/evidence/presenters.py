"""An exhibit as its page shows it."""

from dataclasses import dataclass
from uuid import UUID

from affiant.casework import names, words
from affiant.casework.evidence import looks
from affiant.evidence.selectors import ExhibitRow
from affiant.evidence.stated import Stated

QUESTIONS = {
    "image": (
        "The picture is shown blurred and grey at first. Nothing is loaded before you choose.",
        "Show the picture",
    ),
    "video": (
        "The film is shown blurred, grey and without sound at first. Nothing is loaded before you choose.",
        "Show the film",
    ),
    "audio": ("Nothing is loaded or played before you choose.", "Show the player"),
}


STATED = {
    Stated.NOT_STATED: "The browser did not measure the file before it sent it.",
    Stated.MATCHES: "It is what the browser measured before it sent the file.",
    Stated.DIFFERS: "It is not what the browser measured before: the file changed on the way or on the device.",
}


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """Facts of one exhibit, in words that are safe to show."""

    id: UUID
    referral_id: UUID
    reference: str
    back: str
    name: str
    hidden: bool
    claimed: str
    looks_like: str
    kind: str | None
    bytes: int
    sha256: str
    stated: str
    differs: bool
    spoken: bool
    question: str
    button: str


def page(row: ExhibitRow, referral_reference: str) -> ExhibitPage:
    """Make the page of an exhibit."""
    kind = looks.kind(row.looks_like) if row.bytes else None
    question, button = QUESTIONS.get(kind or "", ("", ""))
    return ExhibitPage(
        id=row.id,
        referral_id=row.referral_id,
        reference=f"{referral_reference}/{row.number}",
        back=f"Referral {referral_reference}",
        name=names.visible(row.original_name),
        hidden=names.has_hidden(row.original_name),
        claimed=names.visible(row.claimed_type) if row.claimed_type else "none",
        looks_like=words.file_kind(row.looks_like),
        kind=kind,
        bytes=row.bytes,
        sha256=row.sha256,
        stated=STATED[row.stated],
        differs=row.stated is Stated.DIFFERS,
        spoken=row.spoken,
        question=question,
        button=button,
    )
