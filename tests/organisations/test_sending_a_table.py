"""A table of reports: what is wrong with it line by line, and what of it arrives, once, that nobody here can read."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.stock_age import yielded
from tests.organisations.conftest import TABLE, headers_in

from affiant.core import codes, documents
from affiant.core.sealing.recipients import MalformedKey
from affiant.core.sealing.unseal import Identity, unseal
from affiant.operate import partner
from affiant.operate.partner import command, sealing
from affiant.operate.partner.sealing import NoIdentity, Service
from affiant.submissions import selectors
from affiant.submissions import services as submissions
from affiant.tables.reading import Table, Unreadable


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "reports.csv"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A-1,,uk,,,,,,,", "“account” is empty"),
        (",words,uk,,,,,,,", "“number” has to be"),
        ("../x,words,uk,,,,,,,", "“number” has to be"),
        ("A-1,words,Ukrainian,,,,,,,", "“language” has to be"),
        ("A-1,words,uk,,perhaps,,,,,", "“consent” has to be one of"),
        ("A-1,words,uk,,cannot,yes,,,,", "nobody can consent for another"),
        ("A-1,words,uk,,,,,,,photo.jpg", "File 1 cannot be there: hand over a ZIP file"),
        ("A-1,words, and more,uk,,,,,,,,", "more cells than there are columns"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_without_its_words(line, said, tmp_path, capsys):
    table = written(tmp_path, TABLE.splitlines()[0] + "\n" + line + "\n")

    outcome = partner.run(["check", str(table)])

    told = capsys.readouterr().out
    assert outcome == 1
    assert "line 2: " in told
    assert said in told
    assert "and more" not in told


def test_a_good_table_can_be_sent(table, capsys):
    assert partner.run(["check", str(table)]) == 0
    assert "2 of 2 reports can be sent. Nothing was sent." in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", [b"", b"number\nA-1", b"\xff\xfe\x00", b"number,account,colour\n", b'number,account\n"']
)
def test_a_file_that_is_no_table_says_so_in_a_sentence(content, tmp_path):
    path = tmp_path / "reports.csv"
    path.write_bytes(content)

    with pytest.raises(Unreadable):
        Table(io.BytesIO(path.read_bytes()))


@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"number,account\n{text}".encode()))
def test_any_bytes_are_a_table_or_a_sentence(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "reports.csv"
    path.write_bytes(content)

    with suppress(Unreadable):
        assert isinstance(Table(io.BytesIO(path.read_bytes())).faults, tuple)


@pytest.fixture
def send(live_server, token, tmp_path, capsys):
    """Send a table to a running public face; return the exit code and what was said."""
    (tmp_path / "token").write_text(token)
    ring = settings.AFFIANT.keyring

    def run(table: Path, *more: str, unit_key: str = ring.unit.text, identity_key: str = ring.identity.text):
        words = ["send", str(table), "--service", live_server.url, "--organisation", "Shelter"]
        words += ["--token-file", str(tmp_path / "token"), "--unit-key", unit_key, "--identity-key", identity_key]
        words += ["--recovery-key", ring.recovery.text]
        outcome = partner.run([*words, "--out", str(tmp_path / "out"), *more])
        return outcome, capsys.readouterr().out

    return run


def identity(file: str = "casework/keys/unit.key") -> Identity:
    return Identity.parse((settings.AFFIANT.home / file).read_text())


def test_what_is_sent_arrives_sealed_to_the_unit_and_its_mailbox_opens_with_the_code(send, table, tmp_path):
    outcome, told = send(table)

    assert (outcome, told.count(": sent.")) == (0, 2)
    inbox = settings.AFFIANT.spool_dir / "inbox"
    opened = [
        documents.parse_answers(unseal((inbox / found.header.id / "answers.age").read_bytes(), identity()))
        for found in headers_in(inbox)
    ]
    first = next(each for each in opened if each.language == "uk")
    answers = {answer.question: answer.answer for answer in first.answers}
    assert answers["account"] == "Вони прийшли вночі, через двір."
    assert (answers["path"], answers["behalf_consent"], answers["organisation"]) == ("behalf", "yes", "Shelter")
    assert (first.wishes["contact"], first.wishes["icc"], len(first.files[0].parts)) == ("yes", "yes", 2)
    number, code = next(csv.reader((tmp_path / "out/codes.csv").read_text().splitlines()))
    keys = submissions.derive_keys(codes.parse(code))
    assert number == "A-1"
    assert selectors.load(keys).sent


def test_the_unit_key_opens_no_name_that_an_organisation_sent_and_the_identity_key_does(send, table, tmp_path):
    send(table)

    opened = yielded(identity(), settings.AFFIANT.intake_dir, settings.AFFIANT.spool_dir, work=tmp_path)
    by_names = yielded(identity("identity/keys/identity.key"), settings.AFFIANT.spool_dir, work=tmp_path)

    assert "Вони прийшли вночі".encode() in opened
    assert "Оксана".encode() not in opened
    assert "Оксана".encode() in by_names


@pytest.mark.slow
def test_two_hundred_reports_arrive_each_under_a_code_of_its_own(send, tmp_path):
    lines = [f"N-{number},words {number},uk,,,,,,," for number in range(200)]
    table = written(tmp_path, "\n".join([TABLE.splitlines()[0], *lines, ""]))

    outcome, _ = send(table)

    assert outcome == 0
    assert len(headers_in(settings.AFFIANT.spool_dir / "inbox")) == 200
    assert len({row.split(",")[1] for row in (tmp_path / "out/codes.csv").read_text().splitlines()}) == 200


def test_a_table_sent_twice_is_sent_once(send, table):
    send(table)

    outcome, told = send(table)

    assert (outcome, told.count(": sent before.")) == (0, 2)
    assert len(headers_in(settings.AFFIANT.spool_dir / "inbox")) == 2


def test_what_lay_sealed_for_days_is_sealed_anew_and_arrives(send, sealed, table, tmp_path):
    waiting = tmp_path / "out" / command.OUTGOING / "A-1"
    waiting.parent.mkdir(parents=True)
    sealed.rename(waiting)
    kept = json.loads((waiting / sealing.SENDING).read_text())
    kept["header"]["received_on"] = "2026-01-01"
    (waiting / sealing.SENDING).write_text(json.dumps(kept))

    outcome, told = send(table)

    assert (outcome, told.count(": sent.")) == (0, 2)
    assert kept["header"]["id"] not in {found.header.id for found in headers_in(settings.AFFIANT.spool_dir / "inbox")}


def test_with_a_wrong_line_nothing_is_sent_until_told_to(send, tmp_path):
    table = written(tmp_path, TABLE.splitlines()[0] + "\nA-1,,,,,,,,,\nA-2,words,,,,,,,,\n")

    refused, said = send(table)
    taken, _ = send(table, "--take-good")

    assert (refused, taken) == (1, 1)
    assert "Nothing was sent" in said
    assert len(headers_in(settings.AFFIANT.spool_dir / "inbox")) == 1


def test_keys_that_are_not_those_that_were_given_seal_nothing(send, table, tmp_path):
    outcome, told = send(table, unit_key=settings.AFFIANT.keyring.recipients[1].text)

    assert outcome == 2
    assert "other keys than you were given" in told
    assert not (tmp_path / "out").exists()


def test_another_identity_key_than_was_given_seals_nothing(send, table, tmp_path):
    outcome, told = send(table, identity_key=settings.AFFIANT.keyring.unit.text)

    assert outcome == 2
    assert "other keys than you were given" in told
    assert not (tmp_path / "out").exists()


def test_a_service_that_names_no_identity_key_is_sealed_nothing_to(client):
    told = client.get("/partner/v1/service").json()
    del told["identity"]

    with pytest.raises(NoIdentity, match="names no identity key"):
        Service.of(told)


def test_a_service_that_names_the_units_key_for_names_is_sealed_nothing_to(client):
    told = client.get("/partner/v1/service").json()

    with pytest.raises(MalformedKey):
        Service.of(told | {"identity": told["unit"]})


def test_what_lay_sealed_to_a_key_that_was_renewed_since_is_sealed_anew_and_arrives(send, sealed, table, tmp_path):
    waiting = tmp_path / "out" / command.OUTGOING / "A-1"
    waiting.parent.mkdir(parents=True)
    sealed.rename(waiting)
    kept = json.loads((waiting / sealing.SENDING).read_text())
    kept["header"]["keys"][2] = "0" * 16
    (waiting / sealing.SENDING).write_text(json.dumps(kept))

    outcome, told = send(table)

    assert (outcome, told.count(": sent.")) == (0, 2)
    assert kept["header"]["id"] not in {found.header.id for found in headers_in(settings.AFFIANT.spool_dir / "inbox")}


def test_a_token_is_never_sent_in_the_clear(table, tmp_path, capsys):
    (tmp_path / "token").write_text("00")
    words = ["--service", "http://example.org", "--organisation", "x", "--token-file", str(tmp_path / "token")]

    keys = ["--unit-key", "a", "--recovery-key", "b", "--identity-key", "c"]

    outcome = partner.run(["send", str(table), *words, *keys, "--out", str(tmp_path)])

    assert outcome == 2
    assert "https://" in capsys.readouterr().err
