"""Schema history of referrals."""
