"""What keeps the public face open to everybody when somebody floods it: limits that are no wall."""
