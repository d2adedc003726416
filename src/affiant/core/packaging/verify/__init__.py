"""The verifier of packages: reads what the builder wrote and believes none of it."""
