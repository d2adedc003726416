"""Collects findings while a package is read, up to a bound that no hostile package can pass."""

from typing import Final

from affiant.core.findings import Finding, Severity

MOST: Final = 1000
LONGEST_FACT: Final = 200
WARNINGS: Final = frozenset({"P033", "P036", "P046", "P047", "P066"})


class Notes:
    """The findings so far. `stopped` says that the container could not be read to its end."""

    def __init__(self) -> None:
        """Begin with none."""
        self.findings: list[Finding] = []
        self.stopped = False

    def add(self, code: str, place: str, **facts: object) -> None:
        """Note one finding; its severity is its code's."""
        severity: Severity = "warning" if code in WARNINGS else "error"
        told = {name: str(value)[:LONGEST_FACT] for name, value in facts.items()}
        if len(self.findings) < MOST:
            self.findings.append(Finding(code, severity, place[:LONGEST_FACT], told))
        elif len(self.findings) == MOST:
            self.findings.append(Finding("P015", "error", place[:LONGEST_FACT], {"most": str(MOST)}))
