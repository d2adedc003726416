"""Prints docs/reference/{settings,permissions,stages}.md from the code; with --check, says whether they are fresh."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "affiant.config.settings.test_casework"

import django

django.setup()

from affiant.config.env import KNOWN  # noqa: E402 - Django has to stand first
from affiant.ground.accounts.permissions import HOLDERS  # noqa: E402
from affiant.ground.accounts.roles import Role  # noqa: E402
from affiant.referrals import stages as referral_stages  # noqa: E402
from affiant.sharing import stages as package_stages  # noqa: E402

FOLDER = Path(__file__).parent.parent / "docs/reference"
NOTE = "Printed from the code by `make fix`; `make check` fails when it is stale.\n\n"


def main() -> int:
    """Write the pages, or check them; return 1 if one is stale."""
    pages = {"settings.md": settings(), "permissions.md": permissions(), "stages.md": stages()}
    if "--check" not in sys.argv:
        for name, text in pages.items():
            (FOLDER / name).write_text(text)
        return 0
    stale = [
        name for name, text in pages.items() if not (FOLDER / name).exists() or (FOLDER / name).read_text() != text
    ]
    print(f"stale: {', '.join(stale)}; run make fix" if stale else "fresh")
    return 1 if stale else 0


def settings() -> str:
    """Return the page of environment variables."""
    rows = [
        f"| `{name}` | {f'`{standing}`' if standing else ''} | {what} |" for name, (standing, what) in KNOWN.items()
    ]
    return _page("Settings", ["| variable | if not set | what it is |", "|---|---|---|", *rows])


def permissions() -> str:
    """Return the table of who may do what."""
    head = ["| permission | " + " | ".join(str(role.label) for role in Role) + " |", "|---|" + "---|" * len(Role)]
    rows = [
        f"| `{permission.value}` | " + " | ".join("yes" if role in holders else "" for role in Role) + " |"
        for permission, holders in HOLDERS.items()
    ]
    return _page("Permissions", [*head, *rows])


def stages() -> str:
    """Return both life cycles as diagrams."""
    lines: list[str] = []
    for title, table in (("A referral", referral_stages.MAY_FOLLOW), ("A package", package_stages.MAY_FOLLOW)):
        steps = [(str(stage.value), str(following.value)) for stage in table for following in sorted(table[stage])]
        arrows = [f"    {stage} --> {following}" for stage, following in steps]
        lines += [f"## {title}", "", "```mermaid", "stateDiagram-v2", *arrows, "```", ""]
    return _page("Stages", lines)


def _page(title: str, lines: Iterable[str]) -> str:
    return f"# {title}\n\n{NOTE}" + "\n".join(lines).rstrip() + "\n"


sys.exit(main())
