"""Mapped classes, engine, journal and migrations of the .pmap file."""
