"""What officers write on a referral for each other: flags answered, notes, tasks, translations, the situation."""

import pytest
from django.urls import reverse
from tests.casework.full_report import WORDS, FullReport
from tests.factories.situations import collect, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def acts(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


@pytest.fixture
def browser(signed_in):
    return signed_in(Role.DUTY_OFFICER)


def page_of(browser, referral_id):
    return browser.get(reverse("referral", args=[referral_id]))


def test_flags_are_acknowledged_with_what_was_done(browser):
    referral_id = collected_referral(FullReport(said={"danger": "yes"}))

    page = browser.post(
        reverse("acknowledge_flags", args=[referral_id]), {"flags-done": "Called the local force."}, follow=True
    )

    assert "Called the local force." in page.text
    assert referrals.referral(referral_id).flags_raised_at is None
    entry = next(one for one in ledger.entries_about(str(referral_id)) if one.act == "referral.flags_acknowledged")
    assert entry.facts == {"flags": ["danger"]}
    assert "local force" not in entry.data


def test_flags_are_not_acknowledged_without_a_word(browser):
    referral_id = collected_referral(FullReport(said={"age": "child"}))

    page = browser.post(reverse("acknowledge_flags", args=[referral_id]), {"flags-done": " "})

    assert "Say what you did" in page.text
    assert referrals.referral(referral_id).flags_raised_at is not None


def test_the_second_who_acknowledges_is_told_that_somebody_did(browser):
    referral_id = collected_referral(FullReport(said={"danger": "yes"}))
    browser.post(reverse("acknowledge_flags", args=[referral_id]), {"flags-done": "One."})

    page = browser.post(reverse("acknowledge_flags", args=[referral_id]), {"flags-done": "Two."}, follow=True)

    assert "Somebody has acknowledged these flags already" in page.text
    assert [row.done for row in referrals.page(referral_id).safeguarding] == ["One."]


def test_a_later_report_raises_the_flags_anew(browser):
    report = FullReport(said={"danger": "yes"})
    referral_id = collected_referral(report)
    browser.post(reverse("acknowledge_flags", args=[referral_id]), {"flags-done": "One."})

    collect(FullReport(keys=report.keys, said={"danger": "yes"}).deliver())

    assert referrals.referral(referral_id).flags_raised_at is not None


@pytest.mark.parametrize("standing", ["fact", "opinion"])
def test_a_note_is_marked_as_fact_or_opinion(standing, browser):
    referral_id = collected_referral(FullReport())

    typed = {"note-standing": standing, "note-text": "The school stands in the eastern district."}
    page = browser.post(reverse("write_note", args=[referral_id]), typed, follow=True)

    assert "The school stands in the eastern district." in page.text
    assert [row.standing for row in referrals.page(referral_id).notes] == [standing]
    assert "referral.noted" in acts(referral_id)


def test_a_note_that_is_neither_is_refused_and_kept(browser):
    referral_id = collected_referral(FullReport())

    page = browser.post(reverse("write_note", args=[referral_id]), {"note-text": "Half a thought"})

    assert "Say whether it is a fact or an opinion" in page.text
    assert "Half a thought" in page.text
    assert referrals.page(referral_id).notes == ()


def test_a_translation_stands_beside_the_original_and_says_who_made_it(browser):
    referral_id = collected_referral(FullReport())
    submission = referrals.submissions_of(referral_id)[0]
    place = reverse("translate", args=[referral_id, submission.id, "account"])
    assert WORDS.splitlines()[0] in browser.get(place).text

    typed = {"language": "en", "text": "In the evening they came.", "origin": "machine", "made_by": "Invented MT 3.1"}
    page = browser.post(place, typed, follow=True)

    assert WORDS in page.text
    assert "In the evening they came." in page.text
    assert "Invented MT 3.1" in page.text
    assert "Draft" in page.text
    assert "referral.translated" in acts(referral_id)


def test_a_second_translation_replaces_none(browser):
    referral_id = collected_referral(FullReport())
    submission = referrals.submissions_of(referral_id)[0]
    place = reverse("translate", args=[referral_id, submission.id, "account"])
    browser.post(place, {"language": "en", "text": "One", "origin": "machine", "made_by": "MT"})

    browser.post(place, {"language": "en", "text": "Two", "origin": "human", "made_by": "A. Sample"})

    assert [row.text for row in referrals.page(referral_id).translations] == ["One", "Two"]


@pytest.mark.parametrize("missing", ["text", "origin", "made_by"])
def test_a_translation_without_its_words_or_its_maker_is_refused(missing, browser):
    referral_id = collected_referral(FullReport())
    submission = referrals.submissions_of(referral_id)[0]
    typed = {"language": "en", "text": "Two", "origin": "human", "made_by": "A. Sample"} | {missing: ""}

    page = browser.post(reverse("translate", args=[referral_id, submission.id, "account"]), typed)

    assert page.status_code == 200
    assert referrals.page(referral_id).translations == ()


def test_what_was_never_asked_cannot_be_translated(browser):
    referral_id = collected_referral(FullReport())
    submission = referrals.submissions_of(referral_id)[0]

    assert browser.get(reverse("translate", args=[referral_id, submission.id, "nonsense"])).status_code == 404


def test_a_task_is_set_and_done(browser, make_officer):
    taker = make_officer(Role.INVESTIGATOR, name="Taker")
    referral_id = collected_referral(FullReport())

    typed = {"task-what": "Ask for the film", "task-given_to": str(taker.pk), "task-due_on": "2026-12-01"}
    page = browser.post(reverse("set_task", args=[referral_id]), typed, follow=True)
    (task,) = referrals.page(referral_id).tasks
    browser.post(reverse("finish_task", args=[referral_id, task.id]))

    assert "Ask for the film" in page.text
    assert "Taker" in page.text
    assert referrals.page(referral_id).tasks[0].done_at is not None
    assert {"referral.task_set", "referral.task_done"} <= set(acts(referral_id))


def test_a_task_of_another_referral_is_not_there(browser):
    one, other = collected_referral(FullReport()), collected_referral(FullReport())
    browser.post(reverse("set_task", args=[one]), {"task-what": "Ask"})
    (task,) = referrals.page(one).tasks

    assert browser.post(reverse("finish_task", args=[other, task.id])).status_code == 404


def test_a_referral_belongs_to_a_situation_of_the_profile(browser):
    referral_id = collected_referral(FullReport())

    browser.post(reverse("set_situation", args=[referral_id]), {"situation-situation": "ukraine"})
    browser.post(reverse("set_situation", args=[referral_id]), {"situation-situation": "nonsense"})

    assert referrals.referral(referral_id).situation == "ukraine"
    assert acts(referral_id).count("referral.situation_set") == 1
    queue = browser.get(reverse("queue"), {"situation": "ukraine"})
    assert [line.id for line in queue.context["lines"]] == [referral_id]


def test_accounts_given_to_others_stand_in_short(browser):
    referral_id = collected_referral(FullReport(said={"earlier": "yes", "earlier_who": "To a journalist in March"}))

    page = page_of(browser, referral_id)

    assert [answer.words for answer in page.context["page"].earlier] == ["yes", "To a journalist in March"]


def test_a_withdrawal_stands_above_all(browser):
    report = FullReport()
    referral_id = collected_referral(report)
    collect(FullReport(keys=report.keys, kind="message", form="withdrawal", text="", files=()).deliver())

    page = page_of(browser, referral_id)

    assert "The person withdrew this report" in page.text
    assert "Withdrawn" in browser.get(reverse("queue")).text


def test_words_of_the_team_are_marked_on_the_page_where_they_are_written(browser):
    referral_id = collected_referral(FullReport())
    submission = referrals.submissions_of(referral_id)[0]

    page = browser.get(reverse("translate", args=[referral_id, submission.id, "account"]))

    assert page.text.count("OFFICIAL-SENSITIVE") == 2
