"""The officers' face."""

from typing import Any, Final

from affiant.config import single_sign_on
from affiant.config.casework_keys import Casework
from affiant.config.env import database
from affiant.config.settings.base import *  # noqa: F403 - Django's way to share settings
from affiant.config.settings.base import ENVIRONMENT

AFFIANT: Final = Casework.load(ENVIRONMENT)

SECRET_KEY = AFFIANT.secret
ROOT_URLCONF = "affiant.config.urls_casework"
WSGI_APPLICATION = "affiant.config.wsgi_casework.application"
DATABASES = {"default": database(ENVIRONMENT.casework_database, AFFIANT.casework_dir / "casework.sqlite3")}
STATIC_ROOT = AFFIANT.casework_dir / "static"
# In the database, so that every process knows which codes were used and how often a password was tried.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "casework_cache"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "affiant.ground.ui",
    "affiant.ground.accounts",
    "affiant.ground.ledger",
    "affiant.evidence",
    "affiant.referrals",
    "affiant.triage",
    "affiant.handover",
    "affiant.linking",
    "affiant.correspondence",
    "affiant.sharing",
    "affiant.casework.apps.CaseworkConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "affiant.config.middleware.leave_no_copy",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "affiant.config.middleware.refuse_cut_short",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "affiant.casework.visits.VisitRules",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "affiant.casework.access.EntryRules",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "affiant.casework.context.officer_face",
            ]
        },
    }
]
LANGUAGE_CODE = "en-gb"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CSRF_FAILURE_VIEW = "affiant.casework.refusals.form_expired"

# Sessions are short and bound to their browser (casework/visits.py), and both faces may run on one host name: each has
# cookies of its own.
SESSION_COOKIE_NAME = "affiant_casework_session"
CSRF_COOKIE_NAME = "affiant_casework_csrf"
SESSION_COOKIE_AGE = 1800  # since the last page
VISIT_AT_MOST = 12 * 3600  # since the sign-in
SESSION_NOTED_AFTER = 60  # seconds: so often at most it is written that a page was asked for (casework/visits.py)

AUTH_USER_MODEL = "accounts.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "affiant.casework.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip"}  # a shift behind one address; wrong passwords have limits of their own
ACCOUNT_USER_DISPLAY = "affiant.casework.sign_in.display_name"
ACCOUNT_FORMS = {
    "login": "affiant.casework.sign_in_forms.SignInForm",
    "reauthenticate": "affiant.casework.sign_in_forms.PasswordAgainForm",
    "change_password": "affiant.casework.sign_in_forms.NewPasswordForm",
}
MFA_ADAPTER = "affiant.casework.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "affiant.casework.sign_in_forms.CodeForm",
    "reauthenticate": "affiant.casework.sign_in_forms.CodeAgainForm",
    "activate_totp": "affiant.casework.sign_in_forms.FirstCodeForm",
    "add_webauthn": "affiant.casework.sign_in_forms.PasskeyForm",
    "edit_webauthn": "affiant.casework.sign_in_forms.PasskeyNameForm",
}
# The force's own identity provider, if there is one: it stands for the password and for nothing more (ADR 0031).
SOCIALACCOUNT_ADAPTER = "affiant.casework.single_sign_on.Adapter"
SOCIALACCOUNT_PROVIDERS = single_sign_on.providers(ENVIRONMENT)
SECOND_FACTOR_KEY = AFFIANT.second_factor_key
