"""What the room says first: the board's sentence, the reorganisations, the fate of links; no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.analysis.health.carried import Carried, carried_by
from partnermap.analysis.health.owner import owner_of
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import PairFate
from partnermap.analysis.succession.sentences import board_sentences
from partnermap.analysis.succession.totals import HEADING_OF, Heading
from partnermap.analysis.succession.undecided import Undecided
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words, joined
from partnermap.jobs.token import Token
from partnermap.network.problem import Problem
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.listed import Listed, listed, table_of
from partnermap.ui.reorganisation.picture import (
    AT_RISK,
    FATE_WORDS,
    comparison_of,
    counted_fates,
    involves_vcse,
    pictured,
)
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

ORDER = (
    Heading.NO_HOME,
    Heading.NEEDS_DECISION,
    Heading.NOT_KNOWN,
    Heading.ENDED,
    Heading.INTERNAL,
    Heading.CARRIES_ON,
)
"""What needs somebody first."""

_DASH = "–"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One linked pair: its row, the heading it stands under, and who it links."""

    heading: Heading
    pair: frozenset[str]
    row: FigureRow


@dataclass(frozen=True, slots=True)
class WhatBecomes:
    """The page's sentences and tables.

    Attributes:
        sentences: the board's sentence first.
        missing_checks: one sentence for every reorganisation without a whole equity check.
        links: every linked pair, those that need somebody first.
    """

    sentences: tuple[str, ...]
    vcse: str
    missing_checks: tuple[str, ...]
    items: tuple[Listed, ...]
    reorganisations: FigureTable
    links: tuple[LinkRow, ...]
    problems: FigureTable


def what_becomes(request: FiguresRequest, _token: Token) -> WhatBecomes:
    """The reorganisations, and what becomes of every linked pair by the horizon."""
    found = comparison_of(request)
    items = listed(pictured(request), found)
    vcse = tuple(item for item in found.fates.pairs if involves_vcse(found, item))
    return WhatBecomes(
        sentences=board_sentences(found),
        vcse=counted_fates(text("with the VCSE and communities"), vcse, found),
        missing_checks=tuple(item.warning for item in items if item.warning),
        items=items,
        reorganisations=table_of(items),
        links=_links(found),
        problems=_problems(found.problems),
    )


def links_table(
    found: WhatBecomes, heading: Heading | None = None, organisation_ids: frozenset[str] | None = None
) -> FigureTable:
    """The links under one heading or all, of some organisations or all."""
    rows = [
        item.row
        for item in found.links
        if (heading is None or item.heading is heading)
        and (organisation_ids is None or item.pair & organisation_ids)
    ]
    headings = (
        text("What becomes of it"),
        text("Organisation"),
        text("Organisation"),
        text("Carries on as"),
        text("Money"),
        text("Posts"),
        text("Programmes"),
        text("Who decides"),
        text("By"),
        text("Links"),
    )
    return FigureTable(text("What becomes of the links"), tuple(map(Column, headings)), tuple(rows))


def _links(found: Comparison) -> tuple[LinkRow, ...]:
    waits = {item.about: item for item in found.undecided}
    rows = [_link(found, item, waits) for item in found.fates.pairs]
    return tuple(sorted(rows, key=lambda row: ORDER.index(row.heading)))


def _link(found: Comparison, item: PairFate, waits: dict[About, Undecided]) -> LinkRow:
    origins = tuple(dict.fromkeys(link.tie.origin for link in item.links))
    carried = carried_by(found.fates.before.place, origins, found.fates.before.on)
    heading = HEADING_OF[item.fate]
    waiting = [waits[about] for about in origins if about in waits]
    one, other = item.before
    cells = (
        Figure(FATE_WORDS[item.fate], ORDER.index(heading), at_risk=heading in AT_RISK),
        Figure(found.name(one), organisation_id=one),
        Figure(found.name(other), organisation_id=other),
        Figure(_after(found, item)),
        *_carried(carried),
        Figure(_owners(found, origins, waiting) if heading in AT_RISK else _DASH),
        _by(waiting if heading in AT_RISK else []),
        Figure(", ".join(dict.fromkeys(link.tie.kind.value for link in item.links))),
    )
    return LinkRow(heading, frozenset(item.before), FigureRow(cells, origins))


def _after(found: Comparison, item: PairFate) -> str:
    within = item.decisive.body_id
    if within is not None and item.after is None:
        return text("within {name}", name=found.name(within))
    if item.after is None:
        names = [found.name(key) for key in item.decisive.successor_ids]
        return text("{names}?", names=" or ".join(names)) if names else _DASH
    if set(item.after) == set(item.before):
        return text("the same")
    return joined(found.names(item.after))


def _carried(carried: Carried) -> tuple[Figure, Figure, Figure]:
    return (
        Figure(carried.money_text or _DASH, carried.pence),
        Figure(carried.posts_text or _DASH, float(carried.posts)),
        Figure(joined(carried.programmes) or _DASH),
    )


def _owners(found: Comparison, origins: Sequence[About], waiting: Sequence[Undecided]) -> str:
    known = [item.owner_id for item in waiting] or [
        owner_of(found.fates.before.place, about) for about in origins
    ]
    names = dict.fromkeys(found.name(key) for key in known if key is not None)
    return joined(list(names)) or text("nobody recorded")


def _by(waiting: Sequence[Undecided]) -> Figure:
    days = [item.decide_by for item in waiting if item.decide_by is not None]
    if not days:
        return Figure(_DASH)
    return Figure(day_in_words(min(days)), float(min(days).toordinal()))


def _problems(problems: Sequence[Problem]) -> FigureTable:
    rows = (FigureRow((Figure(problem.text, at_risk=True),), (problem.about,)) for problem in problems)
    return FigureTable(
        text("Rows that cannot be right"), (Column(text("What is wrong, and what to do")),), tuple(rows)
    )
