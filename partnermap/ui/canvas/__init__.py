"""The map widget and the timeline."""
