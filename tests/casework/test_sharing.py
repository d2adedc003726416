"""Packages: what would leave is shown, two officers let it leave, the author is not the second."""

import hashlib

import pytest
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories.situations import (
    AT,
    Sending,
    accepted_referral,
    approved_package,
    collect,
    collected_referral,
    court,
    prepared_package,
    written_package,
)

from affiant.core.sealing.unseal import unseal
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.sharing import selectors
from affiant.sharing.stages import PackageStage
from affiant.triage import services as triage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def stage(package_id):
    return selectors.package(package_id).row.stage


def sentences(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def liaison(signed_in):
    return signed_in(Role.LIAISON_OFFICER)


@pytest.fixture
def supervisor(signed_in):
    return signed_in(Role.SUPERVISOR)


def test_partners_are_listed_with_their_key(liaison):
    partner = court("Invented Court").partner

    page = liaison.get(reverse("partners")).text

    assert "Invented Court" in page
    assert partner.recipient in page


def test_what_would_leave_is_shown_with_what_stays_and_why(liaison):
    court()
    referral_id = accepted_referral(FullReport(icc="yes_without_me"))

    page = liaison.get(reverse("prepare", args=[referral_id]))

    (offer,) = page.context["offers"]
    what = offer.what
    assert "The account, with the questions as they were shown" in what.included
    assert ("Ways of contact", "The reporter wishes the report to go on without their name.") in [
        (piece.what, piece.ground) for piece in what.withheld
    ]


@pytest.mark.parametrize("wish", ["no", "ask_first", "unanswered"])
def test_a_wish_against_it_closes_the_form_and_says_so(wish, liaison):
    court()
    referral_id = accepted_referral(FullReport(icc=wish))

    page = liaison.get(reverse("prepare", args=[referral_id]))

    assert page.context["form"] is None
    (offer,) = page.context["offers"]
    assert offer.refusal in page.text
    assert page.context["closed"] in page.text


def test_a_wish_against_it_holds_against_a_form_that_was_sent_anyway(liaison):
    partner = court().partner
    referral_id = accepted_referral(FullReport(icc="no"))

    page = liaison.post(reverse("prepare", args=[referral_id]), {"partner": str(partner.id)})

    assert page.status_code == 200
    assert selectors.packages() == []


def test_without_a_decision_nothing_can_be_prepared(liaison):
    court()
    referral_id = collected_referral(FullReport())

    page = liaison.get(reverse("prepare", args=[referral_id])).text

    assert "first an officer accepts this referral" in page


def test_without_a_partner_nothing_can_be_prepared(liaison):
    assert "no partner is active" in liaison.get(reverse("prepare", args=[accepted_referral(FullReport())])).text


def test_a_liaison_officer_prepares_a_package(liaison):
    partner, referral_id = court().partner, accepted_referral(FullReport())

    typed = {"partner": str(partner.id), "conditions": "Not to be passed on."}
    page = liaison.post(reverse("prepare", args=[referral_id]), typed, follow=True)

    assert "Not to be passed on." in page.text
    assert [row.stage for row in selectors.packages()] == [PackageStage.PREPARED]


@pytest.mark.parametrize("partner", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_partner_that_does_not_exist_is_refused(partner, liaison):
    court()
    referral_id = accepted_referral(FullReport())

    page = liaison.post(reverse("prepare", args=[referral_id]), {"partner": partner})

    assert page.status_code == 200
    assert selectors.packages() == []


def test_a_supervisor_approves(supervisor):
    prepared = prepared_package()

    page = supervisor.post(reverse("approve", args=[prepared.package_id]), follow=True)

    assert stage(prepared.package_id) is PackageStage.APPROVED
    assert "It is being written and sealed" in page.text


def test_the_author_does_not_approve_and_sees_why(make_officer, browser_of):
    both = make_officer(Role.LIAISON_OFFICER, Role.SUPERVISOR)
    partner, referral_id, browser = court().partner, accepted_referral(FullReport()), browser_of(both)
    browser.post(reverse("prepare", args=[referral_id]), {"partner": str(partner.id)})
    package_id = selectors.packages()[0].id

    page = browser.get(reverse("package", args=[package_id]))
    tried = browser.post(reverse("approve", args=[package_id]), follow=True)

    assert page.context["form"] is None
    assert "another supervisor has to approve" in page.text
    assert stage(package_id) is PackageStage.PREPARED
    assert "another supervisor has to approve" in sentences(tried)[-1]


def test_approving_twice_says_that_it_is_done(supervisor):
    approved = approved_package()

    page = supervisor.post(reverse("approve", args=[approved.package_id]), follow=True)

    assert "Somebody else has dealt with this package" in sentences(page)[-1]


def test_declining_wants_a_reason(supervisor):
    prepared = prepared_package()

    page = supervisor.post(reverse("decline", args=[prepared.package_id]), {"reason": " "})

    assert "Give the reason for declining" in page.text
    assert stage(prepared.package_id) is PackageStage.PREPARED
    assert ledger.entries_about(str(prepared.referral_id))[-1].act == "referral.read"


def test_a_supervisor_declines_with_a_reason(supervisor):
    prepared = prepared_package()

    page = supervisor.post(reverse("decline", args=[prepared.package_id]), {"reason": "Too broad"}, follow=True)

    assert stage(prepared.package_id) is PackageStage.DECLINED
    assert "Too broad" in page.text


def test_a_written_package_is_taken_sealed_and_the_ledger_says_so(liaison):
    written = written_package()
    row = selectors.package(written.package_id).row

    sent = liaison.get(reverse("download_package", args=[written.package_id]))
    sealed = sent.getvalue()

    assert hashlib.sha256(sealed).hexdigest() == row.sha256
    assert sent.headers["Content-Length"] == str(len(sealed))
    assert unseal(sealed, written.court.identity)
    assert ledger.entries_about(str(written.referral_id))[-1].act == "package.taken"


def test_a_package_of_a_referral_that_is_closed_to_a_supervisor_is_not_counted_for_them(make_officer, browser_of):
    prepared, officer = prepared_package(), make_officer(Role.SUPERVISOR)
    triage.recuse(referral_id=prepared.referral_id, officer_id=officer.pk, reason="A relative.", by=officer, at=AT)

    desks = browser_of(officer).get(reverse("home")).context["desks"]

    assert next(desk for desk in desks if desk.title == "Packages").counts[0].number == "0"


def test_who_sees_the_names_of_files_in_a_package_has_read(liaison):
    prepared = prepared_package()
    addresses = reverse("prepare", args=[prepared.referral_id]), reverse("package", args=[prepared.package_id])

    pages = [liaison.get(address).text for address in addresses]

    assert all("знімок.jpg" in page for page in pages)
    acts = [entry.act for entry in ledger.entries_about(str(prepared.referral_id))]
    assert acts[-2:] == ["referral.read", "referral.read"]


def test_a_package_stays_here_once_its_reporter_has_withdrawn(liaison):
    report = Sending()
    written = written_package(report)
    collected_referral(Sending(keys=report.keys, kind="message", form="withdrawal", text="", files=()))

    page = liaison.get(reverse("download_package", args=[written.package_id]), follow=True)

    assert page.redirect_chain
    assert "It stays here." in page.text


def test_the_page_of_a_written_package_shows_its_digest(supervisor):
    written = written_package()

    page = supervisor.get(reverse("package", args=[written.package_id])).text

    assert selectors.package(written.package_id).row.sha256 in page


def test_a_package_that_is_not_written_cannot_be_taken(liaison):
    prepared = prepared_package()

    page = liaison.get(reverse("download_package", args=[prepared.package_id]), follow=True)

    assert "The sealed file is not where it should be" in sentences(page)[-1]


def test_packages_are_listed(supervisor):
    prepared = prepared_package()

    page = supervisor.get(reverse("packages")).text

    assert reverse("package", args=[prepared.package_id]) in page


def test_what_each_partner_would_get_rests_on_its_own_wish(liaison):
    court("Court", body="icc")
    court("Mechanism", body="iiim")
    referral_id = accepted_referral(FullReport(icc="yes", wishes={"iiim": "no"}))

    page = liaison.get(reverse("prepare", args=[referral_id]))

    offers = {offer.partner: offer.refusal for offer in page.context["offers"]}
    assert offers == {"Court": "", "Mechanism": "The reporter does not wish the report to be shared."}
    assert [name for _, name in page.context["form"].fields["partner"].choices] == ["Court"]


def test_a_withdrawn_report_is_shared_with_nobody_and_says_so(liaison):
    court()
    report = FullReport(icc="yes")
    referral_id = accepted_referral(report)
    collect(FullReport(keys=report.keys, kind="message", form="withdrawal", text="", files=()).deliver())

    page = liaison.get(reverse("prepare", args=[referral_id]))

    assert page.context["form"] is None
    assert "has withdrawn the report" in page.text
