"""Two or three options side by side: measures, fates, money, posts, strain, which hurts less; no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from partnermap.analysis.disruption.disruption import Disruption, disruption
from partnermap.analysis.disruption.ranking import ranking
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.structure import articulation_points, density, pieces
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.totals import Heading
from partnermap.domain.dates import add_months
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.picture import AT_RISK, WORDS, comparison_of, pictured
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

REGISTER = text("The register")
STRAIN_MONTHS = 60
MOST = 3
"""Options that a reader can hold side by side."""


@dataclass(frozen=True, slots=True)
class OptionsRequest:
    """What is compared: names of scenarios, None is the register alone."""

    request: FiguresRequest
    names: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The figures as a table with a column for each option, and what a reader is told."""

    request: OptionsRequest
    table: FigureTable
    sentences: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Option:
    """One option with all that its column needs."""

    title: str
    found: Comparison
    network: Network
    strain: Disruption


def compare_options(request: OptionsRequest, token: Token) -> Options:
    """Reckon every option over the same time with the same assumptions and the same seed."""
    options = [_option(request.request, name, token) for name in request.names]
    after = day_in_words(add_months(request.request.on, request.request.months))
    headings = (text("Figure"), *(option.title for option in options))
    rows = [
        FigureRow((Figure(title), *(figure(option) for option in options)))
        for title, figure in _figures(after)
    ]
    table = FigureTable(text("Options side by side"), tuple(map(Column, headings)), tuple(rows))
    return Options(request, table, _sentences(options))


def _option(request: FiguresRequest, name: str | None, token: Token) -> _Option:
    asked = replace(request, scenario=name)
    place, until = pictured(asked), add_months(request.on, STRAIN_MONTHS)
    found = comparison_of(asked)
    return _Option(
        title=name or REGISTER,
        found=found,
        network=found.fates.after.network,
        strain=disruption(place, request.on, until, with_proposed=request.with_proposed, token=token),
    )


def _sentences(options: Sequence[_Option]) -> tuple[str, ...]:
    """Of each two: how sure it is which hurts more, and what that turns on."""
    said = []
    for one, other in combinations(options, 2):
        found = ranking(one.strain, other.strain, (one.title, other.title))
        said.append(
            text(
                "What if, not forecast: “{one}” holds the links back more than “{other}” in "
                "{worse:.0%} of the draws, both the same in {same:.0%}.",
                one=one.title,
                other=other.title,
                worse=found.chance_worse,
                same=found.chance_same,
            )
        )
        said.append(found.sentence)
        if found.shapes_disagree:
            said.append(text("Fade and block name different options as the worse."))
    return tuple(said)


def _figures(after: str) -> list[tuple[str, Callable[[_Option], Figure]]]:
    """The rows, in the order in which a board asks."""
    rows: list[tuple[str, Callable[[_Option], Figure]]] = [
        (text("Linked pairs: {word}", word=WORDS[key].lower()), _pairs(key)) for key in Heading
    ]
    rows += [
        (text("Money that waits or has no home"), _exposed_money),
        (text("Posts that wait or have no home"), _exposed_posts),
        (text("Links that survive"), _survival),
        (
            text("Organisations on {day}", day=after),
            lambda option: _count(option.network.organisation_ids),
        ),
        (text("Links on {day}", day=after), lambda option: _count(option.network.ties)),
        (text("Density on {day}", day=after), _density),
        (text("Separate pieces on {day}", day=after), _pieces),
        (text("Organisations on which the map hangs together"), _cut_points),
        (text("Link-months lost in five years, strength counted"), _lost),
        (text("Share of the joint working time"), _share),
        (text("Highest strain, and when"), _peak),
    ]
    return rows


def _pairs(key: Heading) -> Callable[[_Option], Figure]:
    def figure(option: _Option) -> Figure:
        count = option.found.totals.pairs[key]
        return Figure(f"{count:,}", count, at_risk=key in AT_RISK and count > 0)

    return figure


def _exposed_money(option: _Option) -> Figure:
    pence = sum(option.found.totals.pence[key] for key in AT_RISK)
    totals = option.found.totals
    return Figure(totals.cover.words(pence, is_known=not totals.money_unknown), pence)


def _exposed_posts(option: _Option) -> Figure:
    count = sum(option.found.totals.posts[key] for key in AT_RISK)
    return Figure(f"{count:,}", count)


def _survival(option: _Option) -> Figure:
    share = option.found.fates.survival
    return Figure(text("not defined, no links") if share is None else f"{share:.0%}", share)


def _count(found: Sequence[object]) -> Figure:
    return Figure(f"{len(found):,}", len(found))


def _organisations(option: _Option) -> Figure:
    return _count(option.network.organisation_ids)


def _density(option: _Option) -> Figure:
    found = density(simple_graph(option.network))
    return Figure(found.reason) if isinstance(found, NotDefined) else Figure(f"{found:.3f}", found)


def _pieces(option: _Option) -> Figure:
    return _count(pieces(simple_graph(option.network)).sizes)


def _cut_points(option: _Option) -> Figure:
    return _count(articulation_points(simple_graph(option.network)))


def _lost(option: _Option) -> Figure:
    found = option.strain.weighted
    if isinstance(found, NotDefined):
        return Figure(found.reason)
    return Figure(
        text("{low:,.0f} to {high:,.0f}", low=found.lost.low, high=found.lost.high), found.lost.median
    )


def _share(option: _Option) -> Figure:
    found = option.strain.weighted
    if isinstance(found, NotDefined):
        return Figure(found.reason)
    return Figure(text("{low:.0%} to {high:.0%}", low=found.index.low, high=found.index.high))


def _peak(option: _Option) -> Figure:
    found = option.strain.weighted
    if isinstance(found, NotDefined):
        return Figure(found.reason)
    if found.peak.date is None:
        return Figure(text("none"))
    return Figure(text("{share:.0%}, {day}", share=found.peak.value, day=day_in_words(found.peak.date)))
