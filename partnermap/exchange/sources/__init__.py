"""Files from anywhere as plain rows of text, opened with care."""
