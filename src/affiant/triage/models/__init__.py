"""The tables of triage."""

from affiant.triage.models.coding import Candidate, ElementEvidence, ElementView, Incident, IncidentPassage
from affiant.triage.models.need_to_know import Membership, Restriction
from affiant.triage.models.scoping import (
    Answer,
    AnswerEvidence,
    Decision,
    JurisdictionNote,
    LawyerTask,
    Recusal,
    SecondOpinion,
)

__all__ = [
    "Answer",
    "AnswerEvidence",
    "Candidate",
    "Decision",
    "ElementEvidence",
    "ElementView",
    "Incident",
    "IncidentPassage",
    "JurisdictionNote",
    "LawyerTask",
    "Membership",
    "Recusal",
    "Restriction",
    "SecondOpinion",
]
