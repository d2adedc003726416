"""What the officers' face holds: the unit's private key, the ledger's and the packages' signing keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final, Self

from affiant.config.env import BadEnvironment, Environment
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.unseal import Identity
from affiant.core.signing import SigningKey
from affiant.intake.guidance.profile import Appeal, Body, Profile
from affiant.intake.guidance.profile_table import BadProfile

NO_KEYS: Final = "The officers' face has no keys in {folder}. Make them once with: affiant keys make"


@dataclass(frozen=True, slots=True)
class Casework:
    """The officers' face's part of `settings.AFFIANT`."""

    home: Path
    casework_dir: Path
    spool_dir: Path
    service_name: str
    ledger_origin: str
    courier_seconds: float
    acknowledge_within: timedelta
    decide_within: timedelta
    safeguard_within: timedelta
    situations: Mapping[str, str]  # the unit profile's appeals: id to English name
    bodies: Mapping[str, str]  # the unit profile's bodies, likewise
    intake_public_key: str  # 64 hexadecimal digits: the only signer whose envelopes are taken
    recovery: Recipient
    unit_identity: Identity = field(repr=False)
    ledger_key: SigningKey = field(repr=False)
    package_key: SigningKey = field(repr=False)
    letter_key: SigningKey = field(repr=False)  # signs letters to reporters
    second_factor_key: str = field(repr=False)
    secret: str = field(repr=False)

    @classmethod
    def load(cls, environment: Environment) -> Self:
        """Read the keys of the officers' face.

        Raises:
            BadEnvironment: they have not been made yet.
        """
        folder = environment.home / "casework" / "keys"
        profile = _profile(environment.profile)
        try:
            return cls(
                home=environment.home,
                casework_dir=environment.home / "casework",
                spool_dir=environment.spool,
                service_name=environment.service_name,
                ledger_origin=environment.ledger_origin,
                courier_seconds=environment.courier_seconds,
                acknowledge_within=environment.acknowledge_within,
                decide_within=environment.decide_within,
                safeguard_within=environment.safeguard_within,
                situations=_names(profile.appeals),
                bodies=_names(profile.bodies),
                intake_public_key=(folder / "intake.pub").read_text(),
                recovery=Recipient.parse((folder / "recovery.pub").read_text()),
                unit_identity=Identity.parse((folder / "unit.key").read_text()),
                ledger_key=_signing(folder / "ledger.key"),
                package_key=_signing(folder / "package.key"),
                letter_key=_signing(folder / "letter.key"),
                second_factor_key=(folder / "second-factor.key").read_text(),
                secret=(folder / "secret.key").read_text(),
            )
        except FileNotFoundError as missing:
            raise BadEnvironment(NO_KEYS.format(folder=folder)) from missing


def _signing(file: Path) -> SigningKey:
    return SigningKey(bytes.fromhex(file.read_text()))


def _profile(file: Path | None) -> Profile:
    try:
        return Profile.load(file)
    except BadProfile as refused:
        raise BadEnvironment(str(refused)) from refused


def _names(listed: Iterable[Appeal | Body]) -> dict[str, str]:
    return {each.id: each.name.english for each in listed}
