"""Which Acts may apply: worked cases as sentences, and what holds for every case."""

import dataclasses
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from affiant.law import jurisdiction
from affiant.law.acts import ACTS
from affiant.law.facts import NOTHING_KNOWN, Conduct, Conflict, Facts, Known, Place
from affiant.law.jurisdiction import IMMUNITY, State
from affiant.law.steps import Effect

TORTURE_2010 = Facts(
    conduct=frozenset({Conduct.TORTURE}),
    conflict=Conflict.NONE,
    place=Place.ABROAD,
    first=date(2010, 5, 1),
    last=date(2010, 5, 3),
    official=Known.YES,
    present_now=Known.YES,
)
SHELLING_2022 = Facts(
    conduct=frozenset({Conduct.OTHER_WAR_CRIME}),
    conflict=Conflict.INTERNATIONAL,
    place=Place.ABROAD,
    first=date(2022, 3, 14),
    last=date(2022, 3, 14),
    national_then=Known.NO,
    resident_then=Known.NO,
    service_then=Known.NO,
    resident_now=Known.NO,
)


def state(facts, act):
    return reading(facts, act).state


def reading(facts, act):
    return next(one for one in jurisdiction.read(facts) if one.act.id == act)


def said(facts, act):
    return " ".join(step.text for step in reading(facts, act).steps)


def change(facts, **more):
    return dataclasses.replace(facts, **more)


# --- worked cases ---


def test_torture_by_an_official_abroad_may_be_charged_whoever_the_suspect_is():
    assert state(TORTURE_2010, "UK-CJA134") is State.MAY_APPLY


def test_torture_by_nobodys_official_is_not_that_offence():
    assert state(change(TORTURE_2010, official=Known.NO), "UK-CJA134") is State.DOES_NOT_REACH


def test_torture_before_the_act_is_not_reached():
    before = change(TORTURE_2010, first=date(1987, 1, 1), last=date(1988, 9, 28))

    assert state(before, "UK-CJA134") is State.DOES_NOT_REACH


def test_torture_on_the_first_day_of_the_act_is_reached():
    first_day = change(TORTURE_2010, first=date(1988, 9, 29), last=date(1988, 9, 29))

    assert state(first_day, "UK-CJA134") is State.MAY_APPLY


def test_a_war_crime_by_a_stranger_abroad_is_not_reached_by_the_icc_act():
    assert state(SHELLING_2022, "UK-ICCA51-WC2") is State.DOES_NOT_REACH


@pytest.mark.parametrize("tie", ["national_then", "resident_then", "service_then", "resident_now"])
def test_one_tie_to_the_united_kingdom_is_enough(tie):
    assert state(change(SHELLING_2022, **{tie: Known.YES}), "UK-ICCA51-WC2") is State.MAY_APPLY


def test_who_became_a_resident_since_is_reached_by_a_section_that_nobody_has_verified():
    facts = change(SHELLING_2022, resident_now=Known.YES)

    tie = next(step for step in reading(facts, "UK-ICCA51-WC2").steps if "resident now" in step.text)
    assert not tie.source.is_verified


def test_service_jurisdiction_does_not_count_in_northern_ireland():
    facts = change(SHELLING_2022, service_then=Known.YES)

    assert state(facts, "UK-ICCA58") is State.DOES_NOT_REACH


def test_in_england_everybody_is_reached():
    assert state(change(SHELLING_2022, place=Place.ENGLAND_WALES), "UK-ICCA51-WC2") is State.MAY_APPLY


def test_what_happened_in_scotland_is_for_the_scottish_act():
    facts = change(SHELLING_2022, place=Place.SCOTLAND)

    assert state(facts, "UK-ICCA51-WC2") is State.DOES_NOT_REACH
    assert state(facts, "UK-ICC-SCOT") is State.CANNOT_SAY


def test_genocide_is_reached_back_to_1991_without_condition():
    facts = Facts(
        conduct=frozenset({Conduct.GENOCIDE}),
        place=Place.ABROAD,
        first=date(1994, 4, 7),
        last=date(1994, 7, 15),
        resident_now=Known.YES,
    )

    assert state(facts, "UK-ICCA51-GEN") is State.MAY_APPLY


def test_a_crime_against_humanity_of_1994_asks_a_lawyer_what_was_a_crime_then():
    facts = Facts(
        conduct=frozenset({Conduct.HUMANITY}),
        place=Place.ABROAD,
        first=date(1994, 4, 7),
        last=date(1994, 7, 15),
        resident_now=Known.YES,
    )

    assert state(facts, "UK-ICCA51-CAH") is State.CANNOT_SAY
    assert "crime under international law then" in " ".join(reading(facts, "UK-ICCA51-CAH").find_out)


def test_nothing_before_1991_is_reached_by_the_icc_act():
    facts = Facts(
        conduct=frozenset({Conduct.GENOCIDE}), place=Place.ABROAD, first=date(1988, 3, 16), last=date(1990, 12, 31)
    )

    assert state(facts, "UK-ICCA51-GEN") is State.DOES_NOT_REACH


def test_a_grave_breach_is_reached_whoever_did_it():
    facts = Facts(
        conduct=frozenset({Conduct.GRAVE_BREACH}),
        conflict=Conflict.OCCUPATION,
        place=Place.ABROAD,
        first=date(2022, 3, 14),
        present_now=Known.YES,
    )

    assert state(facts, "UK-GCA1") is State.MAY_APPLY


def test_a_grave_breach_wants_an_international_conflict():
    facts = Facts(conduct=frozenset({Conduct.GRAVE_BREACH}), conflict=Conflict.INTERNAL)

    assert state(facts, "UK-GCA1") is State.DOES_NOT_REACH
    assert state(facts, "UK-ICCA51-WC1") is State.DOES_NOT_REACH


def test_who_is_not_here_is_waited_for_and_not_let_go():
    facts = change(TORTURE_2010, present_now=Known.NO, will_come=Known.NO)

    assert state(facts, "UK-CJA134") is State.MAY_APPLY
    assert "consider suspending" in said(facts, "UK-CJA134")


def test_a_killing_in_the_second_world_war_has_an_act_of_its_own():
    facts = Facts(
        conduct=frozenset({Conduct.KILLING}),
        conflict=Conflict.OCCUPATION,
        first=date(1941, 1, 1),
        last=date(1946, 1, 1),
        national_now=Known.YES,
    )

    assert state(facts, "UK-WCA1991") is State.MAY_APPLY


def test_aggression_is_recorded_and_shared_and_not_charged():
    notes = jurisdiction.notes(Facts(conduct=frozenset({Conduct.AGGRESSION})))

    assert "not an offence in the United Kingdom" in notes[0]
    assert all(one.state is State.DOES_NOT_REACH for one in jurisdiction.read(Facts(frozenset({Conduct.AGGRESSION}))))


def test_in_1957_itself_nobody_says_more_than_is_known():
    facts = Facts(
        conduct=frozenset({Conduct.GRAVE_BREACH}),
        conflict=Conflict.INTERNATIONAL,
        first=date(1957, 3, 1),
        last=date(1957, 3, 2),
        present_now=Known.YES,
    )

    assert state(facts, "UK-GCA1") is State.CANNOT_SAY


# --- what holds always ---

DAYS = st.none() | st.dates(date(1930, 1, 1), date(2030, 1, 1))
FACTS = st.builds(
    Facts,
    conduct=st.frozensets(st.sampled_from(Conduct), max_size=3),
    conflict=st.sampled_from(Conflict),
    place=st.sampled_from(Place),
    first=DAYS,
    last=DAYS,
    **{
        name: st.sampled_from(Known)
        for name in (
            "national_then",
            "resident_then",
            "service_then",
            "national_now",
            "resident_now",
            "present_now",
            "will_come",
            "official",
        )
    },
).filter(lambda facts: not (facts.first and facts.last and facts.first > facts.last))
UNKNOWNS = {Known.UNKNOWN, Conflict.UNKNOWN, Place.UNKNOWN, None, frozenset()}


@given(FACTS)
def test_every_act_is_read_and_every_step_names_its_source(facts):
    readings = jurisdiction.read(facts)

    assert {one.act.id for one in readings} == {act.id for act in ACTS}
    assert all(step.text and step.source.text for one in readings for step in one.steps)


@given(FACTS)
def test_who_cannot_say_says_what_to_find_out(facts):
    for one in jurisdiction.read(facts):
        assert bool(one.find_out) is (one.state is State.CANNOT_SAY)
        assert all(step.find_out for step in one.steps if step.effect is Effect.ASKS)


@given(FACTS)
def test_immunity_goes_to_a_lawyer_in_every_case(facts):
    assert IMMUNITY in jurisdiction.notes(facts)


@given(FACTS)
def test_no_act_reaches_what_ended_before_its_first_day(facts):
    for one in jurisdiction.read(facts):
        floor = one.act.reach.not_before or one.act.reach.sure_from
        if floor and facts.last and facts.last < floor:
            assert one.state is State.DOES_NOT_REACH


def test_of_nothing_known_nothing_is_said_and_nothing_is_ruled_out():
    assert {one.state for one in jurisdiction.read(NOTHING_KNOWN)} == {State.CANNOT_SAY}


@given(FACTS, FACTS)
def test_learning_more_never_takes_back_what_was_said(facts, more):
    """What is unknown becomes known; what may apply still may, and what was ruled out stays so."""
    learned = {
        field.name: getattr(more, field.name)
        for field in dataclasses.fields(Facts)
        if getattr(facts, field.name) in UNKNOWNS
    }
    wiser = dataclasses.replace(facts, **learned)
    assume(not (wiser.first and wiser.last and wiser.first > wiser.last))
    before = {one.act.id: one.state for one in jurisdiction.read(facts)}

    for one in jurisdiction.read(wiser):
        if before[one.act.id] is not State.CANNOT_SAY:
            assert one.state is before[one.act.id]


@given(FACTS)
def test_no_sentence_pronounces_on_anybody(facts):
    words = " ".join(step.text.lower() for one in jurisdiction.read(facts) for step in one.steps)

    assert not {"guilty", "committed", "criminal responsibility"} & set(words.split())
