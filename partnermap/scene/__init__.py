"""What to draw: positions, marks, labels and legend as data, the same for screen and paper."""
