"""Files in and out, one module per format: read to plain rows, match, preview, then one command."""
