"""The public face."""

from typing import Any, Final

from django.conf.locale import LANG_INFO

from affiant.config import languages
from affiant.config.env import database
from affiant.config.intake_keys import Intake
from affiant.config.settings.base import *  # noqa: F403 - Django's way to share settings
from affiant.config.settings.base import ENVIRONMENT
from affiant.intake.reporter import STAY

AFFIANT: Final = Intake.load(ENVIRONMENT)

SECRET_KEY = AFFIANT.secret
ROOT_URLCONF = "affiant.config.urls_intake"
WSGI_APPLICATION = "affiant.config.wsgi_intake.application"
DATABASES = {"default": database(ENVIRONMENT.intake_database, AFFIANT.intake_dir / "intake.sqlite3")}
STATIC_ROOT = AFFIANT.intake_dir / "static"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.forms",
    "affiant.ground.ui",
    "affiant.submissions",
    "affiant.organisations",
    "affiant.intake",
    "affiant.intake.aids",
    "affiant.intake.guidance",
    "affiant.intake.limits",
    "affiant.intake.report",
    "affiant.intake.return_visit",
    "affiant.intake.safety",
    "affiant.intake.uploads",
    "affiant.intake.voice",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "affiant.config.middleware.leave_no_copy",
    "affiant.config.middleware.allow_no_device",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "affiant.intake.limits.closed.sign",
    "affiant.intake.safety.calm.explain",
    "django.middleware.common.CommonMiddleware",
    "affiant.config.middleware.refuse_cut_short",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "affiant.intake.context.face",
                "affiant.intake.limits.visit.facts",
            ]
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = languages.OFFERED
LANGUAGES_BIDI = languages.FROM_RIGHT_TO_LEFT
WHOLE_LANGUAGES = languages.CODES
REVIEWED_LANGUAGES = languages.REVIEWED
LANG_INFO |= languages.INFORMATION
FORMAT_MODULE_PATH = "affiant.config.formats"
SESSION_ENGINE = "affiant.submissions.sessions"
SESSION_COOKIE_AGE = AFFIANT.visit_hours * 3600 + STAY  # a visit is renewed once in so many seconds, not with each page
SESSION_COOKIE_NAME = "visit"  # says nothing to whoever looks at the browser's list
CSRF_COOKIE_NAME = "check"
CSRF_FAILURE_VIEW = "affiant.intake.safety.views.csrf_failure"
