"""What is compared on arrival: each request's bytes, and the whole file; and files of unknown length."""

import base64
import dataclasses
import hashlib
import os

import pytest
from django.test import Client
from tests.factories import reports

from affiant.intake import reporter
from affiant.submissions import pipeline, selectors

pytestmark = pytest.mark.django_db

TUS = {"Tus-Resumable": "1.0.0"}
BODY = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Parts of 100 bytes: a request makes several."""
    monkeypatch.setattr(pipeline, "PART_BYTES", 100)


@pytest.fixture
def keys():
    return reports.open_draft().keys


@pytest.fixture
def browser(keys):
    """A browser whose cookie opens a visit with this draft."""
    client = Client()
    session = client.session
    session[reporter.PLACE] = {
        "code": "0" * 28,
        "lookup": keys.lookup,
        "draft_key": keys.draft_key.hex(),
        "mailbox": keys.mailbox.secret.hex(),
    }
    session.save()
    return client


def in_base64(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def checksum(content: bytes) -> dict[str, str]:
    return {"Upload-Checksum": f"sha256 {in_base64(content)}"}


def whole(content: bytes) -> dict[str, str]:
    return {"Repr-Digest": f"sha-256=:{in_base64(content)}:"}


def create(browser, length: int | None) -> str:
    said = {"Upload-Defer-Length": "1"} if length is None else {"Upload-Length": str(length)}
    response = browser.post("/files/", headers={**TUS, **said})
    assert response.status_code == 201
    return response.headers["Location"]


def patch(browser, place: str, offset: int, content: bytes, **headers: str):
    # Django's client would leave both out of a request without a body; browsers do not.
    said = {"Content-Type": BODY, "Content-Length": str(len(content))}
    return browser.patch(place, content, BODY, headers={**TUS, **said, "Upload-Offset": str(offset), **headers})


def offset(browser, place: str) -> int:
    return int(browser.head(place, headers=TUS).headers["Upload-Offset"])


def sealed_files():
    return reports.answers(reports.envelopes()[0]).files


def test_options_names_the_checksum():
    response = Client().options("/files/")

    assert response.headers["Tus-Checksum-Algorithm"] == "sha256"
    assert "checksum" in response.headers["Tus-Extension"].split(",")
    assert "creation-defer-length" in response.headers["Tus-Extension"].split(",")


def test_bytes_that_arrive_as_they_left_are_stored(browser, keys):
    content = os.urandom(1000)
    place = create(browser, 1000)

    first = patch(browser, place, 0, content[:450], **checksum(content[:450]))
    second = patch(browser, place, 450, content[450:], **checksum(content[450:]))

    assert (first.status_code, second.status_code) == (204, 204)
    assert second.headers["Upload-Offset"] == "1000"
    reports.send(keys)
    assert reports.open_file(reports.envelopes()[0], 1) == content


def test_bytes_that_arrive_otherwise_are_refused_and_nothing_of_them_is_kept(browser, keys, tmp_path):
    content = os.urandom(1000)
    place = create(browser, 1000)
    patch(browser, place, 0, content[:150], **checksum(content[:150]))

    response = patch(browser, place, 150, b"X" + content[151:], **checksum(content[150:]))

    assert response.status_code == 460
    assert offset(browser, place) == 150
    assert len(list(tmp_path.rglob("*.age"))) == 2


def test_bytes_that_were_refused_can_be_sent_again(browser, keys):
    content = os.urandom(300)
    place = create(browser, 300)
    patch(browser, place, 0, b"X" * 300, **checksum(content))

    response = patch(browser, place, 0, content, **checksum(content))

    assert response.status_code == 204
    reports.send(keys)
    assert reports.open_file(reports.envelopes()[0], 1) == content


def test_the_first_bytes_are_compared_too_when_they_come_with_the_creation(browser, keys):
    headers = {**TUS, "Upload-Length": "6", **checksum(b"abd")}

    response = browser.post("/files/", b"abc", BODY, headers=headers)

    assert response.status_code == 460
    assert selectors.load(keys).uploads[0].offset == 0


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256",
        "sha256 ",
        "sha256 !!!",
        "sha256 YWJj",
        "md5 kAFQmDzST7DWlj99KOF/cg==",
        f"sha1 {'A' * 27}=",
        f"SHA256 {'A' * 43}=",
        f"sha256  {'A' * 43}=",
    ],
)
def test_a_digest_that_is_none_is_refused(browser, header):
    place = create(browser, 3)

    response = patch(browser, place, 0, b"abc", **{"Upload-Checksum": header})

    assert response.status_code == 400
    assert offset(browser, place) == 0


def test_what_the_device_says_of_the_whole_is_sealed_with_the_file(browser, keys):
    content = os.urandom(1000)
    place = create(browser, 1000)

    response = patch(browser, place, 0, content, **checksum(content), **whole(content))

    assert response.status_code == 204
    reports.send(keys)
    assert sealed_files()[0].stated_sha256 == hashlib.sha256(content).hexdigest()


def test_the_whole_may_be_stated_after_the_last_byte(browser, keys):
    content = os.urandom(1000)
    place = create(browser, 1000)
    patch(browser, place, 0, content)

    response = patch(browser, place, 1000, b"", **whole(content))

    assert (response.status_code, response.headers["Upload-Offset"]) == (204, "1000")
    assert selectors.load(keys).uploads[0].stated_sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_of_which_nothing_is_stated_says_so(browser, keys):
    patch(browser, create(browser, 3), 0, b"abc")

    reports.send(keys)

    assert sealed_files()[0].stated_sha256 == ""


def test_a_statement_about_half_a_file_is_a_conflict(browser, keys):
    place = create(browser, 1000)

    response = patch(browser, place, 0, b"abc", **whole(b"abc"))

    assert response.status_code == 409
    assert selectors.load(keys).uploads[0].stated_sha256 == ""


def test_a_file_of_one_part_that_is_not_what_was_stated_is_refused(browser, keys):
    place = create(browser, 3)
    patch(browser, place, 0, b"abc")

    response = patch(browser, place, 3, b"", **whole(b"abd"))

    assert response.status_code == 460
    assert selectors.load(keys).uploads[0].stated_sha256 == ""


def test_a_file_of_several_parts_is_left_to_who_can_read_them(browser, keys):
    content = os.urandom(300)
    place = create(browser, 300)
    patch(browser, place, 0, content)

    response = patch(browser, place, 300, b"", **whole(b"another"))

    assert response.status_code == 204
    reports.send(keys)
    assert sealed_files()[0].stated_sha256 == hashlib.sha256(b"another").hexdigest()


def test_other_algorithms_may_stand_beside_and_are_passed_over(browser, keys):
    place = create(browser, 3)
    both = f"sha-512=:AAAA:, {whole(b'abc')['Repr-Digest']}"

    patch(browser, place, 0, b"abc", **{"Repr-Digest": both})

    assert selectors.load(keys).uploads[0].stated_sha256 == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize("header", ["sha-256=", "sha-256=YWJj", "sha-256=:YWJj:", f"sha-256=:{'A' * 44}:"])
def test_a_statement_that_is_no_digest_is_refused_before_a_byte_is_stored(browser, header):
    place = create(browser, 3)

    response = patch(browser, place, 0, b"abc", **{"Repr-Digest": header})

    assert response.status_code == 400
    assert offset(browser, place) == 0


def test_what_has_arrived_is_told_in_few_words(browser):
    content = os.urandom(1000)
    place = create(browser, 2000)
    patch(browser, place, 0, content[:250])
    patch(browser, place, 250, content[250:650])

    told = browser.get(place).json()["arrived"]

    lengths = [100, 100, 50, 100, 100, 100, 100]
    starts = [sum(lengths[:number]) for number in range(7)]
    digests = [hashlib.sha256(content[at : at + size]).digest() for at, size in zip(starts, lengths, strict=True)]
    assert told == {
        "first": digests[0].hex(),
        "runs": [[2, 100], [1, 50], [4, 100]],
        "sha256": hashlib.sha256(b"".join(digests)).hexdigest(),
    }


def test_of_a_file_that_has_not_begun_nothing_is_told(browser):
    told = browser.get(create(browser, 2000)).json()["arrived"]

    assert (told["first"], told["runs"]) == ("", [])


def test_a_recording_comes_in_before_anybody_knows_how_long_it_will_be(browser, keys):
    place = create(browser, None)
    assert browser.head(place, headers=TUS).headers["Upload-Defer-Length"] == "1"
    patch(browser, place, 0, b"abc")

    response = patch(browser, place, 3, b"def", **{"Upload-Length": "6"})

    assert response.headers["Upload-Offset"] == "6"
    assert browser.head(place, headers=TUS).headers["Upload-Length"] == "6"
    assert selectors.load(keys).uploads[0].finished


def test_a_recording_of_nothing_is_an_empty_file(browser, keys):
    place = create(browser, None)

    patch(browser, place, 0, b"", **{"Upload-Length": "0"})

    reports.send(keys)
    assert [len(file.parts) for file in sealed_files()] == [1]


@pytest.mark.parametrize("length", ["2", "7"])
def test_a_length_that_was_said_stands(browser, length):
    place = create(browser, 6)
    patch(browser, place, 0, b"abc")

    assert patch(browser, place, 3, b"", **{"Upload-Length": length}).status_code == 400


def test_a_recording_does_not_get_shorter_than_it_is(browser):
    place = create(browser, None)
    patch(browser, place, 0, b"abc")

    assert patch(browser, place, 3, b"", **{"Upload-Length": "2"}).status_code == 400


def test_a_recording_keeps_to_the_budget(browser, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=100)
    place = create(browser, None)

    assert patch(browser, place, 0, b"", **{"Upload-Length": "101"}).status_code == 413
    assert patch(browser, place, 0, b"a" * 101, **checksum(b"a" * 101)).status_code == 413
    assert offset(browser, place) == 0


@pytest.mark.parametrize("headers", [{"Upload-Defer-Length": "0"}, {"Upload-Defer-Length": "1", "Upload-Length": "3"}])
def test_a_length_is_said_or_deferred_and_not_both(browser, headers):
    assert browser.post("/files/", headers={**TUS, **headers}).status_code == 400
