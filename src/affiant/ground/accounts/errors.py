"""What the accounts room refuses."""

from affiant.core.errors import AffiantError


class AccountsError(AffiantError):
    """Base of every refusal of this room; never raised itself."""


class NotPermitted(AccountsError):
    """The officer's roles do not carry the permission."""

    def __init__(self, permission: str) -> None:
        """Keep the permission that was asked for."""
        super().__init__(permission)
        self.permission = permission


class UsernameTaken(AccountsError):
    """Another officer signs in with this name."""


class NoSuchOfficer(AccountsError):
    """No officer has this id."""


class WeakPassword(AccountsError):
    """The password does not pass the validators of the settings."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        """Keep the codes of the validators that refused."""
        super().__init__(*codes)
        self.codes = codes


class LastAdministrator(AccountsError):
    """The act would leave the house without an administrator."""


class OwnRoles(AccountsError):
    """Nobody gives themselves a role; another administrator does."""


class SubjectTaken(AccountsError):
    """The account at the identity provider signs in as another officer."""
