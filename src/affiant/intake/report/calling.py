"""Whom to call, on the pages that ask about safety: the numbers stand in the unit profile."""

from affiant.intake.guidance.profile import Line, Profile, Use
from affiant.intake.report.questions import reaching
from affiant.intake.report.questions.shapes import Shows, Step


def lines(page: Step, profile: Profile) -> tuple[Line, ...]:
    """Give the lines that a page shows; none on most pages."""
    if page.shows is not Shows.NUMBERS:
        return ()
    if page.name == reaching.YOUNG_PAGE.name:
        return profile.called(Use.EMERGENCY, Use.CHILDREN)
    return profile.called(Use.EMERGENCY, Use.SILENT, Use.NON_EMERGENCY, Use.LISTENING)
