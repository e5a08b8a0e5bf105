"""The page of all measures."""
