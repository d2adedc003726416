"""The ledger's tables: append in the act's own transaction, prove, checkpoint, export."""
