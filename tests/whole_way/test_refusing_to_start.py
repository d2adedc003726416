"""What an operator reads where the demonstration or a rehearsal cannot start: one sentence, and exit code 1."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from affiant.operate import demo, rehearse


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFFIANT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_port_in_use_is_named_with_its_setting(home, taken, monkeypatch, capsys):
    monkeypatch.setenv("AFFIANT_CASEWORK_PORT", str(taken))

    code = demo.run([])

    assert code == 1
    assert capsys.readouterr().err == f"Port {taken} is in use: stop what runs there, or set AFFIANT_CASEWORK_PORT.\n"
    assert not home.exists()


def test_both_faces_on_one_port_are_refused(home, monkeypatch, capsys):
    monkeypatch.setenv("AFFIANT_INTAKE_PORT", "8997")
    monkeypatch.setenv("AFFIANT_CASEWORK_PORT", "8997")

    code = demo.run([])

    assert code == 1
    assert "Each face needs a port of its own" in capsys.readouterr().err
    assert not home.exists()


def test_a_home_that_is_a_file_is_named(home, capsys):
    home.write_text("a file")

    code = demo.run([])

    assert code == 1
    assert capsys.readouterr().err == f"This cannot be used: {home}: File exists.\n"


def test_a_file_that_is_not_there_is_named_before_anything_starts(tmp_path, capsys):
    code = rehearse.run(["--embedded", f"--out={tmp_path / 'out'}", f"--file={tmp_path / 'none.jpg'}"])

    said = capsys.readouterr()
    assert code == 1
    assert said.err == f"This cannot be used: {tmp_path / 'none.jpg'}: No such file or directory.\n"
    assert said.out == ""


def test_a_rehearsal_where_nothing_runs_says_so(home, tmp_path, capsys):
    code = rehearse.run([f"--out={tmp_path / 'out'}"])

    assert code == 1
    assert f"Nothing runs in {home}" in capsys.readouterr().err
