"""What is handed over is kept as it came, looked through, and taken exactly once, each report a referral."""

import fcntl
import hashlib
import json
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories import handed_over, situations
from tests.factories.handed_over import JPEG, line, table, zip_of, zipped
from tests.factories.situations import AT

from affiant.core.sealing.unseal import CannotOpen, unseal
from affiant.evidence import selectors as evidence
from affiant.evidence import services as exhibits
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.handover import envelopes, selectors, services
from affiant.handover.errors import HandedBefore, LinesWrong, MayNotFollow, NothingToTake, ReasonMissing
from affiant.handover.models import Claim, Handover, HandoverPart
from affiant.handover.services import taking as carrying
from affiant.handover.services.lock import alone
from affiant.handover.services.opening import file_of
from affiant.handover.stages import Stage, Standing
from affiant.referrals import selectors as referrals
from affiant.referrals.kinds import Route
from affiant.referrals.models import Letter, Referral, Submission
from affiant.referrals.services import collect

TOMORROW = AT + timedelta(days=1)


def taken(content, organisation, officer, *, only_good=False):
    made = handed_over.received(content, organisation, officer)
    services.accept(handover_id=made, only_good=only_good, by=officer, at=AT)
    assert services.carry_out(handover_id=made, at=AT) is Stage.TAKEN
    return made


def test_each_report_becomes_a_referral_with_its_files_and_where_it_came_from(shelter, duty):
    made = taken(zip_of(3), shelter, duty)

    rows = [referrals.referral(each) for each in selectors.referrals_of(made)]
    assert len(rows) == 3
    assert {Referral.objects.get(pk=row.id).route for row in rows} == {Route.IMPORT}
    third = Claim.objects.get(number="N-0003").referral
    (exhibit,) = evidence.exhibits_of(third.pk)
    assert b"".join(exhibits.content_of(exhibit.id)) == JPEG + (3).to_bytes(4, "big")
    origin = selectors.origin_of(third.pk, third.sender)
    assert (origin.organisation, origin.handover_id, origin.line, origin.number) == ("Shelter", made, 4, "N-0003")
    assert referrals.wishes_of(third.pk).contact == "yes"


def test_the_account_stands_word_for_word_and_the_name_apart_under_its_seal(shelter, duty, house):
    taken(zip_of(1), shelter, duty)

    submission = Submission.objects.get()
    answers = {one["question"]: one["answer"] for one in json.loads(submission.answers)["answers"]}
    assert answers["account"] == line(1)["account"]
    assert (answers["path"], answers["behalf_consent"], answers["organisation"]) == ("behalf", "yes", "Shelter")
    assert "Особа 1" not in submission.answers


def test_the_file_is_kept_sealed_as_it_came(shelter, duty, house):
    content = zip_of(4)

    made = handed_over.received(content, shelter, duty)

    parts = selectors.parts_of(made)
    assert len(parts) > 1
    assert file_of(made).read() == content
    with pytest.raises(CannotOpen):
        unseal(store().read(parts[0].sealed_sha256), house.unit_identity)
    assert selectors.handover(made).sha256 == hashlib.sha256(content).hexdigest()


def test_nothing_is_taken_by_looking_through(shelter, duty):
    made = handed_over.received(zip_of(5, wrong=[2]), shelter, duty)

    lines = selectors.sum_of(made)
    assert (lines.good, lines.wrong, lines.known, lines.taken) == (4, 1, 0, 0)
    assert not Referral.objects.exists()
    (fault,) = selectors.faults(made)
    assert (fault.line, fault.number, fault.column) == (3, "N-0002", "account")


def test_with_a_wrong_line_the_good_ones_are_taken_only_when_told_to(shelter, duty):
    made = handed_over.received(zip_of(5, wrong=[2]), shelter, duty)

    with pytest.raises(LinesWrong):
        services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    services.accept(handover_id=made, only_good=True, by=duty, at=AT)
    services.carry_out(handover_id=made, at=AT)

    assert (selectors.sum_of(made).taken, Referral.objects.count()) == (4, 4)


def test_the_same_file_twice_takes_nothing_twice(shelter, duty):
    made = taken(zip_of(3), shelter, duty)

    with pytest.raises(HandedBefore) as refused:
        handed_over.received(zip_of(3), shelter, duty)

    assert refused.value.handover_id == made
    assert services.carry_out(handover_id=made, at=TOMORROW) is Stage.TAKEN
    assert Referral.objects.count() == 3


def test_of_two_who_load_the_same_file_at_once_one_keeps_it_and_no_part_is_left_over(shelter, duty, monkeypatch):
    made = handed_over.received(zip_of(3), shelter, duty)
    before = {path.name for path in store().root.rglob("*") if path.is_file()}
    standing, answers = selectors.standing, iter([None])
    monkeypatch.setattr(selectors, "standing", lambda *given: next(answers, standing(*given)))

    with pytest.raises(HandedBefore) as refused:
        handed_over.received(zip_of(3), shelter, duty)

    assert refused.value.handover_id == made
    assert {path.name for path in store().root.rglob("*") if path.is_file()} == before


def test_a_longer_file_later_takes_what_is_new(shelter, duty):
    taken(zip_of(3), shelter, duty)

    later = taken(zip_of(5), shelter, duty)

    assert (selectors.sum_of(later).known, selectors.sum_of(later).taken) == (3, 2)
    assert Referral.objects.count() == 5


def test_another_report_under_a_number_that_was_taken_is_wrong(shelter, duty):
    taken(table([line(1)]), shelter, duty)

    made = handed_over.received(table([line(1, account="Something else.")]), shelter, duty)

    assert selectors.sum_of(made).wrong == 1
    assert "another report" in selectors.faults(made)[0].sentence
    with pytest.raises(NothingToTake):
        services.accept(handover_id=made, only_good=True, by=duty, at=AT)


def test_two_files_that_were_looked_through_before_either_was_taken_take_a_number_once(shelter, duty):
    one = handed_over.received(table([line(1), line(2)]), shelter, duty)
    two = handed_over.received(table([line(2), line(3)]), shelter, duty)
    for made in (one, two):
        services.accept(handover_id=made, only_good=False, by=duty, at=AT)

    for made in (one, two):
        services.carry_out(handover_id=made, at=AT)

    assert (Referral.objects.count(), selectors.sum_of(two).taken) == (3, 1)


@pytest.mark.parametrize("place", ["deliver", "collect", "_note", "_finish"])
def test_a_worker_that_is_stopped_anywhere_leaves_nothing_twice_and_nothing_out(place, shelter, duty, monkeypatch):
    made = handed_over.received(zip_of(3), shelter, duty)
    services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    owner = {"deliver": envelopes.DeskInbox, "collect": carrying.referrals}.get(place, carrying)
    whole = getattr(owner, place)

    def stopped(*given, **named):
        if place in {"deliver", "collect"}:
            whole(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(owner, place, stopped)
        with pytest.raises(KeyboardInterrupt):
            services.carry_out(handover_id=made, at=AT)

    assert services.carry_out(handover_id=made, at=TOMORROW) is Stage.TAKEN
    assert (Referral.objects.count(), selectors.sum_of(made).taken) == (3, 3)
    assert not envelopes.inbox().ids()


def test_nobody_consents_for_another_whatever_signed_the_envelope(shelter, duty, monkeypatch):
    monkeypatch.setattr("affiant.tables.faults._wrong_choices", lambda _: iter(()))

    made = taken(table([line(1, consent="knows", wish_contact="yes", wish_sharing="no")]), shelter, duty)

    (referral_id,) = selectors.referrals_of(made)
    wishes = referrals.wishes_of(referral_id)
    assert (wishes.contact, wishes.on("icc")) == ("unanswered", "no")
    collected = next(one for one in ledger.entries_about(str(referral_id)) if one.act == "referral.collected")
    assert collected.facts["wishes_not_theirs"] is True


def test_no_letter_goes_to_a_mailbox_that_nobody_opens(shelter, duty):
    taken(zip_of(1), shelter, duty)

    assert not Letter.objects.exists()


def test_the_ledger_says_who_received_accepted_and_made_what(shelter, duty):
    made = taken(zip_of(2), shelter, duty)

    about_file = [(one.act, one.by) for one in ledger.entries_about(str(made))]
    assert about_file == [
        ("handover.received", duty.actor),
        ("handover.accepted", duty.actor),
        ("handover.taken", "system:desk"),
    ]
    (first, _) = selectors.referrals_of(made)
    assert "handover.report_taken" in {one.act for one in ledger.entries_about(str(first))}


def test_what_is_declined_stays_sealed_says_why_and_may_come_again(shelter, duty):
    made = handed_over.received(zip_of(2), shelter, duty)
    with pytest.raises(ReasonMissing):
        services.decline(handover_id=made, reason=" ", by=duty, at=AT)

    services.decline(handover_id=made, reason="It is another unit's.", by=duty, at=AT)

    assert file_of(made).read() == zip_of(2)
    with pytest.raises(MayNotFollow):
        services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    assert handed_over.received(table([line(9)]), shelter, duty) != made


def test_who_has_no_part_in_cases_takes_nothing_in(shelter, duty):
    auditor = situations.officer(Role.AUDITOR)

    with pytest.raises(NotPermitted):
        handed_over.received(zip_of(1), shelter, auditor)
    made = handed_over.received(zip_of(1), shelter, duty)
    with pytest.raises(NotPermitted):
        services.accept(handover_id=made, only_good=False, by=auditor, at=AT)


@pytest.mark.parametrize("content", [b"number\nA-1\n", b"\xff\xfe\x00", b"PK\x03\x04 cut", b"number,account\n"])
def test_a_file_that_is_no_table_says_so_and_is_kept(content, shelter, duty):
    made = handed_over.received(content, shelter, duty)

    row = selectors.handover(made)
    assert row.stage is Stage.UNREADABLE
    assert row.unreadable


def test_files_that_no_line_names_are_counted_and_files_that_are_missing_are_faults(shelter, duty):
    lines = [line(1, files="a.jpg;b.jpg"), line(2)]

    made = handed_over.received(zipped(lines, {"a.jpg": JPEG, "left.jpg": JPEG}), shelter, duty)

    assert selectors.handover(made).beside == 1
    assert [(one.line, one.sentence) for one in selectors.faults(made)] == [(2, "File 2 is not in the ZIP file.")]
    assert [one.standing for one in selectors.lines(made)] == [Standing.GOOD]


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"how": "otherwise"}, {"received_at": TOMORROW}])
def test_the_database_refuses_to_change_how_a_file_came(change, shelter, duty):
    made = handed_over.received(zip_of(1), shelter, duty)

    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=made).update(**change)


def test_the_database_refuses_to_change_a_part(shelter, duty):
    handed_over.received(zip_of(1), shelter, duty)

    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverPart.objects.update(sealed_sha256="0" * 64)


@pytest.fixture
def claimed(shelter, duty):
    """An accepted file of one line, whose number is claimed and nothing more; its row and the claim."""
    made = handed_over.received(zip_of(1), shelter, duty)
    services.accept(handover_id=made, only_good=False, by=duty, at=AT)
    row = selectors.handover(made)
    (claim,) = carrying._claim_all(row)
    return row, claim


def deliver(row, claim):
    with carrying.table_of(row.id) as opened:
        sealing = envelopes.Sealing(opened, opened.reports[0], row, claim.envelope_id, AT)
        envelopes.inbox().deliver(claim.envelope_id, sealing.write)


def test_an_envelope_that_another_desk_signed_is_set_aside(claimed, house, settings):
    settings.AFFIANT = replace(house, desk_key=situations.SigningKey(b"\x07" * 32))
    deliver(*claimed)
    settings.AFFIANT = house

    collect(inbox=envelopes.inbox(), envelope_id=claimed[1].envelope_id, at=AT, at_desk=True)

    assert not Referral.objects.exists()
    assert [one.code for one in referrals.quarantined()] == ["Q003"]


def test_what_a_stopped_machine_left_half_written_is_sealed_anew(claimed):
    row, claim = claimed
    deliver(row, claim)
    (envelopes.inbox().path(claim.envelope_id) / "answers.age").write_bytes(b"cut")

    services.carry_out(handover_id=row.id, at=TOMORROW)

    assert (Referral.objects.count(), referrals.quarantined()) == (1, [])


def test_a_second_worker_leaves_the_work_to_the_first(claimed):
    row, _ = claimed

    with alone(row.id) as first, alone(row.id) as second:
        assert (first, second) == (True, False)
        assert services.carry_out(handover_id=row.id, at=AT) is Stage.TAKING

    assert services.carry_out(handover_id=row.id, at=AT) is Stage.TAKEN


def test_who_waited_for_a_lock_and_who_comes_after_it_was_let_go_do_not_both_hold_it(house):
    handover_id = uuid.uuid4()
    with alone(handover_id):
        waited = (house.casework_dir / "handover" / f"{handover_id}.lock").open("w")

    fcntl.flock(waited, fcntl.LOCK_EX)
    with waited, alone(handover_id) as later:
        assert not later
