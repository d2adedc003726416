"""The desk of triage: checklist, decision and second officer, jurisdiction aid, conflicts of interest."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.casework.full_report import WORDS, FullReport
from tests.factories import situations
from tests.factories.situations import AT, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.law.guidelines import QUESTIONS
from affiant.referrals import selectors as referrals
from affiant.referrals import services as writing
from affiant.referrals.kinds import Standing
from affiant.triage import selectors, services
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import Outcome, Said, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

MOST_QUERIES = 45
CLOSE = {"outcome": "no_further_action", "reason": "Outside our remit."}


def sentences(page):
    return [str(message) for message in page.context["messages"]]


def acts(referral_id):
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


@pytest.fixture
def second(browser_of, supervisor):
    return browser_of(supervisor)


@pytest.fixture
def referral_id(investigator):
    taken = collected_referral(FullReport())
    services.assign(referral_id=taken, officer_id=investigator.pk, by=investigator, at=AT)
    return taken


def seen(browser, referral_id):
    form = browser.get(reverse("decide", args=[referral_id])).context["decide_form"]
    return {name: form[name].value() for name in ("stage", "state", "size")}


def propose(browser, referral_id, **more):
    return browser.post(reverse("decide", args=[referral_id]), CLOSE | seen(browser, referral_id) | more, follow=True)


# --- the checklist ---


def test_the_checklist_stands_on_one_page(browser, referral_id):
    page = browser.get(reverse("scoping", args=[referral_id]))

    assert [section["id"] for section in page.context["sections"]][:3] == ["A.1", "A.2", "A.3"]
    assert "Is the suspect named or identifiable?" in page.text
    assert "not verified" in page.text


def test_opening_what_the_aid_was_told_is_a_consultation(browser, referral_id):
    before = acts(referral_id)

    browser.get(reverse("jurisdiction", args=[referral_id]))

    assert acts(referral_id) == [*before, "referral.read"]


def test_a_supervisor_who_sees_why_others_stepped_back_has_read(second, browser, referral_id):
    second.get(reverse("recuse", args=[referral_id]))
    assert acts(referral_id)[-1] == "referral.read"

    before = acts(referral_id)
    browser.get(reverse("recuse", args=[referral_id]))
    assert acts(referral_id) == before


def test_opening_the_checklist_is_a_consultation(browser, referral_id):
    browser.get(reverse("scoping", args=[referral_id]))

    assert acts(referral_id)[-1] == "referral.read"


def test_a_part_is_saved_on_its_own(browser, referral_id, investigator):
    typed = {"A-1-1-said": "yes", "A-1-1-words": "A name is given.", "A-1-3-said": "no"}

    page = browser.post(reverse("save_section", args=[referral_id, "A.1"]), typed, follow=True)

    assert sentences(page) == ["Saved: A.1.1, A.1.3."]
    assert selectors.answers_of(referral_id)["A.1.1"].words == "A name is given."
    assert "Inspector One" in page.text


def test_unknown_asks_how_to_find_out_and_keeps_what_was_typed(browser, referral_id):
    typed = {"A-1-1-said": "unknown", "A-1-2-said": "yes", "A-1-2-words": "By his voice."}

    page = browser.post(reverse("save_section", args=[referral_id, "A.1"]), typed)

    assert "A.1.1: say how to find out" in page.text
    assert "By his voice." in page.text
    assert not selectors.answers_of(referral_id)


def test_an_answer_rests_on_the_persons_own_words(browser, referral_id):
    typed = {"A-4-1-said": "yes", "A-4-1-passage": WORDS.splitlines()[0]}

    page = browser.post(reverse("save_section", args=[referral_id, "A.4"]), typed, follow=True)

    assert f'<q lang="uk" dir="auto">{WORDS.splitlines()[0]}</q>' in page.text
    place = f"{reverse('referral', args=[referral_id])}#submission-1"
    assert place in page.text
    assert 'id="submission-1"' in browser.get(place).text


def test_words_that_nobody_wrote_are_refused_in_a_sentence(browser, referral_id):
    typed = {"A-4-1-said": "yes", "A-4-1-passage": f"{WORDS.splitlines()[0]}\n\nIt was their commander."}

    page = browser.post(reverse("save_section", args=[referral_id, "A.4"]), typed)

    assert "“\u2068It was their commander.\u2069…” does not stand in the account" in page.text
    assert not selectors.answers_of(referral_id)


def test_an_answer_rests_on_files_and_on_several_passages(browser, referral_id):
    lines = WORDS.splitlines()
    typed = {"A-4-1-said": "yes", "A-4-1-files": "1", "A-4-1-passage": f"{lines[0]}\n\n{lines[2]}"}

    page = browser.post(reverse("save_section", args=[referral_id, "A.4"]), typed, follow=True)

    assert [rest.passage for rest in selectors.answers_of(referral_id)["A.4.1"].rests_on] == ["", lines[0], lines[2]]
    assert f"{referrals.referral(referral_id).reference}/1</a>" in page.text


def test_what_an_answer_rested_on_can_be_taken_away(browser, referral_id):
    address = reverse("save_section", args=[referral_id, "A.4"])
    browser.post(address, {"A-4-1-said": "yes", "A-4-1-files": "1", "A-4-1-passage": WORDS.splitlines()[0]})
    seen = selectors.answers_of(referral_id)["A.4.1"].id

    browser.post(address, {"A-4-1-said": "yes", "A-4-1-files": "1", "A-4-1-passage": "", "A-4-1-seen": str(seen)})

    assert [rest.passage for rest in selectors.answers_of(referral_id)["A.4.1"].rests_on] == [""]
    assert len(selectors.history_of(referral_id)) == 2


def test_a_part_that_is_saved_as_it_was_shown_changes_nothing(browser, referral_id):
    address = reverse("save_section", args=[referral_id, "A.4"])
    browser.post(address, {"A-4-1-said": "yes", "A-4-1-files": "1", "A-4-1-passage": WORDS.splitlines()[0]})
    sections = browser.get(reverse("scoping", args=[referral_id])).context["sections"]
    blocks = next(section["blocks"] for section in sections if section["id"] == "A.4")
    shown = {field.html_name: field.value() or "" for one in blocks for field in
             (one.said, one.words, one.how, one.files, one.passage, one.seen)}  # fmt: skip

    page = browser.post(address, shown, follow=True)

    assert sentences(page) == ["Nothing was changed in this part."]


def test_a_file_that_the_referral_does_not_have_is_named(browser, referral_id):
    page = browser.post(
        reverse("save_section", args=[referral_id, "A.4"]), {"A-4-1-said": "yes", "A-4-1-files": "1, 9"}
    )

    assert "A.4.1: There is no file “9”" in page.text


def test_grounds_without_an_answer_are_not_lost(browser, referral_id):
    page = browser.post(reverse("save_section", args=[referral_id, "A.4"]), {"A-4-1-words": "Her brother has it."})

    assert "A.4.1: choose an answer too" in page.text
    assert "Her brother has it." in page.text


def test_the_second_of_two_officers_sees_what_changed_and_loses_nothing(browser, referral_id, supervisor):
    answer = [Reply("A.1.1", Said.NO, "It is his brother.")]
    services.answer(referral_id=referral_id, replies=answer, by=supervisor, at=AT)
    typed = {"A-1-1-said": "yes", "A-1-1-words": "A name is given.", "A-1-1-seen": ""}

    page = browser.post(reverse("save_section", args=[referral_id, "A.1"]), typed)

    assert "Answered meanwhile" in page.text
    assert "Supervisor Two" in page.text
    assert "A name is given." in page.text
    assert selectors.answers_of(referral_id)["A.1.1"].said is Said.NO


def test_after_looking_again_the_same_answer_follows(browser, referral_id, supervisor):
    services.answer(referral_id=referral_id, replies=[Reply("A.1.1", Said.NO)], by=supervisor, at=AT)
    typed = {"A-1-1-said": "yes", "A-1-1-words": "A name is given.", "A-1-1-seen": ""}
    form = browser.post(reverse("save_section", args=[referral_id, "A.1"]), typed).context["form"]

    browser.post(reverse("save_section", args=[referral_id, "A.1"]), dict(form.data))

    assert selectors.answers_of(referral_id)["A.1.1"].said is Said.YES
    assert len(selectors.history_of(referral_id)) == 2


def test_immunity_asks_a_lawyer_and_keeps_the_answer(browser, referral_id):
    browser.post(reverse("save_section", args=[referral_id, "A.3"]), {"A-3-said": "no"})
    (task,) = selectors.open_tasks(referral_id)

    typed = {"lawyer-adviser": "CPS, Counter Terrorism Division", "lawyer-advice": "No bar that we see."}
    page = browser.post(reverse("close_task", args=[referral_id, task.id]), typed, follow=True)

    assert "No bar that we see." in page.text
    assert selectors.lawyer_was_heard(referral_id)


def test_a_lawyer_without_words_is_asked_for_them(browser, referral_id):
    browser.post(reverse("save_section", args=[referral_id, "A.3"]), {"A-3-said": "no"})
    (task,) = selectors.open_tasks(referral_id)

    page = browser.post(reverse("close_task", args=[referral_id, task.id]), {"lawyer-adviser": "CPS"})

    assert "Write down what the lawyer said" in page.text


def test_what_is_not_open_is_not_scoped(browser, referral_id):
    propose(browser, referral_id)

    page = browser.post(reverse("save_section", args=[referral_id, "A.1"]), {"A-1-1-said": "yes"})

    assert "This one moved on while you were here" in page.text


def test_a_part_that_does_not_exist_is_not_there(browser, referral_id):
    assert browser.post(reverse("save_section", args=[referral_id, "Z.9"])).status_code == 404


def test_a_strangers_words_are_never_markup(browser, investigator):
    hostile = collected_referral(FullReport(text="<script>alert(1)</script>\u202e{{ 7 }}"))
    services.assign(referral_id=hostile, officer_id=investigator.pk, by=investigator, at=AT)

    page = browser.get(reverse("scoping", args=[hostile])).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- the decision ---


def test_closing_waits_for_a_second_officer(browser, referral_id):
    page = propose(browser, referral_id)

    assert sentences(page) == ["The decision is recorded. It waits for a second officer."]
    assert referrals.referral(referral_id).stage is Stage.PROPOSED


def test_a_second_officer_confirms(browser, second, referral_id):
    propose(browser, referral_id)
    pending = selectors.pending(referral_id)

    page = second.post(reverse("confirm", args=[referral_id, pending.id]), follow=True)

    assert sentences(page) == ["The decision stands. Both names are in the record."]
    assert "Supervisor Two" in page.text
    assert referrals.referral(referral_id).stage is Stage.NO_FURTHER_ACTION


def test_a_second_officer_returns_with_words(browser, second, referral_id):
    propose(browser, referral_id)
    pending = selectors.pending(referral_id)

    second.post(reverse("return_it", args=[referral_id, pending.id]), {"return-words": "Ask the neighbour first."})

    page = browser.get(reverse("decide", args=[referral_id]))
    assert "Ask the neighbour first." in page.text
    assert referrals.referral(referral_id).stage is Stage.ASSIGNED


def test_returning_wants_words(browser, second, referral_id):
    propose(browser, referral_id)
    pending = selectors.pending(referral_id)

    page = second.post(reverse("return_it", args=[referral_id, pending.id]), {"return-words": " "})

    assert "Say what is missing" in page.text
    assert referrals.referral(referral_id).stage is Stage.PROPOSED


def test_who_decided_is_told_to_leave_it_to_another(second, referral_id):
    propose(second, referral_id)

    page = second.get(reverse("decide", args=[referral_id]))

    assert "You made this decision yourself" in page.text
    assert page.context["return_form"] is None


def test_a_decision_is_confirmed_once(browser, second, referral_id):
    propose(browser, referral_id)
    pending = selectors.pending(referral_id)
    second.post(reverse("confirm", args=[referral_id, pending.id]))

    page = second.post(reverse("confirm", args=[referral_id, pending.id]), follow=True)

    assert "Somebody else has answered to this decision" in sentences(page)[-1]


def test_investigating_without_a_lawyer_is_refused_in_words(browser, referral_id):
    page = propose(browser, referral_id, outcome="investigate")

    assert "Answer question A.3 first" in page.text
    assert "Outside our remit." in page.text


@pytest.mark.parametrize(
    ("outcome", "asks"),
    [
        ("share", "Say to whom it is shared or referred"),
        ("refer", "Say to whom it is shared or referred"),
        ("suspend", "Set the day on which the suspended referral comes up again"),
        ("nonsense", "Choose a decision from the list"),
    ],
)
def test_an_outcome_asks_for_what_it_needs(outcome, asks, browser, referral_id):
    page = propose(browser, referral_id, outcome=outcome)

    assert asks in page.text
    assert referrals.referral(referral_id).stage is Stage.ASSIGNED


def test_a_review_lies_ahead(browser, referral_id):
    page = propose(browser, referral_id, outcome="suspend", trigger="A visa.", review_on="2020-01-01")

    assert "The day of review lies after today" in page.text


def test_a_decision_on_a_stale_page_is_refused_and_keeps_what_was_typed(browser, referral_id, investigator):
    before = seen(browser, referral_id)
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    services.reopen(referral_id=referral_id, reason="New.", by=investigator, at=AT)

    page = browser.post(reverse("decide", args=[referral_id]), CLOSE | before)

    assert "Somebody worked on this referral while you were here" in page.text
    assert "Decided (Keep as intelligence only)" in page.text
    assert "Scoped again" in page.text
    assert "Outside our remit." in page.text
    assert referrals.referral(referral_id).stage is Stage.ASSIGNED


def test_a_page_of_another_stage_says_which_stage_it_is_in_now(browser, referral_id, investigator):
    before = seen(browser, referral_id)
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)

    page = browser.post(reverse("decide", args=[referral_id]), CLOSE | before)

    assert "it is now “Intelligence only”" in page.text
    assert "Outside our remit." in page.text


def test_after_looking_again_the_same_decision_is_taken(browser, referral_id, supervisor):
    before = seen(browser, referral_id)
    services.answer(referral_id=referral_id, replies=[Reply("A.1.1", Said.YES)], by=supervisor, at=AT)
    again = browser.post(reverse("decide", args=[referral_id]), CLOSE | before).context["decide_form"].data.dict()

    browser.post(reverse("decide", args=[referral_id]), again)

    assert referrals.referral(referral_id).stage is Stage.PROPOSED


def test_what_others_did_meanwhile_is_shown_beside_what_was_typed(browser, referral_id, supervisor):
    before = seen(browser, referral_id)
    services.answer(referral_id=referral_id, replies=[Reply("A.1.1", Said.NO)], by=supervisor, at=AT)
    writing.write_note(referral_id=referral_id, text="She called.", standing=Standing.FACT, by=supervisor, at=AT)

    page = browser.post(reverse("decide", args=[referral_id]), CLOSE | before)

    assert "Checklist answered (A.1.1: No)" in page.text
    assert "Note written" in page.text
    assert "Supervisor Two" in page.text
    assert "She called." not in page.text
    assert referrals.referral(referral_id).stage is Stage.ASSIGNED


def test_what_an_officer_did_in_another_window_is_no_change(browser, referral_id, investigator):
    before = seen(browser, referral_id)
    writing.write_note(referral_id=referral_id, text="Mine.", standing=Standing.FACT, by=investigator, at=AT)

    browser.post(reverse("decide", args=[referral_id]), CLOSE | before)

    assert referrals.referral(referral_id).stage is Stage.PROPOSED


def test_a_closed_referral_is_scoped_again(browser, second, referral_id):
    propose(browser, referral_id)
    second.post(reverse("confirm", args=[referral_id, selectors.pending(referral_id).id]))

    page = browser.post(reverse("reopen", args=[referral_id]), {"reopen-reason": "New photographs."}, follow=True)

    assert sentences(page) == ["It is being scoped again."]
    assert referrals.referral(referral_id).stage is Stage.ASSIGNED


def test_scoping_again_wants_a_reason(browser, referral_id, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it.")
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)

    page = browser.post(reverse("reopen", args=[referral_id]), {"reopen-reason": ""})

    assert "Say why it is scoped again" in page.text


def test_who_may_only_read_decides_nothing(signed_in, referral_id):
    liaison = signed_in(Role.LIAISON_OFFICER)

    page = liaison.get(reverse("decide", args=[referral_id]))

    assert page.context["decide_form"] is None
    assert liaison.post(reverse("decide", args=[referral_id]), CLOSE).status_code == 403


def test_what_was_decided_stands_on_the_referrals_page(browser, referral_id, investigator):
    ruling = Ruling(Outcome.INTELLIGENCE, "Keep it for now.")
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)

    page = browser.get(reverse("referral", args=[referral_id])).text

    assert "Keep as intelligence only" in page
    assert "Keep it for now." in page


# --- jurisdiction ---


def test_the_aid_shows_its_reasoning_and_what_to_find_out(browser, referral_id):
    typed = {"suspect": "the man with the radio", "conduct": ["torture"], "official": "yes", "first": "2022-03-14"}

    page = browser.post(reverse("jurisdiction", args=[referral_id]), typed, follow=True)

    assert "the man with the radio" in page.text
    assert "Criminal Justice Act 1988, section 134: torture" in page.text
    assert "Find out whether there are reasonable grounds to believe" in page.text
    assert "for a lawyer (A.3)" in page.text


def test_what_the_aid_was_told_is_kept_and_told_again(browser, referral_id):
    typed = {"conduct": ["genocide"], "place": "abroad", "resident_now": "yes", "view": "Resident since 2019."}
    browser.post(reverse("jurisdiction", args=[referral_id]), typed)
    kept = ledger.entries_about(str(referral_id))[-1]

    page = browser.get(reverse("jurisdiction", args=[referral_id]))

    assert "Resident since 2019." in page.text
    assert page.context["aid_form"]["resident_now"].value() == "yes"
    assert kept.act == "referral.jurisdiction_noted"
    assert "genocide" not in kept.data


def test_days_in_the_wrong_order_are_refused(browser, referral_id):
    typed = {"first": "2022-03-14", "last": "2021-03-14"}

    page = browser.post(reverse("jurisdiction", args=[referral_id]), typed)

    assert "The last day lies before the first day" in page.text


def test_of_nothing_told_nothing_is_said(browser, referral_id):
    page = browser.post(reverse("jurisdiction", args=[referral_id]), {}, follow=True)

    assert {one["state"] for one in page.context["noted"]["readings"]} == {"Cannot be said yet"}
    assert not page.context["noted"]["ruled_out"]


# --- conflicts of interest ---


def test_an_officer_steps_back_and_finds_it_closed(browser, referral_id, investigator):
    typed = {"officer": str(investigator.pk), "reason": "We served together."}

    page = browser.post(reverse("recuse", args=[referral_id]), typed, follow=True)

    assert "You have stepped back" in sentences(page)[0]
    closed = [reverse(name, args=[referral_id]) for name in ("scoping", "jurisdiction", "decide", "recuse")]
    assert {browser.get(address).status_code for address in closed} == {403}


def test_stepping_back_wants_a_reason(browser, referral_id, investigator):
    page = browser.post(reverse("recuse", args=[referral_id]), {"officer": str(investigator.pk), "reason": ""})

    assert "Say what the conflict is" in page.text


def test_an_officer_offers_nobody_but_themselves(browser, referral_id, supervisor):
    page = browser.post(reverse("recuse", args=[referral_id]), {"officer": str(supervisor.pk), "reason": "Hm."})

    assert "Choose somebody from the list" in page.text
    assert not selectors.closed_to(supervisor.pk)


def test_a_supervisor_closes_it_to_another_and_opens_it_again(second, referral_id, investigator):
    second.post(reverse("recuse", args=[referral_id]), {"officer": str(investigator.pk), "reason": "Neighbours."})
    assert selectors.closed_to(investigator.pk) == {referral_id}

    page = second.post(reverse("readmit", args=[referral_id, investigator.pk]), follow=True)

    assert sentences(page)[-1] == "It is open to them again."
    assert not selectors.closed_to(investigator.pk)


def test_only_supervisors_read_why_somebody_stepped_back(browser, second, referral_id, supervisor):
    other = situations.officer(Role.INVESTIGATOR)
    services.recuse(referral_id=referral_id, officer_id=other.pk, reason="A cousin.", by=supervisor, at=AT)

    assert "A cousin." in second.get(reverse("recuse", args=[referral_id])).text
    assert "A cousin." not in browser.get(reverse("recuse", args=[referral_id])).text


# --- reviews ---


def test_what_waits_is_listed(browser, second, referral_id):
    propose(browser, referral_id)

    groups = {group.id: group.rows for group in second.get(reverse("reviews")).context["groups"]}

    assert [row.what for row in groups["confirm"]] == ["No further action"]


def test_the_start_page_says_what_waits(browser, second, referral_id):
    propose(browser, referral_id)

    desk = next(desk for desk in second.get(reverse("home")).context["desks"] if desk.title == "To review")

    assert (desk.counts[0].number, desk.counts[0].what) == ("1", "waiting for your confirmation")


def test_a_suspension_comes_up_on_its_day(browser, referral_id, investigator):
    day = timezone.now().date()
    before = timezone.now() - timedelta(days=30)
    ruling = Ruling(Outcome.SUSPEND, "Not here.", trigger="A visa.", review_on=day)
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=before)

    groups = {group.id: group.rows for group in browser.get(reverse("reviews")).context["groups"]}

    assert [row.what for row in groups["due"]] == ["Its day of review has come"]


def test_a_suspension_comes_up_when_the_person_writes_again(browser, investigator):
    keys = FullReport()
    referral_id = collected_referral(keys)
    services.assign(referral_id=referral_id, officer_id=investigator.pk, by=investigator, at=AT)
    ruling = Ruling(Outcome.SUSPEND, "Not here.", trigger="A visa.", review_on=timezone.now().date() + timedelta(90))
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=AT)
    later = {group.id: group.rows for group in browser.get(reverse("reviews")).context["groups"]}["later"]
    assert [row.reference for row in later] == [referrals.referral(referral_id).reference]

    message = FullReport(keys=keys.keys, kind="message", files=(), text="Він приїхав.")
    situations.collect(message.deliver(), at=AT + timedelta(days=1))

    page = browser.get(reverse("reviews"))
    groups = {group.id: group.rows for group in page.context["groups"]}
    assert [row.what for row in groups["stirred"]] == ["The person has written since"]
    assert not groups["later"]
    assert "A visa." not in page.text
    home = next(desk for desk in browser.get(reverse("home")).context["desks"] if desk.title == "To review")
    assert ("1", "suspended, and something came") in [(count.number, count.what) for count in home.counts]


def test_the_page_of_a_suspended_referral_says_what_it_waited_for(browser, referral_id, investigator):
    before = timezone.now() - timedelta(days=30)
    ruling = Ruling(Outcome.SUSPEND, "Not here.", trigger="A visa.", review_on=timezone.now().date())
    services.decide(referral_id=referral_id, ruling=ruling, by=investigator, at=before)

    page = browser.get(reverse("decide", args=[referral_id]))

    assert "Its day of review has come" in page.text
    assert "A visa." in page.text


def test_what_is_closed_to_somebody_is_not_listed_for_them(browser, second, referral_id, supervisor):
    propose(browser, referral_id)
    services.recuse(referral_id=referral_id, officer_id=supervisor.pk, reason="A cousin.", by=supervisor, at=AT)

    assert not any(group.rows for group in second.get(reverse("reviews")).context["groups"])


# --- how much a page asks of the database: as much with one answer as with all of them ---


def queries(browser, address):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["scoping", "decide", "jurisdiction", "classification"])
def test_a_page_asks_no_more_when_more_was_answered(name, browser, referral_id, investigator):
    address = reverse(name, args=[referral_id])
    few = queries(browser, address)
    answers = [Reply(question, Said.UNKNOWN, "Words.", "Ask.") for question in QUESTIONS]
    services.answer(referral_id=referral_id, replies=answers, by=investigator, at=AT)

    many = queries(browser, address)

    assert many <= few + 3
    assert many <= MOST_QUERIES
