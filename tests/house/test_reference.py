"""The printed tables say what the code says, and no document leads nowhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_the_printed_tables_are_fresh():
    check = [sys.executable, "tools/write_reference.py", "--check"]

    outcome = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, (
        f"{outcome.stdout}{outcome.stderr}\nWrite them with: python tools/write_reference.py"
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document: Path):
    targets = [target for target in LINK.findall(document.read_text()) if "://" not in target]

    assert not [target for target in targets if not (document.parent / target).exists()]


def test_every_decision_is_listed():
    listed = (ROOT / "docs/adr/README.md").read_text()
    decisions = sorted(file.name for file in (ROOT / "docs/adr").glob("0*.md"))

    assert decisions
    assert not [name for name in decisions if name not in listed]


def test_every_decision_that_the_code_names_is_written_down():
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
    named = {number for file in sources for number in re.findall(r"\bADR (\d{4})", file.read_text())}

    assert not named - {file.name[:4] for file in (ROOT / "docs/adr").glob("0*.md")}
