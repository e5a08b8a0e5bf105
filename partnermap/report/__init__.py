"""Reports: content settled as data first, then printed."""
