"""A home of its own for every test here."""

from tests.factories.situations import house  # noqa: F401 - a fixture
