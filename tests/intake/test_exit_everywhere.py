"""The way out stands on every page there is, before any script, and no title or address says what the site is about."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.navigators.reporter import Reporter

from affiant.config import languages
from affiant.intake.guidance import pages
from affiant.intake.report.questions import flow
from affiant.intake.report.questions.flow import Situation

pytestmark = pytest.mark.django_db
# Not pages: the way out itself, and what scripts ask for.
NO_PAGES = {"leave", "stay", "files_tus", "file_tus", "files_plain", "map_picture"}
TELLING = re.compile(
    r"crime|\bwar\b|wars|police|witness|victim|report|court|violen|tortur"
    r"|злочин|війн|поліц|свідок|свідк|жертв|суд\b|насил"
    r"|преступ|войн|полиц|свидет|насил"
    r"|جريم|جرائم|حرب|شرط|شاهد|ضحي|محكم|تعذيب",
    re.IGNORECASE,
)
EXIT = re.compile(r'<a class="exit__button"\s+href="/leave"\s+rel="nofollow noreferrer"')
SCRIPT = re.compile(r"<script\b[^>]*>")


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address pattern of the public face, with its name."""
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield each.name or "", pattern.removeprefix("en/")
        else:
            yield from routes(each, pattern)


def addresses() -> list[str]:
    """Every page there is, below its language."""
    found = [path for name, path in routes(get_resolver()) if name not in NO_PAGES]
    return sorted({address for path in found for address in filled(path)})


def filled(path: str) -> list[str]:
    if path == "form/<slug:name>":
        return [f"form/{step.name}" for step in flow.every_step(Situation({}))]
    if path == "info/<slug:name>":
        return [f"info/{page.name}" for page in pages.ALL]
    return [path.replace("<slug:letter_id>", "0" * 32).replace("<int:number>", "1")]


def shown(reporter: Reporter, address: str) -> HttpResponse:
    return reporter.client.get(f"/{reporter.language}/{address}", follow=True)


def is_page(response: HttpResponse) -> bool:
    return response["Content-Type"].startswith("text/html")


def without_exit(reporter: Reporter) -> list[str]:
    """The addresses at which the way out is not the first thing that can be pressed, or waits for a script."""
    answers = ((address, shown(reporter, address)) for address in addresses())
    return [address for address, answer in answers if is_page(answer) and not has_exit(answer)]


def has_exit(answer: HttpResponse) -> bool:
    html = answer.content.decode()
    first, _, _ = html.partition("<main")
    scripts = SCRIPT.findall(html)
    return (
        EXIT.search(first) is not None
        and all(" defer" in script or "application/json" in script for script in scripts)
        and answer["Cache-Control"] == "no-store"
    )


def telling(reporter: Reporter) -> list[str]:
    """The titles and addresses that say what the site is about."""
    answers = [(address, shown(reporter, address)) for address in addresses()]
    titles = [title(answer) for _, answer in answers if is_page(answer)]
    return [words for words in (*addresses(), *titles) if TELLING.search(words) or (not words.strip(" /") and words)]


def title(answer: HttpResponse) -> str:
    return answer.content.decode().partition("<title>")[2].partition("</title>")[0]


def test_a_stranger_has_the_way_out_on_every_page(reporter):
    assert len(addresses()) > 50
    assert without_exit(reporter) == []


def test_who_writes_has_the_way_out_on_every_page(writing):
    assert without_exit(writing) == []


def test_who_has_sent_has_the_way_out_on_every_page(sent):
    assert without_exit(sent) == []


@pytest.mark.parametrize("language", languages.CODES)
def test_no_title_and_no_address_says_what_the_site_is_about(sent, language):
    sent.language = language

    assert telling(sent) == []


@pytest.mark.parametrize("language", languages.CODES)
def test_nor_while_it_is_being_written(writing, language):
    writing.language = language

    assert telling(writing) == []


@pytest.mark.parametrize("address", ["/leave", "/leave?from=anywhere"])
def test_the_way_out_needs_no_script_and_no_cookie(db, address):
    response = Client().get(address)

    assert response.status_code == 302
    assert response["Cache-Control"] == "no-store"


def test_after_leaving_no_page_of_the_visit_opens_again(sent):
    sent.client.get("/leave")

    opened = [address for address in addresses() if address.startswith("return/") or address in {"code", "sent"}]
    assert {sent.open(address).status_code for address in opened} == {403}
