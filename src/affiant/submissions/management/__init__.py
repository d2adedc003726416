"""The commands of the public face."""
