"""The identity door: names are shown after a reason stands in the ledger, and to nobody else."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories import situations
from tests.factories.situations import AT, NAME, REACH, Sending, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import people, services
from affiant.referrals.kinds import Role as Who
from affiant.referrals.models import Contact
from affiant.referrals.services import Person
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
TYPED = {"role": "trusted", "name": "Olena Invented", "reach": "olena@example.org", "safe": "After 18:00", "source": ""}


@pytest.fixture
def browser(signed_in):
    return signed_in(Role.DUTY_OFFICER)


def acts(referral_id) -> list[str]:
    return [entry.act for entry in ledger.entries_about(str(referral_id))]


def opened(browser, referral_id, reason="To arrange an interview"):
    return browser.post(reverse("open_contact", args=[referral_id]), {"contact-reason": reason})


def test_the_page_before_the_door_tells_who_is_there_and_no_name(browser):
    referral_id = collected_referral(FullReport())

    page = browser.get(reverse("people_to_contact", args=[referral_id]))

    assert "The person who reported" in page.text
    assert NAME not in page.text
    assert acts(referral_id)[-1] == "referral.read"


def test_the_door_wants_a_reason(browser):
    referral_id = collected_referral(FullReport())

    page = opened(browser, referral_id, "  ")

    assert "Say why you need them" in page.text
    assert NAME not in page.text
    assert "contact.opened" not in acts(referral_id)


def test_the_door_opens_with_a_reason_and_the_ledger_says_so(browser):
    referral_id = collected_referral(FullReport())

    page = opened(browser, referral_id)

    assert NAME in page.text
    assert acts(referral_id)[-1] == "contact.opened"
    assert page.headers["Cache-Control"] == "no-store"


def test_the_door_does_not_open_by_an_address_alone(browser):
    referral_id = collected_referral(FullReport())

    assert browser.get(reverse("open_contact", args=[referral_id])).status_code == 405


def test_the_door_stays_closed_where_the_key_is_away(browser):
    referral_id = collected_referral()
    settings.AFFIANT = replace(settings.AFFIANT, identity_dir=settings.AFFIANT.home / "elsewhere")

    page = opened(browser, referral_id)

    assert "This machine does not hold the key that opens names" in page.text
    assert NAME not in page.text


def test_a_name_that_does_not_open_is_said_in_words(browser):
    referral_id = collected_referral()
    situations.store().path(Contact.objects.get().closed).unlink()

    assert "Nothing is lost: tell your technical team" in opened(browser, referral_id).text


@pytest.mark.parametrize(
    ("wish", "warned"),
    [("no", "does not want to be contacted"), ("unanswered", "has not said whether"), ("yes", "")],
)
def test_the_wish_about_being_contacted_stands_before_the_names(wish, warned, browser):
    referral_id = collected_referral(Sending(contact=wish))

    page = opened(browser, referral_id)

    assert warned in page.context["warning"]
    assert bool(page.context["warning"]) is bool(warned)
    assert page.text.index(page.context["warning"]) < page.text.index(NAME)


def test_a_withdrawal_stands_before_the_names(browser):
    first = Sending()
    referral_id = collected_referral(first)
    collected_referral(Sending(keys=first.keys, kind="message", form="withdrawal", text="", files=()))

    assert "has withdrawn the report" in opened(browser, referral_id).text


def test_names_that_were_sealed_to_another_key_are_said_to_be_and_the_others_open(browser):
    referral_id = collected_referral()
    Contact.objects.update(finding="N001")
    browser.post(reverse("add_contact", args=[referral_id]), TYPED)

    page = browser.get(reverse("people_to_contact", args=[referral_id]))

    assert "it was sealed to another key" in page.text
    assert "Olena Invented" in opened(browser, referral_id).text
    assert NAME not in opened(browser, referral_id).text


def test_a_hostile_name_is_never_markup(browser):
    referral_id = collected_referral()
    said = {"name": "<script>alert(1)</script>\u202e", "reach": "{{ 7 }}"}
    by = situations.officer(Role.INVESTIGATOR)
    services.add_contact(referral_id=referral_id, person=Person(Who.WITNESS, said), by=by, at=AT)

    page = opened(browser, referral_id).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_what_keeps_them_safe_stands_first(browser):
    referral_id = collected_referral()
    browser.post(reverse("add_contact", args=[referral_id]), TYPED)

    page = opened(browser, referral_id).text

    assert page.index("After 18:00") < page.index("Olena Invented")


def test_what_was_asked_in_another_language_is_said_in_short(browser):
    referral_id = collected_referral(FullReport())

    page = opened(browser, referral_id).text

    assert page.index("Як до вас звертатися?") < page.index('<p class="affiant-answer__hint">Name</p>')


def test_an_officer_adds_somebody_and_reads_them_behind_the_door_alone(browser):
    referral_id = collected_referral()

    page = browser.post(reverse("add_contact", args=[referral_id]), TYPED, follow=True)

    assert "It is kept and closed." in page.text
    assert "Somebody whom they trust" in page.text
    assert "Olena" not in page.text
    assert "Olena Invented" in opened(browser, referral_id).text


def test_somebody_without_a_name_and_a_way_is_not_added(browser):
    referral_id = collected_referral()

    page = browser.post(reverse("add_contact", args=[referral_id]), {"role": "witness", "safe": "At night"})

    assert "Give a name or a way of reaching them" in page.text
    assert len(people.people_of(referral_id)) == 1


def test_a_correction_stands_before_what_it_corrects(browser):
    referral_id = collected_referral()
    browser.post(reverse("add_contact", args=[referral_id]), TYPED)
    first = next(row for row in people.people_of(referral_id) if row.by_name)

    address = reverse("correct_contact", args=[referral_id, first.id])
    browser.post(address, TYPED | {"name": "Olha Invented"})

    page = opened(browser, referral_id).text
    assert page.index("Olha Invented") < page.index("Corrected since") < page.index("Olena Invented")
    assert browser.post(address, TYPED).status_code == 404


def test_what_came_with_a_report_cannot_be_corrected(browser):
    referral_id = collected_referral()

    address = reverse("correct_contact", args=[referral_id, Contact.objects.get().pk])

    assert browser.get(address).status_code == 404


def test_a_supervisor_erases_after_a_reason_and_a_confirmation(signed_in):
    referral_id, supervisor = collected_referral(), signed_in(Role.SUPERVISOR)
    address = reverse("erase_contacts", args=[referral_id])

    refused = supervisor.post(address, {"erase-reason": "They asked for it."})
    page = supervisor.post(address, {"erase-reason": "They asked for it.", "erase-sure": "on"}, follow=True)

    assert "Confirm that you know that nobody can bring them back" in refused.text
    assert "The names and ways of contact are erased." in page.text
    assert "Names were erased on" in page.text
    assert acts(referral_id).count("contact.erased") == 1
    again = supervisor.post(address, {"erase-reason": "Again.", "erase-sure": "on"}, follow=True)
    assert "There is nothing to erase" in again.text


def test_the_page_says_who_opened_them_and_to_a_supervisor_why(browser, signed_in):
    referral_id = collected_referral()
    opened(browser, referral_id, "To arrange an interview")
    address = reverse("people_to_contact", args=[referral_id])

    mine, supervisors = browser.get(address), signed_in(Role.SUPERVISOR).get(address)

    assert "Who has opened them" in mine.text
    assert "To arrange an interview" not in mine.text
    assert "To arrange an interview" in supervisors.text


def test_an_officer_is_not_offered_to_erase(browser):
    referral_id = collected_referral()

    page = browser.get(reverse("people_to_contact", args=[referral_id]))

    assert page.context["erase_form"] is None
    assert "Erase them for good" not in page.text


def test_erasing_is_closed_to_who_has_stepped_back(make_officer, browser_of):
    officer, referral_id = make_officer(Role.SUPERVISOR), collected_referral()
    triage.recuse(referral_id=referral_id, officer_id=officer.pk, reason="A relative.", by=officer, at=AT)

    answer = browser_of(officer).post(
        reverse("erase_contacts", args=[referral_id]), {"erase-reason": "No.", "erase-sure": "on"}
    )

    assert answer.status_code == 403
    assert people.can_be_erased(referral_id)


def test_no_address_and_no_title_names_anybody(browser):
    referral_id = collected_referral()

    page = opened(browser, referral_id)

    title = page.text.partition("<title>")[2].partition("</title>")[0]
    assert NAME not in title
    assert REACH not in page.request["PATH_INFO"]


def test_the_page_asks_the_database_as_often_for_many_as_for_one(browser, django_assert_max_num_queries):
    first = Sending()
    referral_id, by = collected_referral(first), situations.officer(Role.INVESTIGATOR)
    for number in range(5):
        person = Person(Who.WITNESS, {"name": f"Invented {number}"})
        services.add_contact(referral_id=referral_id, person=person, by=by, at=AT)

    with django_assert_max_num_queries(24):
        browser.get(reverse("people_to_contact", args=[referral_id]))
