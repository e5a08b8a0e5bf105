"""What becomes of links, money and posts between two pictures of a place (MEASURES D8)."""
