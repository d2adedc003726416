"""The contracts hold, and each of them breaks when it is broken."""

import contextlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = ROOT / "pyproject.toml"
# not what a contract reads; other processes write and rename in __pycache__ while a copy is taken
LEFT_OUT = shutil.ignore_patterns("__pycache__", "static", "locale")
LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]

# contract, the module that is spoiled, the import that spoils it
OFFENCES = [
    ("floors", "core/digests.py", "import affiant.ground"),
    ("floors", "ground/ui/forms.py", "import affiant.submissions.errors"),
    ("floors", "intake/report/views.py", "import affiant.casework.access"),
    ("floors", "config/env.py", "import affiant.operate"),
    ("floors", "parlour/__init__.py", "WALLS = 4"),
    ("features", "evidence/selectors.py", "import affiant.sharing.stages"),
    ("features", "referrals/selectors.py", "import affiant.triage.errors"),
    ("public-face-opens-nothing", "intake/report/views.py", "import affiant.core.sealing.unseal"),
    ("public-face-opens-nothing", "submissions/errors.py", "import affiant.ground.ledger"),
    ("public-face-opens-nothing", "submissions/errors.py", "import affiant.evidence.errors"),
    ("public-face-opens-nothing", "ground/spool/disk.py", "import affiant.ground.store"),
    ("public-face-opens-nothing", "core/letters.py", "from affiant.core.sealing import unseal"),
    ("airlock", "referrals/errors.py", "import affiant.submissions.errors"),
    ("two-openers", "core/envelope.py", "import pyrage"),
    ("two-openers", "submissions/errors.py", "from pyrage import decrypt"),
    ("one-reader-of-pdf", "evidence/services/derive.py", "import pypdfium2"),
    ("readers-have-nothing", "evidence/reading/office.py", "from django.conf import settings"),
    ("readers-have-nothing", "evidence/reading/child.py", "from affiant.core.sealing.unseal import unseal"),
    ("readers-run-apart", "evidence/services/derive.py", "from affiant.evidence.reading import read"),
    ("readers-run-apart", "casework/evidence/views.py", "from affiant.evidence.reading import child"),
    ("core-is-deaf-and-blind", "core/codes.py", "import secrets"),
    ("core-is-deaf-and-blind", "core/envelope.py", "from django.conf import settings"),
    ("core-is-deaf-and-blind", "core/receipt.py", "import time"),
    ("core-is-deaf-and-blind", "core/digests.py", "from pathlib import Path"),
    ("law-is-deaf-and-blind", "law/acts.py", "from django.utils import timezone"),
    ("law-is-deaf-and-blind", "law/steps.py", "from pathlib import Path"),
    ("verifier-stands-alone", "cli/main.py", "from django.utils import timezone"),
    ("verifier-stands-alone", "cli/main.py", "import socket"),
    ("second-ledger", "core/ledger/verify.py", "from affiant.core.ledger import tree"),
    ("second-package", "core/packaging/verify/package.py", "from affiant.core.packaging import build"),
    ("second-package", "cli/main.py", "from affiant.core.packaging import layout"),
    ("second-package", "core/receipt_check.py", "from affiant.core import receipt"),
    ("second-package", "core/decision_check.py", "from affiant.core import decision_file"),
    ("submissions-models", "intake/report/views.py", "from affiant.submissions import models"),
    ("organisations-models", "intake/report/views.py", "from affiant.organisations import models"),
    ("referrals-models", "triage/errors.py", "from affiant.referrals import models"),
    ("evidence-models", "referrals/errors.py", "from affiant.evidence import models"),
    ("triage-models", "casework/desk/views.py", "from affiant.triage import models"),
    ("handover-models", "casework/desk/views.py", "from affiant.handover import models"),
    ("linking-models", "casework/desk/views.py", "from affiant.linking import models"),
    ("correspondence-models", "casework/desk/views.py", "from affiant.correspondence import models"),
    ("sharing-models", "casework/desk/views.py", "from affiant.sharing import models"),
    ("ledger-models", "referrals/errors.py", "from affiant.ground.ledger import models"),
    ("desks", "casework/desk/views.py", "import affiant.casework.people.views"),
    ("inside-a-feature", "referrals/models.py", "import affiant.referrals.services"),
    ("inside-a-feature", "evidence/errors.py", "import affiant.evidence.models"),
    ("no-circles", "core/sealing/recipients.py", "import affiant.core.sealing.seal"),
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code that may be spoiled, one for each process; whoever spoils it mends it."""
    copied = tmp_path_factory.mktemp("copied")
    shutil.copytree(ROOT / "src", copied / "src", ignore=LEFT_OUT)
    shutil.copy(PYPROJECT, copied)
    return copied


@contextlib.contextmanager
def spoiled(module: Path, offence: str) -> Iterator[None]:
    """Write an offence at the end of a module, and leave everything as it was."""
    was = module.read_bytes() if module.exists() else None
    module.parent.mkdir(exist_ok=True)
    module.write_bytes((was or b"") + f"\n{offence}\n".encode())
    try:
        yield
    finally:
        if was is not None:
            module.write_bytes(was)
        else:
            module.unlink()
            module.parent.rmdir()


def lint(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(at / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([*LINT, *words], cwd=at, env=environment, capture_output=True, text=True, check=False)


def test_the_contracts_hold():
    outcome = lint(at=ROOT)

    assert outcome.returncode == 0, outcome.stdout


def test_every_contract_has_an_offence_that_tries_it():
    contracts = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]

    assert {contract["id"] for contract in contracts} == {contract for contract, _, _ in OFFENCES}


@pytest.mark.parametrize(("contract", "module", "offence"), OFFENCES)
def test_a_contract_breaks_when_it_is_broken(contract: str, module: str, offence: str, copied: Path):
    with spoiled(copied / "src/affiant" / module, offence):
        outcome = lint("--contract", contract, at=copied)

    assert outcome.returncode == 1, outcome.stdout
    assert "BROKEN" in outcome.stdout
    assert "1 broken" in outcome.stdout


def test_the_check_runs_the_contracts(root: Path):
    assert "lint-imports" in (root / "tools/run_checks.py").read_text()
