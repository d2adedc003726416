"""Contact outside the mailbox is kept with the wish that stood, and never changed."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.correspondence import errors, selectors, services
from affiant.correspondence.models import Attempt
from affiant.correspondence.services import Tried
from affiant.correspondence.stages import Outcome, SafeHours, Way
from affiant.ground.ledger import selectors as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def tried(**changes):
    given = {"way": Way.PHONE, "outcome": Outcome.NOT_REACHED, "tried_at": AT, "safe_hours": SafeHours.KEPT}
    return Tried(**(given | changes))


def record(referral_id, by, **changes):
    return services.record_attempt(referral_id=referral_id, tried=tried(**changes), by=by, at=AT)


def test_an_attempt_is_kept_with_its_outcome_and_the_wish_that_stood(referral_id, author):
    record(referral_id, author, said="Nobody answered.")

    (attempt,) = selectors.attempts_of(referral_id)
    entry = ledger.entries_about(str(referral_id))[-1]
    assert (attempt.outcome, attempt.contact_wish, attempt.by_name) == (
        Outcome.NOT_REACHED,
        "yes",
        author.display_name,
    )
    assert (entry.act, entry.facts["way"], set(entry.commitments)) == ("contact.attempted", "phone", {"said"})
    assert "Nobody answered" not in entry.data


def test_who_does_not_wish_to_be_contacted_is_called_only_with_a_ground(author):
    referral_id = situations.collected_referral(Sending(contact="no"))

    with pytest.raises(errors.GroundMissing):
        record(referral_id, author)
    record(referral_id, author, ground="A child was in danger.")

    assert [one.ground for one in selectors.attempts_of(referral_id)] == ["A child was in danger."]


def test_safe_hours_that_were_not_read_need_a_ground(referral_id, author):
    with pytest.raises(errors.GroundMissing):
        record(referral_id, author, safe_hours=SafeHours.NOT_READ)


def test_an_attempt_through_somebody_names_whom(referral_id, author):
    with pytest.raises(errors.PartnerMissing):
        record(referral_id, author, way=Way.PARTNER, through=" ")


def test_an_attempt_does_not_lie_in_the_future(referral_id, author):
    with pytest.raises(errors.NotYet):
        record(referral_id, author, tried_at=AT + timedelta(minutes=1))


def test_the_database_refuses_to_change_an_attempt(referral_id, author):
    record(referral_id, author)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE correspondence_attempt SET said = 'other'")

    assert Attempt.objects.filter(said="").count() == 1
