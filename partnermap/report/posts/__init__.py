"""The section on joint posts: its charts, and what single posts hold together."""
