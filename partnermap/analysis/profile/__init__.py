"""Partnership health: 16 domains, what the records show beside what people say, never one score."""
