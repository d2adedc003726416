"""The pages that explain: all there, in every language, quiet, and connected."""

import dataclasses
import gzip
import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from affiant.config import languages
from affiant.intake.guidance import pages, selections
from affiant.intake.guidance.profile import Profile
from affiant.intake.guidance.words import Words

NAMES = [page.name for page in pages.ALL]
EVERY = ["", "info/", *(f"info/{name}" for name in NAMES)]
OTHERS = [code for code in languages.CODES if code != "en"]
SHIPPED = Profile.load()


def read(language: str, path: str) -> str:
    response = Client().get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def title(page: str) -> str:
    return page.partition("<title>")[2].partition("</title>")[0].strip()


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def addresses(page: str) -> set[str]:
    return set(map(html.unescape, re.findall(r'<a\b[^>]*href="([^"]*)"', page)))


def inside(page: str) -> set[str]:
    """The addresses on this site that a page of it leads to, but for the way out."""
    return {each for each in addresses(page) if each.startswith("/") and each != "/leave"}


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", EVERY)
def test_every_page_opens_in_every_language_and_in_its_direction(language, path):
    page = read(language, path)

    assert f'<html lang="{language}"' in page
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("page", pages.ALL, ids=lambda page: page.name)
def test_title_and_heading_are_translated(language, page):
    with override(language):
        translated = str(page.title), str(page.heading)

    with override("en"):
        assert str(page.title) != translated[0]
        assert str(page.heading) != translated[1]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", EVERY)
def test_no_english_sentence_is_left(language, path):
    lines = re.sub(r"<[^>]* lang=\"en\"[^>]*>[^<]*<", "<", main(read(language, path)))
    words = re.sub(r"<[^>]+>|https?://\S+", " ", lines)

    assert not re.search(r"\b(the|and|you|what|with|from)\b", words)


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("word", ["crime", "war", "police", "witness", "court", "abuse", "evidence", "report"])
def test_neither_title_nor_address_says_what_the_site_is_about(path, word):
    assert word not in title(read("en", path)).lower()
    assert word not in path


@pytest.mark.parametrize("language", languages.CODES)
@pytest.mark.parametrize("path", EVERY)
def test_no_link_is_broken(language, path, db):
    client = Client()

    broken = [each for each in inside(read(language, path)) if client.get(each.partition("#")[0]).status_code != 200]

    assert not broken


@pytest.mark.parametrize("path", EVERY)
def test_a_link_to_a_place_on_a_page_finds_it(path, db):
    places = [each.split("#") for each in inside(read("en", path)) if "#" in each]

    missing = [place for page, place in places if f'id="{place}"' not in Client().get(page).content.decode()]

    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_two_steps_from_the_first(name):
    assert f"/en/info/{name}" in inside(read("en", "info/"))
    assert "/en/info/" in inside(read("en", ""))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_leads_on_and_back(name):
    found = inside(main(read("en", f"info/{name}")))

    assert "/en/" in found
    assert {f"/en/info/{near}" for near in pages.BY_NAME[name].near} <= found


@pytest.mark.parametrize("path", EVERY)
def test_a_link_that_leaves_says_nothing_about_where_it_came_from(path):
    page = read("en", path)
    outward = re.findall(r'<a\b[^>]*href="http[^"]*"[^>]*>', page)

    assert all('rel="noreferrer"' in each for each in outward)
    assert all('href="https://' in each for each in outward)


@pytest.mark.parametrize("path", EVERY)
def test_reading_leaves_no_cookie_and_no_copy(path):
    response = Client().get(f"/en/{path}")

    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["", "info/", "info/who", "info/now"])
def test_a_page_asks_the_database_nothing(path, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        read("uk", path)


@pytest.mark.parametrize("language", languages.CODES)
def test_the_first_page_stays_small(language):
    assert len(gzip.compress(read(language, "").encode())) < 6_000


def test_an_unknown_page_is_not_found():
    assert Client().get("/en/info/nowhere").status_code == 404


def test_the_limit_of_war_crimes_and_the_place_of_aggression_are_told():
    page = read("en", "info/words")

    assert "Without an armed conflict there is no war crime" in page
    assert "cannot try anyone for aggression" in page


def test_a_body_whose_mandate_ended_is_shown_as_ended():
    page = main(read("en", "info/who"))

    assert page.index("No longer at work") < page.index("UNITAD")
    assert "ended on 17 September 2024" in page


def test_a_body_is_closed_on_the_day_after_its_last():
    last = date(2030, 6, 30)
    body = dataclasses.replace(SHIPPED.bodies[0], until=last)
    profile = dataclasses.replace(SHIPPED, bodies=(body,))

    assert selections.page(profile, last)["open_bodies"] == (body,)
    assert selections.page(profile, last + timedelta(days=1))["closed_bodies"] == (body,)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "21 November 2013"), ("uk", "21 листопада 2013"), ("ru", "21 ноября 2013"), ("ar", "21 نوفمبر 2013")],
)
def test_an_appeal_has_its_first_day_in_the_readers_words(language, day):
    assert day in main(read(language, ""))
    assert day in main(read(language, "info/helps"))


def test_a_profile_without_appeals_names_none(settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, profile=dataclasses.replace(SHIPPED, appeals=()))

    assert "What we are asking about now" not in read("en", "") + read("en", "info/helps")


def test_a_text_that_lacks_the_readers_language_is_shown_and_marked_in_english(settings):
    unit = dataclasses.replace(SHIPPED.unit, arrival=Words({"en": "Ask <anyone>."}))
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, profile=dataclasses.replace(SHIPPED, unit=unit))

    assert '<span lang="en" dir="auto">Ask &lt;anyone&gt;.</span>' in read("ar", "info/arriving")


@pytest.mark.parametrize("cookie", ["visit", "check"])
def test_the_page_on_cookies_names_each(cookie, settings):
    assert cookie in {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert cookie in main(read("en", "info/cookies"))


@pytest.mark.parametrize("use", ["999", "101", "0808 2000 247", "0808 800 5000", "0800 1111", "council"])
def test_the_page_on_safety_has_every_number(use):
    assert use in main(read("en", "info/now"))


@pytest.mark.parametrize("app", ["WhatsApp", "Telegram", "Signal", "Viber"])
def test_saving_a_chat_is_told_for_each_app(app):
    assert f">{app}</h2>" in re.sub(r"\s+(?=<)|(?<=>)\s+", "", read("en", "info/chats"))


@pytest.mark.parametrize(
    ("language", "own", "english"),
    [("uk", "Українська", "Ukrainian"), ("ar", "العربية", "Arabic"), ("ti", "ትግርኛ", "Tigrinya")],
)
def test_the_card_names_the_language_to_its_reader_and_to_the_officer(language, own, english):
    page = main(read(language, "info/arriving"))

    assert f"<strong>{own}</strong>" in page
    assert f"My language is: <strong>{english}</strong>" in page


def test_a_number_can_be_called_with_one_press():
    page = main(read("uk", "info/now"))

    assert '<a class="govuk-link" href="tel:999" dir="ltr">999</a>' in page
    assert '<a class="govuk-link" href="tel:08001111" dir="ltr">0800 1111</a>' in page
    assert '<bdi dir="ltr">999, 55</bdi>' in page
