"""A standing question gives the same rows as one that is put together anew, of however many ids."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from affiant.ground.standing import StandingQuestion
from affiant.referrals import passages
from affiant.referrals.models import Submission

NONE = [UUID(int=number) for number in range(2, 1000)]


@pytest.fixture
def three(told):
    """Three referrals, in the order of their ids."""
    return sorted(told(f"школа {number}", files=()) for number in range(3))


def asked(which):
    return Submission.objects.filter(which).order_by("envelope_id").values_list("referral_id", "envelope_id")


@pytest.mark.parametrize("others", [0, 1, 17, 18, 500, len(NONE)])
def test_the_rows_of_ids_are_those_that_the_tables_have(others, three):
    question = StandingQuestion("referral_id", asked)
    kept = list(Submission.objects.filter(referral_id__in=three[:2]).values_list("referral_id", "envelope_id"))

    found = question.of([*NONE[:others], *three[:2]])

    assert sorted(found) == sorted(kept)


def test_the_same_question_is_asked_with_other_ids(three):
    question = StandingQuestion("referral_id", asked)

    assert [[row[0] for row in question.of([one])] for one in three] == [[one] for one in three]
    assert [row[0] for row in question.of([])] == []


def test_what_stands_from_the_first_to_the_last_is_found_by_one_query(three):
    question = StandingQuestion("referral_id", asked)

    with CaptureQueriesContext(connection) as queries:
        found = question.between(three[0], three[1])

    assert {row[0] for row in found} == set(three[:2])
    assert len(queries) == 1


def test_passages_are_the_same_by_their_ids_and_by_their_range(three):
    assert passages.passages_of(three) == passages.passages_between(three[0], three[-1])
