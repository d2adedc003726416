"""Acts of sharing."""

from affiant.sharing.services.judge import approve, decline, retry
from affiant.sharing.services.partners import add_partner, set_status
from affiant.sharing.services.prepare import prepare
from affiant.sharing.services.take import open_package
from affiant.sharing.services.write import fail, write

__all__ = ["add_partner", "approve", "decline", "fail", "open_package", "prepare", "retry", "set_status", "write"]
