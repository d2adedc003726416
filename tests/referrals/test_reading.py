"""Who reads stands in the ledger before they read; ways of contact stay sealed until a reason is given."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT, NAME, REACH, Sending

from affiant.core.ledger.entries import Kind
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.referrals import selectors, services
from affiant.referrals.errors import ContactUnreadable, NoSuchReferral, ReasonMissing
from affiant.referrals.models import Contact, Submission
from affiant.referrals.selectors import QueueFilters
from affiant.referrals.stages import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
READERS = {Role.DUTY_OFFICER, Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON_OFFICER}


@pytest.fixture
def officer():
    return situations.officer(Role.INVESTIGATOR)


def test_reading_is_entered(officer):
    referral_id = situations.collected_referral()

    page = services.read(referral_id=referral_id, by=officer, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.kind, entry.act, entry.by) == (Kind.CONSULTATION, "referral.read", officer.actor)
    assert page.row.id == referral_id
    assert page.submissions[0].document.answers[1].answer == situations.ACCOUNT


def test_reading_what_is_not_there_is_refused_and_not_entered(officer):
    entries = ledger.size()

    with pytest.raises(NoSuchReferral):
        services.read(referral_id=officer.pk, by=officer, at=AT)

    assert ledger.size() == entries


@pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
def test_who_may_not_read_does_not(role):
    referral_id = situations.collected_referral()

    with pytest.raises(NotPermitted):
        services.read(referral_id=referral_id, by=situations.officer(role), at=AT)


def test_no_name_and_no_way_of_contact_is_in_the_database(officer):
    referral_id = situations.collected_referral()

    stored = "".join(str(row) for row in Submission.objects.values())

    assert situations.ACCOUNT in stored
    assert NAME not in stored
    assert REACH not in stored
    assert NAME not in str(selectors.page(referral_id))


def test_the_contact_opens_for_a_reason_that_the_ledger_commits_to(officer):
    referral_id = situations.collected_referral()

    (opened,) = services.open_contact(referral_id=referral_id, reason="To ask for the date.", by=officer, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert [answer.answer for answer in opened.document.answers] == [NAME, REACH]
    assert (entry.kind, entry.act) == (Kind.CONSULTATION, "contact.opened")
    assert set(entry.commitments) == {"reason"}
    assert "date" not in entry.data


def test_without_a_reason_the_contact_stays_sealed(officer):
    referral_id = situations.collected_referral()

    with pytest.raises(ReasonMissing):
        services.open_contact(referral_id=referral_id, reason=" ", by=officer, at=AT)


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_open_the_contact_does_not(role):
    referral_id = situations.collected_referral()

    with pytest.raises(NotPermitted):
        services.open_contact(referral_id=referral_id, reason="Curious.", by=situations.officer(role), at=AT)


def test_a_lost_contact_is_said_to_be_unreadable_and_the_try_is_entered(officer):
    referral_id = situations.collected_referral()
    store().path(Contact.objects.get().closed).unlink()

    with pytest.raises(ContactUnreadable):
        services.open_contact(referral_id=referral_id, reason="To ask.", by=officer, at=AT)

    assert ledger.entries_about(str(referral_id))[-1].act == "contact.opened"


def test_the_queue_shows_who_waits_longest_first(officer):
    taken = situations.accepted_referral(by=officer)
    waiting = situations.collected_referral()

    rows = selectors.queue()

    assert {row.id for row in rows} == {taken, waiting}
    assert rows == sorted(rows, key=lambda row: (row.received_at, row.id))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (QueueFilters(stages=frozenset({Stage.RECEIVED})), ["waiting"]),
        (QueueFilters(stages=frozenset({Stage.ACCEPTED, Stage.RECEIVED})), ["taken", "waiting"]),
        (QueueFilters(unassigned=True), ["waiting"]),
        (QueueFilters(language="en"), ["waiting"]),
        (QueueFilters(reference="0001"), ["taken"]),
        (QueueFilters(reference="9999"), []),
    ],
)
def test_the_queue_is_narrowed(officer, filters, expected):
    names = {situations.accepted_referral(by=officer): "taken"}
    names[situations.collected_referral(Sending(language="en"))] = "waiting"

    assert sorted(names[row.id] for row in selectors.queue(filters)) == expected
    assert selectors.queue_length(filters) == len(expected)


def test_the_queue_of_an_officer_is_theirs(officer):
    mine = situations.accepted_referral(by=officer)
    situations.accepted_referral()

    assert [row.id for row in selectors.queue(QueueFilters(assigned_to=officer.pk))] == [mine]


def test_the_queue_asks_twice_whatever_its_length(officer, django_assert_num_queries):
    for _ in range(3):
        situations.accepted_referral(by=officer)

    with django_assert_num_queries(2):
        selectors.queue()


def test_a_glance_tells_how_they_know_how_many_files_and_what_they_wish(django_assert_num_queries):
    ids = [situations.collected_referral(Sending(icc="ask_first")), situations.collected_referral(Sending(files=()))]

    with django_assert_num_queries(2):
        glances = selectors.glances(ids)

    assert [glances[one].files for one in ids] == [1, 0]
    assert [glances[one].wishes.on("icc") for one in ids] == ["ask_first", "yes"]
