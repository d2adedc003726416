"""The ledger as an auditor reads it."""
