"""What a verifier found: one finding, and nothing about how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
"""A MUST of a specification that does not hold is an error, a SHOULD a warning."""


@dataclass(frozen=True)
class Finding:
    """One departure from a format: its code is an anchor in that format's specification."""

    code: str
    severity: Severity
    place: str
    facts: Mapping[str, str] = field(default_factory=dict)
