"""The way through the form follows the path: what is asked, in whose words, and what is left out."""

import pytest
from tests.navigators.page import text
from tests.navigators.reporter import answers, contact, envelopes

from affiant.config import languages
from affiant.intake.report.questions import by_path

pytestmark = pytest.mark.django_db
BEGIN = ["start", "age", "account", "place"]
END = ["files", "earlier", "safety", "needs", "wishes", "reach"]
OWN = ["witnessed", "told", "material", "person", "behalf", "officer"]
ALL = ["experienced", *OWN]


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", OWN)
def test_each_path_has_a_page_of_its_own_in_each_language(reporter, path, language):
    reporter.language = language

    walked = reporter.walk(path=path, account="A first account.")

    assert walked == [*BEGIN, by_path.PAGES[path].name, *END]
    assert reporter.send()["Location"] == f"/{language}/sent"
    assert answers(envelopes()[0]).language == language


@pytest.mark.parametrize("path", ["experienced", ""])
def test_these_have_none(reporter, path):
    assert reporter.walk(path=path) == [*BEGIN, *END]


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", ["", *ALL])
def test_a_child_goes_a_short_way_and_is_not_asked_what_happened(reporter, path, language):
    reporter.language = language

    walked = reporter.walk(path=path, age="child", young_safe="no", wish_contact="yes")

    assert walked == ["start", "age", "young", "reach", "wishes"]
    assert reporter.send()["Location"] == f"/{language}/sent"
    assert "account" not in {answer.question for answer in answers(envelopes()[0]).answers}


def test_a_child_reads_first_whom_to_call(reporter):
    reporter.walk(age="child")

    page = reporter.read("form/young")

    assert "0800 1111" in page
    assert "999" in page
    assert page.index("0800 1111") < page.index("Are you safe now?")


def test_a_child_is_shown_the_lines_that_are_for_a_child(reporter):
    reporter.walk(age="child")

    page = reporter.read("form/young")

    assert "Childline" in page
    assert "NSPCC" not in page


def test_who_reports_for_a_child_is_shown_the_lines_for_who_worries_about_one(reporter):
    reporter.walk(path="behalf", age="child")

    page = reporter.read("form/young")

    assert "Childline" in page
    assert "NSPCC" in page


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("experienced", ["we may have to tell people whose work is to protect children", "used against you"]),
        ("behalf", ["we may have to tell people whose work is to protect children"]),
        ("officer", ["we may have to tell people whose work is to protect children", "rules on caution"]),
    ],
)
def test_the_limits_are_said_to_a_child_above_the_box(reporter, path, sentences):
    reporter.walk(path=path, age="child")

    page = text(reporter.open("form/young"))

    assert [sentence for sentence in sentences if sentence not in page] == []


def test_a_child_is_asked_about_contact_alone_and_wishes_nothing_else(reporter):
    reporter.walk(wish_sharing="yes", wish_uk="yes", account="Before I said that I am fifteen.")
    reporter.walk(age="child", wish_contact="yes", young_adult="My aunt.")

    reporter.send()

    wishes = answers(envelopes()[0]).wishes
    assert wishes.pop("contact") == "yes"
    assert set(wishes.values()) == {"unanswered"}


def test_who_reports_for_a_child_is_asked_not_to_question_it(reporter):
    reporter.walk(path="officer", age="child")

    assert "Please do not ask the child what happened." in text(reporter.open("form/young"))


def test_danger_is_answered_with_numbers_to_call_on_the_next_page(reporter):
    walked = reporter.walk(danger="yes")

    assert walked[walked.index("safety") + 1] == "numbers"
    assert "999" in reporter.read("form/numbers")


@pytest.mark.parametrize("danger", ["no", "unsure", "unanswered", ""])
def test_without_danger_there_is_no_such_page(reporter, danger):
    assert "numbers" not in reporter.walk(danger=danger)


def test_who_decides_for_each_recipient_is_asked_about_each_that_is_open(reporter):
    walked = reporter.walk(wish_sharing="each")
    page = text(reporter.open("form/recipients"))

    assert walked[walked.index("wishes") + 1] == "recipients"
    assert "International Criminal Court" in page
    assert "Eurojust and its Genocide Network" in page
    assert "UNITAD" not in page


def test_a_wish_for_each_is_sealed_by_recipient(reporter):
    reporter.walk(account="x", wish_sharing="each", wish_icc="yes", wish_states="no", wish_uk="ask_first")

    reporter.send()

    assert answers(envelopes()[0]).wishes == {
        "analysis": "unanswered",
        "contact": "unanswered",
        "eurojust": "unanswered",
        "europol": "unanswered",
        "icc": "yes",
        "iiim": "unanswered",
        "iimm": "unanswered",
        "states": "no",
        "support": "unanswered",
        "uk": "ask_first",
    }


def test_one_wish_for_all_is_sealed_for_every_recipient(reporter):
    reporter.walk(account="x", wish_sharing="yes_without_me", wish_contact="yes", wish_analysis="no")

    reporter.send()

    wishes = answers(envelopes()[0]).wishes
    assert {wishes.pop("contact"), wishes.pop("analysis"), wishes.pop("uk")} == {"yes", "no", "unanswered"}
    assert set(wishes.values()) == {"yes_without_me"}


def test_who_changes_their_mind_about_each_is_bound_by_the_later_wish(reporter):
    reporter.walk(account="x", wish_sharing="each", wish_icc="yes")
    reporter.answer("wishes", wish_sharing="no")

    reporter.send()

    assert answers(envelopes()[0]).wishes["icc"] == "no"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("experienced", "You do not have to write anything that could be used against you."),
        ("behalf", "You do not have to write anything that could be used against you."),
        ("officer", "Follow your rules on caution and legal advice first."),
    ],
)
def test_who_may_implicate_themselves_reads_a_notice_before_they_write(reporter, path, sentence):
    reporter.walk(path=path)

    page = reporter.read("form/account")

    assert 0 < page.index(sentence) < page.index("<textarea")


def test_what_is_hard_to_write_is_spoken_of_above_the_box(reporter):
    reporter.walk()
    page = reporter.read("form/account")

    assert page.index("You do not need to describe injuries") < page.index("<textarea")


def test_an_officer_writes_the_persons_words(reporter):
    reporter.walk(path="officer", officer_reach="Desk 4, 0100", officer_place="The port")
    page = text(reporter.open("form/account"))

    assert "What does the person want to tell us?" in page
    assert "Write their words as they say them" in page


def test_what_is_about_the_person_is_sealed_apart(reporter):
    reporter.walk(
        path="behalf",
        behalf_body="An invented organisation",
        behalf_who="A guest",
        need_access="A lift",
        need_language="Dari",
        name="Somebody",
    )

    reporter.send()

    kept_apart = {answer.question for answer in contact(envelopes()[0]).answers}
    assert kept_apart == {
        "behalf_body",
        "need_interpreter",
        "need_interpreter_not",
        "need_officer",
        "need_access",
        "name",
        "reach",
        "safe",
    }
    assert kept_apart.isdisjoint(answer.question for answer in answers(envelopes()[0]).answers)


def test_the_number_of_questions_follows_the_path(reporter):
    assert "Question 1 of 10" in reporter.read("form/start")

    reporter.walk(path="person")
    assert "Question 2 of 11" in reporter.read("form/age")

    reporter.walk(path="person", age="child")
    assert "Question 2 of 5" in reporter.read("form/age")


def test_a_changed_path_loses_nothing_that_was_typed(reporter):
    reporter.walk(path="person", person_who="The man from the mill", account="An account.")
    reporter.walk(path="told", told_how="In a call")

    page = text(reporter.open("form/check"))
    reporter.send()

    sealed = {answer.question: answer.answer for answer in answers(envelopes()[0]).answers}
    assert "What you wrote before" in page
    assert "The man from the mill" in page
    assert sealed["person_who"] == "The man from the mill"
    assert sealed["told_how"] == "In a call"


def test_what_was_left_behind_can_still_be_changed(reporter):
    reporter.walk(path="person", person_who="The man from the mill")
    reporter.walk(path="told")

    assert reporter.open("form/person").status_code == 200
    assert reporter.answer("person", person_who="")["Location"].endswith("/form/check")
    assert "What you wrote before" not in text(reporter.open("form/check"))


def test_a_page_that_is_not_on_the_way_is_not_asked(reporter):
    reporter.walk(age="child")

    assert reporter.open("form/account")["Location"] == "/en/form/check"


def test_what_was_not_asked_is_not_sealed(reporter):
    reporter.answer("start", path="told")
    reporter.answer("account", account="Only this.")

    reporter.send()

    assert [answer.question for answer in answers(envelopes()[0]).answers] == ["path", "account"]
    assert contact(envelopes()[0]).answers == ()


def test_the_answers_to_check_stand_in_parts(reporter):
    reporter.walk(path="witnessed", account="Six in the morning.", danger="no")

    page = text(reporter.open("form/check"))

    parts = ["To begin", "What you tell us", "Safety and needs", "What may be done with it", "You and us"]
    assert sorted(parts, key=page.index) == parts


@pytest.mark.parametrize(
    ("page", "answer", "opened"),
    [
        ("age", {"age": "child"}, "young"),
        ("safety", {"danger": "yes"}, "numbers"),
        ("wishes", {"wish_sharing": "each"}, "recipients"),
        ("start", {"path": "told"}, "told"),
    ],
)
def test_a_page_that_a_changed_answer_opens_comes_before_the_answers(reporter, page, answer, opened):
    reporter.walk()

    response = reporter.answer(page, then="check", **answer)

    assert response["Location"] == f"/en/form/{opened}?then=check"
    assert reporter.answer(opened, then="check")["Location"] == "/en/form/check"
