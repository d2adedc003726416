"""The tests of the public face: the face's own settings over a home that lives as long as the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from affiant.config import ceremony

_home = Path(tempfile.mkdtemp(prefix="affiant-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["AFFIANT_HOME"] = str(_home)
os.environ |= {"AFFIANT_LIMIT_DRAFTS": "0", "AFFIANT_LIMIT_CODES": "0", "AFFIANT_LIMIT_SENDS": "0"}
ceremony.make_keys(_home)

from affiant.config.settings.intake import *  # noqa: E402, F403 - the home has to stand first
from affiant.config.settings.intake import DATABASES, STATIC_ROOT, TEMPLATES  # noqa: E402

STATIC_ROOT.mkdir(parents=True)  # whitenoise warns if there is none

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # else each client of a test lists all files anew
TEMPLATES[0]["OPTIONS"]["debug"] = True  # so that coverage sees their lines
DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
