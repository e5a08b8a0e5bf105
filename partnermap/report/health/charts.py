"""The charts of partnership health, as data: the profile as dots, and what programmes state."""

from collections.abc import Mapping, Sequence

from partnermap.analysis.profile.opinion import Opinion
from partnermap.analysis.profile.profile import DomainHealth
from partnermap.analysis.profile.programmes import FIELDS, ProgrammeRecord
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.sentences import capital
from partnermap.report.health.words import (
    brief_words,
    observed_words,
    opinion_words,
    programme_finding,
)
from partnermap.scene.chart.dots import DotPlot, DotRow
from partnermap.scene.chart.heat import HeatCell, HeatTable

TITLE = "What people say, every answer a dot, beside what the records show"
NO_DOMAINS = "No domain is shown."
NO_PROGRAMME = "No programme is recorded."
COLOUR_RULE = (
    "Bands follow the median: strong from 4, mixed from 3. A band has a colour only where the evidence "
    "is C or better and views are not divided."
)
STATED, BLANK = "stated", "blank"
_STATED = 0.5
"""How dark a field that is stated is drawn."""

_NOBODY = (0, 0, 0, 0, 0)


def profile_chart(
    domains: Sequence[DomainHealth],
    about: Mapping[int, tuple[About, ...]] | None = None,
    *,
    in_full: bool = False,
) -> DotPlot:
    """A row for each domain: its band, every answer, and the step that the records show.

    Args:
        domains: in the order in which they are drawn.
        about: the records that the row of each domain leads to, by its number.
        in_full: with statement, records and agreement in words; paper has them in a table.
    """
    rows = tuple(_row(item, (about or {}).get(item.domain.number, ()), in_full) for item in domains)
    return DotPlot(
        TITLE if domains else NO_DOMAINS,
        rows,
        "Domain",
        NO_DOMAINS,
        "What the records show",
        "What people say",
        COLOUR_RULE,
    )


def _row(item: DomainHealth, about: tuple[About, ...], in_full: bool) -> DotRow:
    answers = item.opinion.answers if isinstance(item.opinion, Opinion) else None
    return DotRow(
        f"{item.domain.number} {item.domain.name}",
        answers.counts if answers else _NOBODY,
        item.median,
        item.observed.step,
        opinion_words(item) if in_full else brief_words(item),
        item.band,
        item.is_coloured,
        item.domain.statement if in_full else "",
        observed_words(item.observed) if in_full else "",
        about,
    )


def clarity_chart(records: Sequence[ProgrammeRecord]) -> HeatTable:
    """Which of the eight things each programme states; every cell says so in a word."""
    fields = tuple(title for _, title in FIELDS)
    return HeatTable(
        programme_finding(records) if records else NO_PROGRAMME,
        tuple(item.name for item in records),
        (*(capital(title) for title in fields), "In all"),
        tuple(_cells(item, fields) for item in records),
        "Programme",
        NO_PROGRAMME,
    )


def _cells(item: ProgrammeRecord, fields: Sequence[str]) -> tuple[HeatCell, ...]:
    about = (About(Programme.TABLE, item.id),)
    told = tuple(
        HeatCell(_STATED, STATED, about) if title in item.answered else HeatCell(None, BLANK, about)
        for title in fields
    )
    return (*told, HeatCell(None, f"{len(item.answered)} of {len(fields)}", about))
