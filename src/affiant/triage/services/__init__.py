"""Acts of triage."""

from affiant.triage.services.assign import assign
from affiant.triage.services.decide import decide

__all__ = ["assign", "decide"]
