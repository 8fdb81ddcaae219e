"""One encrypted register for arts on prescription, on the organisation's own computer."""

__version__ = "0.1.0"
