"""What files say of bodies: names as keys, ODS codes, and the kind that a name gives away."""
