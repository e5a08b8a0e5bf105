"""The room for reorganisations: what breaks, what carries over, and what if."""
