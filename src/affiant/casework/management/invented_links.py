"""What the demonstration's officers code of invented incidents, and enter of invented interviews."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from affiant.ground.accounts.models import Officer
from affiant.linking import selectors
from affiant.linking import services as linking
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Recorded, Verdict, Way, Whose
from affiant.referrals.rows import SubmissionRow
from affiant.triage import services as triage
from affiant.triage.classified import Coding
from affiant.triage.passages import Rest
from affiant.triage.stages import Precision

CODINGS: Final[Mapping[str, Coding]] = MappingProxyType(
    {
        "code-buses": Coding(
            "Buses came by night and left before morning",
            place="Market Hill, Exampleford",
            precision=Precision.STREET,
            when_said="4 to 13 August",
            when_edtf="2024-08-04/2024-08-13",
            who="Karim Sampelov (invented)",
            did="took away",
            whom="people who were held in the school",
        ),
        "code-yard": Coding(
            "Buses in the yard of the school",
            place="Exampleford",
            precision=Precision.SETTLEMENT,
            when_said="في آب",
            when_edtf="2024-08",
            who="كريم سامبيلوف",
            did="was in command",
            whom="أمين باتينتوف",
        ),
        "code-quay": Coding(
            "People were brought across the quay",
            place="Fort Pretend",
            precision=Precision.SPOT,
            when_said="Two mornings in the same week",
            when_edtf="2024-04",
        ),
        "code-log": Coding(
            "The log has the hours of both mornings",
            place="Fort Pretend, the quay",
            precision=Precision.SPOT,
            when_said="The hours are in the log",
            when_edtf="2024-04-09/2024-04-11",
        ),
    }
)
HEARD: Final[Mapping[str, Heard]] = MappingProxyType(
    {
        "heard-there": Heard(
            "A police force abroad (invented)",
            "in autumn, by video",
            Recorded.YES,
            "With that police force",
            way=Way.INTERVIEW,
        ),
        "heard-before": Heard(
            "An invented association of doctors",
            "in the clinic",
            Recorded.YES,
            whose=Whose.OTHER,
            person="Amin Patientov (invented)",
            way=Way.INTERVIEW,
        ),
    }
)


def code(name: str, submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Code an invented incident; it rests on the whole account."""
    account = next(one.answer for one in submission.document.answers if one.question == "account")
    rest = Rest(submission=submission.id, passage=str(account))
    triage.code_incident(referral_id=submission.referral_id, coding=CODINGS[name], rests_on=[rest], by=by, at=at)


def register(name: str, submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Enter an invented interview."""
    linking.register_earlier(referral_id=submission.referral_id, heard=HEARD[name], by=by, at=at)


def confirm(submission: SubmissionRow, by: Officer, at: datetime) -> None:
    """Confirm that another referral is of the same event, where one is found."""
    while linking.follow():
        pass
    found = selectors.beside(submission.referral_id, by).suggested.rows
    said = Said(Likeness.EVENT, Verdict.LINKED, "")
    for one in (row for row in found if row.likeness is Likeness.EVENT):
        linking.answer(referral_id=submission.referral_id, other_id=one.other, said=said, by=by, at=at)
