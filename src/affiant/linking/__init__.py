"""Which referrals belong together, and who was heard before: suggested with a ground, said by an officer."""
