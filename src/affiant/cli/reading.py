"""Brings packages, receipts, decisions and ledger exports from disk to their verifiers."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from affiant.cli.kinds import Kind
from affiant.core.decision_check import check_decision
from affiant.core.findings import Finding
from affiant.core.ledger.export import check_export
from affiant.core.packaging.verify.package import Pinned, Verdict, Verification
from affiant.core.receipt_check import check_receipt
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal_to

_PIECE: Final = 1 << 20
_LARGEST_FILE: Final = 1 << 24  # of a receipt or a decision


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verifier said of one path."""

    findings: tuple[Finding, ...]
    facts: Mapping[str, str]


def check(path: Path, kind: Kind, *, identity: Identity | None, pinned: Pinned) -> Checked:
    """Verify what stands at `path` as a thing of that kind; a sealed package needs an identity.

    Raises:
        OSError: the path cannot be read.
    """
    match kind:
        case Kind.SEALED:
            assert identity is not None  # noqa: S101 - the command line asks for it first
            return _checked(_sealed(path, identity, pinned))
        case Kind.TAR:
            return _checked(_tar(path, pinned))
        case Kind.FOLDER:
            return _checked(_folder(path, pinned))
        case Kind.RECEIPT:
            return _receipt(path, pinned)
        case Kind.DECISION:
            return _decision(path, pinned)
        case Kind.LEDGER:
            with path.open("rb") as source:
                return Checked(tuple(check_export(source, pinned.ledger)), {})


def _checked(verdict: Verdict) -> Checked:
    return Checked(verdict.findings, verdict.facts)


def _sealed(path: Path, identity: Identity, pinned: Pinned) -> Verdict:
    verification = Verification(pinned)
    with path.open("rb") as source:
        try:
            unseal_to(source, cast("BinaryIO", verification.tar), identity)
        except CannotOpen:
            return verification.not_opened(path.name)
    return verification.verdict_on_tar()


def _tar(path: Path, pinned: Pinned) -> Verdict:
    verification = Verification(pinned)
    with path.open("rb") as source:
        while piece := source.read(_PIECE):
            verification.tar.feed(piece)
    return verification.verdict_on_tar()


def _receipt(path: Path, pinned: Pinned) -> Checked:
    verdict = check_receipt(_whole(path), receipt_key=pinned.receipt, ledger_key=pinned.ledger)
    return Checked(verdict.findings, verdict.facts)


def _decision(path: Path, pinned: Pinned) -> Checked:
    verdict = check_decision(_whole(path), package_key=pinned.package, ledger_key=pinned.ledger)
    return Checked(verdict.findings, verdict.facts)


def _whole(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(_LARGEST_FILE)


def _folder(root: Path, pinned: Pinned) -> Verdict:
    verification = Verification(pinned)
    for path, entry in sorted(_walk(root), key=lambda found: found[0]):
        if entry.is_file(follow_symlinks=False):
            _visit(verification, path, entry)
        else:
            verification.notes.add("P007", path)
    return verification.verdict_on_folder()


def _visit(verification: Verification, path: str, entry: os.DirEntry[str]) -> None:
    source = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(source, "rb") as opened:
        verification.folder.begin(path, os.fstat(source).st_size, 0)
        while piece := opened.read(_PIECE):
            verification.folder.content(memoryview(piece))
        verification.folder.end()


def _walk(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below `root` that is not a folder itself, and folders that hold nothing."""
    waiting = [(entry.name, entry) for entry in os.scandir(root)]
    while waiting:
        path, entry = waiting.pop()
        if not entry.is_dir(follow_symlinks=False):
            yield path, entry
            continue
        inside = [(f"{path}/{each.name}", each) for each in os.scandir(entry)]
        if not inside:
            yield path, entry
        waiting += inside
