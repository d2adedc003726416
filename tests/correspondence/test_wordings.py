"""The wordings that are offered: whole where they have to be, harmless, and honest about what was reviewed."""

from dataclasses import replace

import pytest
from django.conf import settings

from affiant.config.env import BadEnvironment, Environment
from affiant.config.languages import CODES, OFFERED
from affiant.correspondence import selectors
from affiant.correspondence.templates import BLANK, Template
from affiant.intake.guidance import offered
from affiant.intake.guidance.profile_table import BadProfile, Table
from affiant.referrals.services.reply import LONGEST

IDS = [one.id for one in settings.AFFIANT.message_templates]
A_WISH = "may_we_share"
OWN = {"id": "hours", "name": "Our hours", "text": {"en": "We answer on weekdays."}, "reviewed": ["en"]}


def shipped(template_id: str) -> Template:
    found = selectors.template(template_id)
    assert found is not None
    return found


@pytest.mark.parametrize("template_id", IDS)
def test_a_wording_stands_in_every_language_of_the_first_tier(template_id):
    assert set(CODES) <= set(shipped(template_id).texts)


@pytest.mark.parametrize("template_id", IDS)
def test_a_wording_fits_into_a_letter_and_has_as_many_places_to_fill_in_each_language(template_id):
    texts = shipped(template_id).texts

    assert {text.count(BLANK) for text in texts.values()} == {texts["en"].count(BLANK)}
    assert {text.count("\n\n") for text in texts.values()} == {texts["en"].count("\n\n")}
    assert max(map(len, texts.values())) < LONGEST


@pytest.mark.parametrize("template_id", IDS)
def test_only_what_a_translator_has_read_counts_as_reviewed(template_id):
    assert shipped(template_id).reviewed == {"en"}


@pytest.mark.parametrize("template_id", [one for one in IDS if one != A_WISH])
def test_a_wording_that_asks_for_no_wish_stands_in_every_language_that_is_offered(template_id):
    assert set(shipped(template_id).texts) == {code for code, _ in OFFERED}


def test_a_wish_is_asked_in_a_language_of_the_first_tier_alone():
    assert set(shipped(A_WISH).texts) == set(CODES)


def read(*given):
    return offered.read(Table(f"messages, number {at}", one) for at, one in enumerate(given, start=1))


def test_an_operator_adds_a_wording():
    found = offered.with_shipped(read(OWN))

    assert found[-1].texts == {"en": "We answer on weekdays."}
    assert len(found) == len(IDS) + 1


def test_an_operator_replaces_a_wording_and_takes_one_away():
    found = offered.with_shipped(read(OWN | {"id": "read"}, {"id": "support", "shown": False}))

    assert {one.id for one in found} == set(IDS) - {"support"}
    assert next(one for one in found if one.id == "read").name == "Our hours"


def test_paragraphs_of_a_wording_stay():
    (one,) = read(OWN | {"text": {"en": "\nOne\nline.\n\nAnother."}})

    assert one.texts["en"] == "One line.\n\nAnother."


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({"text": {"uk": "Слова."}}, "English"),
        ({"text": {"en": ""}}, "text"),
        ({"text": {"en": "a", "Ukrainian!": "b"}}, "language"),
        ({"id": "Not an id"}, "id"),
        ({"nmae": "x"}, "nmae"),
    ],
)
def test_a_wording_that_cannot_be_used_says_what_is_wrong(spoiled, said):
    with pytest.raises(BadProfile, match=said):
        read(OWN | spoiled)


def test_two_wordings_of_one_id_are_refused():
    with pytest.raises(BadProfile, match="hours"):
        read(OWN, OWN)


def test_the_operator_says_whether_a_second_officer_reads_messages():
    assert Environment.read({}).review_messages is False
    assert Environment.read({"AFFIANT_REVIEW_MESSAGES": "yes"}).review_messages is True
    with pytest.raises(BadEnvironment):
        Environment.read({"AFFIANT_REVIEW_MESSAGES": "perhaps"})


def test_a_wording_that_is_not_there_is_none(house, settings):
    settings.AFFIANT = replace(house, message_templates=())

    assert selectors.template("read") is None
