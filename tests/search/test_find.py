"""What is written is found: in any of its forms, in any script, and by what it is narrowed to."""

from datetime import UTC, datetime

import pytest
from tests.factories.situations import AT, File, Sending, collect

from affiant.search import services

KHARKIV = "Ми жили у Харкові, на Садовій вулиці, коли почався обстріл лікарні."


@pytest.mark.parametrize(
    "asked",
    ["Харків", "Харкова", "Харьков", "харькове", "Kharkiv", "Kharkov", "خاركوف", "лікарня", "лікарнею", "обстріли"],
)
def test_a_word_is_found_in_any_of_its_forms_and_a_place_under_any_of_its_names(asked, told, found):
    referral = told(KHARKIV)
    told("Nothing of the kind.", language="en")

    assert found(asked) == [referral]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Командир Коваленко був там, ми бачили Коваленка.", "Kovalenko"),
        ("I saw Volodymyr Kovalenko.", "Коваленком"),
        ("رأيت محمد حسين في الخرطوم", "Mohammed"),
        ("رأيت محمد حسين في الخرطوم", "Хартум"),
        ("كنت في المستشفى", "مستشفى"),
        ("The soldiers were shooting.", "soldier shoot"),
        ("Солдаты стреляли по машинам.", "солдат машина"),
        ("Ми їхали через Білу Церкву.", "Белая Церковь"),
        ("Ми їхали через Білу Церкву.", "Bila Tserkva"),
        ("У п’ятницю вони прийшли.", "п'ятниця"),
        ("Це було 12.03.2022 о шостій.", "12.03.2022"),
        ("我在哈尔科夫看见了他们", "看见"),
        ("می‌روم به خانه", "میروم"),
    ],
)
def test_one_name_meets_itself_in_every_script(written, asked, told, found):
    referral = told(written)

    assert found(asked) == [referral]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ('"почався обстріл"', True),
        ('"обстріл почався"', False),
        ("обстр*", True),
        ("обсрріл~", True),
        ("обстріл -лікарня", False),
        ("обстріл -школа", True),
        ("школа OR лікарня", True),
        ("(школа | лікарня) обстріл", True),
        ("школа лікарня", False),
        ("language:uk", True),
        ("language:ukrainian", True),
        ("language:ru", False),
        ("обстріл stage:received officer:nobody", True),
        ("from:2026-11-21 to:21.11.2026", True),
        ("from:2027", False),
        ("to:2026-10", False),
        ("has:files", True),
        ("has:messages", False),
        ("file:підвал", True),
        ("file:обстріл", False),
        ("-has:files", False),
        ("is:rehearsal", False),
        ("2026-000001", True),
    ],
)
def test_the_language_of_a_search_narrows_and_widens(asked, fits, told, found):
    referral = told(KHARKIV, files=[File(b"x", name="підвал будинку.jpg")])

    assert found(asked) == ([referral] if fits else [])


def test_what_is_typed_wrongly_finds_what_is_close_and_says_so(told, officer):
    referral = told(KHARKIV)
    services.follow()

    answer = services.find(text="лікорня", by=officer, at=AT)

    assert answer.misspelt
    assert [one.facts.id for one in answer.found] == [referral]


def test_a_word_as_it_was_typed_comes_before_its_other_forms(told, found):
    other, exact = told("Вони говорили про школи."), told("Вони говорили про школу.")

    assert found("школу") == [exact, other]


def test_the_newest_can_come_first(told, found):
    old = told("школа", sent=datetime(2025, 1, 1, tzinfo=UTC))
    new = told("школа", sent=datetime(2026, 1, 1, tzinfo=UTC))

    assert found("школа", newest=True) == [new, old]


def test_a_message_is_found_with_its_referral(told, found):
    report = Sending(files=())
    referral = collect(report.deliver()).referral_id
    collect(Sending(keys=report.keys, kind="message", files=(), text="Ще бачила вантажівку.").deliver())

    assert found("вантажівка has:messages") == [referral]


def test_names_and_ways_of_contact_are_never_in_the_index(told, found):
    told(KHARKIV)

    assert found("Гончаренко") == []
    assert found("honcharenko*") == []


def test_pages_hold_twenty_each(told, officer):
    for number in range(21):
        told(f"школа {number}")
    services.follow()

    first = services.find(text="школа", by=officer, at=AT)
    second = services.find(text="школа", by=officer, at=AT, page=2)

    assert (first.total, first.pages, len(first.found), len(second.found)) == (21, 2, 20, 1)


def test_the_places_that_were_meant_are_told(told, officer):
    told(KHARKIV)
    services.follow()

    answer = services.find(text="Kharkiv", by=officer, at=AT)

    assert "Харьков" in answer.places[0].written


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Це було у Донецьку.", "Donetsk"),
        ("Это было в Донецке.", "Донецьк"),
        ("Нас вивезли з Куп’янська.", "Kupyansk"),
        ("Колона йшла через Токмак.", "Токмаком"),
        ("Ми зупинилися у Кропивницькому.", "Кропивницкий"),
        ("Ми зупинилися у Кривому Розі.", "Kryvyi Rih"),
        ("Вони стояли під Маріуполем.", "Мариуполе"),
        ("Його забрали у Вовчанську.", "Vovchansk"),
        ("كنا في الخرطوم", "Khartoum"),
        ("كنا في الموصل", "Мосуле"),
        ("خرجنا من حلب ليلا", "Halab"),
        ("They came to Aleppo.", "حلب"),
    ],
)
def test_a_place_is_found_in_any_case_and_any_script(written, asked, told, found):
    referral = told(written)
    told("Nothing of the kind.", language="en")

    assert found(asked) == [referral]
