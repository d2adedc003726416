"""A visit that lost its cookie: what was typed and ticked goes along with the code, and is saved."""

import pytest
from django.test import Client
from tests.navigators.page import fields
from tests.navigators.reporter import Reporter, envelopes

from affiant.intake import lost
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation

pytestmark = pytest.mark.django_db
WORDS = "Every word of it.\n\nAnd <this> & that."


@pytest.fixture
def code(writing) -> str:
    writing.answer("account", account="It was six in the morning.")
    return writing.code()


@pytest.fixture
def without_cookie(db) -> Reporter:
    """The same browser, after its cookie went."""
    return Reporter(Client())


def test_what_was_typed_is_shown_and_what_was_ticked_goes_along(without_cookie):
    page = without_cookie.answer("place", place_where=WORDS, danger="yes")

    assert page.status_code == 403
    assert "And &lt;this&gt; &amp; that." in page.content.decode()
    carried = fields(page)
    assert carried["kept.danger"] == ["yes"]
    assert carried["kept.place_where"] == [WORDS]
    assert carried["kept_at"] == ["/en/form/place"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("address", ["/en/form/account", "/en/return/wishes", "/en/return"])
def test_another_site_puts_no_words_and_no_wishes_into_the_form(site, address):
    stranger = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": site})
    invented = {"account": WORDS, "wish_sharing": "yes", "kept.wish_sharing": "yes", "kept_at": "/en/return/wishes"}

    page = stranger.post(address, invented)

    assert page.status_code == 403
    assert not [name for name in fields(page) if name.startswith("kept")]
    assert "And &lt;this&gt;" not in page.content.decode()


def test_a_choice_alone_is_said_to_go_along(without_cookie):
    page = without_cookie.answer("safety", danger="yes").content.decode()

    assert "What you chose on the page before is not saved yet" in page


def test_with_the_code_it_is_all_still_there_and_is_saved(code, without_cookie):
    lost = without_cookie.answer("place", place_where=WORDS)

    back = without_cookie.post("return", code=code, **fields(lost))
    assert "You are back" in back.content.decode()
    assert "And &lt;this&gt; &amp; that." in back.content.decode()

    saved = without_cookie.answer("place", **fields(back))
    assert saved["Location"] == "/en/form/seen"
    assert without_cookie.open("form/place").context["form"]["place_where"].value() == WORDS


def test_a_message_waits_in_its_field_and_is_not_sent(sent, without_cookie):
    code = sent.code()
    lost_page = without_cookie.post("return/messages", text=WORDS, envelope="a" * 32)

    back = without_cookie.post("return", code=code, **fields(lost_page))

    assert back["Location"] == "/en/return/messages#write"
    assert without_cookie.open("return/messages").context["form"]["text"].value() == WORDS
    assert len(envelopes()) == 1


def test_a_withdrawal_is_asked_about_once_more(sent, without_cookie):
    code = sent.code()
    lost_page = without_cookie.post("return/stop/sure", why=WORDS)

    back = without_cookie.post("return", code=code, **fields(lost_page))

    assert "Withdraw it" in back.content.decode()
    assert len(envelopes()) == 1


def test_a_slip_in_the_code_loses_nothing(code, without_cookie):
    lost = without_cookie.answer("place", place_where=WORDS)

    again = without_cookie.post("return", code="1234", **fields(lost))

    assert fields(again)["kept.place_where"] == [WORDS]
    assert "You are back" in without_cookie.post("return", code=code, **fields(again)).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/leave", "/en/code", "", "\x00"])
def test_what_came_along_goes_to_pages_of_questions_alone(code, without_cookie, elsewhere):
    back = without_cookie.post("return", code=code, **{"kept.account": WORDS, "kept_at": elsewhere})

    assert back["Location"] == "/en/form/check"


def test_no_answer_that_can_be_ticked_is_taken_for_words():
    asked = (question for step in flow.every_step(Situation({})) for question in step.questions)
    ticked = {option.value for question in asked for option in question.options}

    assert ticked <= lost.CHOICES


def test_a_word_that_looks_like_an_answer_is_shown_as_typed(without_cookie):
    assert "kyiv" in without_cookie.answer("place", place_where="kyiv").context["typed"]


def test_without_anything_typed_the_page_asks_for_the_code_alone(without_cookie):
    page = without_cookie.open("form/account")

    assert page.status_code == 403
    assert "not saved yet" not in page.content.decode()
    assert 'name="code"' in page.content.decode()


def test_a_browser_that_keeps_no_cookie_is_told_so_and_keeps_the_words(code):
    strict = Reporter(Client(enforce_csrf_checks=True))

    again = strict.post("return", code=code, **{"kept.account": WORDS, "kept_at": "/en/form/account"})

    assert again.status_code == 403
    assert "your browser keeps no cookies" in again.content.decode()
    assert fields(again)["kept.account"] == [WORDS]
    assert code not in again.content.decode()


def test_what_a_form_says_by_itself_is_not_shown_as_somebodys_words(without_cookie):
    page = without_cookie.answer("about-files", of="file_made.1 file_got.1", aid="voice", **{"file_made.1": WORDS})

    shown = page.content.decode()
    assert '<p class="typed affiant-words" dir="auto">Every word of it.' in shown
    assert shown.count('class="typed') == 1
    assert fields(page)["kept.of"] == ["file_made.1 file_got.1"]
    assert "kept.aid" not in fields(page)
