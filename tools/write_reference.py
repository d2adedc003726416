"""Prints the tables of the code into docs/reference: settings, permissions, stages. A test holds them fresh."""

import sys
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path

from affiant.config.env import KNOWN
from affiant.correspondence import stages as correspondence_stages
from affiant.ground.accounts.permissions import HOLDERS
from affiant.ground.accounts.roles import Role
from affiant.handover import stages as handover_stages
from affiant.sharing import stages as sharing_stages
from affiant.triage.stages import LEADS_TO, SECONDED, STEPS

REFERENCE = Path(__file__).parents[1] / "docs/reference"
PRINTED = "<!-- printed from the code by tools/write_reference.py -->\n\n"


def settings() -> str:
    """The environment that the system reads."""
    rows = [(f"`{name}`", f"`{standing}`" if standing else "", purpose) for name, (standing, purpose) in KNOWN.items()]
    return page("Settings", "Read once, at the start; any other name that begins with `AFFIANT_` is refused.", [
        table(("name", "if it is not set", "what it is for"), rows),
    ])  # fmt: skip


def permissions() -> str:
    """Who may do what."""
    heads = ("permission", *(role.value.replace("_", " ") for role in Role))
    rows = [
        (f"`{permission.value}`", *("yes" if role in holders else "" for role in Role))
        for permission, holders in HOLDERS.items()
    ]
    words = "An administrator sees no case; an auditor sees the ledger and no content."
    return page("Permissions", words, [table(heads, rows)])


def stages() -> str:
    """Which step may follow which."""
    outcomes = [
        (f"`{outcome.value}`", f"`{stage.value}`", "yes" if outcome in SECONDED else "")
        for outcome, stage in LEADS_TO.items()
    ]
    return page("Stages", "Each table is the one that the code reads; what is not in it cannot happen.", [
        "## A referral\n\n" + life_cycle(),
        table(("from", "act", "to"), [(f"`{stage.value}`", act, f"`{after.value}`") for stage, act, after in STEPS]),
        table(("a decision", "leads to", "a second officer confirms it"), outcomes),
        "## A package\n\n" + diagram(sharing_stages.MAY_FOLLOW),
        "## A file that an organisation handed over\n\n" + diagram(handover_stages.MAY_FOLLOW),
        "## A message to a reporter, before it is sent\n\n" + diagram(correspondence_stages.MAY_FOLLOW),
    ])  # fmt: skip


def page(title: str, words: str, parts: Iterable[str]) -> str:
    """Join a page."""
    return f"# {title}\n\n{PRINTED}{words}\n\n" + "\n".join(parts)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    names = list(heads)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def life_cycle() -> str:
    """Write the steps of a referral as a diagram, each with its act."""
    arrows = [f"    {stage.value} --> {after.value}: {act}" for stage, act, after in STEPS]
    return "```mermaid\nstateDiagram-v2\n    [*] --> received: collect\n" + "\n".join(arrows) + "\n```\n"


def diagram(may_follow: Mapping[Enum, Iterable[Enum]]) -> str:
    """Write which stage may follow which, as a diagram and for readers without one as lines."""
    steps = [(stage.value, [each.value for each in sorted(after, key=lambda one: one.value)])
             for stage, after in may_follow.items()]  # fmt: skip
    arrows = [f"    {stage} --> {each}" for stage, after in steps for each in after]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```\n"


PAGES = {"settings.md": settings, "permissions.md": permissions, "stages.md": stages}


def main() -> int:
    """Write every page; with --check, only say which are stale, and return 1."""
    stale = [name for name, printed in PAGES.items() if standing(name) != printed()]
    if "--check" in sys.argv:
        print("\n".join(stale))
        return 1 if stale else 0
    for name in stale:
        (REFERENCE / name).write_text(PAGES[name]())
    return 0


def standing(name: str) -> str:
    """Return the page as it lies there."""
    file = REFERENCE / name
    return file.read_text() if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
