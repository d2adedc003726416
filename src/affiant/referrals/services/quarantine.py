"""Setting aside an envelope that does not check out: a row, a ledger entry, and the bytes kept as they came."""

import os
import re
import secrets
import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from affiant.core.ledger.entries import Entry, Kind
from affiant.ground.entering import COURIER, enter
from affiant.ground.spool.port import Inbox
from affiant.ground.store.disk import sync_folder
from affiant.referrals.errors import DamagedEnvelope
from affiant.referrals.models import Quarantine

_PLACE: Final = re.compile(r"[a-z0-9.]{1,32}")


def set_aside(*, inbox: Inbox, envelope_id: str, damage: DamagedEnvelope, at: datetime) -> None:
    """Keep a damaged envelope under `casework/quarantine/<row's id>` and enter the finding in the ledger.

    First the row and its entry, then the move: after a crash between them the envelope is found in the inbox again,
    and this call finishes what the first began.
    """
    row = _row(envelope_id, damage, at)
    if row is None:
        return
    folder = settings.AFFIANT.casework_dir / "quarantine"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _copy(inbox.path(envelope_id), folder / str(row.pk))
    inbox.remove(envelope_id)
    Quarantine.objects.filter(pk=row.pk).update(moved=True)


def _row(envelope_id: str, damage: DamagedEnvelope, at: datetime) -> Quarantine | None:
    """Make the row, or find the one that a crash or another courier left; None if that courier has finished."""
    try:
        with transaction.atomic():
            row = Quarantine.objects.create(envelope_id=envelope_id, code=damage.code, place=damage.place, found_at=at)
            _enter(row, at)
    except IntegrityError:
        return Quarantine.objects.filter(envelope_id=envelope_id, moved=False).first()
    return row


def _enter(row: Quarantine, at: datetime) -> None:
    facts = {"code": row.code} | ({"place": row.place} if _PLACE.fullmatch(row.place) else {})
    entry = Entry(
        kind=Kind.COLLECTION,
        act="envelope.quarantined",
        about=row.envelope_id,
        by=COURIER,
        at=at,
        facts=facts,
    )
    enter(entry)


def _copy(source: Path, target: Path) -> None:
    """Copy the envelope as it is, links as links, durably and with its name last."""
    if target.exists() or not source.exists():
        return
    waiting = target.with_name(f".{target.name}-{secrets.token_hex(8)}")
    shutil.copytree(source, waiting, symlinks=True, ignore=_unreadable, copy_function=_copy_file)
    for folder in (*(path for path in waiting.rglob("*") if path.is_dir() and not path.is_symlink()), waiting):
        sync_folder(folder)
    try:
        waiting.rename(target)
    except OSError:
        shutil.rmtree(waiting)  # another courier was faster with the same bytes
    sync_folder(target.parent)


def _copy_file(source: str, target: str) -> None:
    with Path(source).open("rb") as reader, Path(target).open("xb") as writer:
        shutil.copyfileobj(reader, writer)
        writer.flush()
        os.fsync(writer.fileno())


def _unreadable(folder: str, names: list[str]) -> list[str]:
    """Leave out pipes, sockets and devices: opening one could wait for ever, and none holds bytes of its own."""
    paths = [(name, Path(folder) / name) for name in names]
    return [name for name, path in paths if not (path.is_symlink() or path.is_file() or path.is_dir())]
