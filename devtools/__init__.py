"""What `dev.py` does: a command is a file in `commands/` and a line there; all of it needs the standard library alone."""
