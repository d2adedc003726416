"""Files go to the reporter with a message: sealed at once, signed in the letter, and opened by nobody else."""

import io
import zipfile

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from tests.factories import situations
from tests.factories.situations import AT, JPEG

from affiant.core import letter_files, letters
from affiant.core.digests import sha256
from affiant.core.letter_files import LARGEST, MOST
from affiant.correspondence import errors, selectors, services
from affiant.correspondence.services import Given, Wording
from affiant.ground.ledger import selectors as ledger
from affiant.referrals import selectors as referrals
from affiant.referrals import services as referral_services
from affiant.referrals import spool
from affiant.referrals.models import Enclosure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
PAPER = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


@pytest.fixture
def draft_id(referral_id, author):
    return services.draft(referral_id=referral_id, wording=Wording("Для Вас папір.", "uk"), by=author, at=AT)


def attached(draft_id, author, *files, version=1):
    for place, (name, content) in enumerate(files):
        services.attach(draft_id=draft_id, version=version + place, file=Given(name, content), by=author, at=AT)


def posted(sending):
    for one in referrals.waiting_letters():
        referral_services.post(letter_id=one, outbox=spool.outbox(), at=AT)
    mailbox = sending.keys.mailbox
    sealed = spool.outbox().letters(mailbox.tag)
    found = [letters.check(letters.open_letter(one, mailbox), settings.AFFIANT.letter_key.public) for _, one in sealed]
    return [each for each in found if each.text("kind") == "message"]


def test_a_file_reaches_the_mailbox_and_opens_with_the_reporters_key_alone(sending, draft_id, author):
    attached(draft_id, author, ("Памятка.pdf", PAPER), ("знімок.jpg", JPEG))
    services.submit(draft_id=draft_id, version=3, by=author, at=AT)

    (letter,) = posted(sending)

    named, mailbox = letter_files.read(letter), sending.keys.mailbox
    opened = [letters.open_file(spool.outbox().file(mailbox.tag, one.id), mailbox) for one in named]
    assert [(one.name, one.type) for one in named] == [
        ("Памятка.pdf", "application/pdf"),
        ("знімок.jpg", "image/jpeg"),
    ]
    assert opened == [PAPER, JPEG]
    assert all(letter_files.fits(one, plain) for one, plain in zip(named, opened, strict=True))


def test_a_letter_is_no_file_and_a_file_is_no_letter(sending, draft_id, author):
    attached(draft_id, author, ("a.pdf", PAPER))
    services.submit(draft_id=draft_id, version=2, by=author, at=AT)
    (letter,) = posted(sending)
    mailbox, (file,) = sending.keys.mailbox, letter_files.read(letter)

    with pytest.raises(letters.LetterRefused):
        letters.open_file(spool.outbox().letter(mailbox.tag, letter.text("id")), mailbox)
    with pytest.raises(letters.LetterRefused):
        letters.open_letter(spool.outbox().file(mailbox.tag, file.id), mailbox)


def test_nothing_of_a_file_lies_open_in_the_store_or_in_the_spool(sending, draft_id, author, house):
    attached(draft_id, author, ("a.txt", b"words that nobody else reads"))
    services.submit(draft_id=draft_id, version=2, by=author, at=AT)
    posted(sending)

    lying = [file.read_bytes() for file in house.home.rglob("*") if file.is_file()]
    assert not any(b"words that nobody else reads" in content for content in lying)


def test_the_message_keeps_which_files_went_and_the_ledger_their_digests(referral_id, draft_id, author):
    attached(draft_id, author, ("a.pdf", PAPER))

    services.submit(draft_id=draft_id, version=2, by=author, at=AT)

    (message,) = referrals.messages_of(referral_id)
    entry = ledger.entries_about(str(referral_id))[-1]
    assert [(one.name, one.bytes) for one in message.files] == [("a.pdf", len(PAPER))]
    assert set(entry.commitments) == {"text", "file_1"}


def _bundle():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "a")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"a" * (LARGEST + 1), "large"),
        (b"MZ\x90\x00" + bytes(200), "kind"),
        (_bundle(), "kind"),
        (b"<html><script>alert(1)</script></html>", "kind"),
        (b"\x7fELF" + bytes(60), "kind"),
    ],
)
def test_what_could_harm_or_does_not_fit_is_not_sent(content, why, draft_id, author):
    with pytest.raises(errors.FileRefused) as refused:
        services.attach(draft_id=draft_id, version=1, file=Given("a.pdf", content), by=author, at=AT)

    assert refused.value.why == why


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("page.html", JPEG, "page.html.jpg"),
        ("run.pdf.exe", b"words", "run.pdf.exe.txt"),
        ("photo.JPEG", JPEG, "photo.JPEG"),
        ("paper", PAPER, "paper.pdf"),
        ("я" * 200 + ".htm", PAPER, "я" * 116 + ".pdf"),
    ],
)
def test_a_file_is_saved_under_the_ending_of_its_kind_so_that_nothing_runs_it(
    name, content, kept, sending, draft_id, author
):
    attached(draft_id, author, (name, content))
    services.submit(draft_id=draft_id, version=2, by=author, at=AT)

    (letter,) = posted(sending)

    assert [one.name for one in letter_files.read(letter)] == [kept]


def test_a_message_has_at_most_five_files(draft_id, author):
    attached(draft_id, author, *[(f"{number}.pdf", PAPER) for number in range(MOST)])

    with pytest.raises(errors.FileRefused):
        attached(draft_id, author, ("6.pdf", PAPER), version=1 + MOST)


def test_a_file_that_is_taken_out_does_not_go(sending, draft_id, author):
    attached(draft_id, author, ("a.pdf", PAPER), ("b.jpg", JPEG))
    services.detach(draft_id=draft_id, version=3, number=1, by=author, at=AT)
    services.submit(draft_id=draft_id, version=4, by=author, at=AT)

    (letter,) = posted(sending)

    assert [one.name for one in letter_files.read(letter)] == ["b.jpg"]


def test_an_officer_opens_a_file_after_its_entry(referral_id, draft_id, author):
    attached(draft_id, author, ("a.pdf", PAPER))

    opened = services.open_file(draft_id=draft_id, referral_id=referral_id, number=1, by=author, at=AT)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert opened == ("a.pdf", PAPER)
    assert (entry.act, entry.kind.value) == ("message.file_opened", "consultation")


def test_a_file_of_another_referrals_draft_is_not_found(draft_id, author):
    other = situations.collected_referral()
    attached(draft_id, author, ("a.pdf", PAPER))

    with pytest.raises(errors.NoSuchDraft):
        services.open_file(draft_id=draft_id, referral_id=other, number=1, by=author, at=AT)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\a.pdf", "a.pdf"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ("  .hidden. ", "hidden"),
        ("\0", "_"),
        ("", "file"),
        ("я" * 200 + ".pdf", "я" * 116 + ".pdf"),
    ],
)
def test_a_name_is_one_that_any_device_can_save_under(given, kept):
    assert letter_files.tidied(given) == kept


def test_a_message_without_files_says_nothing_of_files(sending, referral_id, author):
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)

    (letter,) = posted(sending)

    assert "files" not in letter.held


def test_the_digest_of_the_sealed_letter_that_lies_in_the_mailbox_stands_in_the_ledger(sending, referral_id, author):
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    (letter,) = posted(sending)

    entry = ledger.entries_about(str(referral_id))[-1]
    lying = spool.outbox().letter(sending.keys.mailbox.tag, letter.text("id"))
    (message,) = referrals.messages_of(referral_id)
    assert (entry.act, entry.by) == ("message.placed", "system:courier")
    assert (entry.facts["sha256"], entry.facts["message"]) == (sha256(lying), str(message.id))


def test_which_file_went_to_the_reporter_cannot_be_changed(draft_id, author):
    attached(draft_id, author, ("form.pdf", PAPER))
    services.submit(draft_id=draft_id, version=2, by=author, at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enclosure.objects.update(name="another.pdf")
    assert [row.name for row in Enclosure.objects.all()] == ["form.pdf"]


def test_that_it_was_placed_is_entered_once(sending, referral_id, author):
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)

    posted(sending)
    posted(sending)

    placed = [entry for entry in ledger.entries_about(str(referral_id)) if entry.act == "message.placed"]
    assert len(placed) == 1


def test_a_draft_that_is_read_by_nobody_shows_its_files_in_their_order(draft_id, author, referral_id):
    attached(draft_id, author, ("a.pdf", PAPER), ("b.jpg", JPEG))
    services.detach(draft_id=draft_id, version=3, number=1, by=author, at=AT)
    attached(draft_id, author, ("c.pdf", PAPER), version=4)

    assert [one.name for one in selectors.draft(draft_id, referral_id).files] == ["c.pdf", "b.jpg"]
