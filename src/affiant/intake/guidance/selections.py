"""What the pages show of the profile."""

from datetime import date

from django.conf import settings

from affiant.intake.guidance import pages
from affiant.intake.guidance.profile import Profile, Use


def landing(profile: Profile) -> dict[str, object]:
    """Give the first page its few numbers and the appeals."""
    return {
        "unit": profile.unit,
        "urgent": profile.called(Use.EMERGENCY, Use.NON_EMERGENCY),
        "anonymous": profile.called(Use.ANONYMOUS),
        "appeals": profile.appeals,
        "pages": pages.FIRST,
    }


def page(profile: Profile, today: date) -> dict[str, object]:
    """Give a page everything that one of them may show."""
    return {
        "unit": profile.unit,
        "urgent": profile.called(Use.EMERGENCY, Use.SILENT, Use.NON_EMERGENCY),
        "abuse": profile.called(Use.DOMESTIC_ABUSE),
        "children": profile.called(Use.CHILDREN, Use.YOUNG),
        "adults": profile.called(Use.ADULTS),
        "listening": profile.called(Use.LISTENING),
        "anonymous": profile.called(Use.ANONYMOUS),
        "organisations": profile.organisations,
        "partners": tuple(each for each in profile.organisations if each.passes_on),
        "open_bodies": tuple(each for each in profile.bodies if each.is_open(today)),
        "closed_bodies": tuple(each for each in profile.bodies if not each.is_open(today)),
        "appeals": profile.appeals,
        "cookies": (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
    }
