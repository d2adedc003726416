"""Whatever way somebody goes, each answer is sealed with exactly the words that were shown for it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.navigators.page import fields, in_one_line, text
from tests.navigators.reporter import Reporter, answers, contact, envelopes

from affiant.config import languages
from affiant.core.documents import Answer
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation
from affiant.submissions import selectors

pytestmark = pytest.mark.django_db
PAGES = [step.name for step in flow.every_step(Situation({})) if step.questions]
WORDS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=20)


def test_the_words_are_those_of_the_language_of_the_answer(writing):
    writing.language = "uk"
    writing.answer("account", account="Було близько шостої ранку.")
    writing.language = "en"
    writing.answer("place", place_where="Izium")
    writing.send()

    by_question = {answer.question: answer for answer in answers(envelopes()[0]).answers}
    assert by_question["account"].shown.title == "Що Ви хотіли б нам розповісти?"
    assert by_question["account"].answer == "Було близько шостої ранку."
    assert by_question["place_where"].shown.title == "Where was it?"
    assert by_question["path"].answer == "witnessed"
    assert by_question["path"].shown.options[1].label == "I saw or heard it myself"
    assert by_question["place_when"].answer == ""


def test_a_page_that_was_open_while_the_path_changed_seals_what_it_showed(reporter):
    reporter.answer("start", path="officer")
    shown = fields(reporter.open("form/account"))
    reporter.answer("start", path="experienced")

    reporter.answer("account", account="Their words.", **shown)
    reporter.send()

    account = next(answer for answer in answers(envelopes()[0]).answers if answer.question == "account")
    assert account.shown.title == "What does the person want to tell us?"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=some.data())
def test_any_walk_seals_exactly_what_was_shown(db, own_folders, data):
    reporter = Reporter(Client())
    seen = visit(reporter, "start", data)
    for name in data.draw(some.lists(some.sampled_from(PAGES), max_size=8)):
        seen |= visit(reporter, name, data)
    seen |= visit(reporter, "account", data, account="An account.") or visit(
        reporter, "young", data, young_say="A word."
    )

    reporter.send()

    envelope = envelopes()[-1]
    sealed = [*answers(envelope).answers, *contact(envelope).answers]
    assert {answer.question for answer in sealed} == set(seen)
    assert all(is_as_shown(answer, *seen[answer.question]) for answer in sealed)


def visit(reporter: Reporter, name: str, data: some.DataObject, **given: str) -> dict[str, tuple[str, str]]:
    """Answer a page as it is shown; give what stood on it, and what was answered, by question."""
    reporter.language = data.draw(some.sampled_from(languages.CODES))
    page = reporter.open(f"form/{name}")
    if page.status_code != 200:
        return {}
    chosen = {
        field: given.get(field) or data.draw(strategy(made)) for field, made in page.context["form"].fields.items()
    }
    assert reporter.post(f"form/{name}", **fields(page), **chosen).status_code == 302
    return {field: (text(page), words) for field, words in chosen.items()}


def strategy(field: object) -> some.SearchStrategy[str]:
    choices = getattr(field, "choices", None)
    return some.sampled_from([value for value, _ in choices]) if choices else WORDS


def is_as_shown(answer: Answer, page: str, words: str) -> bool:
    shown = answer.shown
    lines = [
        shown.title,
        *shown.hint.splitlines(),
        *(line for each in shown.options for line in each.label.splitlines()),
    ]
    return answer.answer == words and all(in_one_line(line) in page for line in lines)


def test_a_file_that_came_after_its_page_was_shown_was_not_asked_about(reporter):
    reporter.answer("start")
    first = add_a_file(reporter, "one.txt")
    shown = fields(reporter.open("form/about-files"))
    add_a_file(reporter, "two.txt")

    reporter.answer("about-files", **shown, **{f"file_made.{first}": "My brother"})
    reporter.send()

    asked = {answer.question for answer in answers(envelopes()[0]).answers} - {"path"}
    assert asked == {"file_made.1", "file_got.1", "file_original.1"}


def test_a_file_that_is_added_from_the_answers_to_check_is_asked_about(reporter):
    reporter.walk()
    add_a_file(reporter, "one.txt")

    response = reporter.answer("files", then="check")

    assert response["Location"] == "/en/form/about-files?then=check"
    reporter.answer("about-files")
    assert reporter.answer("files", then="check")["Location"] == "/en/form/check"


def add_a_file(reporter: Reporter, name: str) -> int:
    reporter.client.post("/files/plain", {"file": SimpleUploadedFile(name, b"words"), "next": "/en/form/files"})
    return max(upload.number for upload in selectors.uploads(reporter.keys()))
