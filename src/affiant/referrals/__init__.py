"""Referrals: what came out of an envelope, and the correspondence with its reporter."""
