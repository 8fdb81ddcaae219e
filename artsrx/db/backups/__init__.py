"""backups: making, checking, keeping and restoring"""
