"""The section on reorganisation: what is ahead, what awaits decisions, successors, strain, what-ifs."""
