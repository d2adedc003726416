"""What may stand where in a package, as its verifier reads the specification; the builder's layout is not asked."""

import re
from typing import Final

LARGEST_DOCUMENT: Final = 16 * 1024 * 1024
LARGEST_TOGETHER: Final = 256 * 1024 * 1024
MOST_FILES: Final = 50_000
MOST_PARTS: Final = 1_000_000  # of all items together

REQUIRED: Final = (
    "bagit.txt",
    "data/README.txt",
    "data/cover.json",
    "data/keys/package-key.pem",
    "data/keys/ledger.vkey",
    "data/wishes.json",
    "data/omissions.json",
    "data/log/entries.jsonl",
    "data/log/proofs.json",
    "data/log/checkpoint.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "manifest-sha512.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sha512.txt",
    "tagmanifest-sha256.txt.sig",
)
_BEFORE_ACCOUNTS: Final = 7
_BEFORE_ITEMS: Final = 10
_ACCOUNT: Final = re.compile(r"data/accounts/(?P<number>\d{4})/(?P<name>answers|contact|envelope)\.json", re.ASCII)
_ITEM: Final = re.compile(r"data/items/(?P<number>\d{4})/(?P<name>item\.json|original\.bin)", re.ASCII)
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_LONGEST: Final = 200

Rank = tuple[int, int, str]


def is_safe(path: str) -> bool:
    """Say whether a path stays inside its folder on every system: plain ASCII, relative, nothing that climbs."""
    return len(path) <= _LONGEST and _SAFE.fullmatch(path) is not None


def rank(path: str) -> Rank | None:
    """Return what a path's place in the order is sorted by; None when the format knows no such file."""
    if path in REQUIRED:
        at = REQUIRED.index(path)
        return (at if at < _BEFORE_ACCOUNTS else at + (1 if at < _BEFORE_ITEMS else 2), 0, "")
    if found := _ACCOUNT.fullmatch(path):
        return (_BEFORE_ACCOUNTS, int(found["number"]), found["name"])
    if found := _ITEM.fullmatch(path):
        return (_BEFORE_ITEMS + 1, int(found["number"]), found["name"])
    return None


def is_original(path: str) -> bool:
    """Say whether the path is where an item's bytes stand: the only files of any size."""
    return path.endswith("/original.bin")


def item_facts_of(path: str) -> str:
    """Return where the facts of the item at `path` stand."""
    return path.removesuffix("original.bin") + "item.json"
