"""`make check`: every check that needs no running system; all of them run, and any failure fails the whole."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = ROOT / ".venv/bin"
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "floors and contracts": ["lint-imports", "--no-logo"],
    "types": ["mypy"],
    "templates": ["djlint", "--check", "--lint", "--quiet", "src"],
    "house": ["python", "-m", "pytest", "tests/house", "-q", "--no-header", "-n2"],
}


def main() -> int:
    """Run all; return 1 if one failed."""
    failed = [name for name, words in CHECKS.items() if not _passes(name, words)]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all is well")
    return 1 if failed else 0


def _passes(name: str, words: list[str]) -> bool:
    done = subprocess.run([str(BIN / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{'ok  ' if not done.returncode else 'FAIL'} {name}", flush=True)
    if done.returncode:
        print(done.stdout[-8000:] + done.stderr[-4000:])
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main())
