"""The section on partnership health: its words, charts, method and what each audience may see."""
