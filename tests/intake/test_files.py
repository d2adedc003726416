"""The page of files: adding by a plain form, the list, and taking a file away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.navigators.reporter import answers, envelopes

pytestmark = pytest.mark.django_db
HERE = "/en/form/files"


def add(reporter, *files, **more):
    return reporter.client.post("/files/plain", {"next": HERE, "file": list(files)} | more)


def file(name="photo.jpg", content=b"\xff\xd8\xff content"):
    made = SimpleUploadedFile("any", content, content_type="image/jpeg")
    made._name = name  # as it is: the setter would cut a long name, and a browser does not
    return made


def listed(reporter):
    return [upload.name for upload in reporter.open("form/files").context["uploads"]]


def test_several_files_go_into_the_report_at_once(writing):
    response = add(writing, file("one.jpg"), file("two.jpg"))

    writing.send()
    assert response["Location"] == HERE
    assert [each.name for each in answers(envelopes()[0]).files] == ["one.jpg", "two.jpg"]


@pytest.mark.parametrize("name", ["я" * 300 + ".jpg", "photo\u202egpj.exe", "a<b>&c.jpg", "відео з двору.mp4"])
def test_a_strange_name_is_shown_and_keeps_the_page_whole(writing, name):
    add(writing, file(name))

    page = writing.read("form/files")
    assert listed(writing) == [name]
    assert "<b>" not in page
    assert 'class="files__name" dir="auto"' in page


def test_a_file_can_be_taken_away(writing):
    add(writing, file())
    upload = writing.open("form/files").context["uploads"][0]

    response = writing.answer("files", remove=upload.id)

    assert response["Location"] == HERE
    assert listed(writing) == []


def test_taking_away_what_is_gone_changes_nothing(writing):
    response = writing.answer("files", remove="0" * 32)

    assert response["Location"] == HERE


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        ("none", "Choose a file first."),
        ("empty", "One of the files is empty"),
        ("broken", "A file did not arrive whole."),
        ("large", "The file is too large"),
        ("full", "We have no room for this file at the moment."),
    ],
)
def test_what_was_wrong_with_a_file_stands_beside_the_field_and_above(writing, problem, sentence):
    page = writing.read(f"form/files?problem={problem}")

    shown = re.sub(r'data-[a-z]+="[^"]*"', "", page)  # the script's words are there whatever happens
    assert shown.count(sentence) == 2


def test_a_problem_that_nobody_knows_is_not_repeated(writing):
    assert "script" not in writing.open("form/files?problem=<script>").context["form"].as_p()


def test_choosing_no_file_leads_to_a_sentence(writing):
    response = add(writing)

    assert response["Location"] == f"{HERE}?problem=none"


def test_a_report_of_files_alone_can_be_sent(reporter):
    reporter.answer("start")
    add(reporter, file())

    assert reporter.send()["Location"] == "/en/sent"


def test_files_are_added_to_a_message_too(sent):
    sent.client.post("/files/plain", {"next": "/en/return/files", "file": [file("later.jpg")]})

    assert "later.jpg" in sent.read("return/files")
    assert "later.jpg" in sent.read("return/messages")
    sent.post("return/messages", text="")
    assert [each.name for each in answers(envelopes()[1]).files] == ["later.jpg"]


def test_a_file_of_a_message_can_be_taken_away(sent):
    sent.client.post("/files/plain", {"next": "/en/return/files", "file": [file("later.jpg")]})
    upload = sent.open("return/files").context["uploads"][0]

    sent.post("return/files", remove=upload.id)

    assert "later.jpg" not in sent.read("return/messages")


def test_going_on_from_the_files_of_a_message_leads_back_to_it(sent):
    assert sent.post("return/files")["Location"] == "/en/return/messages#write"
    assert sent.post("return/files", language="uk")["Location"] == "/uk/return/files"


def test_a_refused_form_speaks_the_language_of_its_page(writing):
    writing.client.cookies.clear()

    response = writing.client.post("/files/plain?language=uk", headers={"accept-language": "en"})

    assert response.status_code == 403
    assert '<html lang="uk"' in response.content.decode()


def test_adding_a_file_from_the_check_page_leads_back_to_it(writing):
    page = writing.read("form/files?then=check")

    response = add(writing, file(content=b""), next="/en/form/files?then=check")

    assert 'value="/en/form/files?then=check"' in page
    assert 'action="/en/form/files?then=check"' in page
    assert response["Location"] == "/en/form/files?then=check&problem=empty"


def test_the_forms_page_of_files_leads_to_the_messages_one_after_sending(sent):
    response = sent.open("form/files?problem=empty")

    assert response["Location"] == "/en/return/files?problem=empty"
