"""Organisations that send reports for people: who they are, what they have laid ready, what they have sent."""
