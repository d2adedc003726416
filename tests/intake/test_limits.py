"""The limits: a flood from one address is slowed, nobody is shut out, nothing that was typed is lost."""

import dataclasses

import pytest
from django.conf import settings as django_settings
from django.test import Client
from tests.navigators.page import fields
from tests.navigators.reporter import Reporter, envelopes

from affiant.core import codes
from affiant.intake.limits import gate, ticket
from affiant.intake.limits.tally import Tally
from affiant.submissions.models import Draft

pytestmark = pytest.mark.django_db
HERE = "203.0.113.7"
WORDS = "Перший рядок\nдругий <рядок> & кінець  "
UNKNOWN = codes.from_entropy(bytes(range(32))).grouped


@pytest.fixture(autouse=True)
def limits(settings, monkeypatch):
    """One of each thing in a window, a wait that is over at once, and nothing counted yet."""
    limits = {"draft": 1, "wrong_code": 1, "send": 1}
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, limits=limits)
    monkeypatch.setattr(gate, "TALLY", Tally(seconds=gate.WINDOW))
    monkeypatch.setattr(gate, "SHORTEST", 0)


@pytest.fixture
def patient(monkeypatch):
    """Waits are as long as they are."""
    monkeypatch.setattr(gate, "SHORTEST", 10)


def somebody(address: str = HERE, language: str = "en") -> Reporter:
    return Reporter(Client(REMOTE_ADDR=address), language)


def test_below_the_limit_nobody_sees_anything(db):
    assert somebody().answer("start", path="witnessed").status_code == 302


def test_above_the_limit_a_new_report_is_asked_for_a_moment(db):
    somebody().answer("start", path="witnessed")

    response = somebody().answer("start", path="told")

    assert response.status_code == 429
    assert "One moment, please" in response.content.decode()
    assert Draft.objects.count() == 1


def test_the_page_speaks_the_persons_language(db):
    somebody().answer("start", path="witnessed")

    page = somebody(language="uk").answer("start", path="told").content.decode()

    assert "Зачекайте, будь ласка" in page
    assert "Many people" not in page


def test_who_waited_goes_on_with_all_that_they_typed(db):
    somebody().answer("start", path="witnessed")
    second = somebody()

    form = fields(second.answer("start", path="told"))
    response = second.answer("start", **form)

    assert response["Location"] == "/en/form/age"
    assert second.read("form/start").count(" checked") == 1


def test_who_goes_on_too_early_keeps_the_same_ticket(db, patient):
    somebody().answer("start", path="witnessed")
    second = somebody()
    first_form = fields(second.answer("start", path="told"))

    response = second.answer("start", **first_form)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 10
    held = ticket.read(first_form["ticket"][0], "draft")
    assert ticket.read(fields(response)["ticket"][0], "draft") == held


def test_a_ticket_goes_through_once(db):
    somebody().answer("start", path="witnessed")
    form = fields(somebody().answer("start", path="told"))
    somebody().answer("start", **form)

    assert somebody().answer("start", **form).status_code == 429


def test_a_ticket_is_for_one_kind_of_act():
    text = ticket.give("draft", wait=0, now=0).text

    assert ticket.read(text, "draft")
    assert ticket.read(text, "send") is None


@pytest.mark.parametrize("text", ["", "x", "a:b:c", "\x00", "ё" * 100_000])
def test_no_text_that_is_not_ours_is_a_ticket(text):
    assert ticket.read(text, "draft") is None


def test_another_address_is_not_slowed(db):
    somebody().answer("start", path="witnessed")

    assert somebody("198.51.100.1").answer("start", path="told").status_code == 302


def test_wrong_codes_are_slowed_and_the_code_stays_on_the_page(db):
    somebody().post("return", code=UNKNOWN)
    guesser = somebody()

    response = guesser.post("return", code=UNKNOWN)

    assert response.status_code == 429
    assert fields(response)["code"] == [UNKNOWN]
    assert "There is nothing under this code" in guesser.post("return", **fields(response)).content.decode()


def test_right_codes_are_never_counted(writing):
    code = writing.code()
    statuses = {somebody().post("return", code=code)["Location"] for _ in range(5)}

    assert statuses == {"/en/form/check"}


def test_sending_waits_and_then_leaves(writing):
    writing.answer("account", account="It was six in the morning.")
    other = somebody("127.0.0.1")
    other.post("return", code=writing.code())
    django_settings.AFFIANT.limits["draft"] = 0
    third = somebody("127.0.0.1")
    third.answer("start", path="witnessed")
    third.answer("account", account="Another one.")
    third.send()

    response = writing.send()
    assert response.status_code == 429

    assert writing.post("form/check", **fields(response))["Location"] == "/en/sent"
    assert len(envelopes()) == 2


def test_a_message_that_has_to_wait_is_carried_whole(sent):
    response = sent.post("return/messages", text=WORDS)
    assert response.status_code == 429

    assert fields(response)["text"] == [WORDS]
    assert "thanks" in sent.post("return/messages", **fields(response))["Location"]


def test_nothing_is_counted_where_no_limit_is_set(db, settings):
    off = {"draft": 0, "wrong_code": 0, "send": 0}
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, limits=off)

    assert {somebody().answer("start", path="told").status_code for _ in range(3)} == {302}


def test_behind_a_proxy_that_gives_no_address_nobody_is_taken_for_somebody_else(db, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, https=True)

    assert {somebody().answer("start", path="told").status_code for _ in range(3)} == {302}


def test_the_wait_grows_with_the_flood_and_has_an_end(patient):
    waits = [gate._wait(over) for over in (0, 1, 2, 3, 1000)]

    assert waits == [10, 20, 40, 60, 60]


def test_nothing_writes_an_address_down(db, caplog, tmp_path, patient):
    somebody().answer("start", path="witnessed")
    response = somebody().answer("start", path="told")

    assert HERE not in response.content.decode()
    assert HERE not in caplog.text
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and HERE.encode() in file.read_bytes()]
