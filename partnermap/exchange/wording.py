"""How files' names and codes are listed in the sentences of an import."""

from collections.abc import Sequence

_NAMED = 8


def some(named: Sequence[str]) -> str:
    """The first few, and how many more there are; semicolons part them, since names hold commas."""
    more = len(named) - _NAMED
    return "; ".join(named[:_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
