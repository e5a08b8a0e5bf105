"""Before and after: where links and money go, and the two maps on the same positions; no widgets."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.styles import layout_of
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import CARRIES_ON
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.domain.view import LayoutStyle
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.report.reorganisation.succession_charts import bodies_chart, money_flows_chart
from partnermap.scene.change_words import change_sentences, in_short
from partnermap.scene.chart.flows import Flows
from partnermap.scene.compose import compose
from partnermap.scene.model import View
from partnermap.scene.style import STYLES
from partnermap.scene.then_and_now import ThenAndNow, of_comparison
from partnermap.shell.words import text
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.links import Links
from partnermap.ui.canvas.painting import scene_layers
from partnermap.ui.canvas.picture import Picture
from partnermap.ui.canvas.walk import walkers_of
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.picture import comparison_of
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column


@dataclass(frozen=True, eq=False)
class BeforeAfter:
    """The charts with their tables, and what the maps are drawn from.

    Attributes:
        changes: every organisation and link that is not as it was, a row each.
    """

    headline: str
    bodies: Flows
    money: Flows
    bodies_table: FigureTable
    money_table: FigureTable
    changes: FigureTable
    both: ThenAndNow


def before_after(request: FiguresRequest, _token: Token) -> BeforeAfter:
    """Everything but the maps, which need to know how large they are."""
    found = comparison_of(request)
    both = of_comparison(found)
    bodies, money = bodies_chart(found), money_flows_chart(found)
    return BeforeAfter(
        headline=in_short(both),
        bodies=bodies,
        money=money,
        bodies_table=_table(text("Where the links of each body go"), bodies),
        money_table=_table(text("Where the money of each payer goes"), money),
        changes=_changes(both),
        both=both,
    )


def _table(name: str, chart: Flows) -> FigureTable:
    rows = (
        FigureRow(
            (
                Figure(chart.before[flow.before].title),
                Figure(chart.after[flow.after].title, at_risk=chart.after[flow.after].is_missing),
                Figure(flow.words, flow.amount),
            ),
            flow.about,
        )
        for flow in chart.flows
    )
    headings = (
        Column(chart.before_title),
        Column(chart.after_title),
        Column(chart.amounts_are, right=True),
    )
    return FigureTable(name, headings, tuple(rows))


def _changes(both: ThenAndNow) -> FigureTable:
    rows = (
        FigureRow((Figure(group.heading), Figure(words)))
        for group in change_sentences(both)
        for words in group.sentences
    )
    headings = (Column(text("Change")), Column(text("What changes")))
    return FigureTable(text("Everything that is not as it was"), headings, tuple(rows))


@dataclass(frozen=True, eq=False)
class MapsRequest:
    """Two maps of one size on the same positions.

    Attributes:
        layout: the map page's; None arranges afresh.
        wish: what of it is to be seen, in both.
    """

    found: BeforeAfter
    layout: Layout | None
    wish: Wish
    width: float
    height: float
    ratio: float
    font_size: float
    style: str


@dataclass(frozen=True, eq=False)
class Maps:
    """The picture before and the picture after, each with its title."""

    request: MapsRequest
    before: Picture
    after: Picture
    titles: tuple[str, str]


def maps(request: MapsRequest, token: Token) -> Maps:
    """Draw both.

    Raises:
        Cancelled: the token said so.
    """
    both = request.found.both
    layout = _layout(both, request.layout, token)
    then, now = both.then, both.now
    lost = frozenset(
        link.tie.id
        for pair in both.comparison.fates.pairs
        for link in pair.links
        if link.fate not in CARRIES_ON
    )
    before = _picture(request, then.place, then.network, layout, lost, both.closed)
    after = _picture(request, now.place, now.network, layout, frozenset(), both.opened)
    return Maps(request, before, after, _titles(both.comparison))


def _layout(both: ThenAndNow, known: Layout | None, token: Token) -> Layout:
    """The map page's; whom it does not know is placed among the others."""
    needed = both.network.organisation_ids
    if known is not None and all(one in known.index for one in needed):
        return known
    style = known.style if known is not None else LayoutStyle.DISTANCES
    usable = style if style is not LayoutStyle.RINGS else LayoutStyle.DISTANCES
    before = known if known is not None and usable is known.style else None
    return layout_of(usable, both.place, both.network, before=before, token=token)


def _picture(
    request: MapsRequest,
    place: Place,
    network: Network,
    layout: Layout,
    lost: frozenset[str],
    bodies: Iterable[str],
) -> Picture:
    wish = request.wish
    view = View(
        request.width, request.height, zoom=wish.zoom, centre=wish.centre, font_size=request.font_size
    )
    scene = compose(
        place,
        network,
        layout,
        STYLES[request.style],
        view,
        at_risk=lost,
        reorganised=frozenset(bodies),
        at_risk_words=text("does not carry on by itself"),
    )
    links = Links({tie.id: tie for tie in network.ties})
    return Picture(scene_layers(scene, request.ratio), scene, walkers_of(place, network), wish, links)


def _titles(found: Comparison) -> tuple[str, str]:
    then, now = day_in_words(found.fates.before.on), day_in_words(found.fates.after.on)
    if found.scenario is not None:
        now = text("{day}, what if: {name}", day=now, name=found.scenario)
    return then, now
