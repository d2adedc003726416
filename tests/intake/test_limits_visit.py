"""A visit ends, says beforehand when, and takes nothing along."""

import dataclasses
import time

import pytest
from django.conf import settings as django_settings

from affiant.intake import reporter as visitor

pytestmark = pytest.mark.django_db


def test_pages_with_something_to_lose_say_when_the_visit_ends(writing):
    page = writing.read("form/account")

    assert "This visit ends 12 hours after you opened the last page" in page
    assert 'data-visit="43200"' in page
    assert 'role="status"' in page


def test_before_there_is_something_to_lose_no_page_says_so(reporter):
    assert "This visit ends" not in reporter.read("form/start")


def test_one_hour_is_one_hour(writing, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, visit_hours=1)

    assert "This visit ends 1 hour after" in writing.read("form/account")
    assert "через 1 годину" in writing.client.get("/uk/form/account").content.decode()


def test_the_page_before_leaving_says_how_long_a_draft_is_kept(writing):
    assert "We keep it for 35 days after your last visit" in writing.read("later")


def test_a_visit_lasts_as_long_as_the_pages_say(writing):
    assert django_settings.SESSION_COOKIE_AGE == 12 * 3600 + visitor.STAY


def test_a_visit_that_has_ended_hands_back_what_was_typed(writing, settings):
    settings.SESSION_COOKIE_AGE = -1
    writing.answer("place", place_where="by the river")
    session = writing.client.session
    session[visitor.PLACE] = session[visitor.PLACE]
    session.save()

    response = writing.answer("account", account="It was six in the morning.")

    assert response.status_code == 403
    assert "It was six in the morning." in response.content.decode()


def seen(reporter) -> int:
    return reporter.client.session[visitor.PLACE][visitor.SEEN]


def test_a_page_prolongs_a_visit_and_writes_it_once_in_a_while(writing, django_assert_num_queries):
    session = writing.client.session
    session[visitor.PLACE] = session[visitor.PLACE] | {visitor.SEEN: int(time.time()) - visitor.STAY - 1}
    session.save()

    writing.client.get("/stay")
    assert time.time() - seen(writing) < 60

    with django_assert_num_queries(1):
        assert writing.client.get("/stay").status_code == 204


def test_nobody_elses_visit_can_be_prolonged(reporter):
    assert reporter.client.get("/stay").status_code == 403
