"""Network, money and post measures with their words, sources and directions."""
