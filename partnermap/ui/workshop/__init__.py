"""The room for workshops: one laptop, a projector, and a facilitator who types."""
