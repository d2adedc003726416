"""Triage: scoping, jurisdiction, decisions and their second officer, conflicts of interest, what is to be reviewed."""
