"""Other people's tus client against the server that the product uses."""

import os
import random
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from tusclient.client import TusClient

from affiant.config import ceremony
from affiant.core.sealing import unseal
from affiant.core.sealing.unseal import Identity
from affiant.operate.processes import System, free_port

NAME = "відео.mp4"
CONTENT = random.Random(11).randbytes(10_000_000)
OPEN_A_VISIT = """
import django
django.setup()
from datetime import UTC, datetime
from affiant.intake import reporter
from affiant.submissions import services
from affiant.submissions.sessions import SessionStore

opened = services.open_draft(at=datetime.now(UTC), first={})
session = SessionStore()
session[reporter.PLACE] = {
    "code": opened.code.digits,
    "lookup": opened.keys.lookup,
    "draft_key": opened.keys.draft_key.hex(),
    "mailbox": opened.keys.mailbox.secret.hex(),
}
session.save()
print(session.session_key)
"""


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    ceremony.make_keys(home)
    system = System(home, free_port(), free_port())
    system.command("intake", "migrate", "--verbosity=0")
    system.command("intake", "collectstatic", "--noinput", "--verbosity=0")
    system.serve("intake", workers=1)
    system.await_face("intake")
    yield system
    system.stop()


@pytest.fixture
def client(system):
    settings = {**system.environment, "DJANGO_SETTINGS_MODULE": "affiant.config.settings.intake"}
    cookie = subprocess.check_output([sys.executable, "-c", OPEN_A_VISIT], env=settings, text=True).strip()
    return TusClient(f"{system.intake_address}/files/", headers={"Cookie": f"visit={cookie}"})


@pytest.fixture
def source() -> BytesIO:
    return BytesIO(CONTENT)


def stored(home: Path, upload_id: str) -> bytes:
    unit = Identity.parse((home / "casework" / "keys" / "unit.key").read_text())
    [folder] = (home / "intake" / "parts").glob(f"*/{upload_id}")
    return b"".join(unseal.unseal(part.read_bytes(), unit) for part in sorted(folder.iterdir()))


def test_an_upload_by_another_client_arrives_whole(system, client, source):
    uploader = client.uploader(file_stream=source, chunk_size=3_000_000, metadata={"filename": NAME})

    uploader.upload()

    assert stored(system.home, uploader.url.rpartition("/")[2]) == CONTENT


def test_an_upload_that_was_given_up_is_resumed_by_another_client(system, client, source):
    first = client.uploader(file_stream=source, chunk_size=1_000_000)
    first.upload_chunk()
    first.upload_chunk()

    second = client.uploader(file_stream=source, chunk_size=5_000_000, url=first.url)
    assert second.offset == 2_000_000
    second.upload()

    assert stored(system.home, first.url.rpartition("/")[2]) == CONTENT


def test_a_line_that_is_cut_in_a_request_loses_at_most_what_was_not_sent(system, client, source):
    uploader = client.uploader(file_stream=source, chunk_size=10_000_000)
    uploader.set_url(uploader.create_url())
    path = uploader.url.removeprefix(system.intake_address)
    head = (
        f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {client.headers['Cookie']}\r\nTus-Resumable: 1.0.0\r\n"
        f"Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {len(CONTENT)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", system.intake_port)) as line:
        line.sendall(head.encode() + CONTENT[:6_000_000])

    # The server may still be storing what came when the next client asks: that one is told 409 and asks again.
    resumed = client.uploader(file_stream=source, chunk_size=4_000_000, url=uploader.url, retries=9, retry_delay=0.3)
    resumed.upload()

    assert resumed.offset == len(CONTENT)
    assert stored(system.home, uploader.url.rpartition("/")[2]) == CONTENT


def test_nothing_of_the_file_is_in_the_servers_logs(system, client, source):
    client.uploader(file_stream=source, chunk_size=10_000_000, metadata={"filename": NAME}).upload()

    logs = b"".join(path.read_bytes() for path in (system.home / "logs").iterdir())

    assert NAME.encode() not in logs
    assert os.fsencode(client.headers["Cookie"].removeprefix("visit=")) not in logs
