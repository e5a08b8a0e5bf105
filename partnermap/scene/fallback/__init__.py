"""Fonts of the computer, for characters that the bundled fonts lack."""
