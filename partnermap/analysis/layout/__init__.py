"""Layouts: a network and anchors to positions, seeded and cancellable."""
