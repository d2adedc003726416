"""Ways of contact are seen through their spelling, and nothing that is none is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affiant.core.ways import Means, Way, digest, ways_in

KEY = b"k" * 32


@pytest.mark.parametrize(
    "text",
    [
        "+380 67 123-45-67",
        "067 123 45 67, після обіду",
        "٠٦٧١٢٣٤٥٦٧",
        "۰۶۷ ۱۲۳ ۴۵ ۶۷",
        "tel:00380671234567",
        "\u202d(067)\u00a0123\u201345\u201367\u202c",
        "\uff10\uff16\uff17\uff11\uff12\uff13\uff14\uff15\uff16\uff17",
    ],
)
def test_a_number_is_the_same_however_it_is_written(text: str):
    assert ways_in(text) == {Way(Means.PHONE, "671234567")}


@pytest.mark.parametrize(
    "text", ["Oksana.H+safe@Example.ORG.", "<oksana.h@example.org>", "mailto:oksana.h@example.org"]
)
def test_an_address_is_the_same_however_it_is_written(text: str):
    assert ways_in(text) == {Way(Means.EMAIL, "oksana.h@example.org")}


@pytest.mark.parametrize("text", ["@Oksana_H", "https://t.me/oksana_h", "Telegram @oksana_h, please"])
def test_an_account_is_the_same_by_its_name_and_by_its_link(text: str):
    assert ways_in(text) == {Way(Means.HANDLE, "oksana_h")}


@pytest.mark.parametrize(
    "text",
    ["", "Only through this page", "after 18:00, before 20:30", "on 12.11.2026 or 2026-11-12", "000 000 000", "12345"],
)
def test_what_reaches_nobody_is_no_way(text: str):
    assert ways_in(text) == frozenset()


def test_several_ways_stand_beside_each_other():
    found = ways_in("Ring 020 7946 0958 from 8.00 to 10.00, or write to a@example.org or @aaa")

    assert {way.means for way in found} == set(Means)


@given(st.text())
def test_any_text_is_looked_through(text: str):
    assert all(way.value for way in ways_in(text))


@given(st.text(min_size=1), st.binary(min_size=32, max_size=32))
def test_a_digest_depends_on_the_means_the_value_and_the_key(value: str, key: bytes):
    phone, email = Way(Means.PHONE, value), Way(Means.EMAIL, value)

    assert digest(phone, KEY) != digest(email, KEY)
    assert (digest(phone, KEY) == digest(phone, key)) is (key == KEY)


@pytest.mark.parametrize("text", ["@" * 60_000, "1 " * 60_000, "a@" * 60_000, "+(" * 60_000, "t.me/" * 20_000])
def test_a_hostile_text_does_not_hold_the_courier_up(text: str):
    assert len(ways_in(text)) < len(text)
