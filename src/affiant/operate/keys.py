"""`affiant keys`: makes the keys of a new system, those that an older one lacks, and a new key for names."""

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from affiant.config import ceremony
from affiant.config.env import BadEnvironment, Environment

MADE: Final = (
    "The keys are in {home}. Now move {home}/recovery/recovery.key to a machine without a network, split it "
    "between the people who may recover the unit's seals, and delete it here."
)
COMPLETED: Final = "{home} lacked these keys, and has them now: {names}."
NOTHING: Final = "{home} has its keys already; nothing was changed."
RENEWED: Final = (
    "{folder}/identity.key begins with a new key now: {public}. What comes is closed to it from now on. Next: "
    "affiant casework renew_contact_keys"
)


def run(arguments: Sequence[str]) -> int:
    """Do what is asked for over AFFIANT_HOME; return the exit code."""
    parser = argparse.ArgumentParser(prog="affiant keys", description="Make the keys of a system.")
    parser.add_argument(
        "act",
        choices=["make", "renew-identity"],
        help="make: the keys that AFFIANT_HOME lacks; renew-identity: a new key for names and ways of contact",
    )
    act = parser.parse_args(arguments).act
    try:
        environment = Environment.read()
    except BadEnvironment as refused:
        print(refused, file=sys.stderr)
        return 1
    print(_renew(environment) if act == "renew-identity" else _make(environment))
    return 0


def _make(environment: Environment) -> str:
    home = environment.home
    lacking = ceremony.complete_keys(home) if ceremony.are_made(home) else []
    if ceremony.make_keys(home):
        return MADE.format(home=home)
    return COMPLETED.format(home=home, names=", ".join(lacking)) if lacking else NOTHING.format(home=home)


def _renew(environment: Environment) -> str:
    public = environment.home / "casework" / "keys" / "identity.pub"
    fresh = ceremony.renew_identity(environment.identity_keys, public)
    return RENEWED.format(folder=environment.identity_keys, public=fresh)
