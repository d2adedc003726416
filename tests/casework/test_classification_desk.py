"""Classification on its pages: an officer's view, with grounds, on the person's own words."""

import pytest
from django.urls import reverse
from tests.casework.full_report import WORDS, FullReport
from tests.factories.situations import AT, collected_referral

from affiant.ground.accounts.roles import Role
from affiant.triage import classified, services
from affiant.triage.classified import Finding
from affiant.triage.stages import Support

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]

NAMED = {"article": "8(2)(b)(ix)", "conflict": "international", "grounds": "A school is named."}


@pytest.fixture
def referral_id(investigator):
    taken = collected_referral(FullReport())
    services.assign(referral_id=taken, officer_id=investigator.pk, by=investigator, at=AT)
    return taken


@pytest.fixture
def candidate(browser, referral_id):
    browser.post(reverse("classification", args=[referral_id]), NAMED)
    return classified.candidates_of(referral_id)[0].id


def incident(referral_id, **more):
    typed = {
        "what": "Two teachers were taken away",
        "precision": "street",
        "place": "Садова",
        "when_said": "увечері чотирнадцятого березня",
        "when_edtf": "2022-03-14~",
        "passage": WORDS.splitlines()[2],
    } | more
    return {f"incident-{name}": value for name, value in typed.items()}


def test_a_possible_offence_stands_with_its_grounds(browser, referral_id, candidate):
    page = browser.get(reverse("classification", args=[referral_id])).text

    assert "Attacking protected objects" in page
    assert "A school is named." in page


def test_an_offence_without_grounds_is_asked_for_them(browser, referral_id):
    page = browser.post(reverse("classification", args=[referral_id]), NAMED | {"grounds": ""})

    assert "Give your grounds" in page.text
    assert not classified.candidates_of(referral_id)


def test_an_offence_is_named_once(browser, referral_id, candidate):
    page = browser.post(reverse("classification", args=[referral_id]), NAMED)

    assert "This offence is on the list already" in page.text


def test_an_offence_of_another_conflict_says_so(browser, referral_id):
    page = browser.post(reverse("classification", args=[referral_id]), NAMED | {"conflict": "internal"}, follow=True)

    assert "place this offence in another kind of conflict" in page.text


def test_each_element_takes_a_view(browser, referral_id, candidate):
    address = reverse("elements", args=[referral_id, candidate])

    page = browser.post(address, {"support-0": "supported", "words-0": "She saw it."}, follow=True)

    assert "Inspector One" in page.text
    assert classified.views_of(candidate)[0].support is Support.SUPPORTED


def test_the_second_of_two_views_is_shown_the_first(browser, referral_id, candidate, make_officer):
    other = make_officer(Role.SUPERVISOR)
    finding = [Finding(0, Support.CONTRADICTED)]
    services.view_elements(candidate_id=candidate, findings=finding, by=other, at=AT)

    typed = {"support-0": "supported", "words-0": "She saw it.", "seen-0": ""}
    page = browser.post(reverse("elements", args=[referral_id, candidate]), typed)

    assert "Looked at meanwhile." in page.text
    assert "said “Contradicted”" in page.text
    assert "She saw it." in page.text
    assert classified.views_of(candidate)[0].support is Support.CONTRADICTED


def test_after_looking_again_the_same_view_follows(browser, referral_id, candidate, make_officer):
    finding = [Finding(0, Support.CONTRADICTED)]
    services.view_elements(candidate_id=candidate, findings=finding, by=make_officer(Role.SUPERVISOR), at=AT)
    address = reverse("elements", args=[referral_id, candidate])
    typed = {"support-0": "supported", "words-0": "She saw it.", "seen-0": ""}
    form = browser.post(address, typed).context["form"]

    browser.post(address, dict(form.data))

    assert classified.views_of(candidate)[0].support is Support.SUPPORTED


def test_a_view_rests_on_words_and_files(browser, referral_id, candidate):
    lines = WORDS.splitlines()
    typed = {"support-0": "supported", "passage-0": f"{lines[0]}\n\n{lines[2]}", "files-0": "1"}

    page = browser.post(reverse("elements", args=[referral_id, candidate]), typed, follow=True)

    assert [rest.passage for rest in classified.views_of(candidate)[0].rests_on] == ["", lines[0], lines[2]]
    assert f'<q lang="uk" dir="auto">{lines[2]}</q>' in page.text


def test_a_view_does_not_rest_on_invented_words(browser, referral_id, candidate):
    typed = {"support-0": "supported", "words-0": "She saw it.", "passage-0": "It was the commander."}

    page = browser.post(reverse("elements", args=[referral_id, candidate]), typed)

    assert "does not stand in the account" in page.text
    assert "She saw it." in page.text
    assert not classified.views_of(candidate)


def test_an_offence_is_taken_off_with_a_reason(browser, referral_id, candidate):
    address = reverse("drop_candidate", args=[referral_id, candidate])
    assert "Say why" in browser.post(address, {"drop-why": ""}).text

    page = browser.post(address, {"drop-why": "It was a barracks."}, follow=True)

    assert "No longer seen as possible (1)" in page.text


def test_an_incident_rests_on_the_persons_words(browser, referral_id):
    page = browser.post(reverse("code_incident", args=[referral_id]), incident(referral_id), follow=True)

    assert "Two teachers were taken away" in page.text
    assert f'<q lang="uk" dir="auto">{WORDS.splitlines()[2]}</q>' in page.text
    assert "увечері чотирнадцятого березня = 2022-03-14~" in page.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"passage": "It was the commander."}, "does not stand in the account"),
        ({"passage": ""}, "Copy the words that it rests on, or name a file"),
        ({"files": "7"}, "There is no file “7”"),
        ({"when_edtf": "14 March"}, "Write the day as 2022-03-14"),
        ({"what": ""}, "Say what happened"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(wrong, said, browser, referral_id):
    page = browser.post(reverse("code_incident", args=[referral_id]), incident(referral_id, **wrong))

    assert said in page.text
    assert "Садова" in page.text
    assert not classified.incidents_of(referral_id)


def test_a_coding_is_corrected_by_one_that_follows(browser, referral_id):
    browser.post(reverse("code_incident", args=[referral_id]), incident(referral_id))
    first = classified.incidents_of(referral_id)[0].id
    form = browser.get(reverse("classification", args=[referral_id]), {"correct": first}).context["incident_form"]
    assert form["what"].value() == "Two teachers were taken away"
    assert form["passage"].value() == WORDS.splitlines()[2]

    corrected = incident(referral_id, what="Two people were taken away", follows=str(first))
    browser.post(reverse("code_incident", args=[referral_id]), corrected)

    assert [row.coding.what for row in classified.incidents_of(referral_id)] == ["Two people were taken away"]


def test_who_may_only_read_sees_no_forms(signed_in, referral_id, candidate):
    liaison = signed_in(Role.LIAISON_OFFICER)

    page = liaison.get(reverse("classification", args=[referral_id]))

    assert (page.context["candidate_form"], page.context["incident_form"]) == (None, None)
    assert liaison.post(reverse("classification", args=[referral_id]), NAMED).status_code == 403
    assert liaison.post(reverse("elements", args=[referral_id, candidate]), {}).status_code == 403


def test_a_candidate_of_another_referral_is_not_there(browser, referral_id, candidate):
    other = collected_referral(FullReport())

    assert browser.get(reverse("elements", args=[other, candidate])).status_code == 404


def test_nothing_on_the_page_is_a_score(browser, referral_id, candidate):
    page = browser.get(reverse("elements", args=[referral_id, candidate])).text.lower()

    assert not [word for word in ("score", "credib", "probab", "%") if word in page.partition("<main")[2]]
