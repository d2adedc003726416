"""The words of `affiant rehearse`, and which system it goes through."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from affiant.config import ceremony, languages
from affiant.config.env import Environment
from affiant.core.errors import AffiantError
from affiant.operate.processes import CannotStart, System, check_room, free_port, listen
from affiant.operate.rehearse.steps import Steps
from affiant.operate.rehearse.way import Plan, go

SAMPLE_ACCOUNT = "This is a rehearsal. Nobody has suffered anything. It was written to try the service out."


def run(arguments: Sequence[str]) -> int:
    """Rehearse; return 0 if every step passed, 1 at the first that fails."""
    options = _parser().parse_args(arguments)
    try:
        _check_files(options)
        out = options.out.absolute()
        out.mkdir(parents=True, exist_ok=True)
        plan = Plan(
            account=_account(options.account),
            language=options.language,
            files=tuple(file.absolute() for file in options.file),
            out=out,
            patience=options.patience,
        )
        return _embedded(options, plan) if options.embedded else _running(options, plan)
    except KeyboardInterrupt:
        print("\naffiant rehearse: stopped before the end.", file=sys.stderr)
        return 1
    except OSError as refused:
        print(f"This cannot be used: {_shown(refused.filename)}: {refused.strerror}.", file=sys.stderr)
        return 1
    except AffiantError as refused:
        print(f"affiant rehearse: {refused}", file=sys.stderr)
        return 1


def _shown(name: object) -> str:
    """A file's name for the terminal, whatever bytes it is made of."""
    return str(name).encode(errors="backslashreplace").decode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="affiant rehearse",
        description="Send a report that is marked as a rehearsal the whole way, check what comes out, print the times.",
    )
    parser.add_argument("--embedded", action="store_true", help="start a system of its own for this rehearsal")
    parser.add_argument("--account", type=Path, help="a file with the account's words")
    parser.add_argument("--language", default="en", choices=languages.CODES, help="the language of the pages")
    parser.add_argument("--file", type=Path, action="append", default=[], help="a file to attach; may be repeated")
    parser.add_argument("--out", type=Path, required=True, help="the folder for receipt, package, key and ledger")
    parser.add_argument("--home", type=Path, help="with --embedded: the folder to run in and to keep")
    parser.add_argument("--patience", type=float, default=120.0, help="seconds to wait for the courier and the worker")
    parser.add_argument("--json", action="store_true", help="print the steps as JSON")
    return parser


def _check_files(options: argparse.Namespace) -> None:
    """Look for every file before anything starts; one that cannot be read ends the rehearsal in a sentence."""
    for file in [options.account, *options.file]:
        if file is not None:
            with file.open("rb"):
                pass


def _account(file: Path | None) -> str:
    return SAMPLE_ACCOUNT if file is None else file.read_bytes().decode(errors="backslashreplace")


def _embedded(options: argparse.Namespace, plan: Plan) -> int:
    if options.home:
        return _in_home(options.home.absolute(), plan, as_json=options.json)
    with tempfile.TemporaryDirectory(prefix="affiant-rehearsal-") as home:
        return _in_home(Path(home), plan, as_json=options.json)


def _in_home(home: Path, plan: Plan, *, as_json: bool) -> int:
    home.mkdir(parents=True, exist_ok=True)
    check_room(home)
    listen()
    steps = Steps(as_json)
    system = System(home, free_port(), free_port(), {"AFFIANT_COURIER_SECONDS": "1"})
    try:
        with steps.step("keys"):
            ceremony.make_keys(home)
        with steps.step("databases and pages"):
            system.prepare()
        with steps.step("start both faces, the courier and the worker"):
            system.start()
        go(system, plan, steps)
    except (AffiantError, OSError) as failed:
        if all(step.passed for step in steps.taken):
            raise
        _say(failed, as_json=as_json)
    finally:
        system.stop()
    return steps.finish()


def _running(options: argparse.Namespace, plan: Plan) -> int:
    environment = Environment.read()
    system = System(environment.home, environment.intake_port, environment.casework_port)
    if not system.home.joinpath("intake", "keys").is_dir():
        raise CannotStart(f"Nothing runs in {system.home}: set AFFIANT_HOME to a running system's home, or --embedded.")
    steps = Steps(options.json)
    try:
        go(system, plan, steps)
    except (AffiantError, OSError) as failed:
        _say(failed, as_json=options.json)
    return steps.finish()


def _say(failed: Exception, *, as_json: bool) -> None:
    if as_json:
        print(f"affiant rehearse: {failed}", file=sys.stderr)
