"""Partnership health: 15 domains and one optional, records beside what people say, never one score."""
