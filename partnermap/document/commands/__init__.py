"""Commands by noun."""
