"""The ledger's own format: entries, tree, checkpoints and their verification."""
