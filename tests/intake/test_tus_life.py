"""The life of an upload, in any order of requests, against a model of four lines."""

import dataclasses
import random
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as effort
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule
from tests.factories import reports

from affiant.intake import reporter

TUS = {"Tus-Resumable": "1.0.0"}
BODY = "application/offset+octet-stream"
SOURCE = random.Random(2).randbytes(4000)


class Uploads(RuleBasedStateMachine):
    """Creates, appends, asks, removes and sends; the model is a name and the bytes that were acknowledged."""

    places = Bundle("places")

    def __init__(self) -> None:
        super().__init__()
        self.before = settings.AFFIANT
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        settings.AFFIANT = dataclasses.replace(self.before, intake_dir=root / "intake", spool_dir=root / "spool")
        self.keys = reports.open_draft().keys
        self.browser = Client()
        session = self.browser.session
        session[reporter.PLACE] = {
            "code": "0" * 28,
            "lookup": self.keys.lookup,
            "draft_key": self.keys.draft_key.hex(),
            "mailbox": self.keys.mailbox.secret.hex(),
        }
        session.save()
        self.known: dict[str, tuple[int, bytes]] = {}
        self.sent = 0

    def teardown(self) -> None:
        settings.AFFIANT = self.before
        self.folder.cleanup()

    @rule(target=places, length=some.integers(0, 4000))
    def create(self, length: int) -> str:
        response = self.browser.post("/files/", headers={**TUS, "Upload-Length": str(length)})
        assert response.status_code == 201
        place = response.headers["Location"]
        self.known[place] = (length, b"")
        return place

    @rule(place=places, offset=some.one_of(some.none(), some.integers(0, 4000)), length=some.integers(1, 4000))
    def append(self, place: str, offset: int | None, length: int) -> None:
        promised, held = self.known.get(place, (0, b""))
        start = len(held) if offset is None else offset
        content = SOURCE[start : start + length] or b"x"
        response = self.browser.patch(place, content, BODY, headers={**TUS, "Upload-Offset": str(start)})
        if place not in self.known:
            assert response.status_code == 404
        elif start != len(held):
            assert response.status_code == 409
        elif start + len(content) > promised:
            assert response.status_code == 413
        else:
            assert response.status_code == 204
            self.known[place] = (promised, held + content)
            assert response.headers["Upload-Offset"] == str(len(held + content))

    @rule(place=consumes(places))
    def remove(self, place: str) -> None:
        response = self.browser.delete(place, headers=TUS)
        assert response.status_code == (204 if place in self.known else 404)
        self.known.pop(place, None)

    @rule()
    def send(self) -> None:
        if not self.sent and all(length == len(held) for length, held in self.known.values()):
            contents = [held for _, held in self.known.values()]
            reports.send(self.keys)
            [folder] = reports.envelopes()
            assert [reports.open_file(folder, number + 1) for number in range(len(contents))] == contents
            self.known.clear()
            self.sent = 1

    @invariant()
    def the_server_says_what_it_has(self) -> None:
        listed = {f"/files/{row['id']}": row["offset"] for row in self.browser.get("/files/").json()["uploads"]}
        assert listed == {place: len(held) for place, (_, held) in self.known.items()}


@pytest.mark.django_db
def test_an_uploads_life():
    from hypothesis.stateful import run_state_machine_as_test

    quick = effort(max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    run_state_machine_as_test(Uploads, settings=quick)
