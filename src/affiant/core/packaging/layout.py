"""Where everything stands in a package, as its builder writes it."""

from typing import Final

FORMAT: Final = "affiant-package/v1"
FIRST_WISH: Final = "icc"  # a cover that names no wish rests on this one

BAGIT: Final = "bagit.txt"
BAG_INFO: Final = "bag-info.txt"
MANIFESTS: Final = ("manifest-sha256.txt", "manifest-sha512.txt")
TAG_MANIFESTS: Final = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
SIGNATURE: Final = "tagmanifest-sha256.txt.sig"

README: Final = "data/README.txt"
COVER: Final = "data/cover.json"
PACKAGE_KEY: Final = "data/keys/package-key.pem"
LEDGER_KEY: Final = "data/keys/ledger.vkey"
WISHES: Final = "data/wishes.json"
OMISSIONS: Final = "data/omissions.json"
ENTRIES: Final = "data/log/entries.jsonl"
PROOFS: Final = "data/log/proofs.json"
CHECKPOINT: Final = "data/log/checkpoint.txt"

BAGIT_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def root(package: str) -> str:
    """Return the name of the one folder in the tar."""
    return f"affiant-package-{package}"


def answers(account: int) -> str:
    """Return where the answers of account `account` (from 1) stand."""
    return f"data/accounts/{account:04d}/answers.json"


def contact(account: int) -> str:
    """Return where the ways of contact of that account stand, if the reporter gives them."""
    return f"data/accounts/{account:04d}/contact.json"


def envelope(account: int) -> str:
    """Return where the signed header of that account's envelope stands."""
    return f"data/accounts/{account:04d}/envelope.json"


def item(number: int) -> str:
    """Return where the facts of item `number` (from 1) stand."""
    return f"data/items/{number:04d}/item.json"


def original(number: int) -> str:
    """Return where the bytes of item `number` stand; never under the name that they came with."""
    return f"data/items/{number:04d}/original.bin"
