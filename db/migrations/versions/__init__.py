"""The revisions, oldest first by name; frozen once a file of theirs is out."""
