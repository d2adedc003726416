"""Names are alike by what they sound like, in every script; words that name nobody join nobody."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from affiant.linking import names

ALIKE = [
    ("Ivan Petrenko", "Іван Петренко"),
    ("Ivan Petrenko", "Petrenko Ivan"),
    ("Иван Петренко", "Іван ПЕТРЕНКО"),
    ("Petrenko", "Captain Ivan Petrenko"),
    ("Ivan Petrenko", "إيفان بترينكو"),
    ("Hasan", "الحسن"),
    ("Oleksandr Honcharenko", "Александр Гончаренко"),
    ("Oleksandr Honcharenko", "Oleksandr Goncharenko"),
    ("Volodymyr Koval", "Владимир Коваль"),
    ("Olena Kovalchuk", "Елена Ковальчук"),
    ("callsign Buran", "позивний Буран"),
]
NOT_ALIKE = [
    ("Ivan Petrenko", "Ivan Kovalenko"),
    ("Ivan Petrenko", "Oleh Petrenko"),
    ("two soldiers", "several soldiers"),
    ("the commander", "commander"),
    ("Солдати", "солдати"),
    ("people who were held in the school", "people who were held"),
    ("", "Petrenko"),
    ("Petrenko", "كوفالينكو"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_name_meets_itself_in_every_script(one, other):
    assert names.read(one).meets(names.read(other))


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_two_people_stay_two(one, other):
    assert not names.read(one).meets(names.read(other))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared_and_neither_comes_first(one, other):
    first, second = names.read(one), names.read(other)

    assert first.meets(second) == second.meets(first)


@given(st.text(max_size=300))
@example("X" * 200)
@example("ح" * 200)
def test_a_key_is_never_longer_than_its_column(text):
    assert all(len(key.key) <= 65 and len(key.sought) <= 65 for key in names.read(text).keys)
