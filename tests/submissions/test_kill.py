"""A process that is killed anywhere between the first byte and the receipt."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_process_killed_at_any_step_loses_nothing_and_doubles_nothing():
    program = [sys.executable, "-m", "tests.submissions.killed"]

    done = subprocess.run(program, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) > 30
