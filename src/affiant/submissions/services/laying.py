"""Keeps a mailbox that was made elsewhere: closed by its return code before it came here."""

from datetime import datetime

from django.db import IntegrityError, transaction

from affiant.submissions.errors import LookupTaken
from affiant.submissions.models import Draft


def lay_mailbox(*, lookup: str, sealed: bytes, at: datetime) -> bool:
    """Keep a closed record under its look-up id; False if the same lies there already.

    Raises:
        LookupTaken: something else lies there.
    """
    try:
        with transaction.atomic():
            Draft.objects.create(lookup=lookup, sealed=sealed, touched_on=at.date())
    except IntegrityError as taken:
        if bytes(Draft.objects.get(lookup=lookup).sealed) != sealed:
            raise LookupTaken from taken
        return False
    return True
