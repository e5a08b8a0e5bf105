"""Texts that a spreadsheet would take for a formula, and the apostrophe that keeps it from doing so."""

import re

_FORMULA = re.compile(r"[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would reckon with it instead of showing it."""
    return _FORMULA.match(text) is not None


def is_guarded(text: str) -> bool:
    """Whether it stands behind an apostrophe, which reading takes off."""
    return _GUARDED.match(text) is not None
