"""Reading text out of strangers' files: readers that run in a child process alone, and what starts that child."""
