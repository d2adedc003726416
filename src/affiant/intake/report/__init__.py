"""The way from the first question to the receipt."""
