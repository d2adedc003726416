"""Posting letters: a row is owed until its letter lies in the outbox, however often that has to be tried."""

import os
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from affiant.core import letters
from affiant.core.canonical import Json
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import seal_letter
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.ground.spool.port import Outbox
from affiant.referrals import selectors
from affiant.referrals.kinds import Form
from affiant.referrals.models import Letter, Submission
from affiant.referrals.stages import LetterKind

FORMAT: Final = "affiant-letter/v1"


def post(*, letter_id: str, outbox: Outbox, at: datetime) -> bool:
    """Seal a letter to its mailbox and put it into the outbox; False if it had been posted before.

    Sealed anew at each try; the outbox keeps the first that arrived under the letter's id.
    """
    letter = _waiting(letter_id)
    if letter is None:
        return False
    mailbox = Recipient.parse(letter.referral.mailbox)
    body = letters.sign(_body(letter, at), settings.AFFIANT.letter_key)
    sealed = seal_letter(body, mailbox, os.urandom)
    outbox.put(letter.referral.mailbox_tag, letter.pk, sealed)
    Letter.objects.filter(pk=letter.pk, posted_at__isnull=True).update(posted_at=at)
    return True


def _waiting(letter_id: str) -> Letter | None:
    waiting = Letter.objects.filter(pk=letter_id, posted_at__isnull=True)
    return waiting.select_related("referral", "submission", "message").first()


def _body(letter: Letter, at: datetime) -> Json:
    return {
        "at": letter.written_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "facts": _facts(letter),
        "format": FORMAT,
        "id": letter.pk,
        "kind": letter.kind,
        "language": letter.submission.language if letter.submission else letter.referral.language,
        "mailbox": letter.referral.mailbox_tag,
        "receipt": _proof(letter.submission, at) if letter.submission else None,
        "text": _text(letter),
    }


def _facts(letter: Letter) -> Json:
    """Return what the public face words by itself, in the language that it is read in."""
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
    language = letter.submission.language if letter.submission else letter.referral.language
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
