"""Reach: who can be reached from one organisation in so many steps."""

from collections import defaultdict
from collections.abc import Iterable


def reached(pairs: Iterable[tuple[str, str]], start: str, steps: int) -> dict[str, int]:
    """Organisations within so many steps of one, itself left out, each with its steps.

    Args:
        pairs: both ends of every link.
        start: id of the organisation.
        steps: 1 for its partners, 2 for theirs too, and so on.
    """
    partners: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        partners[one].add(other)
        partners[other].add(one)
    found, edge = {start: 0}, {start}
    for step in range(1, steps + 1):
        edge = {other for key in edge for other in partners[key]} - found.keys()
        found |= dict.fromkeys(edge, step)
    del found[start]
    return found
