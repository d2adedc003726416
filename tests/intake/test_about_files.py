"""What is asked about each file, and how it is sealed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.navigators.reporter import answers, envelopes

from affiant.intake.report.questions import about_files
from affiant.intake.uploads import listing
from affiant.submissions.selectors import UploadView

pytestmark = pytest.mark.django_db
PAGE = "form/about-files"


def add(reporter, *names, content=b"content"):
    files = [SimpleUploadedFile(name, content) for name in names]
    reporter.client.post("/files/plain", {"next": "/en/form/files", "file": files})


def told(envelope) -> dict[str, object]:
    return {answer.question: answer.answer for answer in answers(envelope).answers}


def a_file(number: int, name: str = "a.jpg", length: int | None = 3, offset: int = 3) -> UploadView:
    return UploadView("0" * 32, number, name, "image/jpeg", length, offset)


def test_the_page_comes_after_the_files_when_there_are_any(writing):
    before = writing.answer("files")

    add(writing, "one.jpg")

    assert not before["Location"].endswith("about-files")
    assert writing.answer("files")["Location"].endswith("about-files")


def test_each_file_is_asked_about_under_its_name(writing):
    add(writing, "one.jpg", "two.jpg")

    page = writing.read(PAGE)

    assert page.index("one.jpg") < page.index("file_made.1") < page.index("two.jpg") < page.index("file_made.2")
    assert page.count("Is it the original?") == 2


def test_every_question_about_a_file_can_be_passed_over(writing):
    add(writing, "one.jpg")

    writing.answer("about-files")
    writing.send()

    assert told(envelopes()[0]) | {"file_made.1": "", "file_got.1": "", "file_original.1": ""} == told(envelopes()[0])


def test_what_is_said_about_a_file_is_sealed_with_what_was_shown(writing):
    add(writing, "one.jpg")
    said = {"file_made.1": "Моя сестра.", "file_got.1": "She sent it to me.", "file_original.1": "copy"}

    writing.answer("about-files", **said)
    writing.send()

    sealed = [answer for answer in answers(envelopes()[0]).answers if answer.question == "file_original.1"]
    assert {name: told(envelopes()[0])[name] for name in said} == said
    assert sealed[0].shown.title == "Is it the original?"
    assert "one.jpg" in sealed[0].shown.hint
    assert [option.value for option in sealed[0].shown.options] == ["yes", "copy", "unsure", "unanswered"]


def test_answers_follow_their_file_when_another_is_removed(writing):
    add(writing, "one.jpg", "two.jpg")
    writing.answer("about-files", **{"file_made.1": "about the first", "file_made.2": "about the second"})
    first = writing.open("form/files").context["uploads"][0]

    writing.answer("files", remove=first.id)
    writing.send()

    assert [file.name for file in answers(envelopes()[0]).files] == ["two.jpg"]
    assert told(envelopes()[0])["file_made.1"] == "about the second"
    assert told(envelopes()[0])["file_made.removed-1"] == "about the first"


def test_nothing_is_asked_about_what_is_empty_unfinished_or_a_recording():
    recording = a_file(3, f"{listing.RECORDING}1.webm")

    assert about_files.asked([a_file(1, length=0, offset=0), a_file(2, length=5), recording]) == ()


def test_very_many_files_are_not_asked_about_one_by_one():
    questions = about_files.asked([a_file(number) for number in range(1, 61)])

    assert len(questions) == 3 * about_files.MOST + 1
    assert questions[-1].name == "file_others"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u202e\n", "\u00a0"])
def test_a_file_whose_name_nobody_can_see_is_called_by_its_number(name):
    assert listing.label(a_file(4, name)) == "File 4, which has no name"


@pytest.mark.parametrize("name", ["a", ".", "відео", "صورة.jpg", "\u202egpj.exe"])
def test_any_other_name_is_shown_as_it_is(name):
    assert listing.label(a_file(4, name)) == name


def test_no_row_of_the_check_page_is_blank(writing):
    writing.client.post(
        "/files/plain",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename=" "\r\n\r\nx\r\n--b--\r\n',
        "multipart/form-data; boundary=b",
    )

    assert "File 1, which has no name" in writing.read("form/check")
    assert "File 1, which has no name" in writing.read("form/files")
