"""`affiant rehearse`: a report's whole way through a system, step by step, with its times."""

from affiant.operate.rehearse.command import run

__all__ = ["run"]
