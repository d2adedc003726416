"""The page for telling by voice: the only one with a microphone; what broke off is kept."""

import pytest
from django.utils import timezone
from tests.navigators.reporter import answers, envelopes

from affiant.intake.voice import spoken
from affiant.submissions import selectors, services
from affiant.submissions.services import Body

pytestmark = pytest.mark.django_db


class Sound:
    """What a microphone heard, as a request's body."""

    def __init__(self, content: bytes) -> None:
        self.rest = content

    def read(self, size: int, /) -> bytes:
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def record(person, *pieces: bytes, name: str = "spoken-account-1.webm", length: int | None = None) -> str:
    """Leave a recording as the page's script does; without a length, it broke off."""
    keys, now = person.keys(), timezone.now()
    made = services.start_upload(keys=keys, name=name, claimed_type="audio/webm", length=length, at=now)
    offset = 0
    for piece in pieces:
        body = Body(Sound(piece), len(piece), None)
        offset = services.receive(keys=keys, upload_id=made, offset=offset, body=body, at=now)
    return made


def sealed(question: str):
    return next((each for each in answers(envelopes()[0]).answers if each.question == question), None)


def policy(response) -> str:
    return response["Permissions-Policy"]


def test_the_microphone_is_open_to_this_page_alone(writing):
    assert policy(writing.open("form/voice")) == "camera=(), geolocation=(), microphone=(self)"
    assert "media-src 'self' blob:" in writing.open("form/voice")["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["", "form/start", "form/account", "form/files", "form/map", "return", "nowhere"])
def test_every_other_page_forbids_every_device(writing, page):
    response = writing.open(page)

    assert policy(response) == "camera=(), geolocation=(), microphone=()"
    assert "blob:" not in response["Content-Security-Policy"]


def test_nobody_without_a_report_comes_here(reporter):
    assert reporter.open("form/voice").status_code == 403


def test_the_page_warns_that_a_voice_can_be_recognised_and_says_what_to_do_without_scripts(writing):
    page = writing.read("form/voice")

    assert "A voice can be recognised." in page
    assert "You can record with an app for voice recordings on your phone" in page
    assert 'href="/en/form/files"' in page


def test_the_account_leads_here_and_keeps_what_was_typed(writing):
    response = writing.answer("account", account="I would rather", aid="voice")

    assert response["Location"] == "/en/form/voice"
    assert "I would rather" in writing.read("form/account")


def test_a_recording_is_listed_and_can_be_deleted(writing):
    made = record(writing, b"sound" * 100, length=500)
    assert "Recording 1" in writing.read("form/voice")

    writing.post("form/voice", remove=made)

    assert "Recording 1" not in writing.read("form/voice")


def test_another_file_is_not_deleted_from_here(writing):
    made = record(writing, b"picture", name="picture.jpg", length=7)

    writing.post("form/voice", remove=made)

    assert [upload.id for upload in selectors.uploads(writing.keys())] == [made]


def test_a_recording_that_broke_off_can_be_kept_as_it_is(writing):
    made = record(writing, b"half a ", b"sentence")
    assert "broke off; what was said before is here" in writing.read("form/voice")

    writing.post("form/voice", keep=made)

    (upload,) = selectors.uploads(writing.keys())
    assert upload.finished
    assert upload.length == 15


def test_a_recording_that_broke_off_leaves_with_the_report(writing):
    record(writing, b"half a ", b"sentence")

    response = writing.send()

    assert response["Location"] == "/en/sent"
    (file,) = answers(envelopes()[0]).files
    assert file.bytes == 15


def test_a_recording_without_a_sound_is_dropped(writing):
    record(writing)
    writing.answer("account", account="written after all")

    writing.send()

    assert answers(envelopes()[0]).files == ()
    assert sealed("spoken") is None


def test_the_recordings_are_named_by_their_numbers_among_the_files_that_leave(writing):
    removed = record(writing, b"blurred", name="blurred.jpg", length=7)
    record(writing, b"picture", name="picture.jpg", length=7)
    record(writing, b"first", length=5)
    record(writing, b"second", name="spoken-account-2.m4a", length=6)
    services.remove_upload(keys=writing.keys(), upload_id=removed)

    writing.send()

    found = sealed("spoken")
    files = {str(file.number): file.name for file in answers(envelopes()[0]).files}
    assert found.answer == ("2", "3")
    assert [files[number] for number in found.answer] == ["spoken-account-1.webm", "spoken-account-2.m4a"]
    assert found.shown.title == "What you told by voice"
    assert found.shown.hint == "2 recordings"


def test_the_check_shows_that_something_was_spoken(writing):
    record(writing, b"first", length=5)

    page = writing.read("form/check")

    assert "What you told by voice" in page
    assert "1 recording" in page


def test_after_sending_the_page_leads_to_the_receipt(sent):
    assert sent.open("form/voice")["Location"] == "/en/sent"


def test_words_count_recordings_in_the_language_of_the_page(writing):
    record(writing, b"first", length=5)
    record(writing, b"second", name="spoken-account-2.webm", length=6)

    writing.language = "uk"

    assert "2 записи" in writing.read("form/check")
    assert spoken.numbers(selectors.uploads(writing.keys())) == ("1", "2")
