"""Settings for the type checker alone: the officers' face with the public face's apps beside it.

No process ever runs with these. Types are checked once over all of src, and Django's plugin must know every table.
"""

from affiant.config.settings import test_intake
from affiant.config.settings.test_casework import *  # noqa: F403
from affiant.config.settings.test_casework import INSTALLED_APPS as CASEWORK_APPS

INSTALLED_APPS = [*CASEWORK_APPS, *(app for app in test_intake.INSTALLED_APPS if app not in CASEWORK_APPS)]
