"""What belongs together is found with its ground, and said by an officer."""

import pytest
from tests.factories import situations
from tests.factories.situations import AT, File, Sending, collected_referral

from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger.selectors import entries_about
from affiant.linking import selectors, services
from affiant.linking.errors import (
    AlreadySaid,
    GroundMissing,
    LinkedToItself,
    NoSuchLikeness,
    NoSuchLink,
)
from affiant.linking.services import Said
from affiant.linking.stages import Likeness, Verdict
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

    assert [link.other for link in selectors.beside(pair[0], investigator).links] == [pair[1]]
    assert [link.other for link in selectors.beside(pair[1], investigator).links] == [pair[0]]
    for one, other in (pair, pair[::-1]):
        entry = entries_about(str(one))[-1]
        assert (entry.act, entry.facts["with"], entry.kind) == ("referral.linked", str(other), "combination")


def test_the_ground_is_not_written_into_the_ledger(pair, investigator):
    say(pair, investigator)

    assert "bridge" not in "".join(entry.data for entry in entries_about(str(pair[0])))


@pytest.fixture
def same_file():
    """Two referrals that hold one file."""
    return [collected_referral(Sending(files=(File(b"own" * size), SAME_FILE))) for size in (1, 2)]


def found(referral_id, officer):
    return [(one.other, one.likeness) for one in selectors.beside(referral_id, officer).suggested.rows]


def answer(pair, by, verdict, words=""):
    said = Said(Likeness.FILE, verdict, words)
    return services.answer(referral_id=pair[0], other_id=pair[1], said=said, by=by, at=AT)


def test_the_same_file_in_two_referrals_is_found_until_an_officer_has_answered(same_file, investigator):
    before = found(same_file[0], investigator)

    answer(same_file, investigator, Verdict.APART, "A picture that everybody shares.")

    assert before == [(same_file[1], Likeness.FILE)]
    assert found(same_file[0], investigator) == found(same_file[1], investigator) == []


def test_a_likeness_is_confirmed_without_more_words_and_keeps_what_was_found(same_file, investigator):
    answer(same_file, investigator, Verdict.LINKED)

    (link,) = selectors.beside(same_file[1], investigator).links
    entry = entries_about(str(same_file[0]))[-1]
    assert (link.found, link.ground) == ("Files that are the same, byte for byte: 1.", "")
    assert (entry.act, entry.facts["suggested"], entry.kind) == ("referral.linked", True, "combination")
    assert {*entry.commitments} == {"found", "ground"}


def test_a_likeness_is_refused_only_with_a_reason(same_file, investigator):
    with pytest.raises(GroundMissing):
        answer(same_file, investigator, Verdict.APART, " ")

    assert found(same_file[0], investigator)


def test_what_is_not_found_any_more_or_was_answered_is_not_answered_again(pair, same_file, investigator):
    with pytest.raises(NoSuchLikeness):
        answer(pair, investigator, Verdict.LINKED)

    answer(same_file, investigator, Verdict.LINKED)

    with pytest.raises(NoSuchLikeness):
        answer(same_file[::-1], investigator, Verdict.APART, "Late.")


def test_a_likeness_is_found_again_after_parting(same_file, investigator):
    link_id = answer(same_file, investigator, Verdict.LINKED)

    services.part(link_id=link_id, referral_id=same_file[0], reason="A mistake.", by=investigator, at=AT)

    assert found(same_file[0], investigator) == [(same_file[1], Likeness.FILE)]


def test_what_belongs_to_a_referral_is_told_in_short_and_what_only_looks_alike_is_not(pair, same_file, investigator):
    say(pair, investigator)
    answer(same_file, investigator, Verdict.APART, "Everybody has it.")

    assert selectors.in_short(pair[1], investigator).linked == [(pair[0], Likeness.EVENT)]
    assert selectors.in_short(same_file[0], investigator).linked == []


def test_a_closed_referral_is_neither_found_nor_answered_nor_listed(pair, same_file, investigator):
    say(pair, investigator)
    recuse(same_file[1], investigator)
    recuse(pair[1], investigator)

    assert found(same_file[0], investigator) == []
    assert selectors.in_short(pair[0], investigator).linked == []
    with pytest.raises(Recused):
        answer(same_file, investigator, Verdict.LINKED)


def test_two_empty_files_are_no_likeness(investigator):
    one, _ = (collected_referral(Sending(files=(File(b""),))) for _ in range(2))

    assert not found(one, investigator)


def test_a_link_is_parted_once(pair, investigator):
    link_id = say(pair, investigator)
    services.part(link_id=link_id, referral_id=pair[0], reason="Another bridge.", by=investigator, at=AT)

    with pytest.raises(NoSuchLink):
        services.part(link_id=link_id, referral_id=pair[0], reason="Another one.", by=investigator, at=AT)


def test_the_same_is_said_once_and_again_after_parting(pair, investigator):
    link_id = say(pair, investigator)
    with pytest.raises(AlreadySaid):
        say(pair[::-1], investigator)

    services.part(link_id=link_id, referral_id=pair[1], reason="Another bridge.", by=investigator, at=AT)
    say(pair, investigator)

    parted = [link.parted_reason for link in selectors.beside(pair[0], investigator).links if link.parted_at]
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


def test_only_those_who_work_on_cases_link(pair):
    with pytest.raises(NotPermitted):
        say(pair, situations.officer(Role.LIAISON_OFFICER))


def test_a_referral_that_is_closed_to_an_officer_is_neither_linked_nor_named_to_them(pair, investigator):
    say(pair, investigator)
    recuse(pair[1], investigator)

    assert not selectors.beside(pair[0], investigator).links
    with pytest.raises(Recused):
        say(pair, investigator, Said(Likeness.PERSON, Verdict.LINKED, "The same name."))


def test_a_restricted_referral_is_found_by_its_members_alone(same_file, investigator):
    supervisor = situations.officer(Role.SUPERVISOR)

    triage.restrict(referral_id=same_file[1], reason="A source.", by=supervisor, at=AT)

    assert found(same_file[0], investigator) == []
    assert found(same_file[0], supervisor) == [(same_file[1], Likeness.FILE)]
