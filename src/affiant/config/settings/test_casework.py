"""The tests of the officers' side: the face's own settings over a home that lives as long as the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from affiant.config import ceremony
from affiant.config.env import Environment

_home = Path(tempfile.mkdtemp(prefix="affiant-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["AFFIANT_HOME"] = str(_home)
ceremony.make_keys(_home)

from affiant.config.settings.casework import *  # noqa: E402, F403 - the home has to stand first
from affiant.config.settings.casework import DATABASES, STATIC_ROOT, TEMPLATES  # noqa: E402

STATIC_ROOT.mkdir(parents=True)  # whitenoise warns if there is none

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # else each client of a test lists all files anew
TEMPLATES[0]["OPTIONS"]["debug"] = True  # so that coverage sees their lines
DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a hundred officers sign in within a minute
if Environment.read().test_database:
    from affiant.config.env import database

    DATABASES["default"] = database(Environment.read().test_database, _home)
