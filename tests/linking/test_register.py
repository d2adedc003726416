"""Nobody is heard twice unknowingly: the register of earlier accounts, and where its warning stands."""

from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT, collected_referral

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger.selectors import entries_about
from affiant.linking import selectors, services
from affiant.linking.errors import NobodyNamed, NoSuchAccount
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Recorded, Verdict, Way, Whose
from affiant.triage import services as triage
from affiant.triage.errors import Recused

from . import signs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
SOCIETY = Heard("An invented society", "in June", Recorded.YES, way=Way.INTERVIEW)
OLENA = Heard("A court", whose=Whose.OTHER, person="Olena Kovalchuk", way=Way.INTERVIEW)


def register(referral_id, by, heard=SOCIETY):
    return services.register_earlier(referral_id=referral_id, heard=heard, by=by, at=AT)


def correct(account_id, referral_id, by, heard):
    at = AT + timedelta(minutes=1)
    return services.correct_earlier(account_id=account_id, referral_id=referral_id, heard=heard, by=by, at=at)


def link(pair, by, verdict=Verdict.LINKED, likeness=Likeness.REPORTER):
    said = Said(likeness, verdict, "She says so in a message.")
    services.say(referral_id=pair[0], other_id=pair[1], said=said, by=by, at=AT)


def test_nobody_is_known_to_have_been_heard(pair, investigator):
    assert selectors.heard_before(pair[0], investigator) is None


def test_an_account_is_in_the_register_and_its_words_are_not_in_the_ledger(pair, investigator):
    register(pair[0], investigator)

    heard = selectors.heard_before(pair[0], investigator)
    entry = entries_about(str(pair[0]))[-1]
    assert [row.given_to for row in heard.rows] == ["An invented society"]
    assert heard.interviewed
    assert (entry.act, entry.facts["way"]) == ("earlier_account.registered", "interview")
    assert "society" not in entry.data


def test_an_earlier_account_is_known_under_every_referral_of_the_same_reporter(pair, investigator):
    register(pair[0], investigator)
    before = selectors.heard_before(pair[1], investigator)

    link(pair, investigator)

    (account,) = selectors.beside(pair[1], investigator).earlier
    assert before is None
    assert (account.given_to, account.referral_id, account.named_alike) == ("An invented society", pair[0], False)


@pytest.mark.parametrize(("verdict", "likeness"), [(Verdict.APART, Likeness.PERSON), (Verdict.LINKED, Likeness.EVENT)])
def test_who_only_looks_alike_or_saw_the_same_event_shares_no_earlier_account(verdict, likeness, pair, investigator):
    register(pair[0], investigator)

    link(pair, investigator, verdict, likeness)

    assert selectors.heard_before(pair[1], investigator) is None


def test_somebody_who_was_heard_is_known_wherever_their_name_is_coded_in_any_script(pair, investigator):
    register(pair[0], investigator, OLENA)
    signs.code(pair[1], investigator, whom="Олена Ковальчук")
    services.follow()

    (account,) = selectors.heard_before(pair[1], investigator).rows
    assert (account.person, account.referral_id, account.named_alike) == ("Olena Kovalchuk", pair[0], True)


def test_only_the_account_of_that_name_is_told_of_another_referral(pair, investigator):
    register(pair[0], investigator, OLENA)
    register(pair[0], investigator)
    signs.code(pair[1], investigator, whom="Олена Ковальчук")
    services.follow()

    assert [row.person for row in selectors.beside(pair[1], investigator).earlier] == ["Olena Kovalchuk"]


def test_what_is_registered_under_a_closed_referral_is_not_told(pair, investigator):
    register(pair[0], investigator, OLENA)
    signs.code(pair[1], investigator, whom="Олена Ковальчук")
    link(pair, investigator)
    services.follow()

    triage.recuse(referral_id=pair[0], officer_id=investigator.pk, reason="Knows them.", by=investigator, at=AT)

    assert selectors.beside(pair[1], investigator).earlier == []


def test_a_correction_follows_and_the_earlier_row_stays(pair, investigator):
    account_id = register(pair[0], investigator)

    correct(account_id, pair[0], investigator, Heard("Another society"))

    first, second = selectors.beside(pair[0], investigator).earlier
    assert (first.replaced, second.replaced) == (True, False)
    assert [row.given_to for row in selectors.heard_before(pair[0], investigator).rows] == ["Another society"]
    assert entries_about(str(pair[0]))[-1].facts["follows"] == str(account_id)


def test_two_officers_do_not_correct_the_same_row(pair, investigator):
    account_id = register(pair[0], investigator)
    correct(account_id, pair[0], investigator, Heard("Another society"))

    with pytest.raises(NoSuchAccount):
        correct(account_id, pair[0], investigator, Heard("A third one"))
    with pytest.raises(NoSuchAccount):
        correct(account_id, pair[1], investigator, Heard("Under another referral"))


def test_an_account_says_by_whom_and_of_somebody_else_of_whom(pair, investigator):
    with pytest.raises(NobodyNamed):
        register(pair[0], investigator, Heard(" \0"))
    with pytest.raises(NobodyNamed):
        register(pair[0], investigator, Heard("A court", whose=Whose.OTHER))


def test_a_name_typed_for_the_reporter_is_not_kept(pair, investigator):
    register(pair[0], investigator, Heard("A court", person="Should not stand here"))

    assert [row.person for row in selectors.beside(pair[0], investigator).earlier] == [""]


def test_only_those_who_work_on_the_case_enter_into_the_register(pair, investigator):
    with pytest.raises(NotPermitted):
        register(pair[0], situations.officer(Role.AUDITOR))
    triage.recuse(referral_id=pair[0], officer_id=investigator.pk, reason="Knows them.", by=investigator, at=AT)
    with pytest.raises(Recused):
        register(pair[0], investigator)


def test_no_account_is_told_of_a_referral_that_has_none(investigator):
    assert selectors.beside(collected_referral(), investigator).earlier == []
