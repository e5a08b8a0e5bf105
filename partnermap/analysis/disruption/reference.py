"""The default of every assumption with its evidence, as reference data (resources/reference)."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO

from partnermap.analysis.disruption.ranges import Range
from resources import read_text


@dataclass(frozen=True, slots=True)
class Reference:
    """One default as it ships; `low`, `high` and `mode` are texts, because a shape is a word."""

    name: str
    title: str
    unit: str
    low: str
    high: str
    mode: str
    evidence: str

    @property
    def range(self) -> Range:
        """The same as numbers.

        Raises:
            ValueError: the default is a word.
        """
        return Range(float(self.low), float(self.high), float(self.mode) if self.mode else None)


@cache
def references() -> Mapping[str, Reference]:
    """Every default by its name, in the order in which people should read them."""
    rows = csv.DictReader(StringIO(read_text("reference", "disruption.csv")))
    return {row["name"]: Reference(**row) for row in rows}
