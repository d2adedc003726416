"""Dari: dates and numbers as in Persian, which Django knows."""

from django.conf.locale.fa.formats import *  # noqa: F403 - Django's way to share formats
