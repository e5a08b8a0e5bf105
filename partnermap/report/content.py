"""What a report says, as data: settled and tested here, printed by `partnermap.report.pdf`."""

import datetime as dt
from dataclasses import dataclass

from partnermap.domain.sentences import day_in_words
from partnermap.report.audience import Audience
from partnermap.scene.chart.chart import Chart


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A table's column: its heading, its share of the width, and whether figures stand right."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words; the first column names each row.

    Attributes:
        summary: says to a listener what the table holds.
        total: the last row is a sum.
    """

    fields: tuple[Field, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart.

    Attributes:
        titled: its finding stands above it; not where the section's heading says the same.
        with_table: its figures follow as a table; not where the section has a table that says as much.
    """

    chart: Chart
    titled: bool = False
    with_table: bool = False


@dataclass(frozen=True, slots=True)
class MapFigure:
    """The place where the map stands, on a page of its own."""


Block = Words | Points | Subheading | Grid | ChartFigure | MapFigure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that states the finding, and what follows it."""

    heading: str
    blocks: tuple[Block, ...]


def data_as_at(on: dt.date, *, invented: bool) -> str:
    """The line that stands on every page of a report and of a map."""
    line = f"Data as at {day_in_words(on)}."
    return f"{line} Invented place." if invented else line


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report.

    Attributes:
        first_page: the sections that must fit on page one.
        sections: what follows, each a finding.
        what_if: a scenario is laid over the place, whose title names it.
    """

    place: str
    on: dt.date
    audience: Audience
    invented: bool
    first_page: tuple[Section, ...]
    sections: tuple[Section, ...]
    what_if: bool = False

    @property
    def marking(self) -> str:
        """Top right on every page, whatever room the title has."""
        return f"What if · {self.audience.marking}" if self.what_if else self.audience.marking

    @property
    def title(self) -> str:
        """Of the document."""
        return f"{self.place}: partnership report"

    @property
    def as_at(self) -> str:
        """The line that stands on every page."""
        return data_as_at(self.on, invented=self.invented)
