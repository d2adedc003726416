"""The officers' face as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "affiant.config.settings.casework"
application = get_wsgi_application()
