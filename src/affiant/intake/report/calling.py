"""Whom to call, on the pages that ask about safety: the numbers stand in the unit profile."""

from affiant.intake.guidance.profile import Line, Profile, Use
from affiant.intake.report.questions import beginning, reaching
from affiant.intake.report.questions.shapes import Shows, Step


def lines(page: Step, profile: Profile, path: str = "") -> tuple[Line, ...]:
    """Give the lines that a page shows; none on most pages."""
    if page.shows is not Shows.NUMBERS:
        return ()
    if page.name != reaching.YOUNG_PAGE.name:
        return profile.called(Use.EMERGENCY, Use.SILENT, Use.NON_EMERGENCY, Use.LISTENING)
    if path not in beginning.FOR_ANOTHER and profile.called(Use.YOUNG):
        return profile.called(Use.EMERGENCY, Use.YOUNG)
    return profile.called(Use.EMERGENCY, Use.CHILDREN, Use.YOUNG)
