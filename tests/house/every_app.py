"""Settings for the type checker alone: the officers' face with the public face's apps beside it.

No process ever runs with these. Types are checked once over all of src, and Django's plugin must know every table
and both faces' `settings.AFFIANT`.
"""

from typing import TYPE_CHECKING

from affiant.config.settings import test_casework, test_intake

if TYPE_CHECKING:
    from affiant.config.casework_keys import Casework
    from affiant.config.intake_keys import Intake
    from affiant.config.settings.base import *  # noqa: F403

    class BothFaces(Casework, Intake):  # type: ignore[misc]
        """What either face may ask for; which of the two is there, the contracts and the tests hold."""

    AFFIANT: BothFaces
    SECOND_FACTOR_KEY: str
    WHOLE_LANGUAGES: tuple[str, ...]
    REVIEWED_LANGUAGES: frozenset[str]
    VISIT_AT_MOST: int
    SESSION_NOTED_AFTER: int
else:
    from affiant.config.settings.test_casework import *  # noqa: F403

INSTALLED_APPS = [
    *test_casework.INSTALLED_APPS,
    *(app for app in test_intake.INSTALLED_APPS if app not in test_casework.INSTALLED_APPS),
]
