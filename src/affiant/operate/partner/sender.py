"""Speaks to a service, and sends what lies sealed in a folder; the same folder again sends nothing twice."""

import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from affiant.core import codes
from affiant.core.errors import AffiantError
from affiant.operate.partner import sealing
from affiant.operate.partner.sealing import Service

PATIENCE: Final = 120.0  # seconds
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Refused(AffiantError):
    """The service did not take something; the text is a sentence for whoever sends."""


class TooOld(Refused):
    """What lies sealed bears the day and the keys of its sealing, and those are past; nothing of it was taken."""


class NotSafe(AffiantError):
    """The address is not HTTPS, and not this machine."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A service's address, and the organisation's token."""

    address: str
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse to send a token in the clear.

        Raises:
            NotSafe: it would go over HTTP to another machine.
        """
        parts = urlsplit(self.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
            raise NotSafe("The service's address has to begin with https://.")

    def service(self) -> Mapping[str, Any]:
        """Return what the service says of itself, its keys among it.

        Raises:
            Refused: it does not answer.
        """
        found: Mapping[str, Any] = json.loads(self._ask("GET", "service", b"", {}))
        return found

    def send(self, folder: Path, *, key: str, service: Service) -> str:
        """Send what lies sealed in a folder and return the receipt; what was sent before is answered the same.

        Raises:
            TooOld: it was sealed too long ago, or to a key that was renewed since.
            Refused: something was not taken; the folder stays as it is.
        """
        sending = json.loads((folder / sealing.SENDING).read_text())
        header = sending["header"]
        for piece in (header["answers"], header["contact"], *header["parts"]):
            self._ask("PUT", f"pieces/{piece['sha256']}", (folder / piece["name"]).read_bytes(), {})
        answered = json.loads(
            self._ask(
                "POST",
                "envelopes",
                json.dumps(sending).encode(),
                {"Content-Type": "application/json", "Idempotency-Key": key},
            )
        )
        self._lay_mailbox(folder, service, answered["envelope"], answered["receipt"])
        return str(answered["receipt"])

    def _lay_mailbox(self, folder: Path, service: Service, envelope_id: str, receipt: str) -> None:
        """Keep the record in the folder first, so that a second try lays the same bytes."""
        kept = folder / "mailbox"
        if not kept.exists():
            code = codes.parse((folder / sealing.CODE).read_text())
            lookup, closed = sealing.mailbox(code, service, envelope_id, receipt)
            arriving = folder / "mailbox.new"
            arriving.write_bytes(lookup.encode() + closed)
            arriving.rename(kept)
        held = kept.read_bytes()
        self._ask("PUT", f"mailboxes/{held[:32].decode()}", held[32:], {})

    def _ask(self, method: str, place: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        asked = urllib.request.Request(  # noqa: S310 - the scheme was looked at
            f"{self.address.rstrip('/')}/partner/v1/{place}",
            data=body if method != "GET" else None,
            method=method,
            headers={"Content-Type": "application/octet-stream", "Authorization": f"Bearer {self.token}", **headers},
        )
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answered:  # noqa: S310 - as above
                found: bytes = answered.read()
                return found
        except urllib.error.HTTPError as refused:
            raise _refusal(refused) from refused
        except OSError as unreachable:
            raise Refused("The service does not answer; nothing is lost: run the same command again.") from unreachable


def forget(folder: Path) -> None:
    """Remove a report that has been sent from this machine."""
    shutil.rmtree(folder)


def _refusal(refused: urllib.error.HTTPError) -> Refused:
    """Return what a refusal means: the sentence, and that it has to be sealed anew where day or keys are past.

    The service's keys were compared with those that were given by other means before anything was sealed or sent.
    """
    if refused.code == HTTPStatus.UNAUTHORIZED:
        return Refused("The service does not know this token.")
    try:
        said = json.loads(refused.read())
        kind = TooOld if said["code"] in {"day", "keys"} else Refused
        return kind(f"The service refused it: {said['code']} {said.get('place', '')}".strip() + ".")
    except (ValueError, KeyError, TypeError):
        return Refused(f"The service answered {refused.code}; run the same command again later.")
