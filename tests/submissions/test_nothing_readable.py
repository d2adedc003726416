"""A seized intake disk: no word, name, file name, content or digest of it, at any step of a report's way."""

import base64
import hashlib
import os
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.factories import reports

from affiant.core.codes import ReturnCode
from affiant.submissions import services
from affiant.submissions.sessions import SessionStore

pytestmark = pytest.mark.django_db(transaction=True)

FILE_NAME = "допит на подвір'ї школи.mp4"
CONTENT = random.Random(5).randbytes(17_000_000)
FRAGMENT = 24  # bytes of a content that would give it away


def secrets_of(report: services.Opened) -> dict[str, bytes]:
    """All that must not be found, as it would stand there in the clear."""
    words = [reports.ACCOUNT, reports.NAME, reports.REACH, FILE_NAME, "Садовій", "video/mp4"]
    digests = {
        "digest of the content": hashlib.sha256(CONTENT).digest(),
        "digest of the first part": hashlib.sha256(CONTENT[: 16 << 20]).digest(),
        "digest of the account": hashlib.sha256(reports.ACCOUNT.encode()).digest(),
    }
    return {
        **{word: word.encode() for word in words},
        "words as UTF-16": reports.ACCOUNT.encode("utf-16-le"),
        "words as JSON escapes": reports.NAME.encode("ascii", "backslashreplace"),
        "content": CONTENT[1_000_000 : 1_000_000 + FRAGMENT],
        "content's begin": CONTENT[:FRAGMENT],
        "content's end": CONTENT[-FRAGMENT:],
        **digests,
        "return code": report.code.digits.encode(),
        "return code in groups": report.code.grouped.encode(),
        "draft key": report.keys.draft_key,
        "mailbox key": report.keys.mailbox.secret,
    }


def disguises(secret: bytes) -> list[bytes]:
    """The secret in plain, in hexadecimal, and in base64 at each of its three alignments."""
    aligned = [base64.b64encode(b"\0" * shift + secret) for shift in range(3)]
    # The first and last digits depend on the neighbours: what lies between them does not.
    inner = [text[4 if shift else 0 : len(text) // 4 * 4 - 4] for shift, text in enumerate(aligned)]
    urlsafe = [text.replace(b"+", b"-").replace(b"/", b"_") for text in inner]
    return [secret, secret.hex().encode(), secret.hex().upper().encode(), *inner, *urlsafe]


def seized(capfd) -> dict[str, bytes]:
    """Every file that a seizure of the intake would find: database, its log, parts, spool; and what was printed."""
    database = Path(connection.settings_dict["NAME"])
    places = [path for path in database.parent.glob(f"{database.name}*") if path.is_file()]
    for folder in (settings.AFFIANT.intake_dir, settings.AFFIANT.spool_dir):
        places += [path for path in folder.rglob("*") if path.is_file()]
    printed = capfd.readouterr()
    names = "\n".join(str(path) for path in places).encode()
    return {
        **{str(path): path.read_bytes() for path in places},
        "names": names,
        "printed": (printed.out + printed.err).encode(),
    }


def assert_tells_nothing(report: services.Opened, capfd, cookie: str = "") -> None:
    secrets = {**secrets_of(report), **({"cookie": cookie.encode()} if cookie else {})}
    found = [
        (name, place)
        for place, content in seized(capfd).items()
        for name, secret in secrets.items()
        if any(disguise in content for disguise in disguises(secret))
    ]
    assert found == []


def test_the_search_itself_finds_each_disguise():
    secret = "Гончаренко".encode()

    for shift in range(3):
        encoded = base64.b64encode(b"x" * (3 + shift) + secret + b"yz")
        assert any(disguise in encoded for disguise in disguises(secret))
    assert any(disguise in secret.hex().encode() for disguise in disguises(secret))


def test_the_search_looks_into_the_database_its_log_the_parts_and_the_spool(capfd):
    keys = reports.open_draft().keys
    reports.add_file(keys, b"content")
    reports.send(reports.open_draft().keys)

    # each of several test processes has its number in the name of its database
    ends = {re.sub(r"_gw\d+", "", place).rpartition(".")[2] for place in seized(capfd)}

    assert {"sqlite3", "sqlite3-wal", "age", "json"} <= ends


def test_nothing_is_readable_at_any_step(capfd, caplog):
    report = reports.open_draft()
    keys = report.keys
    assert_tells_nothing(report, capfd)

    session = SessionStore()
    session["reporter"] = {"code": report.code.digits, "draft_key": keys.draft_key.hex(), "name": reports.NAME}
    session.save()
    assert_tells_nothing(report, capfd, session.session_key)

    services.save_answers(keys=keys, answers={"name": reports.NAME, "reach": reports.REACH}, at=reports.AT)
    assert_tells_nothing(report, capfd)

    upload_id = services.start_upload(
        keys=keys, name=FILE_NAME, claimed_type="video/mp4", length=len(CONTENT), at=reports.AT
    )
    reports.append(keys, upload_id, 0, CONTENT[:4_500_000], promised=len(CONTENT))
    assert_tells_nothing(report, capfd)

    reports.append(keys, upload_id, 4_500_000, CONTENT[4_500_000:])
    assert_tells_nothing(report, capfd)

    reports.send(keys)
    assert_tells_nothing(report, capfd)

    services.send_message(keys=keys, text=reports.ACCOUNT, language="uk", at=reports.AT)
    assert_tells_nothing(report, capfd)
    assert not any(word in caplog.text for word in (reports.NAME, reports.ACCOUNT, FILE_NAME))


def test_the_steps_between_are_no_better_to_read(capfd, monkeypatch):
    """The same search at every moment when the process asks the disk to keep something."""
    report, real = reports.open_draft(), os.fdatasync
    looked = []

    def look(descriptor: int) -> None:
        real(descriptor)
        looked.append(descriptor)
        assert_tells_nothing(report, capfd)

    monkeypatch.setattr(os, "fdatasync", look)
    reports.add_file(report.keys, CONTENT, name=FILE_NAME)
    reports.send(report.keys)

    assert len(looked) == 2 + 3  # two parts; answers, contact, header


def test_times_on_the_disk_are_days():
    keys = reports.open_draft().keys
    reports.add_file(keys, b"content")
    before = [path.stat() for path in settings.AFFIANT.intake_dir.rglob("*.age")]
    reports.send(keys)
    after = [path.stat() for folder in reports.envelopes() for path in (folder, *folder.iterdir())]

    assert {stat.st_mtime % 86_400 for stat in before + after} == {0.0}


def test_drafts_of_different_length_look_the_same():
    def size(answers: dict[str, str | list[str]]) -> int:
        keys = services.open_draft(at=reports.AT, first=answers).keys
        return len(services.drafts.Draft.objects.get(lookup=keys.lookup).sealed)

    assert size({}) == size({"account": "a" * 3000})
    assert size({"account": "a" * 5000}) == size({"account": "a" * 7000})


def test_a_return_code_that_another_deployment_made_opens_nothing_here(settings):
    from affiant.core import codes

    code = ReturnCode(reports.open_draft().code.digits)

    assert codes.derive(code, salt=b"x" * 16).lookup != codes.derive(code, salt=settings.AFFIANT.code_salt).lookup
