"""Twelve languages in two tiers: each page in the reader's own or marked as another, and nothing typed is lost."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import translation
from tests.navigators.reporter import Reporter, answers, envelopes

from affiant.config import languages
from affiant.intake import tongue, translated
from affiant.intake.guidance import pages

MARK = "This translation has not yet been checked by a translator."
IN_OTHER_LETTERS = [code for code in languages.PARTLY if code != "fr"]
PATHS = ["", "info/", *(f"info/{page.name}" for page in pages.ALL), "form/start", "return", "nowhere"]
TRANSLATED = ["", "info/", *(f"info/{page.name}" for page in pages.ALL if page.template in translated.PAGES)]
# Names that are written in Latin letters everywhere: of the service, of keys and of things on a screen.
NAMES = re.compile(
    r"Affiant demonstration|War Crimes Team|UK War Crimes Network|Escape|Esc|Android|iPhone|Windows|Mac|DCIM|Photos"
    r"|Image Capture|File transfer|Trust|Import|Clare’s Law|filter|script|Crimestoppers"
)
SENTENCE = re.compile(r"[A-Za-z]{2,}")


class Reading(HTMLParser):
    """Reads a page as a screen reader does: each piece of text with the language and direction that hold for it."""

    EMPTY = frozenset({"meta", "link", "input", "br", "img", "hr", "path"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open = [("", "", "")]
        self.pieces: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.EMPTY:
            _, lang, direction = self.open[-1]
            self.open.append((tag, given.get("lang", lang), given.get("dir", direction)))

    def handle_startendtag(self, tag, attrs):
        """A picture's line holds no words."""

    def handle_endtag(self, tag):
        while self.open[-1][0] != tag:
            self.open.pop()
        self.open.pop()

    def handle_data(self, data):
        tag, lang, direction = self.open[-1]
        if data.strip() and tag not in {"script", "style"}:
            self.pieces.append((data.strip(), lang, direction))


def read(language: str, path: str) -> str:
    return Client().get(f"/{language}/{path}").content.decode()


def own_words(language: str, page: str) -> list[str]:
    """The pieces that say that they are in the reader's language."""
    return [text for text, lang, _ in Reading(page).pieces if lang == language]


@pytest.mark.parametrize("language", IN_OTHER_LETTERS)
@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_translated_is_marked_as_english(language, path, db):
    words = own_words(language, read(language, path))

    assert words
    assert not [text for text in words if SENTENCE.search(NAMES.sub("", text)) and "://" not in text]


@pytest.mark.parametrize("language", languages.PARTLY)
@pytest.mark.parametrize("path", PATHS)
def test_english_runs_from_left_to_right_on_every_page(language, path, db):
    english = [piece for piece in Reading(read(language, path)).pieces if piece[1] == "en"]

    assert not [text for text, _, direction in english if " " in text and direction not in {"ltr", "auto"}]


@pytest.mark.parametrize("language", languages.PARTLY)
@pytest.mark.parametrize("path", TRANSLATED)
def test_a_page_that_is_declared_translated_is_in_the_readers_language(language, path):
    page = read(language, path)

    assert 'class="notice"' not in page
    assert '<div lang="en" dir="ltr">' not in page


@pytest.mark.parametrize("language", languages.FROM_RIGHT_TO_LEFT)
def test_a_page_in_a_language_from_the_right_runs_from_the_right(language):
    page = read(language, "info/now")

    assert f'<html lang="{language}"' in page
    assert 'dir="rtl"' in page.partition("<head>")[0]
    assert "built/intake.rtl.css" in page


def test_an_untranslated_page_has_the_sheet_of_its_main_part():
    assert "built/intake.css" in read("fa", "info/words")
    assert "built/intake.rtl.css" in read("fa", "info/now")


@pytest.mark.parametrize("language", languages.PARTLY)
def test_a_link_of_an_untranslated_block_stays_in_the_readers_language(language, db):
    page = read(language, "info/words").partition("<main")[2].partition("</main>")[0]

    assert f'href="/{language}/' in page
    assert 'href="/en/' not in page


@pytest.mark.parametrize("code", [code for code, _ in languages.OFFERED if code not in languages.REVIEWED])
@pytest.mark.parametrize("path", ["", "info/words", "return", "form/start"])
def test_an_unreviewed_language_says_so_on_every_page_in_both_languages(code, path, db):
    page = read(code, path)

    with translation.override(code):
        own = translation.gettext(MARK)
    assert own != MARK
    assert own in page
    assert MARK in page


def test_a_reviewed_language_says_nothing_of_it():
    assert MARK not in read("en", "")


@pytest.mark.parametrize("path", ["", "info/now", "form/start"])
def test_every_page_offers_every_language_by_its_own_name(path, db):
    page = read("en", path)

    assert not [name for _, name in languages.OFFERED if f">{name}<" not in page]
    assert page.index("<details") < page.index("Українська") < page.index("</details>")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("fa-AF,fa;q=0.9,en;q=0.5", "prs"),
        ("fa-IR", "fa"),
        ("prs", "prs"),
        ("ps-AF", "ps"),
        ("ckb-IQ", "ckb"),
        ("ku-Arab-IQ", "ckb"),
        ("ti-ER", "ti"),
        ("my-MM", "my"),
        ("ta-LK", "ta"),
        ("fr-CD", "fr"),
        ("uk-UA", "uk"),
        ("tlh", "en"),
    ],
)
def test_a_browser_is_led_to_the_language_that_it_asks_for(wanted, language):
    response = Client().get("/", headers={"accept-language": wanted})

    assert response["Location"] == f"/{language}/"


@pytest.mark.parametrize("language", ["prs", "ps", "ti", "my"])
def test_a_language_that_django_does_not_know_names_its_months(language):
    assert "November" not in own_words(language, read(language, ""))
    assert not [text for text in own_words(language, read(language, "")) if "November" in text]


def test_a_person_chooses_in_which_language_the_questions_are_asked(db):
    person = Reporter(Client(), "fa")
    person.answer("start", path="witnessed")

    chosen = person.post("form/account", account="Every word of it.", asked="ru")

    page = person.read("form/account")
    assert chosen.status_code == 302
    assert chosen["Location"].startswith("/fa/form/account")
    assert "Every word of it." in page
    assert '<div lang="ru" dir="ltr">' in page


def test_switching_to_any_language_keeps_what_was_typed(db):
    person = Reporter(Client(), "en")
    person.answer("start", path="witnessed")

    switched = person.post("form/account", account="Every word of it.", language="prs")

    assert switched["Location"].startswith("/prs/form/account")
    person.language = "prs"
    assert "Every word of it." in person.read("form/account")


def test_speaking_another_language_leaves_the_page_its_own_and_ends_with_the_block():
    with translation.override("fa"):
        with tongue.speaking("uk"):
            assert translation.get_language() == "fa"
            assert tongue.now() == "uk"
            assert translation.gettext("You can write in any language.") == "Ви можете писати будь-якою мовою."

        assert tongue.now() == "fa"
        assert translation.gettext("You can write in any language.").startswith("می‌توانید")


def test_the_words_are_sealed_in_the_language_in_which_they_were_read(db, own_folders):
    person = Reporter(Client(), "prs")
    person.answer("start", path="witnessed")
    person.post("form/account", account="Before the choice.", asked="ru")
    person.answer("account", account="آنچه دیدم.")
    person.send()

    document = answers(envelopes()[0])
    account = next(answer for answer in document.answers if answer.question == "account")
    assert document.language == "prs"
    assert account.shown.title == "Что Вы хотели бы нам рассказать?"
    assert account.answer == "آنچه دیدم."
