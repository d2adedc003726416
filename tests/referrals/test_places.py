"""Places in the queue travel in addresses: whatever comes back is a place or none."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.referrals.queue import Place

MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(at=MOMENTS, number=st.uuids())
def test_a_place_survives_its_address(at: datetime, number: UUID):
    place = Place(at, number)

    assert Place.parse(str(place)) == place


@given(text=st.text())
def test_any_text_is_a_place_or_none(text: str):
    found = Place.parse(text)

    assert found is None or Place.parse(str(found)) == found


@pytest.mark.parametrize("text", ["", ".", "9" * 5000 + "." + "0" * 32, "-" + "9" * 18 + "." + "0" * 32, "1.x", "1"])
def test_what_is_no_place_is_none(text: str):
    assert Place.parse(text) is None
