"""Writing with reporters: drafts that a second officer reads, files, what is asked back, and contact outside."""
