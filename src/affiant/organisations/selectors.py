"""Reading organisations."""

from dataclasses import dataclass

from affiant.core.digests import sha256
from affiant.organisations.errors import NoSuchOrganisation
from affiant.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation that may send, or that could until it was closed."""

    id: str
    name: str
    closed: bool = False


def by_token(token: str) -> OrganisationRow:
    """Return the open organisation that holds a token.

    Raises:
        NoSuchOrganisation: none does; a closed one is none.
    """
    found = Organisation.objects.filter(token_sha256=sha256(token.encode()), closed_on__isnull=True).first()
    if found is None:
        raise NoSuchOrganisation
    return OrganisationRow(found.pk, found.name)


def every() -> list[OrganisationRow]:
    """Return every organisation that there is or was, by name; one query."""
    found = Organisation.objects.order_by("name")
    return [OrganisationRow(one.pk, one.name, one.closed_on is not None) for one in found]
