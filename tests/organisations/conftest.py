"""An intake and a spool of the test's own, an organisation, and a way to send as it would."""

import dataclasses
import io
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from affiant.core.envelope import HEADER_NAME, parse_header
from affiant.operate.partner import sealing
from affiant.operate.partner.sealing import Sealing, Service
from affiant.organisations import services
from affiant.tables.reading import Table

TABLE = """number,account,language,where,consent,wish_contact,wish_sharing,name,reach,files
A-1,"Вони прийшли вночі, через двір.",uk,Харків,yes,yes,yes,Оксана,+380 00,photo.jpg
A-2,They came at night.,en,,cannot,,,,,
"""


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.AFFIANT = dataclasses.replace(
        settings.AFFIANT, intake_dir=tmp_path / "intake", spool_dir=tmp_path / "spool"
    )


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(sealing, "PART", 4096)


@pytest.fixture
def token(transactional_db) -> str:
    return services.add(name="Shelter", at=datetime.now(UTC)).token


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two good reports, the first with a file of two parts."""
    made = tmp_path / "reports.zip"
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("reports.csv", TABLE)
        opened.writestr("photo.jpg", os.urandom(sealing.PART + 5))
    return made


@pytest.fixture
def sealed(table, client, token, tmp_path) -> Path:
    """The first report, sealed in a folder."""
    service = Service.of(client.get("/partner/v1/service").json())
    folder = tmp_path / "sealed"
    folder.mkdir()
    read = Table(io.BytesIO(table.read_bytes()))
    Sealing(read, read.reports[0], service, "Shelter", datetime.now(UTC)).write(folder)
    return folder


@pytest.fixture
def speak(client, token):
    """Speak to the interface with the organisation's token."""

    def ask(method: str, place: str, body=b"", key: str = ""):
        raw = json.dumps(body).encode() if isinstance(body, dict) else body
        kind = "application/json" if isinstance(body, dict) else "application/octet-stream"
        headers = {"authorization": f"Bearer {token}", **({"idempotency-key": key} if key else {})}
        return client.generic(method, f"/partner/v1/{place}", raw, content_type=kind, headers=headers)

    return ask


@pytest.fixture
def laid(speak, sealed):
    """Lay every piece ready and return what is to be sent."""
    sending = json.loads((sealed / sealing.SENDING).read_text())
    header = sending["header"]
    for piece in (header["answers"], header["contact"], *header["parts"]):
        assert speak("PUT", f"pieces/{piece['sha256']}", (sealed / piece["name"]).read_bytes()).status_code == 201
    return sending


def headers_in(inbox: Path):
    """Read the headers of the envelopes in an inbox."""
    return [parse_header((folder / HEADER_NAME).read_bytes()) for folder in sorted(inbox.iterdir())]
