"""Posting letters: a row is owed until its letter lies in the outbox, however often that has to be tried."""

import os
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from affiant.core import letters
from affiant.core.canonical import Json
from affiant.core.digests import Sha256, sha256
from affiant.core.ledger.entries import Entry, Kind
from affiant.core.letter_files import LetterFile
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import seal_letter, seal_letter_file
from affiant.core.sealing.unseal import unseal
from affiant.ground.entering import COURIER, enter
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.spool.port import Outbox
from affiant.ground.store.objects import store
from affiant.referrals import selectors, spool
from affiant.referrals.kinds import Form
from affiant.referrals.models import Enclosure, Letter, Submission
from affiant.referrals.stages import LetterKind

FORMAT: Final = "affiant-letter/v1"
PROVEN: Final = frozenset({LetterKind.MESSAGE, LetterKind.SHARED})
"""What an officer, or a court, may one day have to show was placed in the mailbox."""


def post(*, letter_id: str, outbox: Outbox, at: datetime) -> bool:
    """Seal a letter to its mailbox and put it into the outbox; False if it had been posted before.

    Sealed anew at each try, in the place of what an earlier one left. Its files lie there before it does. That a
    message, or word of a sharing, was placed is entered with the digest of what was put there, never of what is found
    there: others reach the outbox too.
    """
    letter = _waiting(letter_id)
    if letter is None:
        return False
    mailbox, tag = Recipient.parse(letter.referral.mailbox), letter.referral.mailbox_tag
    for enclosure in letter.enclosures.all():
        outbox.put_file(tag, enclosure.posted_as, seal_letter_file(_content(enclosure), mailbox, os.urandom))
    body = letters.sign(_body(letter, at), settings.AFFIANT.letter_key)
    return _place(letter, seal_letter(body, mailbox, os.urandom), outbox, at)


def post_after_commit(*, letter_id: str, at: datetime) -> None:
    """Post a letter once the transaction that owes it is committed; if that fails, the courier posts it later.

    A function of its own, not a `partial`: Django logs a failure under the name of what it called, and fails itself
    where that has none.
    """

    def posting() -> None:
        post(letter_id=letter_id, outbox=spool.outbox(), at=at)

    transaction.on_commit(posting, robust=True)


@transaction.atomic
def _place(letter: Letter, sealed: bytes, outbox: Outbox, at: datetime) -> bool:
    """Put the letter there and keep that it lies there, under its row's lock: of two who post it at once, one does."""
    if not Letter.objects.filter(pk=letter.pk, posted_at__isnull=True).update(posted_at=at):
        return False
    outbox.put(letter.referral.mailbox_tag, letter.pk, sealed)
    if letter.kind in PROVEN:
        facts = {"kind": letter.kind, "letter": letter.pk, "sha256": sha256(sealed)}
        about = str(letter.referral_id)
        cause = {"message": str(letter.message_id)} if letter.message_id else {}
        entry = Entry(kind=Kind.ALTERATION, act="message.placed", about=about, by=COURIER, at=at, facts=facts | cause)
        enter(entry)
    return True


def _content(enclosure: Enclosure) -> bytes:
    return unseal(store().read(Sha256(enclosure.sealed_sha256)), settings.AFFIANT.unit_identity)


def _waiting(letter_id: str) -> Letter | None:
    waiting = Letter.objects.filter(pk=letter_id, posted_at__isnull=True)
    return waiting.select_related("referral", "submission", "message").first()


def _body(letter: Letter, at: datetime) -> Json:
    return _letter(letter, at) | _files(letter)


def _letter(letter: Letter, at: datetime) -> dict[str, Json]:
    return {
        "at": letter.written_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "facts": _facts(letter),
        "format": FORMAT,
        "id": letter.pk,
        "kind": letter.kind,
        "language": _language(letter),
        "mailbox": letter.referral.mailbox_tag,
        "receipt": _proof(letter.submission, at) if letter.submission else None,
        "text": _text(letter),
    }


def _language(letter: Letter) -> str:
    return letter.submission.language if letter.submission else letter.language or letter.referral.language


def _files(letter: Letter) -> dict[str, Json]:
    """Return the field that names the files; a letter without any does not have it."""
    found: list[Json] = [
        LetterFile(one.posted_as, one.name, one.type, one.bytes, Sha256(one.sha256)).as_json()
        for one in letter.enclosures.order_by("number")
    ]
    return {"files": found} if found else {}


def _facts(letter: Letter) -> Json:
    """Return what the public face words by itself, in the language that it is read in."""
    if letter.asks:
        return {"asks": "answer"}
    if letter.kind == LetterKind.STATUS:
        return {"state": letter.state}
    if letter.kind == LetterKind.SHARED and letter.shared_on:
        return {"on": letter.shared_on.isoformat(), "to": letter.shared_to, "what": letter.shared_what}
    return {}


def _text(letter: Letter) -> str:
    if letter.message:
        return letter.message.text
    return _acknowledgement(letter) if letter.submission else ""


def _proof(submission: Submission, at: datetime) -> Json:
    """Return where the envelope stands in the ledger, and what proves it: the reporter keeps this with the receipt."""
    seq = selectors.entry_of(submission.referral_id, submission.envelope_id)
    made = ledger.latest_checkpoint()
    if made is None or seq >= made.size:
        ledger_services.make_checkpoint(at=at)
    proof: dict[str, Json] = {"envelope": submission.envelope_id}
    for name, value in ledger.collected_proof(seq).items():
        proof[name] = [*value] if isinstance(value, list) else value
    return proof


def _acknowledgement(letter: Letter) -> str:
    language = _language(letter)
    form = letter.submission.form if letter.submission else Form.REPORT
    with translation.override(language):
        if form == Form.MESSAGE:
            return _("Your message has reached the team. An officer will read it.")
        if form == Form.WISHES:
            return _("Your changed wishes have reached the team and hold from now on.")
        if form == Form.WITHDRAWAL:
            return _(
                "Your withdrawal has reached the team. Nothing more of your report is shared from now on. What had "
                "been shared before cannot be called back."
            )
        return _(
            "Your report has reached the team, whole and unchanged, and stands in our ledger. An officer will read "
            "it. If we have a question or a decision to tell you, you will find it here. You do not need to send "
            "the same report again."
        )
