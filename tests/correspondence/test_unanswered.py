"""Nobody who wrote is overlooked: their message waits until it is answered, or somebody says that it needs none."""

from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT, Sending

from affiant.correspondence import selectors, services
from affiant.correspondence.services import Wording
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import unanswered
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
LATER = AT + timedelta(days=2)


def wrote(keys, *, form="", sent=LATER, **changes):
    message = Sending(keys=keys, kind="message", form=form, files=(), text="Чи є новини?", sent=sent, **changes)
    situations.collect(message.deliver(), sent)


@pytest.fixture
def waiting(sending, referral_id):
    """A referral whose reporter wrote two days after the report."""
    wrote(sending.keys)
    return referral_id


def test_a_report_alone_waits_for_no_answer(referral_id, author):
    assert selectors.unanswered(author) == []
    assert unanswered.since(referral_id) is None


def test_who_wrote_waits_since_their_first_unanswered_message(waiting, sending, author):
    wrote(sending.keys, sent=LATER + timedelta(days=1))

    (row,) = selectors.unanswered(author)

    assert (row.id, row.since, selectors.unanswered_count(author).number) == (waiting, LATER, 1)


def test_an_answer_ends_the_waiting(waiting, author):
    services.write(referral_id=waiting, wording=Wording("Так.", "uk"), by=author, at=LATER)

    assert selectors.unanswered(author) == []


@pytest.mark.usefixtures("reviewed")
def test_an_answer_that_waits_for_a_second_officer_is_none_yet(waiting, author):
    services.write(referral_id=waiting, wording=Wording("Так.", "uk"), by=author, at=LATER)

    assert selectors.unanswered_count(author).number == 1


def test_that_it_needs_no_answer_is_said_once_and_entered(waiting, author):
    said = [services.let_be(referral_id=waiting, by=author, at=LATER) for _ in range(2)]

    acts = [entry.act for entry in ledger.entries_about(str(waiting))]
    assert (said, acts.count("message.let_be")) == ([True, False], 1)
    assert selectors.unanswered(author) == []


@pytest.mark.parametrize("form", ["wishes", "withdrawal"])
def test_new_wishes_and_a_withdrawal_ask_for_no_answer(form, referral_id, sending, author):
    wrote(sending.keys, form=form)

    assert selectors.unanswered(author) == []


def test_the_longest_waiting_comes_first(waiting, author):
    other = Sending()
    earlier = situations.collected_referral(other)
    wrote(other.keys, sent=LATER - timedelta(days=1))

    assert [row.id for row in selectors.unanswered(author)] == [earlier, waiting]


def test_who_stepped_back_does_not_see_that_somebody_waits(waiting, author):
    triage.recuse(referral_id=waiting, officer_id=author.pk, reason="A friend.", by=author, at=LATER)

    assert selectors.unanswered(author) == []
    assert selectors.unanswered_count(author).number == 0


def test_a_rehearsal_waits_for_nobody(author):
    rehearsed = Sending(rehearsal=True)
    situations.collected_referral(rehearsed)
    wrote(rehearsed.keys, rehearsal=True)

    assert selectors.unanswered(author) == []
