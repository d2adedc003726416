"""The tus 1.0 endpoints, header by header."""

import base64
import dataclasses
import os

import pytest
from django.test import Client
from tests.factories import reports

from affiant.intake import reporter
from affiant.submissions import selectors, services

pytestmark = pytest.mark.django_db

TUS = {"Tus-Resumable": "1.0.0"}
BODY = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.AFFIANT = dataclasses.replace(
        settings.AFFIANT, intake_dir=tmp_path / "intake", spool_dir=tmp_path / "spool"
    )


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


def said(**pairs: bytes) -> str:
    return ",".join(f"{key} {base64.b64encode(value).decode()}" for key, value in pairs.items())


def create(browser, length: int, name: bytes = b"a.jpg") -> str:
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": said(filename=name, filetype=b"image/jpeg")}
    response = browser.post("/files/", headers=headers)
    assert response.status_code == 201
    return response.headers["Location"]


def patch(browser, place: str, offset: int, content: bytes, **headers: str):
    return browser.patch(place, content, BODY, headers={**TUS, "Upload-Offset": str(offset), **headers})


def test_options_tells_what_the_server_speaks():
    response = Client().options("/files/")

    assert response.status_code == 204
    assert response.headers["Tus-Version"] == "1.0.0"
    assert set(response.headers["Tus-Extension"].split(",")) >= {"creation", "creation-with-upload", "termination"}


def test_a_file_comes_in_piece_by_piece(browser, keys):
    content = os.urandom(1000)
    place = create(browser, 1000)

    first = patch(browser, place, 0, content[:400])
    second = patch(browser, place, 400, content[400:])

    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "400")
    assert (second.status_code, second.headers["Upload-Offset"]) == (204, "1000")
    reports.send(keys)
    assert reports.open_file(reports.envelopes()[0], 1) == content


def test_head_tells_how_far_a_file_has_come(browser):
    place = create(browser, 10)
    patch(browser, place, 0, b"abc")

    response = browser.head(place, headers=TUS)

    assert response.status_code == 200
    assert response.headers["Upload-Offset"] == "3"
    assert response.headers["Upload-Length"] == "10"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Tus-Resumable"] == "1.0.0"


def test_the_first_bytes_may_come_with_the_creation(browser, keys):
    headers = {**TUS, "Upload-Length": "6"}

    response = browser.post("/files/", b"abc", BODY, headers=headers)

    assert (response.status_code, response.headers["Upload-Offset"]) == (201, "3")
    assert selectors.load(keys).uploads[0].offset == 3


def test_a_wrong_offset_is_a_conflict_and_changes_nothing(browser):
    place = create(browser, 10)
    patch(browser, place, 0, b"abc")

    response = patch(browser, place, 0, b"abcdef")

    assert response.status_code == 409
    assert browser.head(place, headers=TUS).headers["Upload-Offset"] == "3"


def test_more_than_was_said_is_refused(browser):
    place = create(browser, 3)

    response = patch(browser, place, 0, b"abcd")

    assert response.status_code == 413
    assert browser.head(place, headers=TUS).headers["Upload-Offset"] == "0"


def test_more_than_the_budget_is_refused(browser, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=100)
    create(browser, 60)

    response = browser.post("/files/", headers={**TUS, "Upload-Length": "41"})

    assert response.status_code == 413


def test_an_empty_file_is_whole_at_once(browser, keys):
    place = create(browser, 0)

    assert browser.head(place, headers=TUS).headers["Upload-Offset"] == "0"
    reports.send(keys)
    assert [len(file.parts) for file in reports.answers(reports.envelopes()[0]).files] == [1]
    assert reports.open_file(reports.envelopes()[0], 1) == b""


def test_a_removed_file_is_gone(browser, keys, tmp_path):
    place = create(browser, 3)
    patch(browser, place, 0, b"abc")

    response = browser.delete(place, headers=TUS)

    assert response.status_code == 204
    assert browser.head(place, headers=TUS).status_code == 404
    assert patch(browser, place, 3, b"d").status_code == 404
    assert list(tmp_path.rglob("*.age")) == []


def test_the_list_lets_a_page_go_on_without_a_memory_of_its_own(browser):
    place = create(browser, 10, "свідок.mp4".encode())
    patch(browser, place, 0, b"abc")

    [row] = browser.get("/files/").json()["uploads"]

    assert row == {
        "bytes": 10,
        "finished": False,
        "id": place.removeprefix("/files/"),
        "name": "свідок.mp4",
        "number": 1,
        "offset": 3,
        "type": "image/jpeg",
    }


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"../../etc/passwd", "../../etc/passwd"),
        ("фото\u202egpj.exe".encode(), "фото\u202egpj.exe"),
        (b"\xff\xfe.jpg", "\\xff\\xfe.jpg"),
        ("ї".encode() * 300, "ї" * 300),
        (b"a" * 5000, "a" * 4096),
        (b"", ""),
    ],
)
def test_a_name_is_kept_as_it_is(browser, keys, name, kept):
    create(browser, 0, name)

    assert selectors.load(keys).uploads[0].name == kept


@pytest.mark.parametrize("method", ["post", "head", "patch", "delete"])
def test_another_version_of_the_protocol_is_refused(browser, method):
    place = "/files/" if method == "post" else create(browser, 1)

    response = getattr(browser, method)(place, headers={"Tus-Resumable": "0.2.2"})

    assert response.status_code == 412
    assert response.headers["Tus-Version"] == "1.0.0"


@pytest.mark.parametrize("length", [None, "", "-1", "1.5", "x", "٣", "9" * 17, str(2**53)])
def test_a_length_that_is_no_number_is_refused(browser, length):
    headers = TUS if length is None else {**TUS, "Upload-Length": length}

    assert browser.post("/files/", headers=headers).status_code == 400


@pytest.mark.parametrize("metadata", ["filename !!!", "filename YQ==,filename YQ==", ",", "filename YQ"])
def test_metadata_that_is_not_well_formed_is_refused(browser, metadata):
    headers = {**TUS, "Upload-Length": "1", "Upload-Metadata": metadata}

    assert browser.post("/files/", headers=headers).status_code == 400


def test_bytes_of_another_type_are_refused(browser):
    place = create(browser, 3)

    response = browser.patch(place, b"abc", "application/octet-stream", headers={**TUS, "Upload-Offset": "0"})

    assert response.status_code == 415


def test_bytes_without_an_offset_are_refused(browser):
    assert browser.patch(create(browser, 3), b"abc", BODY, headers=TUS).status_code == 400


def test_a_method_can_be_named_in_a_header(browser):
    place = create(browser, 3)

    response = browser.post(
        place, b"abc", BODY, headers={**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    )

    assert (response.status_code, response.headers["Upload-Offset"]) == (204, "3")


def test_nobody_adds_to_a_draft_without_its_visit(browser):
    place = create(browser, 3)

    assert Client().post("/files/", headers={**TUS, "Upload-Length": "3"}).status_code == 403
    assert Client().get("/files/").status_code == 403
    assert patch(Client(), place, 0, b"abc").status_code == 403


def test_another_draft_sees_none_of_this_ones_files(browser, keys):
    other = reports.open_draft().keys
    upload_id = reports.add_file(other, b"theirs")

    assert browser.head(f"/files/{upload_id}", headers=TUS).status_code == 404
    assert browser.delete(f"/files/{upload_id}", headers=TUS).status_code == 404
    assert browser.get("/files/").json() == {"uploads": []}


def test_a_draft_that_is_gone_takes_no_file(browser, keys):
    services.drafts.Draft.objects.all().delete()

    assert browser.post("/files/", headers={**TUS, "Upload-Length": "3"}).status_code == 403


def test_an_unknown_method_is_refused(browser):
    assert browser.put("/files/").status_code == 405


def test_the_answers_to_check_say_which_file_is_not_whole(browser):
    create(browser, 10)
    place = create(browser, 6, b"b.jpg")
    patch(browser, place, 0, b"abcdef")

    page = browser.get("/en/form/check").content.decode()

    assert "\u2068a.jpg\u2069 (not all of it has arrived)" in page
    assert '<bdi class="affiant-words">b.jpg</bdi>' in page
