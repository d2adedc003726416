"""A crash between any two steps of collecting, and the next round finishes the work."""

import pytest
from tests.factories import situations
from tests.factories.situations import Sending

from affiant.casework import rounds
from affiant.evidence.models import Exhibit, ExhibitPart
from affiant.ground.ledger import selectors as ledger
from affiant.ground.spool.disk import DiskInbox
from affiant.ground.store.disk import Staging
from affiant.referrals import selectors, spool
from affiant.referrals.models import Letter, Message, Referral, Submission
from affiant.referrals.services import Collected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


class Crash(BaseException):
    """The process ends here."""


def crash(*_args, **_named):
    raise Crash


STEPS = {
    "before the first copy": (Staging, "take"),
    "before the copies are kept": (Staging, "keep"),
    "at the referral": (Referral.objects, "create"),
    "at the submission": (Submission.objects, "create"),
    "at the message": (Message.objects, "create"),
    "at the letter": (Letter.objects, "create"),
    "at the exhibits": (Exhibit.objects, "bulk_create"),
    "at the parts": (ExhibitPart.objects, "bulk_create"),
    "after the commit": (DiskInbox, "remove"),
}


@pytest.mark.parametrize("step", STEPS)
def test_one_submission_comes_of_it_whenever_the_courier_dies(step, monkeypatch):
    sending = Sending(kind="message")
    sending.deliver()
    monkeypatch.setattr(*STEPS[step], crash)
    with pytest.raises(Crash):
        situations.collect(sending.id)
    monkeypatch.undo()
    assert spool.inbox().ids() == [sending.id]

    result = situations.collect(sending.id)

    assert isinstance(result, Collected)
    assert Referral.objects.count() == Submission.objects.count() == Letter.objects.count() == 1
    assert Exhibit.objects.count() == 1
    assert ledger.size() == 2
    assert spool.inbox().ids() == []
    assert selectors.quarantined() == []


def test_a_crash_before_the_commit_leaves_no_row(monkeypatch):
    sending = Sending()
    sending.deliver()
    monkeypatch.setattr(ExhibitPart.objects, "bulk_create", crash)

    with pytest.raises(Crash):
        situations.collect(sending.id)

    assert not Referral.objects.exists()
    assert not Submission.objects.exists()
    assert ledger.size() == 0


def test_an_envelope_that_fails_on_our_side_is_shown_and_tried_again(house):
    sending = Sending()
    sending.deliver()
    blocked = house.casework_dir / "store"
    blocked.write_text("a file where the store should be")

    rounds.make()
    rounds.make()

    (row,) = selectors.stuck()
    assert (row.envelope_id, row.tries) == (sending.id, 2)
    assert spool.inbox().ids() == [sending.id]

    blocked.unlink()
    rounds.make()

    assert selectors.stuck() == []
    assert Submission.objects.get().envelope_id == sending.id


def test_one_envelope_that_fails_keeps_no_other_waiting(monkeypatch):
    first, second = sorted((Sending(), Sending()), key=lambda sending: sending.id)
    first.deliver()
    second.deliver()
    take, failing = Staging.take, [OSError("disk")]
    monkeypatch.setattr(Staging, "take", lambda *given, **named: _fail_once(failing) or take(*given, **named))

    rounds.make()

    assert [row.envelope_id for row in selectors.stuck()] == [first.id]
    assert Submission.objects.get().envelope_id == second.id


def _fail_once(failing: list[OSError]) -> None:
    if failing:
        raise failing.pop()
