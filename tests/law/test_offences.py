"""The law as data: complete, sourced, and honest about what nobody has verified."""

import pytest

from affiant.law import guidelines
from affiant.law.acts import ACTS
from affiant.law.offences import OFFENCES, Family, Reach

WAR_CRIMES = [one for one in OFFENCES.values() if one.family is Family.WAR_CRIME]


def test_every_offence_of_the_taxonomy_is_there():
    assert len(OFFENCES) == 111


@pytest.mark.parametrize("offence", OFFENCES.values(), ids=lambda one: one.article)
def test_an_offence_has_elements_in_words(offence):
    assert offence.title
    assert all(offence.elements)


@pytest.mark.parametrize(
    "offence", [one for one in OFFENCES.values() if one.family is Family.WAR_CRIME], ids=lambda one: one.article
)
def test_a_war_crime_brings_the_elements_of_its_conflict(offence):
    assert offence.conflict in {"IAC", "NIAC"}
    assert "armed conflict" in offence.context[0]


@pytest.mark.parametrize("article", ["6(a)", "8(2)(a)(i)", "8(2)(c)(i)-4"])
def test_genocide_and_the_conventions_reach_back_without_condition(article):
    assert OFFENCES[article].reach is Reach.FROM_1991


@pytest.mark.parametrize("article", ["7(1)(f)", "8(2)(b)(i)", "8(2)(e)(i)"])
def test_the_rest_reaches_back_only_to_what_was_a_crime_then(article):
    assert OFFENCES[article].reach is Reach.FROM_1991_IF_CRIME_THEN


def test_aggression_is_outside_the_act():
    assert OFFENCES["8bis"].in_schedule_8 is False


def test_what_was_not_read_is_marked():
    assert not OFFENCES["8(2)(e)(xix)"].is_verified
    assert OFFENCES["8(2)(a)(i)"].is_verified


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.id)
def test_every_rule_of_an_act_names_its_source(act):
    assert act.source.text
    assert act.reach.source.text
    assert act.consent.text


def test_the_checklist_has_every_part_and_asks_about_immunity():
    assert [section.id for section in guidelines.SECTIONS] == ["A.1", "A.2", "A.3", "A.4", "A.5", "B", "C", "D", "E"]
    assert guidelines.IMMUNITY in guidelines.QUESTIONS


def test_every_question_stands_in_one_part():
    assert sum(len(section.questions) for section in guidelines.SECTIONS) == len(guidelines.QUESTIONS)


@pytest.mark.parametrize("question", ["A.1.1", "A.2.7", "A.2.8", "A.5.1", "A.5.2", "A.5.3"])
def test_what_was_read_in_its_source_is_verified(question):
    assert guidelines.QUESTIONS[question].source.is_verified


@pytest.mark.parametrize("question", ["A.1.6", "A.2.1", "A.3", "A.4.1", "B.1", "C.1"])
def test_what_was_reconstructed_says_so(question):
    assert not guidelines.QUESTIONS[question].source.is_verified
