"""What the settings say of the force's own identity provider, as allauth wants it; nothing where there is none."""

from typing import Any, Final
from urllib.parse import urlsplit

from affiant.config.env import BadEnvironment, Environment

ID: Final = "force"  # as in affiant.ground.accounts.subjects
WHOLE: Final = "AFFIANT_OIDC_ISSUER, AFFIANT_OIDC_CLIENT and AFFIANT_OIDC_SECRET go together: set all three, or none."
OPEN_LINE: Final = "AFFIANT_OIDC_ISSUER begins with https://: nobody may change on the way who somebody is."
NO_FILE: Final = "AFFIANT_OIDC_SECRET names the file that holds the client secret; there is none at {file}."


def providers(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return allauth's settings of the one provider, or of none.

    Raises:
        BadEnvironment: a part is missing, or the line to the provider is open.
    """
    issuer, client, file = environment.oidc_issuer, environment.oidc_client, environment.oidc_secret
    if not (issuer or client or file):
        return {}
    if not (issuer and client and file):
        raise BadEnvironment(WHOLE)
    if not _is_private(issuer):
        raise BadEnvironment(OPEN_LINE)
    if not file.is_file():
        raise BadEnvironment(NO_FILE.format(file=file))
    return {"openid_connect": {"APPS": [app(issuer, client, file.read_text().strip(), environment.oidc_name)]}}


def app(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """Return the one app: code flow with PKCE, and of the identity token nothing but who it is about."""
    settings = {
        "server_url": issuer.rstrip("/"),
        "oauth_pkce_enabled": True,
        "fetch_userinfo": False,
        "scope": ["openid"],
    }
    return {"provider_id": ID, "name": name, "client_id": client, "secret": secret, "settings": settings}


def _is_private(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"})
