"""Two copies of a file that went different ways, brought together again as one step."""
