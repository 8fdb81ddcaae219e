"""Lets the shared checks explain what differs."""
