"""Django's session engine for the public face: the cookie is the key, and the disk holds only ciphertext."""

import hashlib
import hmac
import re
import secrets
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from affiant.core.canonical import Json
from affiant.submissions import vault
from affiant.submissions.errors import RecordDamaged
from affiant.submissions.models import Visit

_SECRET: Final = re.compile(r"[0-9a-f]{64}")
_PLACE: Final = "visit"


class SessionStore(SessionBase):
    """A session whose row's name and key are both derived from the 256-bit secret in the cookie.

    Who has the database has neither, and cannot go from a row to a cookie. Data is JSON with ASCII keys.
    """

    def load(self) -> dict[str, Any]:
        """Return the session's data; an unknown, damaged or outlived session is an empty one."""
        found = Visit.objects.filter(lookup=_lookup(self.session_key)).first() if _is_secret(self.session_key) else None
        data = self._open(found) if found else None
        if data is None:
            self._session_key = None
            return {}
        return data

    def exists(self, session_key: str) -> bool:
        """Say whether there is a session under this secret."""
        return Visit.objects.filter(lookup=_lookup(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a new secret."""
        self._session_key = secrets.token_hex(32)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature is Django's
        """Write the session, closed.

        Raises:
            CreateError: `must_create`, and the row is there.
            UpdateError: the row is gone: somebody ended the visit meanwhile.
        """
        if self.session_key is None:
            return self.create()
        lookup = _lookup(self.session_key)
        row = {"sealed": self._close(no_load=must_create), "expires_on": self._last_day()}
        if must_create:
            return _insert(Visit(lookup=lookup, **row))
        if not Visit.objects.filter(lookup=lookup).update(**row):
            raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        secret = self.session_key if session_key is None else session_key
        if secret is not None:
            Visit.objects.filter(lookup=_lookup(secret)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Delete the sessions whose last day is over."""
        Visit.objects.filter(expires_on__lt=timezone.now().date()).delete()

    def _close(self, *, no_load: bool) -> bytes:
        # First the data: everything else that Django's base offers would look for the row, which may not be there.
        data: Json = self._get_session(no_load=no_load)  # type: ignore[attr-defined]  # as Django's own store does
        until = int(timezone.now().timestamp()) + self.get_expiry_age()
        return vault.close_record({"data": data, "until": until}, key=_key(self.session_key), place=_PLACE)

    def _open(self, visit: Visit) -> dict[str, Any] | None:
        try:
            record = vault.open_record(visit.sealed, key=_key(self.session_key), place=_PLACE)
        except RecordDamaged:
            return None
        match record:
            case {"until": int(until), "data": dict(data)} if until > timezone.now().timestamp():
                return data
            case _:
                return None

    def _last_day(self) -> date:
        # A day: the row says when it may be deleted, and not when somebody was here.
        return (timezone.now() + timedelta(seconds=self.get_expiry_age())).date()


def _insert(visit: Visit) -> None:
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as taken:
        raise CreateError from taken


def _is_secret(session_key: str | None) -> bool:
    return session_key is not None and _SECRET.fullmatch(session_key) is not None


def _lookup(session_key: str | None) -> str:
    return _derive(session_key, b"affiant/v1/visit/lookup")[:16].hex()


def _key(session_key: str | None) -> bytes:
    return _derive(session_key, b"affiant/v1/visit/key")


def _derive(session_key: str | None, use: bytes) -> bytes:
    return hmac.digest((session_key or "").encode(), use, hashlib.sha256)
