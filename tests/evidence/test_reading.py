"""Any bytes give text or a reason: every kind of document, whole, cut, locked and hostile."""

import struct

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories import documents
from tests.factories.documents import ARABIC, UKRAINIAN

from affiant.evidence.reading import archive, gathering, outcomes
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.kinds import Hint, hint_of
from affiant.evidence.reading.outcomes import Outcome, Reading
from affiant.evidence.reading.read import read
from affiant.operate import demo_referrals

DOCUMENTS = {
    "docx": (documents.docx(UKRAINIAN, ARABIC), Hint.NONE),
    "pptx": (documents.pptx(UKRAINIAN, ARABIC), Hint.NONE),
    "xlsx": (documents.xlsx((UKRAINIAN, "12"), (ARABIC, "12")), Hint.NONE),
    "odt": (documents.odt(UKRAINIAN, ARABIC), Hint.NONE),
    "ods": (documents.ods((UKRAINIAN, "12"), (ARABIC, "12")), Hint.NONE),
    "html": (documents.html(f"{UKRAINIAN} {ARABIC}"), Hint.HTML),
    "eml": (documents.mail(f"{UKRAINIAN} {ARABIC}"), Hint.MAIL),
    "pdf": (documents.pdf(UKRAINIAN, ARABIC), Hint.NONE),
}
# without what a text is freed of: controls, soft hyphens, and blanks at its ends
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"], exclude_characters="\xad")
BOMB = '<!DOCTYPE a [<!ENTITY b "aaaaaaaaaa"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;&c;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_documents_words_are_read_in_every_script(name):
    reading = read(*DOCUMENTS[name])

    assert reading.outcome is Outcome.READ
    assert UKRAINIAN in reading.text
    assert ARABIC in reading.text
    assert not reading.cut


def test_words_that_a_pdf_says_twice_are_not_turned_round():
    assert read(documents.pdf(UKRAINIAN, ARABIC, noted=True), Hint.NONE).text == f"{UKRAINIAN}\n{ARABIC}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_is_cut_gives_text_or_a_reason(name):
    raw, hint = DOCUMENTS[name]

    readings = [read(raw[:end], hint) for end in range(0, len(raw), max(1, len(raw) // 40))]

    assert all(isinstance(one, Reading) for one in readings)


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"From: a\r\n", b"{\\rtf1 "]),
    st.binary(max_size=400),
    st.sampled_from(Hint),
)
def test_any_bytes_give_text_or_a_reason(beginning, rest, hint):
    reading = read(beginning + rest, hint)

    assert (reading.outcome is Outcome.READ) is bool(reading.text)
    assert outcomes.decoded(outcomes.encoded(reading)) == reading


@hypothesis_settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(sorted(DOCUMENTS)))
def test_a_document_that_is_changed_anywhere_gives_text_or_a_reason(data, name):
    raw, hint = DOCUMENTS[name]
    place = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:place] + bytes([data.draw(st.integers(0, 255))]) + raw[place + 1 :]

    reading = read(changed, hint)

    assert (reading.outcome is Outcome.READ) is bool(reading.text)


@hypothesis_settings(max_examples=100, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1), max_size=5))
def test_a_word_document_gives_back_the_words_that_were_written(paragraphs):
    assert read(documents.docx(*paragraphs), Hint.NONE).text == "\n".join(paragraphs).strip()


@hypothesis_settings(deadline=None)
@given(st.text(), st.integers(1, 40))
def test_no_more_is_gathered_than_is_kept(text, most):
    into = Gathering(most)
    cut = False
    try:
        into.add(text)
    except gathering.Enough:
        cut = True

    assert len(into.reading(cut=cut).text.encode()) <= most


def test_a_long_text_is_cut_and_says_so():
    reading = read(documents.docx(*["ї" * 1000] * 700), Hint.NONE)

    assert reading.cut
    assert 0 <= outcomes.MOST - len(reading.text.encode()) < 1000


@pytest.mark.parametrize("declaring", [BOMB, OUTSIDE, "<!DOCTYPE a><a/>"])
def test_xml_that_declares_anything_is_not_read(declaring):
    assert read(documents.archive(word__document_xml=declaring), Hint.NONE) == Reading(Outcome.DECLARES)


def test_a_bomb_of_zeros_is_too_large():
    bomb = documents.archive(word__document_xml=b"<w>" + b" " * (archive.UNPACKED + 1))

    assert len(bomb) < 200_000
    assert read(bomb, Hint.NONE) == Reading(Outcome.TOO_LARGE)


def test_a_list_without_end_is_too_large(monkeypatch):
    monkeypatch.setattr(archive, "MEMBERS", 20)
    many = documents.zipped({"word/document.xml": "<a/>", **{f"word/{at}.xml": "" for at in range(20)}})

    assert read(many, Hint.NONE) == Reading(Outcome.TOO_LARGE)


def test_elements_within_each_other_without_end_are_too_much():
    assert read(documents.archive(word__document_xml="<a>" * 5000), Hint.NONE) == Reading(Outcome.TOO_LARGE)


def test_messages_within_each_other_without_end_come_to_an_end():
    nested = b"Subject: a\r\nContent-Type: message/rfc822\r\n\r\n" * 3000

    assert isinstance(read(nested, Hint.MAIL), Reading)


@pytest.mark.parametrize(
    "locked",
    [
        documents.encrypted(documents.pdf(UKRAINIAN)),
        documents.odt(UKRAINIAN, manifest="<manifest><encryption-data/></manifest>"),
    ],
)
def test_what_is_behind_a_password_says_so(locked):
    assert read(locked, Hint.NONE) == Reading(Outcome.ENCRYPTED)


def test_a_member_behind_a_password_says_so():
    raw = bytearray(documents.docx(UKRAINIAN))
    listed = raw.index(b"PK\x01\x02")
    struct.pack_into("<H", raw, 6, struct.unpack_from("<H", raw, 6)[0] | 1)
    struct.pack_into("<H", raw, listed + 8, struct.unpack_from("<H", raw, listed + 8)[0] | 1)

    assert read(bytes(raw), Hint.NONE) == Reading(Outcome.ENCRYPTED)


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (documents.scan(), Outcome.EMPTY),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), Outcome.OLD_OFFICE),
        (documents.zipped({"a.txt": "a"}), Outcome.OTHER_KIND),
        (b"\xff\xd8\xff\xe0", Outcome.OTHER_KIND),
        (b"%PDF-1.7\n" + b"1 0 obj" * 50, Outcome.DAMAGED),
    ],
)
def test_what_gives_no_text_says_why(raw, outcome):
    assert read(raw, Hint.NONE) == Reading(outcome)


def test_scripts_styles_and_what_is_attached_are_not_text():
    page, message = read(*DOCUMENTS["html"]).text, read(*DOCUMENTS["eml"]).text

    assert "alert" not in page
    assert "color" not in page
    assert message.count(UKRAINIAN) == 1
    assert "Subject: Лист" in message
    assert "Attached: план.pdf" in message


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-16"])
def test_a_page_is_read_in_the_encoding_that_it_names_or_bears(encoding):
    assert UKRAINIAN in read(documents.html(UKRAINIAN, encoding=encoding), Hint.HTML).text


def test_slides_and_notes_come_in_the_order_of_their_numbers():
    text = read(documents.pptx(*[f"slide {at}" for at in range(1, 13)]), Hint.NONE).text

    assert text.split() == [word for at in range(1, 13) for word in ("slide", str(at))]


def test_what_a_tracked_change_deleted_is_left_out():
    body = f"<w:document {documents.WORD}><w:p><w:t>kept</w:t><w:delText>gone</w:delText></w:p></w:document>"

    assert read(documents.archive(word__document_xml=body), Hint.NONE).text == "kept"


def test_the_demonstrations_document_is_one(tmp_path):
    made = demo_referrals._make(tmp_path / "covering letter.docx")

    assert read(made.read_bytes(), Hint.NONE).text == "An invented document: covering letter."


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (("application/pdf", "", "photo.jpg"), Hint.NONE),
        (("", "", "Звіт.DOCX"), Hint.NONE),
        (("", "text/html; charset=utf-8", "a"), Hint.HTML),
        (("message/rfc822", "", "a"), Hint.MAIL),
        (("image/jpeg", "image/jpeg", "photo.jpg"), None),
        (("", "text/plain", "a.txt"), None),
    ],
)
def test_what_may_hold_text_is_asked_for(said, hint):
    assert hint_of(*said) is hint


@given(st.binary(max_size=60))
def test_an_answer_that_is_none_is_refused(raw):
    try:
        answer = outcomes.decoded(raw)
    except ValueError:
        return

    assert (answer.outcome is Outcome.READ) is bool(answer.text)
