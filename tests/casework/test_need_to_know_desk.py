"""Need to know on the pages: what is restricted is nowhere to be seen, and who sees no case sees none anywhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.apps import apps
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.casework.test_truth_table import BY_ROLE, READERS
from tests.factories import situations
from tests.factories.situations import AT, NAME, REACH, Sending, collected_referral

from affiant.casework.access import OF_A_REFERRAL
from affiant.evidence import selectors as evidence
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.law.offences import OFFENCES
from affiant.linking import services as linking
from affiant.linking.services import Said as SaidOfTwo
from affiant.linking.stages import Likeness, Verdict
from affiant.referrals import selectors as referrals
from affiant.referrals import services as acts
from affiant.referrals.kinds import Standing
from affiant.search import services as search
from affiant.triage import selectors, services
from affiant.triage.classified import Possible
from affiant.triage.services import Reply, Ruling
from affiant.triage.stages import ConflictType, Outcome, Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

WORD = "Перевальне"
NOTE = "The gate has two guards."
TASK = "Ring the notary."
REASON = "It names a colleague of ours."
CONFLICT = "We were at school together."


@dataclass(frozen=True)
class Case:
    """A referral that few may know of, one beside it that all may see, and who restricted the first."""

    id: UUID
    reference: str
    beside: UUID
    package: UUID
    keeper: Officer

    def arguments(self, name: str) -> dict[str, object]:
        """Return the arguments of a view, with what is real where it is about this referral."""
        (exhibit,) = evidence.exhibits_of(self.id)[:1]
        real = {"referral_id": self.id, "exhibit_id": exhibit.id, "package_id": self.package}
        return {**BY_ROLE[name][1], **{each: real[each] for each in BY_ROLE[name][1] if each in real}}


@pytest.fixture
def case(house):
    """A referral with a note, a task, a package and a link, restricted by a supervisor; nobody else is a member."""
    report = FullReport(text=f"Село {WORD}, біля воріт.")
    prepared = situations.prepared_package(report)
    situations.collect(Sending(keys=report.keys, kind="message", text=f"{WORD}, ще раз.", files=()).deliver())
    keeper, beside = prepared.supervisor, collected_referral(Sending(files=()))
    one = prepared.referral_id
    acts.write_note(referral_id=one, standing=Standing.FACT, text=NOTE, by=keeper, at=AT)
    acts.set_task(referral_id=one, what=TASK, due_on=None, given_to=None, by=keeper, at=AT)
    acts.reply(referral_id=one, text="We have read it.", by=keeper, at=AT)
    possible = Possible(next(iter(OFFENCES)), ConflictType.UNCLEAR, "The guards.")
    services.classify(referral_id=one, possible=possible, by=keeper, at=AT)
    said = SaidOfTwo(Likeness.EVENT, Verdict.LINKED, "The same gate.")
    linking.say(referral_id=one, other_id=beside, said=said, by=keeper, at=AT)
    services.recuse(
        referral_id=one, officer_id=situations.officer(Role.DUTY_OFFICER).pk, reason=CONFLICT, by=keeper, at=AT
    )
    services.restrict(referral_id=one, reason=REASON, by=keeper, at=AT)
    search.follow()
    return Case(one, referrals.referral(one).reference, beside, prepared.package_id, keeper)


@pytest.fixture
def outsider(make_officer, case):
    """Somebody who holds every role that reads referrals, and is no member."""
    return make_officer(*READERS)


@pytest.fixture
def outside(browser_of, outsider):
    return browser_of(outsider)


OF_A_CASE = sorted(
    name for name, (_, arguments, _) in BY_ROLE.items() if {"referral_id", "exhibit_id", "package_id"} & set(arguments)
)
LISTS = sorted(name for name, (method, arguments, _) in BY_ROLE.items() if method == "get" and not arguments)
ENTERED = [name for name in LISTS if BY_ROLE[name][2] & READERS]
SEES_NO_CASE = (Role.AUDITOR, Role.ADMINISTRATOR)  # what they do not enter, the truth table says
SHOWN = [
    (name, role)
    for name, (method, _, roles) in sorted(BY_ROLE.items())
    for role in SEES_NO_CASE
    if method == "get" and role in roles
]


# What of a referral has an id of its own in addresses, and which row of the tables has it.
PIECES = {
    "candidate_id": ("triage", "Candidate"),
    "decision_id": ("triage", "Decision"),
    "link_id": ("linking", "Link"),
    "message_id": ("referrals", "Message"),
    "submission_id": ("referrals", "Submission"),
    "task_id": ("referrals", "Task"),
}
OF_A_PIECE = sorted(
    name for name, (_, arguments, _) in BY_ROLE.items() if "referral_id" in arguments and PIECES.keys() & set(arguments)
)
# These name nothing of a referral: an officer, a partner, a view of the queue, a file that was handed over. What nobody
# looks after is taken over by somebody who may not see it yet.
OF_NO_REFERRAL = {"handover_id", "officer_id", "partner_id", "unkept_id", "view_id"}


TYPED = {"reason": "R.", "return-words": "R.", "lawyer-adviser": "CPS", "lawyer-advice": "None.", "drop-why": "R."}


def piece_of(case: Case, argument: str) -> UUID:
    """Return the id of a piece of the restricted referral."""
    model = apps.get_model(*PIECES[argument])
    about = {"first_id__in": [case.id, case.beside]} if argument == "link_id" else {"referral_id": case.id}
    return model.objects.filter(**about).first().pk


def test_whatever_an_address_names_is_of_a_referral_that_the_entry_rule_asks_about():
    unknown = {
        name
        for name, (_, arguments, _) in BY_ROLE.items()
        if any(isinstance(value, UUID) for value in arguments.values())
        and not OF_A_REFERRAL.keys() & set(arguments)
        and not set(arguments) <= OF_NO_REFERRAL
    }

    assert not unknown


@pytest.mark.parametrize("name", OF_A_PIECE)
def test_no_piece_of_it_is_reached_by_the_address_of_another_referral(name, case, outside):
    method, arguments, _ = BY_ROLE[name]
    taken = {argument: piece_of(case, argument) for argument in arguments if argument in PIECES}
    before = ledger.entries_about(str(case.id))

    address = reverse(name, kwargs=arguments | taken | {"referral_id": case.beside})
    response = getattr(outside, method)(address, TYPED)

    assert not [secret for secret in (WORD, NOTE, TASK, REASON, "The guards.") if secret in response.text]
    assert len(ledger.entries_about(str(case.id))) == len(before)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_every_page_of_a_restricted_referral_is_closed_to_who_is_no_member(name, case, outside):
    response = getattr(outside, BY_ROLE[name][0])(reverse(name, kwargs=case.arguments(name)))

    assert response.status_code == 403


@pytest.mark.parametrize("name", ENTERED)
def test_no_list_says_that_it_is_there(name, case, outside):
    page = outside.get(reverse(name), follow=True)

    for secret in (case.reference, str(case.id), TASK):
        assert secret not in page.text


@pytest.mark.parametrize("query", ["", "stage=all", "whose=nobody", "order=newest", "number={number}"])
def test_the_queue_neither_lists_nor_counts_it(query, case, outside):
    page = outside.get(f"{reverse('queue')}?{query.format(number=case.reference)}")

    assert case.id not in {line.id for line in page.context["lines"]}
    assert page.context["total"] in {"0 referrals", "1 referral"}


@pytest.mark.parametrize("outcome", [Outcome.SUSPEND, Outcome.NO_FURTHER_ACTION])
def test_nothing_that_waits_about_it_is_listed(outcome, case, outside, browser_of, make_officer):
    investigator = make_officer(Role.INVESTIGATOR)
    one = collected_referral(Sending(files=()))
    services.assign(referral_id=one, officer_id=investigator.pk, by=investigator, at=AT)
    services.answer(referral_id=one, replies=[Reply("A.3", Said.NO)], by=investigator, at=AT)
    ruling = Ruling(outcome, "Because.", trigger="A visa.", review_on=date(2026, 11, 30))
    services.decide(referral_id=one, ruling=ruling, by=investigator, at=AT)
    services.restrict(referral_id=one, reason=REASON, by=case.keeper, at=AT)
    reference = referrals.referral(one).reference

    assert reference in browser_of(case.keeper).get(reverse("reviews")).text
    assert reference not in outside.get(reverse("reviews")).text


def test_no_search_finds_it(case, outside, browser_of):
    asked = {"text": WORD}

    assert "Nothing found" in outside.post(reverse("search"), asked, follow=True).text
    assert case.reference in browser_of(case.keeper).post(reverse("search"), asked, follow=True).text


def test_what_it_is_linked_with_does_not_tell_of_it(case, outside):
    links = outside.get(reverse("links", args=[case.beside]))
    beside = outside.get(reverse("referral", args=[case.beside]))

    assert case.reference not in links.text
    assert str(case.id) not in links.text
    assert "Said to belong together" not in beside.text


def test_who_names_its_number_is_told_that_there_is_none(case, outside):
    typed = {"reference": case.reference, "likeness": "event", "verdict": "linked", "ground": "A guess."}

    page = outside.post(reverse("say_of_two", args=[case.beside]), typed)

    assert "No referral that you may see has this reference" in page.text


def test_nobody_is_given_it_with_others(case, outside, outsider):
    marked = {"referral": [str(case.id), str(case.beside)], "officer": str(outsider.pk)}

    outside.post(reverse("assign_marked"), marked)

    assert referrals.referral(case.id).assigned_to != outsider.pk
    assert referrals.referral(case.beside).assigned_to == outsider.pk


def test_a_supervisor_outside_reads_in_the_ledger_that_something_happened_and_no_more(case, outside):
    page = outside.get(reverse("ledger"))

    assert str(case.id) not in page.text
    assert "About a referral that is closed to you" in page.text
    assert [line.seq for line in page.context["lines"]] == sorted(
        (line.seq for line in page.context["lines"]), reverse=True
    )
    assert not outside.get(reverse("ledger"), {"about": str(case.id)}).context["lines"]


def test_a_supervisor_outside_takes_no_file_of_the_whole_ledger(case, outside):
    page = outside.get(reverse("export_ledger"), follow=True)

    assert "A part of the ledger is closed to you" in page.text
    assert str(case.id) not in page.text


def test_an_auditor_reads_all_of_the_ledger(case, signed_in):
    auditor = signed_in(Role.AUDITOR)

    acts_told = [line.act for line in auditor.get(reverse("ledger"), {"about": str(case.id)}).context["lines"]]

    assert "Restricted to its members" in acts_told
    assert str(case.id).encode() in auditor.get(reverse("export_ledger")).getvalue()


def test_an_auditor_with_a_conflict_of_interest_reads_nothing_of_it(case, make_officer, browser_of):
    auditor = make_officer(Role.AUDITOR, Role.SUPERVISOR)
    services.recuse(referral_id=case.beside, officer_id=auditor.pk, reason="A friend.", by=auditor, at=AT)

    page = browser_of(auditor).get(reverse("ledger"))

    assert str(case.beside) not in page.text
    assert str(case.id) in page.text


def test_a_search_of_another_is_told_without_what_is_closed(case, outside, browser_of):
    browser_of(case.keeper).post(reverse("search"), {"text": WORD}, follow=True)

    page = outside.get(reverse("ledger"), {"about": "search"})

    assert page.context["lines"]
    assert str(case.id) not in page.text


def test_figures_leave_it_out_of_every_breakdown(case, outside):
    page = outside.get(reverse("figures"))

    tables = {table.id: table.rows for table in page.context["tables"]}
    assert [row.words for row in tables["restricted"]] == ["fewer than 5"]
    assert not tables["outcomes"]


@pytest.mark.parametrize(("name", "role"), SHOWN)
def test_who_sees_no_case_sees_none_on_any_page(name, role, case, signed_in):
    """No word of the witness, no name, no file name, no word that officers wrote, whatever they open."""
    response = signed_in(role).get(reverse(name, kwargs=case.arguments(name)))

    shown = b"".join(response) if response.streaming else response.content
    for secret in (WORD, "Садовій", NAME, REACH, "знімок", NOTE, TASK, REASON, CONFLICT, "same gate"):
        assert secret.encode() not in shown


def test_an_administrator_opens_no_page_that_names_a_referral(case, signed_in):
    administrator = signed_in(Role.ADMINISTRATOR)

    entered = {name for name in LISTS if administrator.get(reverse(name)).status_code == 200}

    assert {"home", "officers", "new_officer"} <= entered
    for name in entered:
        assert case.reference not in administrator.get(reverse(name)).text


# --- the pages of who sees a referral ---


@pytest.fixture
def keeping(browser_of, case):
    return browser_of(case.keeper)


def test_a_supervisor_restricts_a_referral_with_a_reason(signed_in, case, outsider):
    supervisor = signed_in(Role.SUPERVISOR)

    unsaid = supervisor.post(reverse("restrict", args=[case.beside]), {"restrict-reason": " "})
    supervisor.post(reverse("restrict", args=[case.beside]), {"restrict-reason": REASON})

    assert "Say why only its members should see it" in unsaid.text
    assert case.beside in selectors.hidden_from(outsider)
    assert REASON in supervisor.get(reverse("who_sees", args=[case.beside])).text


def test_members_see_on_the_page_and_in_the_queue_that_it_is_restricted(keeping, case):
    page = keeping.get(reverse("referral", args=[case.id]))
    beside = keeping.get(reverse("referral", args=[case.beside]))
    queue = keeping.get(reverse("queue"), {"stage": "all"})

    assert page.context["restricted"] == {case.id}
    assert '<strong class="govuk-tag govuk-tag--purple">Restricted' in page.text
    assert "Restricted to its members" not in beside.text
    assert queue.context["restricted"] == {case.id}


def test_a_member_is_let_in_and_sees_it(keeping, case, outsider, outside):
    typed = {"member-officer": str(outsider.pk), "member-reason": "Knows the region."}

    keeping.post(reverse("add_member", args=[case.id]), typed)

    page = outside.get(reverse("referral", args=[case.id]))
    assert page.status_code == 200
    assert NOTE in page.text


def test_a_membership_ends_with_a_reason(keeping, case, outsider, outside):
    services.add_member(referral_id=case.id, officer_id=outsider.pk, reason="Reads.", by=case.keeper, at=AT)
    address = reverse("end_membership", args=[case.id, outsider.pk])

    without = keeping.post(address, {"reason": ""}, follow=True)
    ended = keeping.post(address, {"reason": "Done."}, follow=True)

    assert "Give a reason" in without.text
    assert "The membership has ended" in ended.text
    assert outside.get(reverse("referral", args=[case.id])).status_code == 403


def test_who_leaves_is_led_to_the_queue(case, outsider, outside):
    services.add_member(referral_id=case.id, officer_id=outsider.pk, reason="Reads.", by=case.keeper, at=AT)
    services.end_membership(referral_id=case.id, officer_id=case.keeper.pk, reason="On.", by=case.keeper, at=AT)

    page = outside.post(reverse("end_membership", args=[case.id, outsider.pk]), {"reason": "Going too."}, follow=True)

    assert "No other supervisor is a member" in page.text


def test_a_restriction_is_lifted_with_a_reason(keeping, case, outside):
    keeping.post(reverse("lift_restriction", args=[case.id]), {"lift-reason": "It was another of that name."})

    assert outside.get(reverse("referral", args=[case.id])).status_code == 200


def test_reading_who_sees_it_is_entered_before_the_reasons_are_shown(keeping, case):
    keeping.get(reverse("who_sees", args=[case.id]))

    entry = ledger.entries_about(str(case.id))[-1]
    assert (entry.act, entry.by) == ("referral.read", case.keeper.actor)


def test_what_nobody_looks_after_is_taken_over(case, outside, outsider):
    services.recuse(referral_id=case.id, officer_id=case.keeper.pk, reason="A friend.", by=case.keeper, at=AT)

    listed = outside.get(reverse("unkept"))
    taken = outside.post(reverse("take_over", args=[case.id]), {"reason": "Nobody is left."}, follow=True)

    assert case.reference in listed.text
    assert NOTE not in listed.text
    assert "You look after it now" in taken.text
    assert case.id not in selectors.hidden_from(outsider)


def test_what_is_looked_after_is_not_taken_over(case, outside, outsider):
    page = outside.post(reverse("take_over", args=[case.id]), {"reason": "I am curious."}, follow=True)

    assert "Somebody looks after it by now" in page.text
    assert case.id in selectors.hidden_from(outsider)


def test_who_has_stepped_back_takes_nothing_over(case, outside, outsider):
    services.recuse(referral_id=case.id, officer_id=outsider.pk, reason="A friend.", by=outsider, at=AT)

    assert outside.post(reverse("take_over", args=[case.id]), {"reason": "Mine."}).status_code == 403


def test_a_task_is_not_given_to_whom_the_referral_is_closed(keeping, case, outsider):
    page = keeping.post(reverse("set_task", args=[case.id]), {"task-what": "Call.", "task-given_to": str(outsider.pk)})

    assert "They may not see this referral" in page.text


def test_work_that_a_leaver_left_stands_where_others_look(case, make_officer, browser_of, signed_in):
    leaver, administrator = make_officer(Role.INVESTIGATOR), signed_in(Role.ADMINISTRATOR)
    services.assign(referral_id=case.beside, officer_id=leaver.pk, by=leaver, at=AT)
    services.give_task(
        referral_id=case.beside, what="Ask the school.", due_on=None, given_to=leaver.pk, by=leaver, at=AT
    )

    closed = administrator.post(reverse("close_officer", args=[leaver.pk]), follow=True)

    waiting = signed_in(Role.DUTY_OFFICER).get(reverse("reviews")).text
    assert "Referrals given back to the queue: 1." in closed.text
    assert referrals.referral(case.beside).reference in waiting
    assert "Tasks that nobody has" in waiting
    assert "<strong>A task</strong>" in waiting
    assert "Ask the school." not in waiting + closed.text  # words of a case stand where a reading is entered
