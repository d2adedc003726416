"""Ctrl-C ends everything that a demonstration started, also where a script started it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from affiant.operate.processes import free_port


def of_home(home: Path) -> list[str]:
    mark = f"AFFIANT_HOME={home}\0".encode()
    return [each.name for each in Path("/proc").glob("[0-9]*") if mark in environment(each) and int(each.name) > 1]


def environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def deaf() -> None:
    """Begin as a shell without job control lets its background jobs begin."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_ctrl_c_leaves_no_process_and_keeps_the_data(tmp_path):
    ports = {"AFFIANT_INTAKE_PORT": str(free_port()), "AFFIANT_CASEWORK_PORT": str(free_port())}
    words = [sys.executable, "-m", "affiant", "demo"]
    place = {**os.environ, **ports, "AFFIANT_HOME": str(tmp_path)}
    demo = subprocess.Popen(words, env=place, stdout=subprocess.PIPE, text=True, preexec_fn=deaf)  # noqa: PLW1509

    said = next(line for line in demo.stdout if "Ctrl-C stops everything" in line)
    demo.send_signal(signal.SIGINT)
    demo.send_signal(signal.SIGINT)
    rest = demo.communicate(timeout=60)[0]

    assert str(tmp_path) in said
    assert demo.returncode == 0
    assert rest == "\nStopped. The data is kept.\n"
    assert of_home(tmp_path) == []
    assert (tmp_path / "demo" / "work-done").exists()
