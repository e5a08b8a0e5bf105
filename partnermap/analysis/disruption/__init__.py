"""Reorganisation windows and what they touch."""
