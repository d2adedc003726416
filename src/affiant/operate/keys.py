"""`affiant keys`: makes the keys of a new system, those that an older one lacks, and a new key for names."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from affiant.config import ceremony, ring
from affiant.config.env import BadEnvironment, Environment
from affiant.core.sealing.recipients import KeyRing, MalformedKey, Recipient

MADE: Final = (
    "The keys are in {home}. Now move {home}/recovery/recovery.key to a machine without a network, split it "
    "between the people who may recover the unit's seals, and delete it here."
)
COMPLETED: Final = "{home} lacked these keys, and has them now: {names}."
NOTHING: Final = "{home} has its keys already; nothing was changed."
RENEWED: Final = (
    "{folder}/identity.key begins with a new key now: {public}. What officers write is closed to it from now on. Next: "
    "affiant casework renew_contact_keys"
)
HERE: Final = "The public face in this home seals to it when it starts again."
ELSEWHERE: Final = "On the public host: affiant keys take-identity {public}; then start the public face again."
TAKEN: Final = "The public face seals names to it when it starts again."
SEALED_TO: Final = """
What is sealed is sealed to these keys, each to be read out by another way to whoever seals:
  words and files  unit      {unit}
  names            identity  {identity}
  each, too        recovery  {recovery}"""
NOT_THIS: Final = "{text} is not taken: {fault}. Nothing was changed."
NO_RING: Final = "There is no {file}: this is not the home of a public face, or its keys have not been made yet."


class NotTaken(Exception):
    """The text is a sentence for whoever runs the command."""


def run(arguments: Sequence[str]) -> int:
    """Do what is asked for over AFFIANT_HOME; return the exit code."""
    parser = argparse.ArgumentParser(prog="affiant keys", description="Make the keys of a system.")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("make", help="make the keys that AFFIANT_HOME lacks")
    acts.add_parser("renew-identity", help="make a new key for names and ways of contact")
    take = acts.add_parser("take-identity", help="on the public host: seal names to this key from now on")
    take.add_argument("recipient", help="age1…, as affiant casework public_keys prints it")
    asked = parser.parse_args(arguments)
    try:
        environment = Environment.read()
        print(_do(environment, asked))
    except (BadEnvironment, NotTaken) as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _do(environment: Environment, asked: argparse.Namespace) -> str:
    match asked.act:
        case "make":
            return _make(environment.home)
        case "renew-identity":
            return _renew(environment)
        case _:
            return f"{TAKEN}\n{_told(_take(ceremony.ring_of(environment.home), asked.recipient))}"


def _make(home: Path) -> str:
    lacking = ceremony.complete_keys(home) if ceremony.are_made(home) else []
    made = ceremony.make_keys(home)
    public_face = ceremony.ring_of(home)
    told = _told(ring.read(public_face)) if public_face.exists() else ""
    if made:
        return MADE.format(home=home) + told
    return (COMPLETED.format(home=home, names=", ".join(lacking)) if lacking else NOTHING.format(home=home)) + told


def _renew(environment: Environment) -> str:
    public, public_face = environment.home / "casework" / "keys" / "identity.pub", ceremony.ring_of(environment.home)
    fresh = ceremony.renew_identity(environment.identity_keys, public)
    if public_face.exists():
        _take(public_face, fresh)
    said = RENEWED.format(folder=environment.identity_keys, public=fresh)
    return f"{said}\n{HERE if public_face.exists() else ELSEWHERE.format(public=fresh)}"


def _take(public_face: Path, text: str) -> KeyRing:
    try:
        return ceremony.take_identity(public_face, Recipient.parse(text))
    except MalformedKey as refused:
        raise NotTaken(NOT_THIS.format(text=text, fault=refused)) from refused
    except FileNotFoundError as missing:
        raise NotTaken(NO_RING.format(file=public_face)) from missing


def _told(sealed_to: KeyRing) -> str:
    unit, recovery, identity = sealed_to.unit, sealed_to.recovery, sealed_to.identity
    return SEALED_TO.format(unit=unit.text, identity=identity.text, recovery=recovery.text)
