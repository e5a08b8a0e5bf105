"""Document: one open file, the only way to write to it, and the commands that do."""
