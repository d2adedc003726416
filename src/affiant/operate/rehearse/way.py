"""The way of a rehearsal report: sent, collected, decided on, shared, verified."""

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from affiant.core.errors import AffiantError
from affiant.core.sealing.unseal import Identity
from affiant.operate.processes import System
from affiant.operate.rehearse.reporter import Report, Sent, collected_receipt, send
from affiant.operate.rehearse.steps import Step, Steps
from affiant.operate.visit import Visit

PRIVATE_FILE: Final = 0o600


class RehearsalFailed(AffiantError):
    """A step did not end as it has to."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rehearsal sends and where it leaves what came out."""

    account: str
    language: str
    files: tuple[Path, ...]
    out: Path
    patience: float

    @property
    def partner_key(self) -> Path:
        """The identity of the partner that the package is closed to."""
        return self.out / "partner.key"


def go(system: System, plan: Plan, steps: Steps) -> None:
    """Take the report the whole way through `system`.

    Raises:
        AffiantError: the first step that failed.
    """
    with steps.step("the partner's key"):
        recipient = _make_partner_key(plan.partner_key)
    with Visit(system.intake_address) as visit:
        with steps.step("send the report through the public face") as details:
            sent = _send(system, plan, visit)
            details.append(f"envelope {sent.envelope}, {len(plan.files)} files")
        _casework(system, plan, steps, sent, recipient)
        with steps.step("come back with the return code and fetch the receipt"):
            receipt = collected_receipt(visit, sent, plan.language, plan.patience)
            (plan.out / "receipt.json").write_bytes(receipt)
    keys = json.loads(system.command("casework", "public_keys"))
    for name, more in _verifications(plan, keys):
        with steps.step(f"verify {name}") as details:
            details.append(_verify(plan.out / name, more))


def _verifications(plan: Plan, keys: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Return what is verified, and with which options: every key is pinned to the one that the system has."""
    pins = {name: f"--{name}={key}" for name, key in keys.items()}
    return [
        ("receipt.json", [pins["receipt-key"], pins["ledger-key"]]),
        ("ledger.jsonl", [pins["ledger-key"]]),
        ("package.tar.age", [pins["package-key"], pins["ledger-key"], f"--identity={plan.partner_key}"]),
    ]


def _make_partner_key(file: Path) -> str:
    identity = Identity.from_entropy(secrets.token_bytes(32))
    file.unlink(missing_ok=True)
    file.touch(PRIVATE_FILE)
    file.write_text(f"# public key: {identity.recipient.text}\n{identity.text}\n")
    return identity.recipient.text


def _send(system: System, plan: Plan, visit: Visit) -> Sent:
    answers: dict[str, str | list[str]] = {
        "path": "witnessed",
        "age": "adult",
        "account": plan.account,
        "wish_contact": "yes",
        "wish_uk": "yes",
        "wish_sharing": "yes_without_me",
        "name": "Rehearsal",
    }
    token = (system.home / "intake" / "keys" / "rehearsal.token").read_text()
    try:
        return send(visit, Report(plan.language, answers, plan.files, token))
    except httpx.TransportError as failed:
        raise RehearsalFailed(f"the public face does not answer: {type(failed).__name__}") from failed


def _casework(system: System, plan: Plan, steps: Steps, sent: Sent, recipient: str) -> None:
    """Let the officers' side take the report on; it tells its steps line by line."""
    options = [f"--envelope={sent.envelope}", f"--recipient={recipient}", f"--out={plan.out}"]
    words = [sys.executable, "-m", "affiant", "casework", "rehearse_casework", *options, f"--patience={plan.patience}"]
    with subprocess.Popen(
        words, env=system.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            steps.add(Step(**json.loads(line)))
        error = (process.stderr.read() if process.stderr else "").strip()
    if process.returncode:
        if all(step.passed for step in steps.taken):
            steps.add(Step("the officers' side", 0.0, passed=False, detail=error[-2000:]))
        raise RehearsalFailed(f"the officers' side: {error[-2000:]}")


def _verify(file: Path, more: list[str]) -> str:
    words = [sys.executable, "-m", "affiant", "verify", str(file), *more]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RehearsalFailed(done.stdout.strip() or done.stderr.strip())
    return (done.stdout.strip().splitlines() or [""])[-1]
