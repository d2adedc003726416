"""A coded place is found on the Earth by its name in any script; a name that many places bear says nothing."""

import pytest

from affiant.linking import settlements


@pytest.mark.parametrize(
    "text", ["Borodianka", "Бородянка", "вулиця Центральна, Бородянка", "بوروديانكا", "BORODIANKA"]
)
def test_one_settlement_is_found_in_every_script(text):
    assert [(one.latitude, one.longitude) for one in settlements.named(text)] == [(50.64, 29.92)]


@pytest.mark.parametrize("text", ["", "Іванівка", "Market Hill, Exampleford", "borodianka", "\u202e"])
def test_what_is_no_place_or_many_lies_nowhere(text):
    assert settlements.named(text) == []
