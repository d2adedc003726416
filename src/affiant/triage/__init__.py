"""Triage: who takes a referral on, and what is decided about it."""
