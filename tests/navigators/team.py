"""Writes what the team would write, into the outbox of a running system."""

import os
from datetime import UTC, datetime
from pathlib import Path

from affiant.core import codes, letters
from affiant.core.sealing import seal
from affiant.core.signing import SigningKey
from affiant.ground.spool.disk import DiskOutbox


def tell(home: Path, code: str, kind: str, *, text: str = "", **facts: str) -> None:
    """Leave a letter in the mailbox of a return code; its facts as letter-v1 has them."""
    salt = bytes.fromhex((home / "intake/keys/code.salt").read_text())
    mailbox = codes.derive(codes.parse(code), salt=salt).mailbox
    letter_id = os.urandom(16).hex()
    letter = {
        "at": datetime.now(UTC).isoformat(),
        "facts": facts,
        "format": "affiant-letter/v1",
        "id": letter_id,
        "kind": kind,
        "language": "en",
        "mailbox": mailbox.tag,
        "receipt": None,
        "text": text,
    }
    key = SigningKey(bytes.fromhex((home / "casework/keys/letter.key").read_text()))
    sealed = seal.seal_letter(letters.sign(letter, key), mailbox.recipient, os.urandom)
    DiskOutbox(home / "spool").put(mailbox.tag, letter_id, sealed)
