"""Successions of bodies from national files: who took over from whom, when, as reorganisations."""
