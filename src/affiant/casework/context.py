"""What every page of this face needs: who is signed in and where they may go."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from affiant.casework import second_factor, single_sign_on
from affiant.ground.accounts import subjects
from affiant.ground.accounts.permissions import Permission, may

# What stands in the navigation, which permission opens it, and which addresses belong to it.
DESKS = (
    ("Queue", "queue", Permission.READ_QUEUE, ("/queue/", "/referrals/", "/exhibits/")),
    ("Search", "search", Permission.READ_REFERRAL, ("/search/",)),
    ("Take in", "handovers", Permission.IMPORT, ("/handovers/", "/organisations/", "/take-report/")),
    ("Messages", "messages_desk", Permission.REPLY, ("/messages/",)),
    ("To review", "reviews", Permission.SCOPE, ("/reviews/",)),
    ("Packages", "packages", Permission.READ_PACKAGES, ("/packages/",)),
    ("Partners", "partners", Permission.READ_PACKAGES, ("/partners/",)),
    ("Figures", "figures", Permission.READ_FIGURES, ("/figures/",)),
    ("Ledger", "ledger", Permission.READ_LEDGER, ("/ledger/",)),
    ("Officers", "officers", Permission.MANAGE_OFFICERS, ("/officers/",)),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One entry of the main navigation."""

    text: str
    href: str
    current: bool


def officer_face(request: HttpRequest) -> dict[str, object]:
    """Give the officer and the desks that their roles open; nothing before the sign-in is complete.

    What stands on few pages is asked for by their templates: `connected` is called where it is read.
    """
    officer, elsewhere = getattr(request, "user", None), single_sign_on.name()
    if officer is None or not officer.is_authenticated:
        return {"elsewhere": elsewhere}
    complete = second_factor.was_given(request)
    return {
        "officer": officer,
        "navigation": desks_of(request) if complete else [],
        "may_open_names": may(officer, Permission.READ_CONTACT),
        "elsewhere": elsewhere,
        "connected": partial(subjects.is_connected, officer),
    }


def desks_of(request: HttpRequest) -> list[Desk]:
    """List the desks that this officer may enter."""
    return [
        Desk(text, reverse(name), request.path.startswith(within))
        for text, name, permission, within in DESKS
        if may(request.user, permission)
    ]
