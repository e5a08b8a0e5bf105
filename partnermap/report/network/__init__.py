"""What a report says of the network: organisations, ties at risk, figures, and what has changed."""
