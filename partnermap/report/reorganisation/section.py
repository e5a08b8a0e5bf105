"""The section on reorganisation: what becomes of links, who must decide by when, what it turns on."""

from collections.abc import Iterator, Sequence

from partnermap.analysis.disruption.sentences import (
    board_sentences,
    exposure_in_words,
    most_exposed,
)
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.succession.sentences import (
    carry_over_sentence,
    duplicated_sentence,
    programmes_sentence,
)
from partnermap.analysis.succession.totals import Heading, Totals
from partnermap.domain.dates import financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.sentences import (
    capital,
    counted,
    day_in_words,
    digits,
    in_figures,
    month_in_words,
)
from partnermap.report.content import (
    Block,
    ChartFigure,
    Field,
    Grid,
    Points,
    Section,
    Subheading,
    Words,
)
from partnermap.report.reorganisation.ahead import Ahead
from partnermap.report.reorganisation.decided import decided_section
from partnermap.report.reorganisation.fate_words import HEADING_WORDS, fates_in_words, verb_for
from partnermap.report.reorganisation.listing import reorganisation_list
from partnermap.report.reorganisation.problems import problem_blocks
from partnermap.report.reorganisation.strain_charts import strain_chart, tornado_chart, windows_chart
from partnermap.report.reorganisation.succession_charts import bodies_chart, money_flows_chart
from partnermap.report.reorganisation.succession_tables import bodies_grid, money_grid
from partnermap.report.reorganisation.undecided import (
    MOST_NAMED,
    MOST_ROWS,
    not_in_full,
    undecided_grid,
    waiting_rows,
    who_decides,
)
from partnermap.scene.chart.flows import Flows

MOST_EXPOSED = 5
NOT_A_FORECAST = "This follows from what is recorded and assumed: what if, not a forecast."
WHERE_ASSUMED = "The method note has every assumption with its range and evidence."
MONEY_COUNTED = (
    "Money is what agreements, contracts and payments of {year} move, because all of them change hands"
)


def reorganisation_section(ahead: Ahead) -> Section:
    """The board's sentence first, then decisions, reorganisations, pictures, and what it turns on."""
    blocks = [
        *_board(ahead),
        *reorganisation_list(ahead),
        *_decisions(ahead),
        *_windows(ahead),
        *_successors(ahead),
        *_strain(ahead),
        *problem_blocks(ahead),
    ]
    return Section(_heading(ahead), tuple(blocks))


def reorganisation_appendix(ahead: Ahead) -> tuple[Section, ...]:
    """What the section had no room for: what else awaits a decision, and what is decided."""
    rows = not_in_full(waiting_rows(ahead))
    if not rows:
        return decided_section(ahead)
    until = month_in_words(ahead.until)
    heading = f"Appendix: further records that await a decision or have no home by {until}"
    return (Section(heading, (undecided_grid(ahead, rows),)), *decided_section(ahead))


def _heading(ahead: Ahead) -> str:
    counts, until = ahead.counts, month_in_words(ahead.until)
    if not counts.links:
        return "Reorganisation: no linked pair is recorded"
    lead = "Reorganisation" if ahead.windows else f"No reorganisation to {until}"
    pairs = in_figures(counts.links, "linked pair")
    if counts.not_known == counts.links:
        return f"{lead}: what becomes of {pairs} is not known"
    found = f"of {pairs}, {digits(counts.needs_decision)} "
    found += f"{verb_for(counts.needs_decision, 'awaits', 'await')} a decision and "
    found += f"{digits(counts.no_home)} {verb_for(counts.no_home, 'has', 'have')} no home by {until}"
    found += f"; of {digits(counts.not_known)} it is not known" if counts.not_known else ""
    return f"{lead}: {found}"


def _board(ahead: Ahead) -> Iterator[Block]:
    counts, vcse = ahead.counts, ahead.vcse_counts
    if not counts.links:
        yield Words("Without linked pairs there is nothing that reorganisation could touch.")
        return
    term = f"From {day_in_words(ahead.on)} to {day_in_words(ahead.until)}"
    pairs = in_figures(counts.links, "linked pair")
    fates = ahead.comparison.fates
    yield Words(f"{fates_in_words(counts, fates, term, f'of {pairs}')} {who_decides(ahead)}".rstrip())
    if vcse.links:
        with_vcse = f"of {in_figures(vcse.links, 'linked pair')}"
        yield Words(fates_in_words(vcse, fates, "With a VCSE organisation", with_vcse))
    yield _totals(ahead)
    yield Words(_money_note(ahead), quiet=True)
    texts = (
        duplicated_sentence(ahead.comparison),
        programmes_sentence(ahead.comparison),
        carry_over_sentence(ahead.comparison, with_staff=ahead.audience.sees_posts),
        f"{NOT_A_FORECAST} {WHERE_ASSUMED}" if ahead.windows else NOT_A_FORECAST,
    )
    yield Points(tuple(text for text in texts if text))


def _totals(ahead: Ahead) -> Grid:
    both = (ahead.comparison.totals, ahead.vcse_totals)
    with_posts = ahead.audience.sees_posts and sum(both[0].posts.values()) > 0
    fields = [Field("What becomes of it", 0.24), *_beside("Linked pairs", 0.11)]
    fields += _beside(both[0].cover.title, 0.15)
    fields += _beside("Joint posts", 0.12) if with_posts else ()
    rows = [(HEADING_WORDS[key], *_figures(both, [key], with_posts)) for key in Heading]
    rows.append(("Together", *_figures(both, list(Heading), with_posts)))
    summary = "Linked pairs, money and posts by what becomes of them, and of those with the VCSE."
    return Grid(tuple(fields), tuple(rows), summary, total=True)


def _beside(title: str, share: float) -> tuple[Field, Field]:
    return Field(title, share, right=True), Field("with VCSE", share, right=True)


def _figures(both: Sequence[Totals], keys: Sequence[Heading], with_posts: bool) -> list[str]:
    found = [f"{sum(each.pairs[key] for key in keys):,}" for each in both]
    found += [_pence(sum(each.pence[key] for key in keys)) for each in both]
    if with_posts:
        found += [f"{sum(each.posts[key] for key in keys):,}" for each in both]
    return found


def _pence(pence: int) -> str:
    return money_in_words(pence) if pence else "–"


def _money_note(ahead: Ahead) -> str:
    totals = ahead.comparison.totals
    missing, months = totals.money_unknown, totals.cover.note
    note = MONEY_COUNTED.format(year=financial_year(ahead.on))
    note += f"; {months}" if months else ""
    gap = f"; not all of it is known for {counted(missing, 'agreement')}" if missing else ""
    return f"{note}{gap}."


def _decisions(ahead: Ahead) -> Iterator[Block]:
    rows = waiting_rows(ahead)
    if not rows:
        return
    yield Subheading("What awaits a decision or has no home")
    yield undecided_grid(ahead, rows[:MOST_ROWS], MOST_NAMED)
    if not_in_full(rows):
        records = counted(sum(len(row.items) for row in rows), "record")
        yield Words(f"{capital(records)} in all; the appendix names those not told here.", quiet=True)


def _successors(ahead: Ahead) -> Iterator[Block]:
    """Where links and money go, each picture with its table."""
    bodies, money = bodies_chart(ahead.comparison), money_flows_chart(ahead.comparison)
    if bodies.flows:
        yield from _picture(bodies, bodies_grid(bodies))
    if money.flows:
        yield from _picture(money, money_grid(money))


def _picture(chart: Flows, grid: Grid) -> tuple[Block, ...]:
    return ChartFigure(chart, titled=True), grid


def _windows(ahead: Ahead) -> Iterator[Block]:
    """When which reorganisation presses."""
    if ahead.windows:
        yield ChartFigure(windows_chart(ahead.place, ahead.on, ahead.until), titled=True)


def _strain(ahead: Ahead) -> Iterator[Block]:
    """The curve with its range, what the answer turns on, and who is most exposed."""
    found = ahead.strain
    if not ahead.windows or isinstance(found.weighted, NotDefined):
        return
    tornado = tornado_chart(found)
    yield Subheading("How far the links are held back")
    told = board_sentences(found)
    yield Points(tuple(text for text in told if text != f"{tornado.title}."))
    yield ChartFigure(strain_chart(found), titled=True)
    if tornado.swings:
        yield ChartFigure(tornado, titled=True)
    yield from _exposed(ahead)


def _exposed(ahead: Ahead) -> Iterator[Block]:
    found = most_exposed(ahead.strain, MOST_EXPOSED)
    if found:
        yield Subheading("Most exposed: joint work with bodies that are reorganised")
        yield Points(tuple(exposure_in_words(ahead.strain, item) for item in found))
