"""Charts as scenes: data in, shapes and words in view coordinates out; every painter only paints."""
