"""Which wish a package rests on: each body has its own, the newest word holds, and a withdrawal ends all sharing."""

import sys
from datetime import timedelta

import pytest
from tests.factories import situations
from tests.factories.situations import AT, JPEG, SENT, File, Sending
from tests.sharing.partner import opened, verdict

from affiant.core import canonical
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.sharing import errors, selectors, services
from affiant.sharing.stages import Failure, Ground, PackageStage, Piece

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
LATER = SENT + timedelta(hours=1)


def changed(report: Sending, **wishes: str) -> Sending:
    """Return the envelope in which the reporter of a report changes wishes."""
    icc = wishes.pop("icc", report.icc)
    return Sending(
        keys=report.keys, kind="message", form="wishes", text="", icc=icc, wishes=wishes, sent=LATER, files=()
    )


def withdrawn(report: Sending) -> Sending:
    """Return the envelope in which the reporter withdraws."""
    return Sending(keys=report.keys, kind="message", form="withdrawal", text="", sent=LATER, files=())


def included(referral_id, body="icc"):
    return [piece.piece for piece in selectors.what_would_be_shared(referral_id, body).included]


def prepare_for(body: str, referral_id):
    liaison, supervisor = situations.officer(Role.LIAISON_OFFICER), situations.officer(Role.SUPERVISOR)
    court = situations.court(body=body)
    package_id = services.prepare(
        referral_id=referral_id, partner_id=court.partner.id, conditions="", by=liaison, at=AT
    )
    return situations.Prepared(package_id, referral_id, court, liaison, supervisor)


def written(prepared):
    services.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)
    return services.write(package_id=prepared.package_id, at=AT + timedelta(minutes=1))


def test_each_body_has_its_own_wish():
    referral_id = situations.accepted_referral(Sending(icc="yes", wishes={"iiim": "no", "states": "yes_without_me"}))

    assert Piece.CONTACT in included(referral_id, "icc")
    assert selectors.what_would_be_shared(referral_id, "iiim").refusal is Ground.REFUSED
    assert included(referral_id, "states") == [Piece.ACCOUNT, Piece.EXHIBIT]


def test_a_body_that_the_form_did_not_ask_about_gets_nothing():
    referral_id = situations.accepted_referral(Sending(icc="yes"))

    assert selectors.what_would_be_shared(referral_id, "europol").refusal is Ground.UNANSWERED


@pytest.mark.parametrize(("body", "wishes"), [("states", {"states": "yes"}), ("iiim", {"iiim": "yes_without_me"})])
def test_a_package_names_the_wish_that_it_rests_on_and_is_sound(body, wishes, tmp_path):
    referral_id = situations.accepted_referral(Sending(icc="no", wishes=wishes))
    prepared = prepare_for(body, referral_id)

    assert written(prepared) is PackageStage.WRITTEN

    assert canonical.decode(opened(prepared)["data/cover.json"])["wish"] == body
    assert verdict(prepared, tmp_path)["findings"] == []


def test_a_package_that_rests_on_the_first_wish_is_written_as_it_always_was(tmp_path):
    package = situations.written_package()

    assert "wish" not in canonical.decode(opened(package)["data/cover.json"])


def test_changed_wishes_count_for_the_report_before_them(tmp_path):
    report = Sending(icc="ask_first")
    referral_id = situations.accepted_referral(report)
    situations.collected_referral(changed(report, icc="yes"))
    prepared = prepare_for("icc", referral_id)

    assert written(prepared) is PackageStage.WRITTEN

    assert opened(prepared)["data/items/0001/original.bin"] == JPEG
    assert "data/accounts/0002/answers.json" in opened(prepared)
    assert "data/accounts/0001/contact.json" in opened(prepared)
    assert verdict(prepared, tmp_path)["findings"] == []


def test_a_later_report_does_not_change_what_was_wished_for_the_first():
    first = Sending(icc="no", files=(File(b"not this"),))
    referral_id = situations.accepted_referral(first)
    situations.collected_referral(Sending(keys=first.keys, icc="yes", sent=LATER))

    withheld = selectors.what_would_be_shared(referral_id, "icc").withheld

    assert Ground.REFUSED in [piece.ground for piece in withheld if piece.piece is Piece.ACCOUNT]


@pytest.mark.parametrize("icc", ["no", "ask_first", "yes_without_me"])
def test_a_package_prepared_before_narrower_wishes_is_not_written(icc):
    report = Sending(icc="yes")
    approved = situations.approved_package(report)
    situations.collected_referral(changed(report, icc=icc))

    stage = services.write(package_id=approved.package_id, at=AT + timedelta(minutes=1))

    assert stage is PackageStage.FAILED
    assert selectors.package(approved.package_id).row.failure is Failure.WISHES_CHANGED
    assert not selectors.file_of(approved.package_id).exists()


def test_a_package_prepared_before_narrower_wishes_is_not_approved():
    report = Sending(icc="yes")
    prepared = situations.prepared_package(report)
    situations.collected_referral(changed(report, icc="yes_without_me"))

    with pytest.raises(errors.NothingMayBeShared) as refused:
        services.approve(package_id=prepared.package_id, by=prepared.supervisor, at=AT)

    assert refused.value.ground is Ground.WITHOUT_ME


def test_after_a_withdrawal_nothing_is_prepared():
    report = Sending(icc="yes")
    referral_id = situations.accepted_referral(report)
    situations.collected_referral(withdrawn(report))

    assert selectors.what_would_be_shared(referral_id, "icc").refusal is Ground.WITHDRAWN
    with pytest.raises(errors.NothingMayBeShared) as refused:
        prepare_for("icc", referral_id)
    assert refused.value.ground is Ground.WITHDRAWN


def test_a_package_that_was_approved_before_a_withdrawal_fails():
    report = Sending(icc="yes")
    approved = situations.approved_package(report)
    situations.collected_referral(withdrawn(report))

    assert services.write(package_id=approved.package_id, at=AT) is PackageStage.FAILED
    assert selectors.package(approved.package_id).row.failure is Failure.WISHES_CHANGED


def test_a_withdrawal_that_comes_while_a_package_is_written_stops_it(monkeypatch):
    report = Sending()
    prepared = situations.approved_package(report)
    writing = sys.modules["affiant.sharing.services.write"]  # the package's name for it is the act
    streamed = writing._stream

    def and_withdrawn(*given):
        facts = streamed(*given)
        situations.collected_referral(withdrawn(report))
        return facts

    monkeypatch.setattr(writing, "_stream", and_withdrawn)

    stage = services.write(package_id=prepared.package_id, at=AT)

    assert stage is PackageStage.FAILED
    assert selectors.package(prepared.package_id).row.failure is Failure.WISHES_CHANGED
    assert not selectors.file_of(prepared.package_id).exists()


def test_a_package_that_was_written_before_a_withdrawal_leaves_no_more():
    report = Sending()
    prepared = situations.written_package(report)
    situations.collected_referral(withdrawn(report))

    with pytest.raises(errors.NothingMayBeShared) as refused:
        services.open_package(prepared.package_id, by=prepared.liaison, at=AT)

    assert refused.value.ground is Ground.WITHDRAWN
    assert "package.taken" not in [entry.act for entry in ledger.entries_about(str(prepared.referral_id))]


def test_the_ledger_says_on_which_wish_a_package_was_prepared():
    prepared = situations.prepared_package()

    entry = ledger.entries_about(str(prepared.referral_id))[-1]

    assert (entry.act, entry.facts["wish"]) == ("package.prepared", "icc")


def test_a_partner_rests_on_a_wish_that_the_form_asks_about():
    with pytest.raises(errors.BodyUnknown):
        situations.court(body="nobody")
