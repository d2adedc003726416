"""Runs a management command of one face: `affiant intake migrate`, `affiant casework courier`."""

import os
import sys
from collections.abc import Sequence

from affiant.config.env import BadEnvironment


def run_intake(arguments: Sequence[str]) -> int:
    """Run a management command of the public face; return its exit code."""
    return _run("intake", arguments)


def run_casework(arguments: Sequence[str]) -> int:
    """Run a management command of the officers' face; return its exit code."""
    return _run("casework", arguments)


def _run(face: str, arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    os.environ["DJANGO_SETTINGS_MODULE"] = f"affiant.config.settings.{face}"
    try:
        execute_from_command_line([f"affiant {face}", *arguments])
    except BadEnvironment as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0
