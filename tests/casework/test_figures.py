"""Figures tell how the service does, and never point to a person."""

import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.situations import AT, accepted_referral, collected_referral

from affiant.casework.figures import small_numbers, tables
from affiant.ground.accounts.roles import Role
from affiant.referrals.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
YEAR = datetime.now(UTC).year
IN_MARCH = datetime(YEAR, 3, 14, 9, tzinfo=UTC)


@pytest.fixture
def received():
    """Put so many referrals into the table."""

    def put(how_many: int, *, at: datetime = IN_MARCH, **columns) -> None:
        Referral.objects.bulk_create(
            Referral(
                reference=uuid.uuid4().hex[:16], mailbox=uuid.uuid4().hex, received_at=at, last_heard_at=at, **columns
            )
            for _ in range(how_many)
        )

    return put


def rows(name: str, year: int = YEAR) -> dict[str, str]:
    table = next(table for table in tables.of_year(year) if table.id == name)
    return {row.name: row.words for row in table.rows}


def test_a_count_is_told_to_the_nearest_five(received):
    received(13, language="uk")

    assert rows("languages") == {"Ukrainian": "15"}
    assert rows("months") == {f"{YEAR}-03": "15"}


def test_fewer_than_five_are_never_told(received):
    received(4, language="ti")
    received(40, language="uk")

    assert rows("languages")["Tigrinya"] == "fewer than 5"


@given(st.integers(0, 10_000), st.integers(0, 4))
def test_no_subtraction_of_told_counts_tells_a_small_one(others, few):
    whole, rest = small_numbers.told(others + few), small_numbers.told(others)

    assert whole is None or rest is None or (whole - rest) % small_numbers.STEP == 0


def test_another_year_and_a_rehearsal_do_not_count(received):
    received(6, at=IN_MARCH.replace(year=YEAR - 1))
    received(7, rehearsal=True)

    assert rows("months") == {}
    assert rows("months", YEAR - 1) == {f"{YEAR - 1}-03": "5"}


def test_a_safeguarding_flag_is_counted(received):
    received(6, flagged=True, child=True)

    assert rows("safeguarding") == {"The reporter is under 18": "5"}


def test_a_supervisor_sees_every_table_and_takes_one_as_a_file(received, signed_in):
    received(10, path="witnessed")
    browser = signed_in(Role.SUPERVISOR)

    page = browser.get(reverse("figures"))
    file = browser.get(reverse("figure_file", args=["paths"]))

    assert all(table.title in page.text for table in tables.of_year(YEAR))
    assert file.text.splitlines()[0] == "Path,Referrals"
    assert file.text.splitlines()[1].endswith(",10")


@pytest.mark.parametrize("year", ["1066", "tomorrow", "", "99999999999999999999"])
def test_a_year_that_is_not_offered_shows_this_one(year, signed_in):
    assert f"Figures of {YEAR}" in signed_in(Role.AUDITOR).get(reverse("figures"), {"year": year}).text


def test_a_file_that_does_not_exist_is_not_found(signed_in):
    assert signed_in(Role.AUDITOR).get(reverse("figure_file", args=["names"])).status_code == 404


def test_the_first_decision_counts_from_the_day_of_receipt(settings):
    for _ in range(5):
        accepted_referral()

    assert rows("first", AT.year) == {"Within 7 days": "5"}
    assert rows("outcomes", AT.year) == {"Investigate": "5"}


def test_nothing_of_a_reporter_stands_in_the_figures(signed_in):
    referral_id = collected_referral()

    page = signed_in(Role.SUPERVISOR).get(reverse("figures"), {"year": str(AT.year)})

    assert Referral.objects.get(pk=referral_id).reference not in page.text
    assert str(referral_id) not in page.text
