"""Figures of the network in the appendix: lists of names end before they fill a page."""

import datetime as dt

import pytest

from partnermap.domain.place import Place
from partnermap.report.content import Grid
from partnermap.report.network.figures import MOST_NAMED, figures_section
from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)


def star(builder: PlaceBuilder, rays: int) -> Place:
    """A hub, leaves round it, and behind each leaf a tip: every link holds a part."""
    builder.add_organisation("Hub")
    for number in range(rays):
        builder.add_organisation(f"Leaf {number:02d}")
        builder.add_organisation(f"Tip {number:02d}")
        builder.add_tie("Hub", f"Leaf {number:02d}")
        builder.add_tie(f"Leaf {number:02d}", f"Tip {number:02d}")
    return builder.build()


def cell(place: Place, title: str) -> str:
    grids = (block for block in figures_section(place, ON).blocks if isinstance(block, Grid))
    return next(row[1] for grid in grids for row in grid.rows if row[0] == title)


@pytest.mark.parametrize(
    ("rays", "links", "bodies"), [(33, "; and 58 more", " and 26 more"), (2, "", "")]
)
def test_long_lists_name_the_first_and_count_the_rest(
    place_builder: PlaceBuilder, rays: int, links: str, bodies: str
) -> None:
    place = star(place_builder, rays)
    pairs = cell(place, "Single links that hold parts together")
    assert pairs.count(" – ") == min(2 * rays, MOST_NAMED)
    assert pairs.endswith(links)
    assert ("more" in pairs) is (rays > 2)
    points = cell(place, "Organisations that hold parts together")
    assert points.endswith(bodies)
    assert sum(points.count(name) for name in ("Hub", "Leaf")) == min(rays + 1, MOST_NAMED)
