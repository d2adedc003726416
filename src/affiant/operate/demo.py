"""`affiant demo`: both faces, the courier and the worker on this machine, with invented referrals."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from affiant.config import ceremony
from affiant.config.env import Environment
from affiant.core.errors import AffiantError
from affiant.operate import totp
from affiant.operate.demo_referrals import send_referrals, write_profile
from affiant.operate.processes import System, check_ports, check_room, listen

GREETING = """
Affiant is running, with invented data only.

  The public face     {intake}/
  The officers' face  {casework}/

Sign in on the officers' face with a name, the password and the app's six digits:

{officers}

The digits change every 30 seconds. New ones at any time, in a second terminal:

  {again}

or give an authenticator app the secrets in {file}.
The data lies in {home} and is kept. Ctrl-C stops everything."""


def run(arguments: Sequence[str]) -> int:
    """Run the demonstration until it is interrupted; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        environment = Environment.read()
        if options.act == "codes":
            print(_officers(environment.home))
            return 0
        return _demo(environment)
    except AffiantError as refused:
        print(refused, file=sys.stderr)
        return 1
    except OSError as refused:
        print(f"This cannot be used: {refused.filename}: {refused.strerror}.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="affiant demo", description="Run Affiant on this machine, with invented data."
    )
    parser.add_argument("act", nargs="?", choices=["codes"], help="codes: show the officers' digits of this moment")
    return parser


def _demo(environment: Environment) -> int:
    system = System(environment.home, environment.intake_port, environment.casework_port)
    check_ports(system)
    environment.home.mkdir(parents=True, exist_ok=True)
    check_room(environment.home)
    listen()
    print("Starting; the first start takes about a minute …", flush=True)
    try:
        ceremony.make_keys(environment.home)
        _show_invented_situations(system, environment)
        system.prepare()
        system.command("casework", "demo_officers")
        system.start()
        _send_once(system)
        print(_greeting(system), flush=True)
        _watch(system)
    except KeyboardInterrupt:
        pass
    finally:
        system.stop()
    print("\nStopped. The data is kept.")
    return 0


def _show_invented_situations(system: System, environment: Environment) -> None:
    """Let the demonstration ask about situations that do not exist, unless the operator has a profile."""
    if environment.profile is None:
        (system.home / "demo").mkdir(mode=0o700, exist_ok=True)
        write_profile(system.home / "demo" / "profile.toml")
        system.more = {**system.more, "AFFIANT_PROFILE": str(system.home / "demo" / "profile.toml")}


def _watch(system: System) -> None:
    while True:
        time.sleep(1)
        system.check_alive()


def _send_once(system: System) -> None:
    """Send the invented referrals the first time, as anybody would, and let the invented officers work on them."""
    tasks, done = system.home / "demo" / "tasks.json", system.home / "demo" / "work-done"
    if not tasks.exists():
        send_referrals(system.intake_address, tasks)
    if not done.exists():
        system.command("casework", "demo_work")
        done.touch()


def _greeting(system: System) -> str:
    return GREETING.format(
        intake=system.intake_address,
        casework=system.casework_address,
        officers=_officers(system.home),
        again=f"{Path(sys.argv[0])} demo codes",
        file=system.home / "demo" / "officers.json",
        home=system.home,
    )


def _officers(home: Path) -> str:
    officers = json.loads((home / "demo" / "officers.json").read_text())
    now = time.time()
    rows = [(one["username"], one["password"], totp.code(one["totp"], now), one["role"]) for one in officers]
    return "\n".join(f"  {name:15} {password:28} {digits}   {role}" for name, password, digits, role in rows)
