"""What is at stake: risks, reasons and the facts of a board's first page."""
