"""Sessions: the cookie opens them, and nothing else does."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from affiant.submissions.models import Visit
from affiant.submissions.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**data: object) -> str:
    session = SessionStore()
    session.update(data)
    session.save()
    assert session.session_key is not None
    return session.session_key


def test_a_cookie_brings_back_what_was_kept():
    cookie = kept(language="uk", code=["1", "2"])

    again = SessionStore(cookie)

    assert (again["language"], again["code"]) == ("uk", ["1", "2"])
    assert len(cookie) == 64


def test_the_row_is_not_named_by_the_cookie():
    cookie = kept(a=1)

    row = Visit.objects.get()

    assert row.lookup not in cookie
    assert cookie.encode() not in bytes(row.sealed)


@pytest.mark.parametrize("cookie", [None, "", "short", "0" * 64, "../../etc/passwd" * 4, "Z" * 64, "é" * 64])
def test_an_unknown_cookie_is_an_empty_visit(cookie):
    session = SessionStore(cookie)

    assert session.get("reporter") is None
    assert session.session_key is None


def test_another_rows_content_does_not_open():
    first, second = kept(a=1), kept(a=2)
    rows = Visit.objects.order_by("lookup")
    rows.update(sealed=rows[0].sealed)

    assert sorted([dict(SessionStore(first).items()) == {}, dict(SessionStore(second).items()) == {}]) == [False, True]


def test_a_new_name_takes_the_content_along_and_closes_the_old_one():
    cookie = kept(a=1)
    session = SessionStore(cookie)

    session.cycle_key()

    assert SessionStore(session.session_key)["a"] == 1
    assert SessionStore(cookie).get("a") is None
    assert Visit.objects.count() == 1


def test_a_visit_that_is_ended_stays_ended():
    session = SessionStore(kept(a=1))
    session["a"] = 2
    SessionStore(session.session_key).flush()

    with pytest.raises(UpdateError):
        session.save()

    assert not Visit.objects.exists()


def test_an_outlived_visit_is_empty():
    session = SessionStore(kept(a=1))
    session.set_expiry(-1)
    session["a"] = 1
    session.save()

    assert SessionStore(session.session_key).get("a") is None


def test_rows_are_deleted_when_their_last_day_is_over():
    kept(a=1)
    Visit.objects.update(expires_on=timezone.now().date() - timedelta(days=1))
    kept(a=2)

    SessionStore.clear_expired()

    assert Visit.objects.count() == 1
