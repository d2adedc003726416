"""What is asked about each file of a draft."""

from collections.abc import Sequence

from affiant.intake.report.questions.shapes import Question
from affiant.submissions.selectors import UploadView


def asked(_files: Sequence[UploadView]) -> tuple[Question, ...]:
    """Give the questions about every file that has arrived."""
    return ()
