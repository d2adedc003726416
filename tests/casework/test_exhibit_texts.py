"""The text that a machine read from a file: read by an officer who need not open it, the ledger first, and inert."""

import uuid

import pytest
from django.urls import reverse
from tests.factories import documents
from tests.factories.documents import UKRAINIAN
from tests.factories.situations import AT, JPEG, File, Sending, collected_referral

from affiant.casework.evidence import told
from affiant.evidence import selectors as evidence
from affiant.evidence import services
from affiant.evidence.reading.outcomes import Outcome
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def browser(signed_in):
    return signed_in(Role.INVESTIGATOR)


def exhibit(raw, name="звіт.docx", *, read=True):
    row = evidence.exhibits_of(collected_referral(Sending(files=(File(raw, name, "application/octet-stream"),))))[0]
    if read:
        services.derive_text(exhibit_id=row.id, at=AT)
    return row


def page_of(browser, row):
    return browser.get(reverse("exhibit", args=[row.id])).text


def text_of(browser, row):
    return browser.get(reverse("exhibit_text", args=[row.id]))


def test_an_officer_reads_a_document_without_opening_it(browser):
    row = exhibit(documents.docx(UKRAINIAN))

    page = text_of(browser, row).text

    assert UKRAINIAN in page
    assert "Text that a machine read from this file. It may be wrong or incomplete; the original counts." in page
    assert row.sha256 in page
    assert "pypdfium2" in page


def test_the_files_page_leads_to_its_text_and_shows_no_word_of_it(browser):
    row = exhibit(documents.docx(UKRAINIAN))

    page = page_of(browser, row)

    assert reverse("exhibit_text", args=[row.id]) in page
    assert UKRAINIAN not in page


def test_the_look_is_in_the_ledger_before_a_word_is_shown(browser):
    row = exhibit(documents.docx(UKRAINIAN))

    text_of(browser, row)

    entry = ledger.entries_about(str(row.referral_id))[-1]
    assert (entry.act, entry.facts) == ("exhibit.text_shown", {"exhibit": str(row.id)})


def test_a_hostile_text_is_shown_inert(browser):
    row = exhibit(documents.docx("<script>alert(1)</script>", "photo\u202egpj.exe", "م\u200cن"))

    page = text_of(browser, row).text

    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page
    assert "photo�gpj.exe" in page
    assert "م\u200cن" in page


def test_a_text_that_was_cut_says_so(browser):
    page = text_of(browser, exhibit(documents.docx(*["word " * 200] * 1100))).text

    assert "The file holds more text than is kept here." in page


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (documents.encrypted(documents.pdf(UKRAINIAN)), "behind a password"),
        (documents.scan(), "found no text in it"),
        (b"%PDF-1.7 rubbish", "damaged or cut short"),
    ],
)
def test_a_file_without_text_says_why_and_leads_nowhere(raw, words, browser):
    row = exhibit(raw, "план.pdf")

    page = page_of(browser, row)

    assert words in page
    assert reverse("exhibit_text", args=[row.id]) not in page
    assert text_of(browser, row).status_code == 404


def test_a_file_that_waits_for_its_reader_says_so(browser):
    assert "has still to read the text" in page_of(browser, exhibit(documents.docx(UKRAINIAN), read=False))


def test_of_a_picture_nothing_is_said(browser):
    assert "Text of this file" not in page_of(browser, exhibit(JPEG, "знімок.jpg", read=False))


def test_a_text_that_no_longer_opens_is_told_in_words(browser):
    row = exhibit(documents.docx(UKRAINIAN))
    store().path(evidence.derived_text(row.id).sealed).unlink()

    page = text_of(browser, row)

    assert page.status_code == 500
    assert "What is stored of this text no longer opens" in page.text


def test_an_unknown_file_has_no_text(browser):
    assert browser.get(reverse("exhibit_text", args=[uuid.uuid4()])).status_code == 404


def test_every_reason_has_words():
    assert set(told.REASONS) == set(Outcome) - {Outcome.READ}
