"""The command line: what a court or the defence installs alone, without Django."""
