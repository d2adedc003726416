"""The desk of messages: two officers and their drafts, files, proofs, and contact outside."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories import situations
from tests.factories.situations import AT, Sending, collected_referral

from affiant.casework.messages import presenters
from affiant.core.ledger.collected import collected_check
from affiant.core.letter_files import LARGEST
from affiant.correspondence import selectors, services
from affiant.correspondence.services import Wording
from affiant.correspondence.stages import DraftStage
from affiant.ground.accounts import services as accounts
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.ledger import services as ledger_services
from affiant.referrals import selectors as referrals
from affiant.referrals import services as referral_services
from affiant.referrals import spool

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
PAPER = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
SITE = Path(presenters.__file__).parents[2] / "intake/return_visit/standing.py"


@pytest.fixture
def author(make_officer):
    return make_officer(Role.INVESTIGATOR)


@pytest.fixture
def desk(author, browser_of):
    return browser_of(author)


@pytest.fixture
def second(make_officer, browser_of):
    return browser_of(make_officer(Role.DUTY_OFFICER))


@pytest.fixture
def reviewed(settings, house):
    settings.AFFIANT = replace(house, review_messages=True)


@pytest.fixture
def referral_id():
    return collected_referral()


def page_of(client, name, *arguments, **posted):
    address = reverse(name, args=arguments)
    response = client.post(address, posted, follow=True) if posted else client.get(address)
    return response.content.decode()


def wording(**changes):
    return {"template": "", "language": "uk", "text": "Дякуємо. Ми прочитали.", "asks": ""} | changes


def only_draft(referral_id):
    (draft,) = selectors.drafts_of(referral_id)
    return draft


def post_all():
    for letter_id in referrals.waiting_letters():
        referral_services.post(letter_id=letter_id, outbox=spool.outbox(), at=AT)


def test_a_message_is_written_and_stands_in_the_thread(desk, referral_id):
    page = page_of(desk, "write_message", referral_id, **wording())

    assert "The message is in the person" in page
    assert "Дякуємо. Ми прочитали." in page


def test_a_wording_is_put_in_with_its_english_beside_it_and_what_was_not_reviewed(desk, referral_id):
    page = page_of(desk, "write_message", referral_id, **wording(template="question", text="", use="yes"))

    assert "У нас є запитання" in page
    assert "We have a question about what you sent us" in page
    assert "No translator has read the Ukrainian wording yet" in page
    assert 'value="One question"' in page
    assert referrals.messages_of(referral_id) == []


def test_a_wording_does_not_take_away_what_was_typed(desk, referral_id):
    page = page_of(desk, "write_message", referral_id, **wording(template="read", text="Власні слова.", use="yes"))

    assert "Власні слова." in page
    assert "Ми прочитали те, що Ви нам надіслали" in page


def test_a_wording_that_is_missing_in_a_language_stands_in_english(desk, referral_id):
    page = page_of(
        desk, "write_message", referral_id, **wording(template="may_we_share", language="ti", text="", use="yes")
    )

    assert "There is no such wording in that language" in page
    assert "May we pass it on to them?" in page


def test_what_is_left_to_fill_is_not_sent_and_nothing_is_lost(desk, referral_id):
    page = page_of(desk, "write_message", referral_id, **wording(text="Питання: […]"))

    assert "Fill in what stands as […]" in page
    assert "Питання: […]" in page
    assert referrals.messages_of(referral_id) == []


@pytest.mark.usefixtures("reviewed")
def test_two_officers_send_a_message(desk, second, referral_id):
    page_of(desk, "write_message", referral_id, **wording())
    draft = only_draft(referral_id)

    listed = page_of(second, "messages_desk")
    read = page_of(second, "draft", referral_id, draft.id)
    sent = page_of(second, "approve_message", referral_id, draft.id, version=draft.version)

    assert reverse("draft", args=[referral_id, draft.id]) in listed
    assert "You are the second officer" in read
    assert "The message is in the person" in sent
    assert [one.text for one in referrals.messages_of(referral_id)] == ["Дякуємо. Ми прочитали."]


@pytest.mark.usefixtures("reviewed")
def test_the_author_is_not_offered_their_own_message_and_not_let(desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording())
    draft = only_draft(referral_id)

    read = page_of(desk, "draft", referral_id, draft.id)
    tried = page_of(desk, "approve_message", referral_id, draft.id, version=draft.version)

    assert "You are the second officer" not in read
    assert "another officer has to read it" in tried
    assert referrals.messages_of(referral_id) == []


@pytest.mark.usefixtures("reviewed")
def test_a_returned_message_shows_its_author_why(desk, second, referral_id):
    page_of(desk, "write_message", referral_id, **wording())
    draft = only_draft(referral_id)

    page_of(second, "return_message", referral_id, draft.id, version=draft.version, why="Softer.")
    page = page_of(desk, "draft", referral_id, draft.id)

    assert "Softer." in page
    assert "Give it to a second officer" in page


@pytest.mark.usefixtures("reviewed")
def test_a_return_without_words_says_what_is_missing(desk, second, referral_id):
    page_of(desk, "write_message", referral_id, **wording())
    draft = only_draft(referral_id)

    page = page_of(second, "return_message", referral_id, draft.id, version=draft.version, why="")

    assert "Say what should change" in page
    assert only_draft(referral_id).stage is DraftStage.WAITING


def test_of_two_windows_the_second_sees_what_changed_and_loses_nothing(desk, referral_id, author):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    draft = only_draft(referral_id)
    page_of(desk, "draft", referral_id, draft.id, **wording(text="Перше вікно.", keep="yes", version=draft.version))

    page = page_of(desk, "draft", referral_id, draft.id, **wording(text="Друге вікно.", version=draft.version))

    assert "Перше вікно." in page
    assert "Друге вікно." in page
    assert only_draft(referral_id).text == "Перше вікно."


def test_a_draft_goes_on_and_is_sent(desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    draft = only_draft(referral_id)

    page = page_of(desk, "draft", referral_id, draft.id, **wording(text="Готово.", version=draft.version))

    assert "The message is in the person" in page
    assert selectors.drafts_of(referral_id) == []


def test_a_draft_with_a_place_to_fill_is_kept_and_can_be_sent_from_the_same_page(desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    draft = only_draft(referral_id)

    page = page_of(desk, "draft", referral_id, draft.id, **wording(text="Так: […]", version=draft.version))
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    sent = page_of(desk, "draft", referral_id, draft.id, **wording(text="Так: завтра", version=version))

    assert "Fill in what stands as […]" in page
    assert "The message is in the person" in sent


def test_a_colleague_takes_over_the_draft_of_somebody_who_left(author, second, make_officer, referral_id):
    draft_id = services.draft(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    before = page_of(second, "draft", referral_id, draft_id)
    accounts.set_active(officer=author, active=False, by=make_officer(Role.ADMINISTRATOR), at=AT)
    listed, offered = page_of(second, "messages_desk"), page_of(second, "draft", referral_id, draft_id)

    writing = page_of(second, "take_over_draft", referral_id, draft_id, version="1")

    assert "Take the draft over" not in before
    assert "Begun by somebody who writes no more" in listed
    assert "Take the draft over" in offered
    assert f"<bdi>{author.display_name}</bdi> began this message" in writing
    assert "Send the message" in writing


def test_what_is_typed_into_a_draft_that_is_no_longer_ones_own_is_not_lost(desk, author, reviewed, referral_id):
    draft_id = services.draft(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    services.submit(draft_id=draft_id, version=1, by=author, at=AT)

    page = page_of(desk, "draft", referral_id, draft_id, text="Ще одне слово.", language="uk", version="1", keep="1")

    assert "What you typed was not kept" in page
    assert "Ще одне слово." in page


def test_a_draft_is_thrown_away(desk, second, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    draft = only_draft(referral_id)

    page = page_of(second, "discard_draft", referral_id, draft.id, version=draft.version)

    assert "The draft is thrown away" in page
    assert selectors.drafts_of(referral_id) == []


def attach(client, referral_id, draft, content, name="paper.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    address = reverse("attach_file", args=[referral_id, draft.id])
    return client.post(address, {"version": draft.version, "file": file}, follow=True).content.decode()


def test_a_file_is_added_opened_and_taken_out(desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))

    page = attach(desk, referral_id, only_draft(referral_id), PAPER)
    draft = only_draft(referral_id)
    given = desk.get(reverse("draft_file", args=[referral_id, draft.id, 1]))
    page_of(desk, "detach_file", referral_id, draft.id, 1, version=draft.version)

    assert "The file goes with the message." in page
    assert (given.content, given["Content-Type"]) == (PAPER, "application/octet-stream")
    assert given["Content-Disposition"].startswith("attachment")
    assert only_draft(referral_id).files == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"MZ" + bytes(100), "Only PDF"), (b"%PDF-1.7\n" + bytes(LARGEST), "larger than 10 MB")],
)
def test_a_file_that_cannot_go_is_refused_with_the_reason(content, said, desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))

    page = attach(desk, referral_id, only_draft(referral_id), content)

    assert said in page
    assert only_draft(referral_id).files == ()


def test_no_file_is_read_of_who_may_not_write(signed_in, desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    address = reverse("attach_file", args=[referral_id, only_draft(referral_id).id])

    response = signed_in(Role.AUDITOR).post(address, {"version": 1})

    assert response.status_code == 403


def test_a_file_that_went_is_given_to_whoever_reads_the_referral(signed_in, desk, author, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))
    attach(desk, referral_id, only_draft(referral_id), PAPER)
    draft = only_draft(referral_id)
    services.submit(draft_id=draft.id, version=draft.version, by=author, at=AT)
    (message,) = referrals.messages_of(referral_id)

    reader = signed_in(Role.LIAISON_OFFICER)
    given = reader.get(reverse("message_file", args=[referral_id, message.id, 1]))

    assert given.content == PAPER
    assert ledger.entries_about(str(referral_id))[-1].act == "message.file_opened"


def test_the_proof_of_a_message_holds_and_anybody_can_check_it(desk, author, referral_id):
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    post_all()
    ledger_services.make_checkpoint(at=AT)
    (message,) = referrals.messages_of(referral_id)

    page = page_of(desk, "message_proof", referral_id, message.id)
    held = json.loads(desk.get(reverse("message_proof_file", args=[referral_id, message.id])).content)

    placed = held["placed"]
    findings = collected_check(
        leaf=placed["leaf"],
        seq=placed["seq"],
        proof=placed["proof"],
        note=placed["checkpoint"],
        vkey=placed["ledger_key"],
        pinned=ledger.vkey(),
    )
    assert page.count("It stands in the ledger under a signed checkpoint, unchanged.") == 2
    assert (set(held), findings) == ({"written", "placed"}, [])


def test_a_message_on_its_way_says_so(desk, author, referral_id):
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    (message,) = referrals.messages_of(referral_id)

    thread = page_of(desk, "correspondence", referral_id)
    proof = page_of(desk, "message_proof", referral_id, message.id)

    assert "On its way to the mailbox." in thread
    assert "on its way to the mailbox" in proof


def test_whether_it_was_read_is_not_claimed_but_a_later_word_of_the_person_is_told(desk, author):
    keys = situations.new_keys()
    referral_id = collected_referral(Sending(keys=keys))
    services.write(referral_id=referral_id, wording=Wording("Дякуємо.", "uk"), by=author, at=AT)
    post_all()
    before = page_of(desk, "correspondence", referral_id)
    later = AT.replace(day=23)
    situations.collect(Sending(keys=keys, kind="message", files=(), text="Так.", sent=later).deliver(), later)

    after = page_of(desk, "correspondence", referral_id)

    assert "Whether it was read is not known" in before
    assert "The person has been back since: they sent something on 23 November 2026." in after


def test_what_was_asked_waits_on_the_desk_until_it_is_settled(desk, second, referral_id):
    page_of(desk, "write_message", referral_id, **wording(text="Коли?", asks="When it was"))
    (question,) = selectors.questions_of(referral_id)
    waiting = page_of(second, "messages_desk")

    page = page_of(second, "settle_question", referral_id, question.id, how="answered")
    again = page_of(desk, "settle_question", referral_id, question.id, how="left")

    assert reverse("correspondence", args=[referral_id]) in waiting
    assert "When it was" not in waiting  # the desk enters no reading
    assert "The person answered" in page
    assert "Somebody has said already what became of it" in again


def attempt(**changes):
    given = {"way": "phone", "day": "2026-11-20", "time": "14:30", "outcome": "reached", "safe_hours": "kept"}
    return given | changes


def test_an_attempt_outside_is_kept(desk, referral_id):
    page = page_of(desk, "attempts", referral_id, **attempt(said="We meet on Monday."))

    assert "The attempt is kept." in page
    assert "We meet on Monday." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "2126-11-20"}, "This lies in the future"),
        ({"way": "partner"}, "Say through whom"),
        ({"safe_hours": "not_read"}, "Say why it was necessary all the same"),
        ({"time": "noon"}, "Enter the time like 14:30"),
    ],
)
def test_an_attempt_that_is_not_whole_says_what_is_missing(changes, said, desk, referral_id):
    page = page_of(desk, "attempts", referral_id, **attempt(**changes))

    assert said in page
    assert selectors.attempts_of(referral_id) == []


def test_who_has_not_read_the_safe_hours_is_warned_before_they_call(desk, author, referral_id):
    before = page_of(desk, "attempts", referral_id)
    referral_services.open_contact(referral_id=referral_id, reason="To call.", by=author, at=AT)

    after = page_of(desk, "attempts", referral_id)

    assert "You have not opened the ways of contact" in before
    assert "You last opened the name and the ways of contact" in after


@pytest.mark.parametrize("name", ["correspondence", "write_message", "attempts"])
def test_who_does_not_wish_to_be_contacted_is_named_before_anything_is_written(name, desk):
    referral_id = collected_referral(Sending(contact="no"))

    assert "The person does not wish to be contacted." in page_of(desk, name, referral_id)


@pytest.mark.parametrize("name", ["correspondence", "write_message", "attempts"])
def test_the_page_is_in_the_ledger_before_a_word_is_shown(name, desk, author, referral_id):
    page_of(desk, name, referral_id)

    entry = ledger.entries_about(str(referral_id))[-1]
    assert (entry.act, entry.by) == ("referral.read", author.actor)


def test_what_the_person_sees_is_what_the_public_face_says():
    source = SITE.read_text()

    assert [sentence for sentence in presenters.SEEN.values() if f'_("{sentence}")' not in source] == []


def test_a_hostile_message_is_shown_inert(desk):
    keys = situations.new_keys()
    referral_id = collected_referral(Sending(keys=keys))
    words = "<script>alert(1)</script>\u202egnihtemos"
    situations.collect(Sending(keys=keys, kind="message", files=(), text=words).deliver())

    page = page_of(desk, "correspondence", referral_id)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_short_form_on_the_referral_waits_for_the_second_officer_too(desk, referral_id, reviewed):
    page = page_of(desk, "reply", referral_id, text="Дякуємо.")

    assert "The message waits for a second officer." in page
    assert referrals.messages_of(referral_id) == []


def test_the_correspondence_costs_the_same_however_long_it_is(desk, author, referral_id, django_assert_max_num_queries):
    for _ in range(12):
        services.write(referral_id=referral_id, wording=Wording("Так?", "uk", asks="Whether"), by=author, at=AT)

    with django_assert_max_num_queries(45):
        page_of(desk, "correspondence", referral_id)


def test_who_wrote_stands_on_the_desk_until_somebody_says_that_it_needs_no_answer(desk):
    keys = situations.new_keys()
    referral_id = collected_referral(Sending(keys=keys))
    situations.collect(Sending(keys=keys, kind="message", files=(), text="Чи є новини?").deliver())
    waiting, page = page_of(desk, "messages_desk"), page_of(desk, "correspondence", referral_id)

    said, again = (page_of(desk, "let_be", referral_id, confirm="yes") for _ in range(2))

    assert reverse("correspondence", args=[referral_id]) in waiting
    assert "The person waits for an answer" in page
    assert "It no longer waits for an answer." in said
    assert "Nothing waited for an answer" in again
    assert "Everybody who wrote has an answer." in page_of(desk, "messages_desk")


def test_a_liaison_officer_reads_the_messages_and_is_led_to_no_closed_door(signed_in, desk, referral_id):
    page_of(desk, "write_message", referral_id, **wording(keep="yes"))

    page = page_of(signed_in(Role.LIAISON_OFFICER), "correspondence", referral_id)

    assert "Being written" in page
    assert reverse("draft", args=[referral_id, only_draft(referral_id).id]) not in page
    assert reverse("attempts", args=[referral_id]) not in page
    assert reverse("write_message", args=[referral_id]) not in page
