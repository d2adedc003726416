"""Exhibits: looked at safely, taken under a harmless name, in one range if asked; the ledger first."""

import hashlib
import uuid

import pytest
from django.urls import reverse
from tests.casework.full_report import FullReport
from tests.factories.situations import JPEG, File, Sending, collected_referral

from affiant.evidence import selectors as evidence
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


@pytest.fixture
def browser(signed_in):
    return signed_in(Role.INVESTIGATOR)


def exhibit(content=JPEG, name="знімок.jpg", kind="image/jpeg"):
    referral_id = collected_referral(Sending(files=(File(content, name, kind),)))
    return evidence.exhibits_of(referral_id)[0]


def opened(row):
    return [entry.facts for entry in ledger.entries_about(str(row.referral_id)) if entry.act == "exhibit.opened"]


def download(browser, row, **headers):
    return browser.get(reverse("download_exhibit", args=[row.id]), headers=headers)


def test_the_page_loads_nothing_before_it_is_asked_to(browser):
    row = exhibit()

    page = browser.get(reverse("exhibit", args=[row.id])).text

    assert "It may be distressing" in page
    assert reverse("view_exhibit", args=[row.id]) not in page
    assert row.sha256 in page


def test_the_name_of_a_file_is_read_after_its_entry_in_the_ledger(browser):
    row = exhibit()

    page = browser.get(reverse("exhibit", args=[row.id])).text

    assert row.original_name in page
    assert ledger.entries_about(str(row.referral_id))[-1].act == "referral.read"


def test_a_picture_is_shown_once_asked_for_and_blurred_at_first(browser):
    row = exhibit()

    page = browser.get(reverse("exhibit", args=[row.id]), {"show": "1"}).text

    assert f'src="{reverse("view_exhibit", args=[row.id])}"' in page
    assert "affiant-view__soft" in page


def test_a_view_is_locked_whatever_it_turns_out_to_be(browser):
    row = exhibit()

    view = browser.get(reverse("view_exhibit", args=[row.id]))

    assert view.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert view.headers["X-Content-Type-Options"] == "nosniff"
    assert view.headers["Content-Type"] == "image/jpeg"
    assert view.getvalue() == JPEG


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        b"%PDF-1.7",
        b"MZ",
        b"",
    ],
)
def test_what_a_browser_could_run_is_never_shown_whatever_it_is_called(content, browser):
    row = exhibit(content, "photo.jpg", "image/jpeg")

    page = browser.get(reverse("exhibit", args=[row.id]), {"show": "1"}).text

    assert browser.get(reverse("view_exhibit", args=[row.id])).status_code == 404
    assert "cannot show this kind of file safely" in page


def test_a_download_is_the_original_as_a_plain_file(browser):
    row = exhibit()

    sent = download(browser, row)

    assert sent.getvalue() == JPEG
    assert sent.headers["Content-Type"] == "application/octet-stream"
    assert sent.headers["Content-Length"] == str(len(JPEG))
    assert sent.headers["Content-Disposition"].startswith("attachment; ")
    assert sent.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "photo\u202egpj.exe", 'a"; filename="b.exe', "x\r\nSet-Cookie: a=b", "щ" * 300, " ", "CON"],
)
def test_a_hostile_name_harms_nobody(name, browser):
    row = exhibit(name=name)

    page = browser.get(reverse("exhibit", args=[row.id]))
    sent = download(browser, row)

    assert page.status_code == 200
    assert "\u202e" not in page.text
    assert sent.status_code == 200
    assert "Set-Cookie: a=b" not in sent.headers["Content-Disposition"].split("\n")
    assert sent.headers["Content-Disposition"].isascii()


def test_a_range_is_answered_with_exactly_these_bytes(browser):
    row = exhibit()

    sent = download(browser, row, range="bytes=4090-5000")

    assert sent.status_code == 206
    assert sent.headers["Content-Range"] == f"bytes 4090-5000/{len(JPEG)}"
    assert sent.headers["Content-Length"] == "911"
    assert sent.getvalue() == JPEG[4090:5001]


def test_the_last_bytes_can_be_asked_for(browser):
    assert download(browser, exhibit(), range="bytes=-7").getvalue() == JPEG[-7:]


def test_a_range_behind_the_end_is_refused_with_the_length(browser):
    row = exhibit()

    sent = download(browser, row, range=f"bytes={len(JPEG)}-")

    assert sent.status_code == 416
    assert sent.headers["Content-Range"] == f"bytes */{len(JPEG)}"
    assert opened(row) == []


def test_several_ranges_are_answered_with_the_whole(browser):
    sent = download(browser, exhibit(), range="bytes=0-1,4-5")

    assert sent.status_code == 200
    assert sent.getvalue() == JPEG


def test_an_empty_file_can_be_taken(browser):
    sent = download(browser, exhibit(b"", "empty.txt", "text/plain"))

    assert sent.status_code == 200
    assert sent.getvalue() == b""


def test_the_ledger_knows_of_the_opening_before_the_first_byte(browser):
    row = exhibit()

    sent = download(browser, row, range="bytes=0-9")

    assert opened(row) == [{"exhibit": str(row.id), "from": 0, "to": 10}]
    sent.close()


def test_asking_for_the_headers_alone_opens_nothing(browser):
    row = exhibit()

    head = browser.head(reverse("download_exhibit", args=[row.id]))

    assert head.headers["Content-Length"] == str(len(JPEG))
    assert opened(row) == []


@pytest.mark.parametrize("view", ["exhibit", "view_exhibit", "download_exhibit"])
def test_an_unknown_exhibit_is_answered_in_words(view, browser):
    assert browser.get(reverse(view, args=[uuid.uuid4()])).status_code == 404


def test_a_damaged_exhibit_is_told_in_words_and_no_byte_is_sent(browser, house):
    row = exhibit()
    damage(house, row)

    page = download(browser, row)

    assert page.status_code == 500
    assert "What is stored is no longer what was admitted (part 1)" in page.text


def damage(house, row):
    """Change the last byte of the exhibit's first stored part."""
    stored = next(house.casework_dir.rglob(f"*{evidence.parts_of(row.id)[0].sealed}*"))
    content = stored.read_bytes()
    stored.chmod(0o600)
    stored.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize(
    ("stated", "told"),
    [("", "did not measure"), (hashlib.sha256(JPEG).hexdigest(), "It is what the browser"), ("0" * 64, "Differs")],
)
def test_the_page_says_whether_the_file_is_what_the_senders_device_measured(stated, told, signed_in):
    referral_id = collected_referral(FullReport(files=(File(JPEG, stated=stated),)))
    (exhibit,) = evidence.exhibits_of(referral_id)

    assert told in signed_in(Role.INVESTIGATOR).get(reverse("exhibit", args=[exhibit.id])).text


def test_a_spoken_account_says_that_it_is_one(signed_in):
    sending = FullReport(files=(File(b"OggS", "spoken-account-1.ogg"),), said={"spoken": ("1",)})
    (exhibit,) = evidence.exhibits_of(collected_referral(sending))

    assert "First account, spoken" in signed_in(Role.INVESTIGATOR).get(reverse("exhibit", args=[exhibit.id])).text
