"""The sum in place of the wait: done by a device that can, checked here, good for one ticket."""

import base64
import dataclasses
import html
import json
import re

import altcha
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.navigators.page import fields
from tests.navigators.reporter import Reporter

from affiant.intake.limits import gate, work
from affiant.intake.limits.tally import Tally

TICKET = "a" * 32


@pytest.fixture
def waiting(settings, monkeypatch, db) -> Reporter:
    """Somebody who is asked for a moment."""
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, limits={"draft": 1, "wrong_code": 1, "send": 1})
    monkeypatch.setattr(gate, "TALLY", Tally(seconds=gate.WINDOW))
    Reporter(Client()).answer("start", path="witnessed")
    return Reporter(Client())


def solve(asked: str) -> str:
    challenge = altcha.Challenge.from_dict(json.loads(asked))
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def asked(page: str) -> str:
    found = re.search(r'data-work="([^"]+)"', page)
    assert found
    return html.unescape(found.group(1))


def test_who_has_done_the_sum_does_not_wait(waiting):
    response = waiting.answer("start", path="told")

    form = fields(response) | {"altcha": [solve(asked(response.content.decode()))]}

    assert waiting.answer("start", **form)["Location"] == "/en/form/age"


def test_a_sum_for_another_ticket_does_not_count(waiting):
    first = waiting.answer("start", path="told")
    second = waiting.answer("start", path="told")

    form = fields(second) | {"altcha": [solve(asked(first.content.decode()))]}

    assert waiting.answer("start", **form).status_code == 429


def test_a_sum_that_is_done_goes_through_once(waiting):
    response = waiting.answer("start", path="told")
    form = fields(response) | {"altcha": [solve(asked(response.content.decode()))]}
    waiting.answer("start", **form)

    assert Reporter(Client()).answer("start", **form).status_code == 429


def test_an_easier_sum_of_somebody_elses_making_does_not_count():
    easy = altcha.create_challenge(work.ALGORITHM, 1, data={"ticket": TICKET}, hmac_secret=b"another")

    assert not work.is_done(solve(json.dumps(easy.to_dict())), TICKET)


@given(st.one_of(st.text(), st.binary().map(lambda raw: base64.b64encode(raw).decode())))
def test_any_text_is_an_answer_or_none(text):
    assert work.is_done(text, TICKET) is False


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("algorithm", "nonce", "salt", "cost", "keyLength", "keyPrefix", "expiresAt", "data", "keySignature")


@given(
    st.fixed_dictionaries(
        {
            "challenge": st.fixed_dictionaries(
                {"parameters": st.fixed_dictionaries(dict.fromkeys(KEYS, JSON)), "signature": JSON}
            ),
            "solution": st.fixed_dictionaries({"counter": JSON, "derivedKey": JSON}),
        }
    )
)
def test_any_json_is_an_answer_or_none(payload):
    text = base64.b64encode(json.dumps(payload).encode()).decode()

    assert work.is_done(text, TICKET) is False


@given(st.fixed_dictionaries({"counter": JSON, "derivedKey": JSON}))
def test_any_solution_under_a_sum_of_ours_is_an_answer_or_none(solution):
    payload = {"challenge": json.loads(work.ask(TICKET)), "solution": solution}
    text = base64.b64encode(json.dumps(payload).encode()).decode()

    assert work.is_done(text, TICKET) is False
