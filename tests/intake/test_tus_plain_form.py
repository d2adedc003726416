"""Files by a plain form: streamed into the same parts, with their names as they were sent."""

import dataclasses
import os
import random
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some
from tests.factories import reports

from affiant.intake import reporter
from affiant.intake.uploads import multipart
from affiant.intake.uploads.multipart import CutShort, MalformedForm
from affiant.submissions import selectors

BOUNDARY = "----browser7MA4YWxkTrZu0gW"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.AFFIANT = dataclasses.replace(
        settings.AFFIANT, intake_dir=tmp_path / "intake", spool_dir=tmp_path / "spool"
    )


@pytest.fixture
def keys(db):
    return reports.open_draft().keys


@pytest.fixture
def browser(keys):
    client = Client(enforce_csrf_checks=True)
    session = client.session
    session[reporter.PLACE] = {
        "code": "0" * 28,
        "lookup": keys.lookup,
        "draft_key": keys.draft_key.hex(),
        "mailbox": keys.mailbox.secret.hex(),
    }
    session.save()
    client.cookies["check"] = "t" * 32
    return client


def field(name: str, value: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def file(name: bytes, content: bytes, kind: str = "image/jpeg") -> bytes:
    head = b'Content-Disposition: form-data; name="file"; filename="' + name + b'"\r\n'
    return f"--{BOUNDARY}\r\n".encode() + head + f"Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n"


def form(*parts: bytes, token: str = "t" * 32, then: str = "/en/form/files") -> bytes:
    fields = (field("csrfmiddlewaretoken", token), field("next", then))
    return b"".join((*fields, *parts, f"--{BOUNDARY}--\r\n".encode()))


def post(browser: Client, body: bytes, **headers: str):
    return browser.post("/files/plain", body, f"multipart/form-data; boundary={BOUNDARY}", headers=headers)


def test_several_files_come_in_one_form(browser, keys):
    first, second = os.urandom(5_000_000), b"\r\n--almost a boundary\r\n" * 1000

    response = post(browser, form(file(b"a.jpg", first), file("б.txt".encode(), second, "text/plain")))

    assert (response.status_code, response.headers["Location"]) == (302, "/en/form/files")
    assert [(row.name, row.type, row.length) for row in selectors.uploads(keys)] == [
        ("a.jpg", "image/jpeg", 5_000_000),
        ("б.txt", "text/plain", len(second)),
    ]
    reports.send(keys)
    [folder] = reports.envelopes()
    assert (reports.open_file(folder, 1), reports.open_file(folder, 2)) == (first, second)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"../../etc/passwd", "../../etc/passwd"),
        ("фото\u202egpj.exe".encode(), "фото\u202egpj.exe"),
        ("文".encode() * 300, "文" * 300),
        (b"\xff\xfe.jpg", "\\xff\\xfe.jpg"),
        (b"a%22b%0D%0A.jpg", 'a"b\r\n.jpg'),
        (b"back\\slash; x=y&amp;.jpg", "back\\slash; x=y&amp;.jpg"),
    ],
)
def test_a_name_is_kept_as_it_was_sent(browser, keys, sent, kept):
    post(browser, form(file(sent, b"content")))

    assert [row.name for row in selectors.uploads(keys)] == [kept]


@pytest.mark.parametrize(
    ("parts", "problem", "listed"),
    [
        ((), "none", []),
        ((file(b"", b""),), "none", []),
        ((file(b"empty.txt", b""),), "empty", ["empty.txt"]),
        ((file(b"good.txt", b"x"), file(b"empty.txt", b"")), "empty", ["good.txt", "empty.txt"]),
    ],
)
def test_what_is_no_file_or_an_empty_one_is_named_to_the_page(browser, keys, parts, problem, listed):
    response = post(browser, form(*parts))

    assert response.headers["Location"] == f"/en/form/files?problem={problem}"
    assert [row.name for row in selectors.uploads(keys) if row.finished] == listed


def test_an_empty_file_of_a_form_is_sent_as_one(browser, keys):
    post(browser, form(file(b"empty.txt", b"")))

    reports.send(keys)

    assert reports.open_file(reports.envelopes()[0], 1) == b""


def test_more_than_the_budget_is_named_to_the_page(browser, keys, settings):
    settings.AFFIANT = dataclasses.replace(settings.AFFIANT, draft_budget=100)

    response = post(browser, form(file(b"large", b"x" * 101), file(b"small", b"y" * 60)))

    assert response.headers["Location"] == "/en/form/files?problem=large"
    assert [row.name for row in selectors.uploads(keys)] == ["small"]


def test_a_form_that_breaks_off_keeps_the_files_that_came_whole(browser, keys, tmp_path):
    whole = form(file(b"first", b"1" * 1000), file(b"second", b"2" * 1000))

    response = post(browser, whole[:-600])

    assert response.headers["Location"] == "/en/form/files?problem=broken"
    assert [(row.name, row.finished) for row in selectors.uploads(keys)] == [("first", True)]
    assert len(list(tmp_path.rglob("*.age"))) == 1


def test_without_its_token_a_form_brings_nothing(browser, keys, tmp_path):
    response = post(browser, form(file(b"a", b"content"), token="f" * 32))

    assert response.status_code == 403
    assert selectors.uploads(keys) == ()
    assert list(tmp_path.rglob("*.age")) == []


def test_a_form_from_another_site_brings_nothing(browser, keys, tmp_path):
    response = post(browser, form(file(b"a", b"content")), Origin="https://elsewhere.example")

    assert response.status_code == 403
    assert selectors.uploads(keys) == ()
    assert list(tmp_path.rglob("*.age")) == []


@pytest.mark.parametrize("then", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_the_way_back_stays_on_this_site(browser, then):
    response = post(browser, form(file(b"a", b"content"), then=then))

    assert response.headers["Location"] == "/"


def test_a_browser_without_a_visit_reads_how_to_come_back(db):
    response = Client().post("/files/plain", {"file": BytesIO(b"content")})

    assert response.status_code in {200, 403}


@pytest.mark.parametrize(
    "body",
    [
        f"--{BOUNDARY}\r\nno colon\r\n\r\nx\r\n--{BOUNDARY}--".encode(),
        f"--{BOUNDARY}junk\r\n\r\nx\r\n--{BOUNDARY}--".encode(),
        f"--{BOUNDARY}\r\n".encode() + b"X: " + b"y" * 40_000,
    ],
)
def test_what_is_no_form_is_a_bad_request(browser, keys, body):
    assert post(browser, body).status_code == 400


class Trickle:
    """A connection that gives a few bytes at a time."""

    def __init__(self, content: bytes, sizes: random.Random) -> None:
        self._stream, self._sizes = BytesIO(content), sizes

    def read(self, size: int, /) -> bytes:
        return self._stream.read(min(size, self._sizes.randrange(1, 40)))


def read_all(body: bytes, seed: int = 0) -> list[tuple[str | None, bytes]]:
    reader = multipart.Reader(Trickle(body, random.Random(seed)), BOUNDARY.encode())
    return [(part.filename, b"".join(reader.body())) for part in reader.parts()]


CONTENTS = some.one_of(
    some.binary(max_size=200), some.sampled_from([b"\r\n", b"\r\n--", b"--", f"--{BOUNDARY}".encode()])
)


@given(contents=some.lists(CONTENTS, max_size=5), seed=some.integers(0, 9))
def test_however_the_bytes_arrive_the_files_are_the_same(contents, seed):
    body = b"".join(file(str(at).encode(), content) for at, content in enumerate(contents)) + f"--{BOUNDARY}--".encode()

    assert read_all(body, seed) == [(str(at), content) for at, content in enumerate(contents)]


@given(some.binary(max_size=400))
def test_any_bytes_are_a_form_or_refused(body):
    try:
        read_all(body)
    except (MalformedForm, CutShort):
        return


@given(cut=some.integers(0, 10_000))
def test_a_form_cut_anywhere_is_known_as_cut(cut):
    whole = form(file(b"a", b"content" * 20), file(b"b", b"other"))
    end = len(whole) - len("\r\n")

    if cut % len(whole) < end:
        with pytest.raises(CutShort):
            read_all(whole[: cut % len(whole)])
    else:
        assert len(read_all(whole[: cut % len(whole)])) == 4
