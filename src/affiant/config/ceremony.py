"""Makes the keys of a new system, each in the folder of the one face that may hold it."""

import json
import os
import secrets
from pathlib import Path
from typing import Final

from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600


def make_keys(home: Path) -> bool:
    """Make every key that a home needs, unless it has them; return whether they were made.

    The recovery identity is written to `recovery/recovery.key`: take it away from the machine, split it and
    keep it offline. Nothing in Affiant reads it.
    """
    intake, casework = home / "intake" / "keys", home / "casework" / "keys"
    if (casework / "unit.key").exists():
        return False
    unit, recovery = (Identity.from_entropy(secrets.token_bytes(32)) for _ in range(2))
    receipt, letter = (SigningKey(secrets.token_bytes(32)) for _ in range(2))
    _write(intake / "letters.pub", letter.public)
    _write(casework / "letter.key", letter.secret.hex())
    _make_intake(intake, unit, recovery, receipt)
    _write(home / "recovery" / "recovery.key", f"# public key: {recovery.recipient.text}\n{recovery.text}\n")
    _make_casework(casework, unit, recovery, receipt)
    return True


def _make_intake(folder: Path, unit: Identity, recovery: Identity, receipt: SigningKey) -> None:
    ring = {"recovery": recovery.recipient.text, "unit": unit.recipient.text}
    _write(folder / "keyring.json", json.dumps(ring))
    _write(folder / "receipt.key", receipt.secret.hex())
    _write(folder / "code.salt", secrets.token_hex(16))
    _write(folder / "secret.key", secrets.token_urlsafe(48))
    _write(folder / "rehearsal.token", secrets.token_urlsafe(32))


def _make_casework(folder: Path, unit: Identity, recovery: Identity, receipt: SigningKey) -> None:
    _write(folder / "intake.pub", receipt.public)
    _write(folder / "recovery.pub", recovery.recipient.text)
    for name in ("ledger.key", "package.key", "second-factor.key"):
        _write(folder / name, secrets.token_hex(32))
    _write(folder / "secret.key", secrets.token_urlsafe(48))
    _write(folder / "unit.key", f"# public key: {unit.recipient.text}\n{unit.text}\n")  # last: it says "made"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
