"""English as the United Kingdom writes it."""
