"""The interface for organisations: who may send, what is refused and why, and that nothing is sent twice."""

import dataclasses
import json
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from tests.organisations.conftest import headers_in

from affiant.core.digests import sha256
from affiant.ground.spool.disk import DiskInbox
from affiant.organisations import pieces, services
from affiant.organisations.models import Organisation, Sending
from affiant.submissions import locks

pytestmark = pytest.mark.django_db


def inbox():
    return settings.AFFIANT.spool_dir / "inbox"


def test_the_keys_are_told_to_anyone(client):
    told = client.get("/partner/v1/service").json()

    ring = settings.AFFIANT.keyring
    assert (told["unit"], told["recovery"], told["identity"]) == (
        ring.unit.text,
        ring.recovery.text,
        ring.identity.text,
    )
    assert "icc" in told["bodies"]


def test_the_interface_describes_itself(client):
    described = client.get("/partner/v1/openapi.json").json()

    assert set(described["paths"]) == {
        "/partner/v1/service",
        "/partner/v1/pieces/{digest}",
        "/partner/v1/envelopes",
        "/partner/v1/mailboxes/{lookup}",
    }


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer 00"}, {"authorization": "Basic 00"}])
def test_without_a_token_nothing_is_taken(header, client):
    answer = client.put(f"/partner/v1/pieces/{sha256(b'x')}", b"x", headers=header)

    assert (answer.status_code, answer.json()["code"]) == (401, "token")


def test_a_closed_organisation_and_an_old_token_open_nothing(client, token):
    services.close(name="Shelter", at=datetime.now(UTC))

    answer = client.put(f"/partner/v1/pieces/{sha256(b'x')}", b"x", headers={"authorization": f"Bearer {token}"})

    assert answer.status_code == 401


def test_an_envelope_appears_whole_and_signed_as_ours(speak, laid):
    answer = speak("POST", "envelopes", laid, key="A-1")

    assert answer.status_code == 201
    (found,) = headers_in(inbox())
    assert found.key == settings.AFFIANT.receipt_key.public
    assert found.header.id == laid["header"]["id"] == answer.json()["envelope"]
    assert len(DiskInbox(settings.AFFIANT.spool_dir).names(found.header.id)) == 5
    assert json.loads(answer.json()["receipt"])["receipt"]["envelope"] == found.header.id


def test_the_header_says_who_sent_it_because_the_token_does(speak, laid):
    claiming = {**laid, "header": {**laid["header"], "sender": "0" * 32}}

    refused = speak("POST", "envelopes", claiming, key="A-1")
    speak("POST", "envelopes", laid, key="A-1")

    assert (refused.status_code, refused.json()["code"]) == (422, "sender")
    (found,) = headers_in(inbox())
    assert found.header.sender == Organisation.objects.get(name="Shelter").pk


def test_the_same_again_sends_nothing_and_answers_the_same(speak, laid):
    first = speak("POST", "envelopes", laid, key="A-1")

    second = speak("POST", "envelopes", laid, key="A-1")

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(headers_in(inbox())) == 1


def test_a_key_stands_for_one_report_and_an_envelope_for_one_key(speak, laid):
    speak("POST", "envelopes", laid, key="A-1")
    other = {**laid, "header": {**laid["header"], "id": "0" * 32}}

    assert speak("POST", "envelopes", other, key="A-1").json()["code"] == "key_used"


def test_an_envelope_is_sent_under_one_key(speak, laid, sealed):
    speak("POST", "envelopes", laid, key="A-1")
    for piece in (laid["header"]["answers"], laid["header"]["contact"], *laid["header"]["parts"]):
        speak("PUT", f"pieces/{piece['sha256']}", (sealed / piece["name"]).read_bytes())

    assert speak("POST", "envelopes", laid, key="A-2").json()["code"] == "envelope_known"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "message", "kind"),
        ("kind", "other", "header"),
        ("received_on", "2020-01-01", "day"),
        ("keys", ["0" * 16, "1" * 16, "2" * 16], "keys"),
        ("keys", ["0" * 16, "1" * 16], "header"),
        ("mailbox", "age1nothing", "header"),
        ("id", "../../etc", "header"),
        ("parts", [], "files"),
        ("more", 1, "header"),
    ],
)
def test_a_header_that_does_not_fit_is_refused_by_name(field, value, code, speak, laid):
    wrong = {**laid, "header": {**laid["header"], field: value}}

    answer = speak("POST", "envelopes", wrong, key="A-1")

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not inbox().exists()


def test_a_header_of_the_first_version_is_refused_for_its_keys(speak, laid):
    first = laid["header"] | {"format": "affiant-envelope/v1", "keys": laid["header"]["keys"][:2]}

    answer = speak("POST", "envelopes", {**laid, "header": first}, key="A-1")

    assert (answer.status_code, answer.json()["code"]) == (422, "keys")


def test_an_envelope_whose_piece_is_missing_is_not_taken(speak, laid):
    digest = laid["header"]["contact"]["sha256"]
    pieces.forget(Sending.organisation.field.related_model.objects.get().pk, iter([digest]))

    answer = speak("POST", "envelopes", laid, key="A-1")

    assert answer.json() == {"code": "piece_missing", "place": digest}


def test_another_organisations_pieces_are_not_there(client, laid):
    other = services.add(name="Other", at=datetime.now(UTC)).token

    answer = client.post(
        "/partner/v1/envelopes",
        laid,
        content_type="application/json",
        headers={"authorization": f"Bearer {other}", "idempotency-key": "A-1"},
    )

    assert answer.json()["code"] == "piece_missing"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"header": 1}', b'{"header": {}, "files": [{"bytes": "x"}]}'])
def test_a_body_of_another_shape_is_refused_without_repeating_it(body, client, token):
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "A-1"}

    answer = client.generic("POST", "/partner/v1/envelopes", body, content_type="application/json", headers=headers)

    assert answer.status_code in {400, 422}


def test_a_piece_of_another_digest_or_too_large_is_not_kept(speak, settings, monkeypatch):
    assert speak("PUT", f"pieces/{sha256(b'x')}", b"y").json()["code"] == "digest"
    assert speak("PUT", "pieces/nothing", b"y").json()["code"] == "digest"
    monkeypatch.setattr(pieces, "LARGEST", 3)
    assert speak("PUT", f"pieces/{sha256(b'xxxx')}", b"xxxx").json()["code"] == "too_large"
    assert not list((settings.AFFIANT.intake_dir / "organisations").rglob("*.age"))


def test_a_piece_that_waited_too_long_goes(laid, settings):
    services.sweep(at=datetime.now(UTC) + timedelta(days=8))

    assert not list((settings.AFFIANT.intake_dir / "organisations").rglob("*.age"))


def test_a_crash_before_the_envelope_appears_is_finished_by_the_next_try(speak, laid, monkeypatch):
    with monkeypatch.context() as crashing:
        crashing.setattr(DiskInbox, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            speak("POST", "envelopes", laid, key="A-1")
    DiskInbox(settings.AFFIANT.spool_dir).discard_prepared(before=datetime.now(UTC) + timedelta(days=1), keep=())

    answer = speak("POST", "envelopes", laid, key="A-1")

    assert answer.status_code == 200
    assert len(headers_in(inbox())) == 1


def test_a_report_that_was_swept_before_it_appeared_is_asked_for_again(speak, laid, sealed, monkeypatch):
    with monkeypatch.context() as crashing:
        crashing.setattr(DiskInbox, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            speak("POST", "envelopes", laid, key="A-1")
    DiskInbox(settings.AFFIANT.spool_dir).discard_prepared(before=datetime.now(UTC) + timedelta(days=1), keep=())
    services.sweep(at=datetime.now(UTC) + timedelta(days=8))

    refused = speak("POST", "envelopes", laid, key="A-1")
    for piece in (laid["header"]["answers"], laid["header"]["contact"], *laid["header"]["parts"]):
        speak("PUT", f"pieces/{piece['sha256']}", (sealed / piece["name"]).read_bytes())
    taken = speak("POST", "envelopes", laid, key="A-1")

    assert (refused.status_code, refused.json()["code"]) == (422, "piece_missing")
    assert taken.status_code == 200
    assert len(headers_in(inbox())) == 1


def test_the_same_request_twice_at_once_lets_one_whole_envelope_appear(speak, laid):
    with ThreadPoolExecutor(1) as pool, locks.draft(laid["header"]["id"]):
        other = pool.submit(speak, "POST", "envelopes", laid, key="A-1")
        wait([other], timeout=0.5)
        assert not other.done()
        assert not inbox().exists()

    assert other.result().status_code == 201
    assert len(headers_in(inbox())) == 1


@pytest.mark.parametrize("length", [10**9, -1, 2**60])
def test_no_receipt_is_signed_for_a_file_longer_than_its_sealed_parts(length, speak, laid):
    laid["files"][0]["bytes"] = length

    answer = speak("POST", "envelopes", laid, key="A-1")

    assert (answer.status_code, answer.json()["code"]) == (422, "files")


def test_organisations_leave_the_room_that_people_need(speak, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, free_room=2**60)

    assert speak("PUT", f"pieces/{sha256(b'x')}", b"x").status_code == 507
    assert speak("PUT", f"mailboxes/{'a' * 32}", b"closed").status_code == 507


def test_a_mailbox_is_laid_once(speak):
    assert speak("PUT", f"mailboxes/{'a' * 32}", b"closed").status_code == 201
    assert speak("PUT", f"mailboxes/{'a' * 32}", b"closed").status_code == 200
    assert speak("PUT", f"mailboxes/{'a' * 32}", b"other").status_code == 409
    assert speak("PUT", "mailboxes/nothing", b"closed").status_code == 422
