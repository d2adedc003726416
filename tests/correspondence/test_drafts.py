"""A message goes as it was read, never by its author alone where the operator wants two, and nothing is lost."""

from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT

from affiant.correspondence import errors, selectors, services
from affiant.correspondence.services import Wording
from affiant.correspondence.stages import MAY_FOLLOW, DraftStage, Settled
from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import EmptyText, NoMailbox
from affiant.referrals.kinds import Route
from affiant.referrals.models import Referral
from affiant.triage import services as triage
from affiant.triage.errors import Recused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
WORDS = Wording("Дякуємо. Ми прочитали.", "uk")


def acts(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


def drafted(referral_id, author, wording=WORDS):
    return services.draft(referral_id=referral_id, wording=wording, by=author, at=AT)


def submitted(referral_id, author, wording=WORDS):
    draft_id = drafted(referral_id, author, wording)
    services.submit(draft_id=draft_id, version=1, by=author, at=AT)
    return draft_id


def test_every_stage_of_a_draft_has_its_row():
    assert set(MAY_FOLLOW) == set(DraftStage)


def test_without_a_second_officer_a_message_goes_at_once(referral_id, author):
    stage = services.write(referral_id=referral_id, wording=WORDS, by=author, at=AT)

    (message,) = referrals.messages_of(referral_id)
    assert (stage, message.text, message.by_name) == (DraftStage.SENT, WORDS.text, author.display_name)
    assert acts(referral_id)[-1] == "message.written"


@pytest.mark.usefixtures("reviewed")
def test_with_a_second_officer_a_message_waits(referral_id, author):
    stage = services.write(referral_id=referral_id, wording=WORDS, by=author, at=AT)

    assert stage is DraftStage.WAITING
    assert referrals.messages_of(referral_id) == []
    assert acts(referral_id)[-1] == "message.submitted"


@pytest.mark.usefixtures("reviewed")
def test_the_second_officer_lets_it_go_and_both_names_stand_in_the_ledger(referral_id, author, second):
    draft_id = submitted(referral_id, author)

    services.approve(draft_id=draft_id, version=2, by=second, at=AT)

    entry, (message,) = ledger.entries_about(str(referral_id))[-1], referrals.messages_of(referral_id)
    assert (entry.act, entry.by, entry.facts["written_by"]) == ("message.written", second.actor, author.actor)
    assert (message.by_name, entry.facts["message"]) == (author.display_name, str(message.id))
    assert selectors.draft(draft_id, referral_id).stage is DraftStage.SENT


@pytest.mark.usefixtures("reviewed")
def test_nobody_lets_their_own_message_go(referral_id):
    alone = situations.officer(Role.INVESTIGATOR, Role.SUPERVISOR)
    draft_id = submitted(referral_id, alone)

    with pytest.raises(errors.OwnDraft):
        services.approve(draft_id=draft_id, version=2, by=alone, at=AT)

    assert referrals.messages_of(referral_id) == []


@pytest.mark.usefixtures("reviewed")
def test_what_is_returned_comes_back_with_words_and_can_be_given_again(referral_id, author, second):
    draft_id = submitted(referral_id, author)

    services.give_back(draft_id=draft_id, version=2, why="Kinder, please.", by=second, at=AT)
    returned = selectors.draft(draft_id, referral_id)
    better = Wording("Дякуємо Вам.", "uk")
    version = services.amend(draft_id=draft_id, version=returned.version, wording=better, by=author, at=AT)
    stage = services.submit(draft_id=draft_id, version=version, by=author, at=AT)

    assert (returned.stage, returned.judgement) == (DraftStage.RETURNED, "Kinder, please.")
    assert (returned.judged_name, stage) == (second.display_name, DraftStage.WAITING)


@pytest.mark.parametrize("is_reviewed", [True, False])
def test_what_its_author_has_not_given_is_sent_by_nobody_else(is_reviewed, referral_id, author, second, request):
    if is_reviewed:
        request.getfixturevalue("reviewed")
    begun = drafted(referral_id, author)

    with pytest.raises(errors.MayNotFollow):
        services.approve(draft_id=begun, version=1, by=second, at=AT)

    assert referrals.messages_of(referral_id) == []


@pytest.mark.usefixtures("reviewed")
def test_what_was_returned_does_not_go_before_its_author_gives_it_again(referral_id, author, second):
    draft_id = submitted(referral_id, author)
    services.give_back(draft_id=draft_id, version=2, why="Kinder, please.", by=second, at=AT)

    with pytest.raises(errors.MayNotFollow):
        services.approve(draft_id=draft_id, version=3, by=second, at=AT)

    assert referrals.messages_of(referral_id) == []


@pytest.mark.usefixtures("reviewed")
def test_nothing_is_returned_without_words(referral_id, author, second):
    draft_id = submitted(referral_id, author)

    with pytest.raises(errors.ReasonMissing):
        services.give_back(draft_id=draft_id, version=2, why=" \n", by=second, at=AT)


@pytest.mark.usefixtures("reviewed")
def test_what_waits_is_not_changed_under_the_eyes_of_its_reader(referral_id, author):
    draft_id = submitted(referral_id, author)

    with pytest.raises(errors.MayNotFollow):
        services.amend(draft_id=draft_id, version=2, wording=Wording("Інше.", "uk"), by=author, at=AT)


@pytest.mark.usefixtures("reviewed")
def test_a_page_that_is_stale_lets_nothing_go(referral_id, author, second):
    draft_id = submitted(referral_id, author)
    services.give_back(draft_id=draft_id, version=2, why="Shorter.", by=second, at=AT)

    with pytest.raises(errors.StaleDraft):
        services.approve(draft_id=draft_id, version=2, by=second, at=AT)


def test_of_two_who_edit_a_draft_at_once_the_second_overwrites_nothing(referral_id, author):
    draft_id = drafted(referral_id, author)
    services.amend(draft_id=draft_id, version=1, wording=Wording("Перше.", "uk"), by=author, at=AT)

    with pytest.raises(errors.StaleDraft) as stale:
        services.amend(draft_id=draft_id, version=1, wording=Wording("Друге.", "uk"), by=author, at=AT)

    assert (stale.value.version, selectors.draft(draft_id, referral_id).text) == (2, "Перше.")


def test_somebody_elses_draft_is_not_changed_but_can_be_thrown_away(referral_id, author, second):
    draft_id = drafted(referral_id, author)

    with pytest.raises(errors.NotOwnDraft):
        services.amend(draft_id=draft_id, version=1, wording=WORDS, by=second, at=AT)
    services.discard(draft_id=draft_id, version=1, by=second, at=AT)

    assert selectors.drafts_of(referral_id) == []
    assert acts(referral_id)[-1] == "message.discarded"


def test_a_wording_with_a_place_left_to_fill_does_not_go(referral_id, author):
    with pytest.raises(errors.LeftToFill):
        services.write(referral_id=referral_id, wording=Wording("Питання: […]", "uk"), by=author, at=AT)

    assert referrals.messages_of(referral_id) == []


def test_an_empty_message_is_no_draft(referral_id, author):
    with pytest.raises(EmptyText):
        drafted(referral_id, author, Wording(" \0\n"))


def test_the_ledger_has_a_draft_without_its_words(referral_id, author):
    drafted(referral_id, author)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.act, set(entry.commitments)) == ("message.drafted", {"text"})
    assert "Дякуємо" not in entry.data


@pytest.mark.parametrize("role", [Role.LIAISON_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_write_has_no_draft(role, referral_id):
    with pytest.raises(NotPermitted):
        drafted(referral_id, situations.officer(role))


@pytest.mark.usefixtures("reviewed")
def test_who_stepped_back_neither_writes_nor_reviews_nor_sees_what_waits(referral_id, author, second):
    draft_id = submitted(referral_id, author)
    triage.recuse(referral_id=referral_id, officer_id=second.pk, reason="A neighbour.", by=second, at=AT)

    with pytest.raises(Recused):
        services.approve(draft_id=draft_id, version=2, by=second, at=AT)
    with pytest.raises(Recused):
        drafted(referral_id, second)

    assert selectors.waiting_for(second) == []


@pytest.mark.usefixtures("reviewed")
def test_what_waits_is_listed_for_others_and_among_ones_own(referral_id, author, second):
    draft_id = submitted(referral_id, author)

    assert [row.id for row in selectors.waiting_for(second)] == [draft_id]
    assert selectors.waiting_for(author) == []
    assert [row.id for row in selectors.unsent_of(author)] == [draft_id]


def test_what_a_message_asks_is_open_until_somebody_says_what_became_of_it(referral_id, author, second):
    asking = Wording("Чи маєте Ви ще знімок?", "uk", asks="One more picture")
    services.write(referral_id=referral_id, wording=asking, by=author, at=AT)
    (question,) = selectors.open_questions(second)

    services.settle(question_id=question.id, referral_id=referral_id, how=Settled.ANSWERED, by=second, at=AT)

    (settled,) = selectors.questions_of(referral_id)
    assert (question.what, settled.settled, settled.settled_name) == (
        "One more picture",
        Settled.ANSWERED,
        second.display_name,
    )
    assert selectors.open_questions(second) == []
    assert acts(referral_id)[-1] == "message.settled"


def test_what_is_settled_is_not_settled_again(referral_id, author):
    services.write(referral_id=referral_id, wording=Wording("Чи?", "uk", asks="Whether"), by=author, at=AT)
    (question,) = selectors.questions_of(referral_id)
    given = {"question_id": question.id, "referral_id": referral_id, "by": author, "at": AT}
    services.settle(how=Settled.NOT_NEEDED, **given)

    with pytest.raises(errors.NoSuchQuestion):
        services.settle(how=Settled.LEFT, **given)


def test_a_message_in_another_language_than_the_reporters_says_so(sending, referral_id, author):
    services.write(referral_id=referral_id, wording=Wording("Thank you.", "en"), by=author, at=AT)
    services.write(referral_id=referral_id, wording=WORDS, by=author, at=AT + timedelta(minutes=1))

    told = [message.language for message in referrals.messages_of(referral_id)]

    assert told == ["en", ""]


@pytest.fixture
def handed_over(referral_id):
    """A report that an organisation handed over as a table: nobody holds the key of its mailbox."""
    Referral.objects.filter(pk=referral_id).update(route=Route.IMPORT, sender="a" * 32)
    return referral_id


def test_nothing_is_written_to_a_mailbox_that_nobody_can_open(handed_over, author):
    with pytest.raises(NoMailbox):
        services.write(referral_id=handed_over, wording=WORDS, by=author, at=AT)
    with pytest.raises(NoMailbox):
        drafted(handed_over, author)


def test_a_mailbox_that_nobody_can_open_is_owed_no_word_of_a_stage(handed_over, author):
    owed = referrals.waiting_letters()

    triage.assign(referral_id=handed_over, officer_id=author.pk, by=author, at=AT)

    assert referrals.waiting_letters() == owed


@pytest.fixture
def left(referral_id, author, second):
    """A draft whose author's account was closed."""
    draft_id = drafted(referral_id, author)
    accounts.set_active(officer=author, active=False, by=situations.officer(Role.ADMINISTRATOR), at=AT)
    return draft_id


def test_the_draft_of_somebody_who_left_is_taken_over_and_goes_under_the_new_name(left, referral_id, author, second):
    version = services.take_over(draft_id=left, version=1, by=second, at=AT)
    services.submit(draft_id=left, version=version, by=second, at=AT)

    row, (message,) = selectors.draft(left, referral_id), referrals.messages_of(referral_id)
    assert (message.text, message.by_name) == (WORDS.text, second.display_name)
    assert (row.written_by, row.begun_name) == (second.pk, author.display_name)
    entry = next(one for one in ledger.entries_about(str(referral_id)) if one.act == "message.taken_over")
    assert (entry.by, entry.facts["written_by"]) == (second.actor, author.actor)


def test_the_draft_of_somebody_who_stepped_back_is_taken_over(referral_id, author, second):
    draft_id = drafted(referral_id, author)
    triage.recuse(referral_id=referral_id, officer_id=author.pk, reason="I know them.", by=author, at=AT)

    services.take_over(draft_id=draft_id, version=1, by=second, at=AT)

    assert selectors.draft(draft_id, referral_id).written_by == second.pk


def test_a_draft_whose_author_can_go_on_is_not_taken(referral_id, author, second):
    draft_id = drafted(referral_id, author)

    with pytest.raises(errors.AuthorStillWrites):
        services.take_over(draft_id=draft_id, version=1, by=second, at=AT)

    assert selectors.draft(draft_id, referral_id).written_by == author.pk


def test_who_may_not_write_to_the_person_takes_no_draft_over(left, referral_id, second):
    triage.recuse(referral_id=referral_id, officer_id=second.pk, reason="I know them.", by=second, at=AT)

    with pytest.raises(Recused):
        services.take_over(draft_id=left, version=1, by=second, at=AT)
    with pytest.raises(NotPermitted):
        services.take_over(draft_id=left, version=1, by=situations.officer(Role.LIAISON_OFFICER), at=AT)


@pytest.mark.usefixtures("reviewed")
def test_neither_who_began_a_draft_nor_who_took_it_over_is_its_second_officer(left, referral_id, author, second):
    version = services.take_over(draft_id=left, version=1, by=second, at=AT)
    services.submit(draft_id=left, version=version, by=second, at=AT)
    accounts.set_active(officer=author, active=True, by=situations.officer(Role.ADMINISTRATOR), at=AT)

    with pytest.raises(errors.OwnDraft):
        services.approve(draft_id=left, version=version + 1, by=author, at=AT)
    with pytest.raises(errors.OwnDraft):
        services.approve(draft_id=left, version=version + 1, by=second, at=AT)

    assert selectors.waiting_for(author) == []
    services.approve(draft_id=left, version=version + 1, by=situations.officer(Role.SUPERVISOR), at=AT)
    assert len(referrals.messages_of(referral_id)) == 1


@pytest.mark.usefixtures("reviewed")
def test_who_returned_a_draft_does_not_become_its_author(referral_id, author, second):
    draft_id = submitted(referral_id, author)
    services.give_back(draft_id=draft_id, version=2, why="Kinder, please.", by=second, at=AT)
    accounts.set_active(officer=author, active=False, by=situations.officer(Role.ADMINISTRATOR), at=AT)

    with pytest.raises(errors.ReturnedByYou):
        services.take_over(draft_id=draft_id, version=3, by=second, at=AT)


def test_what_somebody_left_behind_is_listed_for_who_may_see_it(left, referral_id, second):
    closed = situations.officer(Role.INVESTIGATOR)
    triage.recuse(referral_id=referral_id, officer_id=closed.pk, reason="I know them.", by=closed, at=AT)

    assert [row.id for row in selectors.left_behind(second)] == [left]
    assert selectors.left_behind(closed) == []
