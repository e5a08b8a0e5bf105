"""Sentences: one line that people say in a workshop, read into the records that it means."""
