"""The text that a machine read from documents is found, by its own words in every script, and only as it may be."""

import pytest
from tests.factories import documents
from tests.factories.situations import AT, File
from tests.factories.situations import officer as new_officer

from affiant.evidence import selectors as evidence
from affiant.evidence import services as evidence_services
from affiant.evidence import texts
from affiant.ground.accounts.roles import Role
from affiant.ground.ledger import selectors as ledger
from affiant.ground.store.objects import store
from affiant.search import services
from affiant.triage import services as triage


@pytest.fixture
def told_in(told):
    """Collect a report with documents and let a machine read them; return its referral."""

    def tell(*raws, name="додаток.docx"):
        referral = told("Коротко.", files=[File(raw, name, "application/octet-stream") for raw in raws])
        read(referral)
        return referral

    return tell


def read(referral):
    for exhibit in evidence.exhibits_of(referral):
        evidence_services.derive_text(exhibit_id=exhibit.id, at=AT)


@pytest.mark.parametrize(
    ("raw", "name", "asked"),
    [
        (documents.docx("Потім ми побачили переправу."), "a.docx", "переправа"),
        (documents.pdf("Потім ми побачили переправу."), "a.pdf", "переправа"),
        (documents.pdf("عبرت القافلة الجسر قرب الطاحونة."), "a.pdf", "القافلة"),
        (documents.xlsx(("номер", "AX1234BC")), "a.xlsx", "AX1234BC"),
        (documents.html("The convoy crossed."), "a.html", "convoy"),
        (documents.mail("Потім ми побачили переправу."), "a.eml", "переправа"),
    ],
)
def test_a_word_in_a_document_is_found(raw, name, asked, told_in, found):
    referral = told_in(raw, name=name)

    assert found(asked) == [referral]


def test_a_text_that_is_read_after_the_referral_was_indexed_is_taken_in(told, found):
    referral = told("Коротко.", files=[File(documents.docx("переправа"), "a.docx", "")])
    before = found("переправа")

    read(referral)

    assert (before, found("переправа")) == ([], [referral])


def test_an_index_built_anew_knows_it_too(told_in, found):
    referral = told_in(documents.docx("переправа"))

    services.rebuild()

    assert found("переправа") == [referral]


def test_the_piece_that_is_shown_says_that_a_machine_read_it(told_in, officer):
    told_in(documents.docx("Потім ми побачили переправу."))
    services.follow()

    (one,) = services.find(text="переправа", by=officer, at=AT).found

    assert [piece.part for piece in one.pieces] == ["read"]


def test_that_a_piece_was_shown_is_in_the_referrals_own_history(told_in, found):
    referral = told_in(documents.docx("переправа"))

    found("переправа")

    assert ledger.entries_about(str(referral))[-1].act == "referral.shown_in_search"


def test_a_text_of_a_hidden_referral_stays_hidden(told_in, found):
    referral, other = told_in(documents.docx("переправа")), new_officer(Role.INVESTIGATOR)
    triage.recuse(referral_id=referral, officer_id=other.pk, reason="A relative.", by=other, at=AT)

    assert found("переправа", by=other) == []


def test_a_text_that_no_longer_opens_stops_nothing(told_in, found):
    referral = told_in(documents.docx("переправа"))
    store().path(evidence.derived_text(evidence.exhibits_of(referral)[0].id).sealed).unlink()

    assert found("коротко") == [referral]


def test_where_nothing_was_read_one_question_is_asked(told, django_assert_num_queries):
    referrals = [told("Коротко.") for _ in range(3)]

    with django_assert_num_queries(1):
        assert texts.of(referrals) == {}
