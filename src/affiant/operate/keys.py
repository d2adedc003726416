"""`affiant keys make`: the keys of a new system."""

import argparse
import sys
from collections.abc import Sequence

from affiant.config import ceremony
from affiant.config.env import BadEnvironment, Environment


def run(arguments: Sequence[str]) -> int:
    """Make the keys in AFFIANT_HOME, unless they are there; return the exit code."""
    parser = argparse.ArgumentParser(prog="affiant keys", description="Make the keys of a new system.")
    parser.add_argument("act", choices=["make"], help="make the keys that AFFIANT_HOME lacks")
    parser.parse_args(arguments)
    try:
        home = Environment.read().home
    except BadEnvironment as refused:
        print(refused, file=sys.stderr)
        return 1
    print(_sentence(made=ceremony.make_keys(home)).format(home=home))
    return 0


def _sentence(*, made: bool) -> str:
    if not made:
        return "{home} has its keys already; nothing was changed."
    return (
        "The keys are in {home}. Now move {home}/recovery/recovery.key to a machine without a network, split it "
        "between the people who may recover the unit's seals, and delete it here."
    )
