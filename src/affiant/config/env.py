"""Reads the environment, once, typed; nothing else in Affiant does."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import unquote, urlsplit

from affiant.core.errors import AffiantError

PREFIX: Final = "AFFIANT_"
GIB: Final = 1024**3

# name: (what stands if it is not set, what it is for); docs/reference/settings.md is printed from this table
KNOWN: Final[Mapping[str, tuple[str, str]]] = {
    "AFFIANT_HOME": ("var", "the folder that holds intake/, casework/ and spool/"),
    "AFFIANT_SPOOL": ("", "the spool, if it is not AFFIANT_HOME/spool"),
    "AFFIANT_IDENTITY_KEYS": (
        "",
        "the folder of the key that opens names, if it is not AFFIANT_HOME/identity/keys",
    ),
    "AFFIANT_INTAKE_PORT": ("8600", "the port of the public face"),
    "AFFIANT_CASEWORK_PORT": ("8700", "the port of the officers' face"),
    "AFFIANT_INTAKE_DATABASE": ("", "postgres://user:password@host/name; SQLite in the home if not set"),
    "AFFIANT_CASEWORK_DATABASE": ("", "the same for the officers' face"),
    "AFFIANT_PUBLIC_ADDRESS": (
        "",
        "where officers open the public face to take a report; http://localhost:AFFIANT_INTAKE_PORT if not set",
    ),
    "AFFIANT_HOSTS": ("localhost,127.0.0.1", "host names that the faces answer to, with commas between them"),
    "AFFIANT_HTTPS": ("no", "yes where a proxy in front speaks HTTPS: cookies are then sent over HTTPS alone"),
    "AFFIANT_SERVICE_NAME": ("Affiant demonstration", "the name that pages and receipts carry"),
    "AFFIANT_EXIT_URL": ("https://www.wikipedia.org/", "where 'Leave this page' goes"),
    "AFFIANT_PROFILE": ("", "the unit profile, a TOML file; the one that is shipped if not set"),
    "AFFIANT_LEDGER_ORIGIN": ("affiant.example/ledger", "the ledger's name on its checkpoints"),
    "AFFIANT_DRAFT_BUDGET": (str(100 * GIB), "bytes of files that one draft may hold"),
    "AFFIANT_DRAFT_DAYS": ("35", "days without a visit after which a draft that was never sent is deleted"),
    "AFFIANT_EXPIRED_DAYS": (
        "365",
        "days for which the code of such a draft is still told that it expired; nothing of the draft is kept",
    ),
    "AFFIANT_VISIT_HOURS": ("12", "hours without a page after which a visit ends; the draft stays under its code"),
    "AFFIANT_FREE_ROOM": (str(GIB), "bytes of the disk that new files leave free for words and for sending"),
    "AFFIANT_LIMIT_DRAFTS": (
        "300",
        "drafts that one address may begin in ten minutes before it is asked to wait; 0: any",
    ),
    "AFFIANT_LIMIT_CODES": ("60", "unknown return codes from one address in ten minutes, as above"),
    "AFFIANT_LIMIT_SENDS": ("300", "reports and messages that one address sends in ten minutes, as above"),
    "AFFIANT_COURIER_SECONDS": ("2", "how long the courier rests between two rounds"),
    "AFFIANT_ACKNOWLEDGE_WITHIN": ("2", "days within which an officer takes a new referral on"),
    "AFFIANT_DECIDE_WITHIN": ("28", "days within which a first decision on a referral is taken"),
    "AFFIANT_SAFEGUARD_WITHIN": ("4", "hours within which an officer acknowledges a safeguarding flag"),
    "AFFIANT_REVIEW_MESSAGES": ("no", "yes: a message goes to a reporter when a second officer has read it"),
    "AFFIANT_OIDC_ISSUER": ("", "the force's own OpenID Connect provider, https://…; officers may sign in by it too"),
    "AFFIANT_OIDC_CLIENT": ("", "the client id that the provider gave to the officers' face"),
    "AFFIANT_OIDC_SECRET": ("", "the file that holds the client secret"),
    "AFFIANT_OIDC_NAME": ("your organisation’s account", "what officers call it: Sign in with …"),
    "AFFIANT_TEST_DATABASE": ("", "tests only: run the officers' side on this PostgreSQL"),
}


class BadEnvironment(AffiantError):
    """A setting is missing, unknown or of another type; the text tells the operator what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings as they stood at boot."""

    home: Path
    spool: Path
    identity_keys: Path  # AFFIANT_IDENTITY_KEYS
    intake_port: int
    casework_port: int
    intake_database: str
    casework_database: str
    public_address: str
    hosts: tuple[str, ...]
    https: bool
    service_name: str
    exit_url: str
    profile: Path | None  # AFFIANT_PROFILE
    ledger_origin: str
    draft_budget: int
    draft_days: int
    expired_days: int
    visit_hours: int
    free_room: int
    limit_drafts: int
    limit_codes: int
    limit_sends: int
    courier_seconds: float
    acknowledge_within: timedelta
    decide_within: timedelta
    safeguard_within: timedelta
    review_messages: bool
    oidc_issuer: str
    oidc_client: str
    oidc_secret: Path | None  # the file that holds it
    oidc_name: str
    test_database: str  # AFFIANT_TEST_DATABASE

    @classmethod
    def read(cls, given: Mapping[str, str] | None = None) -> Self:
        """Read the process's environment, or `given`.

        Raises:
            BadEnvironment: an AFFIANT_ name that does not exist, or a value of the wrong type.
        """
        found = os.environ if given is None else given
        _refuse_unknown(found)
        value = {name: found.get(name) or standing for name, (standing, _) in KNOWN.items()}
        home = Path(value["AFFIANT_HOME"]).absolute()
        return cls(
            home=home,
            spool=Path(value["AFFIANT_SPOOL"] or home / "spool").absolute(),
            identity_keys=Path(value["AFFIANT_IDENTITY_KEYS"] or home / "identity" / "keys").absolute(),
            intake_port=_port(value, "AFFIANT_INTAKE_PORT"),
            casework_port=_port(value, "AFFIANT_CASEWORK_PORT"),
            intake_database=value["AFFIANT_INTAKE_DATABASE"],
            casework_database=value["AFFIANT_CASEWORK_DATABASE"],
            public_address=value["AFFIANT_PUBLIC_ADDRESS"].rstrip("/")
            or f"http://localhost:{value['AFFIANT_INTAKE_PORT']}",
            hosts=tuple(host.strip() for host in value["AFFIANT_HOSTS"].split(",") if host.strip()),
            https=_truth(value, "AFFIANT_HTTPS"),
            service_name=value["AFFIANT_SERVICE_NAME"],
            exit_url=value["AFFIANT_EXIT_URL"],
            profile=Path(value["AFFIANT_PROFILE"]).absolute() if value["AFFIANT_PROFILE"] else None,
            ledger_origin=value["AFFIANT_LEDGER_ORIGIN"],
            draft_budget=_number(value, "AFFIANT_DRAFT_BUDGET"),
            draft_days=_number(value, "AFFIANT_DRAFT_DAYS"),
            expired_days=_number(value, "AFFIANT_EXPIRED_DAYS"),
            visit_hours=_number(value, "AFFIANT_VISIT_HOURS"),
            free_room=_number(value, "AFFIANT_FREE_ROOM"),
            limit_drafts=_number(value, "AFFIANT_LIMIT_DRAFTS"),
            limit_codes=_number(value, "AFFIANT_LIMIT_CODES"),
            limit_sends=_number(value, "AFFIANT_LIMIT_SENDS"),
            courier_seconds=_number(value, "AFFIANT_COURIER_SECONDS"),
            acknowledge_within=timedelta(days=_number(value, "AFFIANT_ACKNOWLEDGE_WITHIN")),
            decide_within=timedelta(days=_number(value, "AFFIANT_DECIDE_WITHIN")),
            safeguard_within=timedelta(hours=_number(value, "AFFIANT_SAFEGUARD_WITHIN")),
            review_messages=_truth(value, "AFFIANT_REVIEW_MESSAGES"),
            oidc_issuer=value["AFFIANT_OIDC_ISSUER"],
            oidc_client=value["AFFIANT_OIDC_CLIENT"],
            oidc_secret=Path(value["AFFIANT_OIDC_SECRET"]).absolute() if value["AFFIANT_OIDC_SECRET"] else None,
            oidc_name=value["AFFIANT_OIDC_NAME"],
            test_database=value["AFFIANT_TEST_DATABASE"],
        )


def database(address: str, beside: Path) -> dict[str, Any]:
    """Return Django's settings for the database at `address`, or for SQLite in the file `beside`.

    Raises:
        BadEnvironment: the address is not postgres://user:password@host:port/name.
    """
    if not address:
        return sqlite(beside)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadEnvironment("A database address looks like postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def sqlite(file: Path) -> dict[str, Any]:
    """Return Django's settings for a SQLite file that survives a power cut and keeps no deleted words."""
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "foreign_keys=ON")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def _refuse_unknown(found: Mapping[str, str]) -> None:
    unknown = sorted(name for name in found if name.startswith(PREFIX) and name not in KNOWN)
    if unknown:
        raise BadEnvironment(f"There is no setting {unknown[0]}. The settings are: {', '.join(KNOWN)}.")


def _port(value: Mapping[str, str], name: str) -> int:
    port = _number(value, name)
    if not 0 < port < 2**16:
        raise BadEnvironment(f"{name} is a port: a number from 1 to 65535.")
    return port


def _number(value: Mapping[str, str], name: str) -> int:
    try:
        return int(value[name])
    except ValueError as refused:
        raise BadEnvironment(f"{name} is a whole number.") from refused


def _truth(value: Mapping[str, str], name: str) -> bool:
    if value[name] not in {"yes", "no"}:
        raise BadEnvironment(f"{name} is yes or no.")
    return value[name] == "yes"
