"""Search: one index of all that was written in and about referrals, and one language to ask it."""
