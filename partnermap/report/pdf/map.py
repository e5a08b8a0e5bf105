"""A map on paper: the scene on the first page, then the same links as a table for those who read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from partnermap.report.network.organisations import NO_LINK, portions
from partnermap.report.pdf import styles
from partnermap.report.pdf.document import (
    PORTRAIT_A4,
    Furniture,
    Sheet,
    print_story,
)
from partnermap.report.pdf.flowables import Figure, bullet_list, headed, heading, paragraph
from partnermap.report.pdf.scene_painter import ScenePainter
from partnermap.report.pdf.tables import Column, table
from partnermap.scene.change_words import ChangeGroup
from partnermap.scene.model import AdjacencyRow, Scene
from partnermap.scene.page import MARGIN

SIDE_BAND = 14.0
TOP_BAND = 12.0
BOTTOM_BAND = 34.0


def map_size(paper: tuple[float, float], enlarged: float = 1.0) -> tuple[float, float]:
    """Width and height that a scene may fill on a page of the given size, in points.

    Args:
        paper: width and height of the page.
        enlarged: how many times larger the map is printed than it is composed: so are the margins.
    """
    return paper[0] - 2 * SIDE_BAND * enlarged, paper[1] - (TOP_BAND + BOTTOM_BAND) * enlarged


def map_sheet(scene: Scene) -> Sheet:
    """The page of a scene: its own size and a band for the footer."""
    by = scene.view.enlarged
    side, top, bottom = SIDE_BAND * by, TOP_BAND * by, BOTTOM_BAND * by
    size = (scene.view.width + 2 * side, scene.view.height + top + bottom)
    return Sheet(
        "map", size, side=side, top=top, bottom=bottom, header=False, inset=MARGIN * by, enlarged=by
    )


def map_pdf(
    scene: Scene,
    title: str,
    *,
    when: dt.datetime | None = None,
    note: str = "",
    changes: Sequence[ChangeGroup] = (),
) -> bytes:
    """The scene at its own size with a band for the footer, then the list of partners.

    Args:
        scene: composed for paper; its view size in points plus the bands (see `map_size`) is the page.
        title: of the map, for the header, the bookmarks and the file.
        when: creation time, None for now; the same scene and time give the same bytes.
        note: bottom left on every page, such as the data-as-at line.
        changes: what changed between two dates, in sentences.
    """
    sheets = (map_sheet(scene), PORTRAIT_A4)
    furniture = Furniture(title, "Partnership map", note)
    return print_story(lambda: _story(scene, title, changes), sheets, furniture, title, when)


def _story(scene: Scene, title: str, changes: Sequence[ChangeGroup]) -> Sequence[Flowable]:
    return [
        scene_figure(scene),
        NextPageTemplate(PORTRAIT_A4.name),
        PageBreak(),
        heading(title, 1, styles.TITLE),
        *change_list(changes),
        *headed("The same map as a list", 2, styles.HEADING),
        *partner_list(scene.adjacency),
    ]


def change_list(changes: Sequence[ChangeGroup]) -> list[Flowable]:
    """Every change as a sentence under the heading of its group; nothing where there is none."""
    if not changes:
        return []
    blocks: list[Flowable] = [*headed("What changes", 2, styles.HEADING)]
    for group in changes:
        blocks += headed(group.heading, 3, styles.SUBHEADING)
        blocks += bullet_list(group.sentences, styles.indented(styles.BODY))
    return blocks


def scene_figure(scene: Scene) -> Figure:
    """The scene at its own size, with its alternative text."""
    return Figure(
        scene.view.width,
        scene.view.height,
        scene.alt or "Map of organisations and the links between them.",
        lambda canvas, _width, _height: ScenePainter(canvas, scene).paint(),
    )


def partner_list(rows: Sequence[AdjacencyRow]) -> list[Flowable]:
    """The text twin: every organisation with its sector and its partners by name."""
    if not rows:
        return [paragraph("No organisation is open on this date.", styles.BODY)]
    columns = (Column("Organisation", 165), Column("Sector", 85), Column("Linked with", 243))
    words = [cells for row in rows for cells in _cells(row)]
    return [
        table(columns, words, "One row for each organisation: its sector and whom it is linked with.")
    ]


def _cells(row: AdjacencyRow) -> Iterator[tuple[str, str, str]]:
    for part, partners in zip(count(), portions(row.partners), strict=False):
        name = row.organisation if part == 0 else f"{row.organisation} (continued)"
        yield name, row.sector, partners or NO_LINK
