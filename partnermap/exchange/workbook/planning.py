"""Workbooks as plans: read, then matched with the place; several that belong together are one plan."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from partnermap.domain.place import Place
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.workbook.matching import plan_of
from partnermap.exchange.workbook.reading import read_workbooks, recognises
from partnermap.jobs.token import Token

__all__ = ["plan", "plan_together", "recognises"]


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Read a workbook or a folder of its sheets and match it with the place.

    Raises:
        SourceError: it cannot be read, or holds no sheet that can be used.
        Cancelled: the token was cancelled.
    """
    return plan_together(place, [source], select, token)


def plan_together(
    place: Place, sources: Sequence[Path], select: Mapping[str, str], token: Token
) -> ImportPlan:
    """As plan, of several sources at once: each may refer to what stands in any other.

    Where two of them hold the same record, the later one has the last word.

    Raises:
        SourceError: as plan, for any of the sources.
        Cancelled: as plan.
    """
    reading = read_workbooks(sources, token)
    if select:
        reading.warnings.append(
            f"{sources[0].name}: a workbook is imported whole; the selection was not used."
        )
    return plan_of(place, reading, f"Import of {sources[0].resolve().name}")
