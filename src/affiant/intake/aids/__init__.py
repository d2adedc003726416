"""Aids for saying when and where it was, that need no scripts and ask nobody else."""
