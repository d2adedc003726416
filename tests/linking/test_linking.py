"""What belongs together is suggested with its ground and said by an officer; nobody is heard twice unknowingly."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT, File, Sending, collected_referral

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger.selectors import entries_about
from affiant.linking import selectors, services
from affiant.linking.errors import AlreadySaid, GroundMissing, LinkedToItself, NobodyNamed, NoSuchLink
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Recorded, Verdict
from affiant.referrals.errors import NoSuchReferral
from affiant.triage import services as triage
from affiant.triage.errors import Recused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
TOGETHER = Said(Likeness.EVENT, Verdict.LINKED, "Both speak of the bridge at noon.")
SAME_FILE = File(b"the same bytes" * 9)


def say(pair, by, said=TOGETHER):
    return services.say(referral_id=pair[0], other_id=pair[1], said=said, by=by, at=AT)


def recuse(referral_id, officer):
    triage.recuse(referral_id=referral_id, officer_id=officer.pk, reason="Knows them.", by=officer, at=AT)


def test_what_is_said_of_two_stands_on_both_and_in_the_ledger_about_both(pair, investigator):
    say(pair, investigator)

    assert [link.other for link in selectors.links_of(pair[0], investigator)] == [pair[1]]
    assert [link.other for link in selectors.links_of(pair[1], investigator)] == [pair[0]]
    for one, other in (pair, pair[::-1]):
        entry = entries_about(str(one))[-1]
        assert (entry.act, entry.facts["with"], entry.kind) == ("referral.linked", str(other), "combination")


def test_the_ground_is_not_written_into_the_ledger(pair, investigator):
    say(pair, investigator)

    assert "bridge" not in "".join(entry.data for entry in entries_about(str(pair[0])))


def test_the_same_file_in_two_referrals_is_suggested_until_an_officer_has_spoken(investigator):
    one, other = (collected_referral(Sending(files=(File(b"own" * size), SAME_FILE))) for size in (1, 2))

    (found,) = selectors.suggestions(one, investigator)
    say((one, other), investigator, Said(Likeness.FILE, Verdict.APART, "A picture that everybody shares."))

    assert (found.other, found.likeness) == (other, Likeness.FILE)
    assert not selectors.suggestions(one, investigator)
    assert not selectors.suggestions(other, investigator)


def test_two_empty_files_are_no_likeness(investigator):
    one, _ = (collected_referral(Sending(files=(File(b""),))) for _ in range(2))

    assert not selectors.suggestions(one, investigator)


def test_the_same_is_said_once_and_again_after_parting(pair, investigator):
    link_id = say(pair, investigator)
    with pytest.raises(AlreadySaid):
        say(pair[::-1], investigator)

    services.part(link_id=link_id, referral_id=pair[1], reason="Another bridge.", by=investigator, at=AT)
    say(pair, investigator)

    parted = [link.parted_reason for link in selectors.links_of(pair[0], investigator) if link.parted_at]
    assert parted == ["Another bridge."]


def test_what_makes_no_sense_is_refused(pair, investigator):
    with pytest.raises(LinkedToItself):
        say((pair[0], pair[0]), investigator)
    with pytest.raises(GroundMissing):
        say(pair, investigator, Said(Likeness.EVENT, Verdict.LINKED, " \0 "))
    with pytest.raises(NoSuchReferral):
        say((pair[0], investigator.pk), investigator)
    with pytest.raises(NoSuchLink):
        services.part(link_id=pair[0], referral_id=pair[0], reason="No.", by=investigator, at=AT)
    with pytest.raises(NobodyNamed):
        services.register_earlier(referral_id=pair[0], heard=Heard(" "), by=investigator, at=AT)


def test_only_those_who_work_on_cases_link(pair):
    with pytest.raises(NotPermitted):
        say(pair, situations.officer(Role.LIAISON_OFFICER))


def test_a_referral_that_is_closed_to_an_officer_is_neither_linked_nor_named_to_them(pair, investigator):
    say(pair, investigator)
    recuse(pair[1], investigator)

    assert not selectors.links_of(pair[0], investigator)
    with pytest.raises(Recused):
        say(pair, investigator, Said(Likeness.PERSON, Verdict.LINKED, "The same name."))


def test_an_earlier_account_is_known_under_every_referral_of_the_same_reporter(pair, investigator):
    services.register_earlier(
        referral_id=pair[0], heard=Heard("An invented society", "in June", Recorded.YES), by=investigator, at=AT
    )
    before = selectors.earlier_accounts(pair[1], investigator)
    say(pair, investigator, Said(Likeness.REPORTER, Verdict.LINKED, "She says so in a message."))

    (account,) = selectors.earlier_accounts(pair[1], investigator)
    assert before == []
    assert (account.given_to, account.recorded, account.referral_id) == ("An invented society", Recorded.YES, pair[0])


def test_who_only_looks_alike_shares_no_earlier_account(pair, investigator):
    services.register_earlier(referral_id=pair[0], heard=Heard("A court"), by=investigator, at=AT)

    say(pair, investigator, Said(Likeness.PERSON, Verdict.APART, "Another person of this name."))

    assert not selectors.earlier_accounts(pair[1], investigator)
