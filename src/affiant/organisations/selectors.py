"""Reading organisations."""

from dataclasses import dataclass

from affiant.core.digests import sha256
from affiant.organisations.errors import NoSuchOrganisation
from affiant.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation that may send."""

    id: str
    name: str


def by_token(token: str) -> OrganisationRow:
    """Return the open organisation that holds a token.

    Raises:
        NoSuchOrganisation: none does; a closed one is none.
    """
    found = Organisation.objects.filter(token_sha256=sha256(token.encode()), closed_on__isnull=True).first()
    if found is None:
        raise NoSuchOrganisation
    return OrganisationRow(found.pk, found.name)
