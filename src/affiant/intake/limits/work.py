"""A small sum for the person's device, in place of the wait: ALTCHA's proof of work, made and checked here alone."""

import json
import time
from typing import Final

import altcha
from django.utils.crypto import salted_hmac

from affiant.intake.limits.ticket import LASTS

ALGORITHM: Final = "PBKDF2/SHA-256"
COST: Final = 2_000  # rounds a try; some 256 tries: under a second on a laptop, a few on an old phone
LONGEST: Final = 4_096  # characters of an answer


def ask(ticket_id: str) -> str:
    """Return the sum for this ticket, as the page's script reads it."""
    challenge = altcha.create_challenge(
        ALGORITHM, COST, expires_at=int(time.time()) + LASTS, data={"ticket": ticket_id}, hmac_secret=_key()
    )
    return json.dumps(challenge.to_dict())


def is_done(answer: str, ticket_id: str) -> bool:
    """Say whether the answer is right and for this ticket; its signature is looked at before anything is computed."""
    if not answer or len(answer) > LONGEST or not altcha.verify_solution(answer, _key()).verified:
        return False
    return altcha.Payload.from_base64(answer).challenge.parameters.data == {"ticket": ticket_id}


def _key() -> bytes:
    return salted_hmac("affiant.limits.work", b"", algorithm="sha256").digest()
