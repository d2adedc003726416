"""Coming back with a return code."""
