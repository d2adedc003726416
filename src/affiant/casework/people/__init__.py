"""Officers and their roles, for the administrator."""
