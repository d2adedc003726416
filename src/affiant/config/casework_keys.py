"""What the officers' face holds: the unit's private key, the ledger's and the packages' signing keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Self

from affiant.config import ring
from affiant.config.env import BadEnvironment, Environment
from affiant.core.sealing.recipients import KeyRing, MalformedKey, Recipient
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey
from affiant.correspondence.templates import Template
from affiant.intake.guidance import offered
from affiant.intake.guidance.profile import Appeal, Body, Profile
from affiant.intake.guidance.profile_table import BadProfile

NO_KEYS: Final = "The officers' face has no keys in {folder}. Make them once with: affiant keys make"

NO_KEY_OF_NAMES: Final = "{file} names no key that names could be sealed to, or the unit's own: {fault}."
NO_IDENTITY: Final = (
    "There is no {file}: names have a key of their own now. Make it once with: affiant keys make; then close what "
    "stands to it with: affiant casework close_contacts"
)


@dataclass(frozen=True, slots=True)
class Casework:
    """The officers' face's part of `settings.AFFIANT`."""

    home: Path
    casework_dir: Path
    spool_dir: Path
    identity_dir: Path  # holds the key that opens names: read when a name is opened, and only where it may be
    service_name: str
    public_address: str  # of the public face, without a slash at its end
    ledger_origin: str
    courier_seconds: float
    free_room: int  # bytes of the disk that a handed-over file leaves free
    acknowledge_within: timedelta
    decide_within: timedelta
    safeguard_within: timedelta
    situations: Mapping[str, str]  # the unit profile's appeals: id to English name
    bodies: Mapping[str, str]  # the unit profile's bodies, likewise
    review_messages: bool  # whether a second officer reads a message before it goes to a reporter
    message_templates: tuple[Template, ...]
    intake_public_key: str  # 64 hexadecimal digits: who signs what came through the public face
    recovery: Recipient
    unit_identity: Identity = field(repr=False)
    ledger_key: SigningKey = field(repr=False)
    package_key: SigningKey = field(repr=False)
    letter_key: SigningKey = field(repr=False)  # signs letters to reporters
    desk_key: SigningKey = field(repr=False)  # signs envelopes of what organisations handed over
    second_factor_key: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def identity_public(self) -> Path:
        """The file of the public halves, the newest first: read anew, so that a renewal holds."""
        return self.casework_dir / "keys" / "identity.pub"

    @classmethod
    def load(cls, environment: Environment) -> Self:
        """Read the keys of the officers' face.

        Raises:
            BadEnvironment: they have not been made yet.
        """
        folder = environment.home / "casework" / "keys"
        profile = _profile(environment.profile)
        _check_identity(folder / "identity.pub")
        try:
            unit, recovery = Identity.parse((folder / "unit.key").read_text()), _recipient(folder / "recovery.pub")
            _check_ring(folder / "identity.pub", unit.recipient, recovery)
            return cls(
                home=environment.home,
                casework_dir=environment.home / "casework",
                spool_dir=environment.spool,
                identity_dir=environment.identity_keys,
                service_name=environment.service_name,
                public_address=environment.public_address,
                ledger_origin=environment.ledger_origin,
                courier_seconds=environment.courier_seconds,
                free_room=environment.free_room,
                acknowledge_within=environment.acknowledge_within,
                decide_within=environment.decide_within,
                safeguard_within=environment.safeguard_within,
                situations=_names(profile.appeals),
                bodies=_names(profile.bodies),
                review_messages=environment.review_messages,
                message_templates=_templates(profile),
                intake_public_key=(folder / "intake.pub").read_text(),
                recovery=recovery,
                unit_identity=unit,
                ledger_key=_signing(folder / "ledger.key"),
                package_key=_signing(folder / "package.key"),
                letter_key=_signing(folder / "letter.key"),
                desk_key=_signing(folder / "desk.key"),
                second_factor_key=(folder / "second-factor.key").read_text(),
                secret=(folder / "secret.key").read_text(),
            )
        except FileNotFoundError as missing:
            raise BadEnvironment(NO_KEYS.format(folder=folder)) from missing


def _check_identity(public: Path) -> None:
    """Refuse to start where names could not be closed.

    Raises:
        BadEnvironment: this home was made before names had a key of their own.
    """
    if public.parent.is_dir() and not public.exists():
        raise BadEnvironment(NO_IDENTITY.format(file=public))


def _check_ring(public: Path, unit: Recipient, recovery: Recipient) -> None:
    """Refuse to start where a name would be sealed to a key that is for something else.

    Raises:
        BadEnvironment: the file holds no key, or the unit's or the recovery key.
    """
    try:
        KeyRing(unit, recovery, ring.known(public)[0])
    except MalformedKey as refused:
        raise BadEnvironment(NO_KEY_OF_NAMES.format(file=public, fault=refused)) from refused


def _recipient(file: Path) -> Recipient:
    return Recipient.parse(file.read_text())


def _signing(file: Path) -> SigningKey:
    return SigningKey(bytes.fromhex(file.read_text()))


def _profile(file: Path | None) -> Profile:
    try:
        return Profile.load(file)
    except BadProfile as refused:
        raise BadEnvironment(str(refused)) from refused


def _names(listed: Iterable[Appeal | Body]) -> dict[str, str]:
    return {each.id: each.name.english for each in listed}


def _templates(profile: Profile) -> tuple[Template, ...]:
    return tuple(
        Template(one.id, one.name, one.asks, one.texts, frozenset(one.reviewed))
        for one in offered.with_shipped(profile.messages)
    )
