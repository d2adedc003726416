"""Every public page: open, quiet, and in its language."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from affiant.intake.entry import Entry
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation

pytestmark = pytest.mark.django_db
STEPS = [step.name for step in flow.steps(Situation({"path": "witnessed"}))]


def views(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


def test_every_view_says_who_may_enter():
    every_view = list(views(get_resolver().url_patterns))

    assert len(every_view) > 10
    assert all(isinstance(view.entry, Entry) for view in every_view)


@pytest.mark.parametrize(("accepted", "language"), [("uk,en;q=0.5", "uk"), ("fr", "fr"), ("sw", "en"), ("en-GB", "en")])
def test_the_bare_address_leads_to_the_browsers_language(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})

    assert response["Location"] == f"/{language}/"


def test_reading_the_first_page_leaves_no_cookie(client):
    response = client.get("/en/")

    assert response.status_code == 200
    assert not response.cookies


def test_the_first_page_says_what_cannot_be_promised(reporter):
    page = reporter.read("")

    assert "cannot be called back" in page
    assert "the law may oblige us" in page
    assert "0800 555 111" in page


@pytest.mark.parametrize("step", STEPS)
def test_every_page_of_the_form_opens_with_its_place_in_the_row(writing, step):
    page = writing.read(f"form/{step}")

    assert f"Question {STEPS.index(step) + 1} of {len(STEPS)}" in page
    assert str(flow.step(step).title) in page


@pytest.mark.parametrize("page", ["", "form/start", "form/account", "form/files", "form/check", "code", "return"])
@pytest.mark.parametrize("word", ["crime", "war", "police", "witness"])
def test_no_title_says_what_the_site_is_about(writing, page, word):
    title = writing.read(page).partition("<title>")[2].partition("</title>")[0]

    assert title.strip()
    assert word not in title.lower()


@pytest.mark.parametrize("page", ["", "form/start", "form/wishes", "form/check", "return"])
def test_no_page_is_kept_in_a_cache_or_runs_a_script_of_its_own(writing, page):
    response = writing.open(page)
    html = response.content.decode()

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "style=" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("page", ["", "form/start", "form/files", "form/check", "code", "later", "return", "nowhere"])
def test_every_page_has_the_way_out(writing, page):
    html = writing.read(page)

    assert 'href="/leave"' in html
    assert 'rel="nofollow noreferrer"' in html


def test_a_page_in_ukrainian_has_no_english_left(writing):
    writing.language = "uk"
    page = writing.read("form/wishes")

    assert 'lang="uk"' in page
    assert "Чи можна нам зв’язатися з Вами?" in page
    assert "May we" not in page


def test_a_person_without_a_cookie_reads_how_to_come_back(reporter):
    response = reporter.open("form/account")

    assert response.status_code == 403
    assert "Your answers are kept" in response.content.decode()
