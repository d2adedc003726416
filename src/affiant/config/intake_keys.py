"""What the public face holds: public keys, the key that signs receipts, and no key that opens a seal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from affiant.config import ring
from affiant.config.env import BadEnvironment, Environment
from affiant.core.sealing.recipients import KeyRing
from affiant.core.signing import SigningKey
from affiant.intake.guidance.profile import Profile
from affiant.intake.guidance.profile_table import BadProfile

NO_KEYS: Final = "The public face has no keys in {folder}. Make them once with: affiant keys make"


@dataclass(frozen=True, slots=True)
class Intake:
    """The public face's part of `settings.AFFIANT`."""

    home: Path
    intake_dir: Path
    spool_dir: Path
    service_name: str
    exit_url: str
    https: bool
    draft_budget: int
    draft_days: int
    expired_days: int
    visit_hours: int
    free_room: int
    limits: Mapping[str, int]  # by the acts that intake.limits counts
    profile: Profile
    keyring: KeyRing
    letters_public_key: str  # 64 hexadecimal digits: the only signer whose letters are shown
    receipt_key: SigningKey = field(repr=False)
    code_salt: bytes = field(repr=False)
    secret: str = field(repr=False)
    rehearsal_token: str = field(repr=False)

    @classmethod
    def load(cls, environment: Environment) -> Self:
        """Read the keys of the public face.

        Raises:
            BadEnvironment: they have not been made yet, or names could not be sealed to a key of their own.
        """
        folder = environment.home / "intake" / "keys"
        try:
            return cls(
                home=environment.home,
                intake_dir=environment.home / "intake",
                spool_dir=environment.spool,
                service_name=environment.service_name,
                exit_url=environment.exit_url,
                https=environment.https,
                draft_budget=environment.draft_budget,
                draft_days=environment.draft_days,
                expired_days=environment.expired_days,
                visit_hours=environment.visit_hours,
                free_room=environment.free_room,
                limits={
                    "draft": environment.limit_drafts,
                    "wrong_code": environment.limit_codes,
                    "send": environment.limit_sends,
                },
                profile=_profile(environment.profile),
                keyring=ring.read(folder / "keyring.json"),
                letters_public_key=(folder / "letters.pub").read_text(),
                receipt_key=SigningKey(bytes.fromhex((folder / "receipt.key").read_text())),
                code_salt=bytes.fromhex((folder / "code.salt").read_text()),
                secret=(folder / "secret.key").read_text(),
                rehearsal_token=(folder / "rehearsal.token").read_text(),
            )
        except FileNotFoundError as missing:
            raise BadEnvironment(NO_KEYS.format(folder=folder)) from missing


def _profile(file: Path | None) -> Profile:
    try:
        return Profile.load(file)
    except BadProfile as refused:
        raise BadEnvironment(str(refused)) from refused
