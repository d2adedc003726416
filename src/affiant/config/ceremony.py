"""Makes the keys of a new system, each in the folder of the one face that may hold it."""

import os
import secrets
from pathlib import Path
from typing import Final

from affiant.config import ring
from affiant.core.sealing.recipients import KeyRing, Recipient
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
LATER: Final[tuple[str, ...]] = ("desk.key",)  # secrets of the officers' face that the first release did not have


def make_keys(home: Path) -> bool:
    """Make every key that a home needs, unless it has them; return whether they were made.

    The recovery identity is written to `recovery/recovery.key`: take it away from the machine, split it and
    keep it offline. Nothing in Affiant reads it. The key that opens names lies in a folder of its own (ADR 0033).
    """
    intake, casework = home / "intake" / "keys", home / "casework" / "keys"
    complete_keys(home)
    if are_made(home):
        return False
    unit, recovery = (Identity.from_entropy(secrets.token_bytes(32)) for _ in range(2))
    receipt, letter = (SigningKey(secrets.token_bytes(32)) for _ in range(2))
    _write(intake / "letters.pub", letter.public)
    _write(casework / "letter.key", letter.secret.hex())
    names, *_ = ring.known(casework / "identity.pub")
    _make_intake(intake, KeyRing(unit.recipient, recovery.recipient, names), receipt)
    _write(home / "recovery" / "recovery.key", _lines(recovery))
    _make_casework(casework, unit, recovery, receipt)
    return True


def are_made(home: Path) -> bool:
    """Answer whether a home has its keys, be it those of an earlier release."""
    return (home / "casework" / "keys" / "unit.key").exists()


def complete_keys(home: Path) -> list[str]:
    """Make the keys that came with a later release and that a home lacks; return their names."""
    casework = home / "casework" / "keys"
    made = ["identity.key"] if _make_identity(home / "identity" / "keys", casework) else []
    made += [name for name in LATER if _make_secret(casework / name)]
    public_face = ring_of(home)
    if ring.lacks_identity(public_face):
        take_identity(public_face, ring.known(casework / "identity.pub")[0])
        made.append(public_face.name)
    return made


def renew_identity(folder: Path, public: Path) -> str:
    """Put a new key before those that open names, and let what comes be closed to it; return its public half.

    The older ones stay, and open what was closed to them, until everything is closed to the new one. Their public
    halves stay behind the newest: an envelope that was sealed before still has a key that is known.
    """
    kept, known = (_read(file) for file in (folder / "identity.key", public))
    fresh = Identity.from_entropy(secrets.token_bytes(32))
    _replace(folder / "identity.key", _lines(fresh) + kept)
    _replace(public, "\n".join([fresh.recipient.text, *known.split()]))
    return fresh.recipient.text


def ring_of(home: Path) -> Path:
    """Return where the public face of a home keeps whom it seals to."""
    return home / "intake" / "keys" / "keyring.json"


def take_identity(file: Path, identity: Recipient) -> KeyRing:
    """Let the public face seal names to this key from its next start; return whom it seals to then.

    Raises:
        MalformedKey: it is the unit's key, or the recovery key.
        FileNotFoundError: there is no such file.
    """
    taken = ring.with_identity(file, identity)
    _replace(file, ring.written(taken))
    return taken


def _make_identity(folder: Path, casework: Path) -> bool:
    if (casework / "identity.pub").exists():
        return False
    _write(folder / "likeness.key", secrets.token_hex(32))
    renew_identity(folder, casework / "identity.pub")
    return True


def _make_secret(file: Path) -> bool:
    if file.exists():
        return False
    _write(file, secrets.token_hex(32))
    return True


def _make_intake(folder: Path, sealed_to: KeyRing, receipt: SigningKey) -> None:
    _write(folder / "keyring.json", ring.written(sealed_to))
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
    _write(folder / "unit.key", _lines(unit))  # last: it says "made"


def _read(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _lines(identity: Identity) -> str:
    """Return a key as `age-keygen` writes it."""
    return f"# public key: {identity.recipient.text}\n{identity.text}\n"


def _replace(file: Path, text: str) -> None:
    """Write a file beside its place and give it the name last: a reader finds the old one or the new one whole."""
    beside = file.with_name(f".{file.name}.new")
    _write(beside, text)
    beside.replace(file)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(handle, "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
