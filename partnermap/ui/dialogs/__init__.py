"""Dialogs: import, export, history."""
