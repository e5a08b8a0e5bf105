"""A thin client of the same functions as the window; never imports Qt."""
