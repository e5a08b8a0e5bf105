"""Cancellable background work with progress."""
