"""Entering an act whose private words must be erasable: they stand behind salted commitments, not in the leaf."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from affiant.core.digests import SALT_BYTES, commitment
from affiant.core.ledger.entries import Entry
from affiant.ground.ledger import services as ledger

COURIER: Final = "system:courier"
"""Who does what no officer does."""


def enter(entry: Entry, **private: bytes) -> int:
    """Append an entry that commits to each of `private` under its name and a fresh salt; return its position.

    Call it as the transaction's last write, as `append` itself.

    Raises:
        OutsideTransaction: no transaction is open.
    """
    secrets: Mapping[str, tuple[bytes, bytes]] = {
        name: (os.urandom(SALT_BYTES), content) for name, content in private.items()
    }
    commitments = {name: commitment(salt, content) for name, (salt, content) in secrets.items()}
    return ledger.append(entry=replace(entry, commitments=commitments), secrets=secrets)
