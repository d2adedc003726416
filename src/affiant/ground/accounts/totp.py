"""Handing an officer an authenticator secret that was made elsewhere, as a demonstration or a rehearsal does."""

from allauth.mfa.totp.internal.auth import TOTP

from affiant.ground.accounts.models import Officer


def give_totp(*, officer: Officer, secret: str) -> None:
    """Let this secret (base32) be the officer's authenticator; the settings' adapter encrypts it at rest."""
    TOTP.activate(officer, secret)
