"""How words are spelt and what they sound like, so that a word or a name meets itself in every script."""
