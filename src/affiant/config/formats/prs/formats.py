"""Dari: dates and numbers as in Persian, which Django knows."""

from django.conf.locale.fa.formats import *  # type: ignore[import-untyped]  # noqa: F403 - Django's way
