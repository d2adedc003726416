"""What follows a report besides messages: new wishes, and a withdrawal."""

import pytest
from tests.factories import reports

from affiant.core.documents import Answer, Shown
from affiant.submissions import selectors, services
from affiant.submissions.envelopes import Statement
from affiant.submissions.errors import AlreadySent, NotSentYet, Withdrawn

pytestmark = pytest.mark.django_db
WISHES = {"contact": "no", "icc": "no", "uk": "yes"}


@pytest.fixture
def keys():
    """Somebody whose report has left."""
    opened = reports.open_draft().keys
    reports.send(opened)
    return opened


def new_wishes() -> Statement:
    asked = Answer("wish_contact", Shown("Чи можна з вами зв'язатися?"), "no")
    return Statement("uk", (asked,), wishes=WISHES, form=("wishes", "1"))


def withdrawal() -> Statement:
    return Statement("uk", (Answer("withdrawal", Shown("Відкликати?"), "yes"),), form=("withdrawal", "1"))


def later_envelopes():
    found = [folder for folder in reports.envelopes() if reports.header(folder).kind == "message"]
    return [reports.answers(folder) for folder in found]


def test_new_wishes_leave_in_an_envelope_of_their_own(keys):
    services.send_form(keys=keys, statement=new_wishes(), at=reports.AT)

    [document] = later_envelopes()
    assert (document.kind, document.form, document.wishes) == ("message", ("wishes", "1"), WISHES)
    assert [sent.kind for sent in selectors.load(keys).sent] == ["report", "wishes"]


def test_a_form_sent_twice_is_sent_once(keys):
    envelope_id = selectors.load(keys).next_envelope

    first = services.send_form(keys=keys, statement=new_wishes(), at=reports.AT, envelope_id=envelope_id)
    again = services.send_form(keys=keys, statement=new_wishes(), at=reports.AT, envelope_id=envelope_id)

    assert first == again
    assert len(later_envelopes()) == 1


def test_files_and_words_that_wait_are_not_taken_along(keys):
    services.save_answers(keys=keys, answers={"message": "Ще одне.", "change.wish_contact": "no"}, at=reports.AT)
    upload_id = services.start_upload(keys=keys, name="a", claimed_type="", length=10, at=reports.AT)

    services.send_form(keys=keys, statement=new_wishes(), at=reports.AT)

    left = selectors.load(keys)
    assert left.answers == {"message": "Ще одне."}
    assert [upload.id for upload in left.uploads] == [upload_id]
    assert later_envelopes()[0].files == ()


def test_a_report_is_withdrawn_once(keys):
    first = services.send_form(keys=keys, statement=withdrawal(), at=reports.AT)
    again = services.send_form(keys=keys, statement=withdrawal(), at=reports.AT)

    assert first == again
    assert [document.form for document in later_envelopes()] == [("withdrawal", "1")]
    assert selectors.load(keys).withdrawn_at == reports.AT.replace(microsecond=0)


def test_after_a_withdrawal_there_are_no_wishes_to_change_but_messages_go_on(keys):
    services.send_form(keys=keys, statement=withdrawal(), at=reports.AT)

    with pytest.raises(Withdrawn):
        services.send_form(keys=keys, statement=new_wishes(), at=reports.AT)
    services.send_message(keys=keys, text="Дякую.", language="uk", at=reports.AT)

    assert [sent.kind for sent in selectors.load(keys).sent] == ["report", "withdrawal", "message"]


def test_a_report_that_was_not_sent_cannot_be_withdrawn():
    keys = reports.open_draft().keys

    with pytest.raises(NotSentYet):
        services.send_form(keys=keys, statement=withdrawal(), at=reports.AT)


def test_after_sending_nothing_but_what_is_to_be_sent_next_can_be_kept(keys):
    services.save_answers(keys=keys, answers={"change.wish_uk": "yes"}, at=reports.AT)

    with pytest.raises(AlreadySent):
        services.save_answers(keys=keys, answers={"wish_uk": "yes"}, at=reports.AT)


def test_a_sent_report_says_how_large_each_file_was():
    keys = reports.open_draft().keys
    reports.add_file(keys, b"x" * 10)
    reports.add_file(keys, b"")

    reports.send(keys)

    assert selectors.load(keys).sent[0].files == (10, 0)
