"""Registers and other tables."""
