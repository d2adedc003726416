"""`affiant partner`: reads a table of reports, says what is wrong with it, seals and sends it."""

from affiant.operate.partner.command import run

__all__ = ["run"]
