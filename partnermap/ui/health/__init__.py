"""The page of partnership health."""
