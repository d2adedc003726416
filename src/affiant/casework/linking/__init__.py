"""The desk of links: which referrals belong together, and who heard the person before."""
