"""What the ledger's tests stand on: the settings' own home with its keys."""

from tests.ledger.emptying import emptied_afterwards, triggers_come_back  # noqa: F401 - fixtures
