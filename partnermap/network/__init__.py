"""A Place on one date as a network: frozen arrays, an id index and every derived tie."""
