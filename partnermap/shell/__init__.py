"""Paths, settings, logging, words of the screen, version."""
