"""What was said of referrals stays: the database lets a link be parted once and refuses every other change."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.situations import AT

from affiant.linking import services
from affiant.linking.models import EarlierAccount, Link
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def link(pair, investigator):
    said = Said(Likeness.EVENT, Verdict.LINKED, "The bridge.")
    return services.say(referral_id=pair[0], other_id=pair[1], said=said, by=investigator, at=AT)


@pytest.mark.parametrize(
    "change", [{"ground": "Another."}, {"verdict": "apart"}, {"likeness": "person"}, {"found": "Something."}]
)
def test_a_link_is_not_changed(change, link):
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link).update(**change)


def test_a_parted_link_is_not_put_together_again(pair, link, investigator):
    services.part(link_id=link, referral_id=pair[0], reason="Another bridge.", by=investigator, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE linking_link SET parted_at = NULL, parted_by_id = NULL, parted_reason = ''")


def test_the_register_is_not_changed(pair, investigator):
    services.register_earlier(referral_id=pair[0], heard=Heard("A court"), by=investigator, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        EarlierAccount.objects.update(given_to="Another court")
