"""Workshop mode."""
