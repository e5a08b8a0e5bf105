"""Large paper with few organisations: a poster is read from a distance, so everything on it grows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.exchange.example import EXAMPLE_TITLE, plan_example
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.report.enlarging import MOST_TRIES, SMALLER, as_large_as_fits
from partnermap.report.map import MapOrder, check_map, drawn, ordered_scene, write_map
from partnermap.report.paper import PAPERS, MapForm
from partnermap.report.pdf.leaves import tile_room
from partnermap.report.pdf.map import map_pdf, map_size
from partnermap.report.tiling import tiled
from partnermap.scene.enlarge import enlarged
from partnermap.scene.labels import LEAST_PAPER_SIZE
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.model import Scene
from partnermap.scene.page import most_enlarged
from partnermap.scene.svg import to_svg
from tests.bench.bench_labels import partnership_of
from tests.report.invented import ON, WHEN, Gate, invented_names, linked, opened, place_of
from tests.report.printed_words import counts

COMPARED = MapChoice(other=ON.replace(year=ON.year + 2))
POSTERS = ("A2", "A1", "A0")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The worked example: 62 organisations."""
    path = tmp_path_factory.mktemp("example") / "example.pmap"
    with Document.create(path, EXAMPLE_TITLE, invented=True) as document:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        return document.place


@pytest.fixture(scope="module")
def on_paper(example: Place) -> dict[str, Scene]:
    """The worked example on every paper."""
    return {paper: ordered_scene(example, MapOrder(ON, paper=paper)) for paper in PAPERS}


def small_place(count: int = 12) -> Place:
    return place_of(*linked(invented_names(count)))


@dataclass(frozen=True)
class Sizes:
    """What a reader sees of a map, in points."""

    name: float
    symbol: float
    line: float
    title: float
    legend: float

    @classmethod
    def of(cls, scene: Scene) -> "Sizes":
        return cls(
            min(label.size for label in scene.labels),
            float(np.median(scene.radii)),
            float(np.median([pen.width for pen in scene.pens])),
            next(mark.size for mark in scene.texts if mark.role == "title"),
            scene.legend[0].size,
        )

    def __iter__(self) -> Iterator[float]:
        return iter((self.name, self.symbol, self.line, self.title, self.legend))


def test_everything_grows_with_the_paper(on_paper: dict[str, Scene]) -> None:
    sizes = [Sizes.of(on_paper[paper]) for paper in ("A4", "A2", "A0")]
    for smaller, larger in pairwise(sizes):
        assert all(big > small for small, big in zip(smaller, larger, strict=True))


def test_names_grow_as_the_paper_does(on_paper: dict[str, Scene]) -> None:
    a4, a2, a0 = (Sizes.of(on_paper[paper]).name for paper in ("A4", "A2", "A0"))
    assert a2 == pytest.approx(2 * a4, rel=0.06)
    assert a0 == pytest.approx(4 * a4, rel=0.06)


@pytest.mark.parametrize("paper", POSTERS)
def test_all_is_larger_in_proportion(paper: str) -> None:
    """Twelve organisations fill any paper: a poster is the A4 sheet, enlarged."""
    hand, wall = (ordered_scene(small_place(), MapOrder(ON, paper=sheet)) for sheet in ("A4", paper))
    by = wall.view.enlarged
    assert by == pytest.approx(PAPERS[paper][0] / PAPERS["A4"][0], rel=0.06)
    for small, large in zip(Sizes.of(hand), Sizes.of(wall), strict=True):
        assert large / small == pytest.approx(by, rel=0.06)
    dashes = [[pen.dash for pen in scene.pens] for scene in (hand, wall)]
    for dash, longer in zip(*dashes, strict=True):
        assert longer == pytest.approx([by * part for part in dash])


@pytest.mark.parametrize("paper", POSTERS)
def test_no_word_of_the_printed_example_touches_anything(
    paper: str, on_paper: dict[str, Scene], example: Place
) -> None:
    scene = on_paper[paper]
    found = counts(map_pdf(scene, "Map", when=WHEN), scene, network_on(example, ON))
    assert (found.on_words, found.on_symbols, found.cut_off, found.keyed) == (0, 0, 0, 0)
    assert found.names == len(scene.organisation_ids) == 62


@pytest.mark.parametrize("paper", POSTERS)
def test_no_word_of_a_poster_of_28_touches_anything(paper: str) -> None:
    place = partnership_of(28, 3.0)
    scene = ordered_scene(place, MapOrder(ON, paper=paper))
    found = counts(map_pdf(scene, "Map", when=WHEN), scene, network_on(place, ON))
    assert (found.on_words, found.on_symbols, found.cut_off, found.keyed) == (0, 0, 0, 0)
    assert min(label.size for label in scene.labels) > 15


@pytest.mark.parametrize("form", [MapForm.ONE_PAGE, MapForm.SIDE_BY_SIDE])
def test_nothing_reaches_beyond_the_page_which_has_its_size(form: MapForm, example: Place) -> None:
    order = MapOrder(ON, COMPARED, "A0", form=form, when=WHEN)
    document = opened(drawn(example, order).pdf())
    sheet = document[0]
    width, height = sheet.get_size()
    assert (width, height) == pytest.approx(PAPERS["A0"], abs=0.01)
    boxes = np.array([item.get_bounds() for item in sheet.get_objects()])
    document.close()
    assert (boxes[:, :2] >= -0.5).all()
    assert (boxes[:, 2:] <= (width + 0.5, height + 0.5)).all()


@pytest.mark.parametrize("form", list(MapForm))
def test_posters_in_every_form_pass(form: MapForm, rich_place: Place, passes: Gate) -> None:
    assert passes(drawn(rich_place, MapOrder(ON, COMPARED, "A0", form=form, when=WHEN)).pdf())


def test_the_foot_of_the_page_grows_too() -> None:
    sizes = {}
    for paper in ("A4", "A0"):
        document = opened(drawn(small_place(), MapOrder(ON, paper=paper, when=WHEN)).pdf())
        sheet = document[0]
        high = sheet.get_size()[1]
        # The first words of the page's foot stand lower than anything on the map.
        sizes[paper] = min(item.get_bounds()[1] for item in sheet.get_objects()) / high
        document.close()
    assert sizes["A0"] == pytest.approx(sizes["A4"], rel=0.06)


@pytest.mark.parametrize(("n", "paper", "size"), [(60, "A4", 7.0), (150, "A3", 7.0), (300, "A1", 10.0)])
def test_a_crowded_sheet_is_not_enlarged(n: int, paper: str, size: float) -> None:
    assert most_enlarged(*map_size(PAPERS[paper]), n) == 1.0
    if n < 300:
        scene = ordered_scene(small_place(n), MapOrder(ON, paper=paper))
        assert scene.view.enlarged == 1.0
        assert min(label.size for label in scene.labels) >= size


def test_a_poster_has_nothing_to_mend(example: Place) -> None:
    assert check_map(example, MapOrder(ON, paper="A0")).findings == ()


def test_two_maps_beside_each_other_are_enlarged_alike(example: Place) -> None:
    one, other = drawn(example, MapOrder(ON, COMPARED, "A0", form=MapForm.SIDE_BY_SIDE)).scenes
    assert one.view.enlarged == other.view.enlarged > 1.5
    assert one.area == other.area
    both = set(one.organisation_ids) & set(other.organisation_ids)
    rows = [[scene.organisation_ids.index(key) for key in sorted(both)] for scene in (one, other)]
    assert np.allclose(one.positions[rows[0]], other.positions[rows[1]])


def test_a_poster_in_sheets_is_enlarged_and_fills_them() -> None:
    scene = ordered_scene(small_place(), MapOrder(ON, paper="A0", form=MapForm.TILES))
    size = (scene.view.width, scene.view.height)
    assert scene.view.enlarged > 3.5
    assert size == pytest.approx(tiled(size, tile_room()).covered)


def test_an_svg_has_the_sizes_of_the_page(example: Place, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    write_map(example, MapOrder(ON, paper="A0"), target)
    svg = target.read_text(encoding="utf-8")
    width = float(re.findall(r'<svg [^>]*width="([\d.]+)"', svg)[0])
    least = min(float(size) for size in re.findall(r'<text [^>]*font-size="([\d.]+)"', svg))
    assert width > 0.95 * PAPERS["A0"][0]
    assert least > 2 * LEAST_PAPER_SIZE


def without_names_from(least: float, scene: Scene) -> Callable[[float, bool], Scene]:
    """Draws a scene enlarged, its first name in the key if it is enlarged so far."""

    def draw(by: float, _is_draft: bool) -> Scene:
        first, *rest = scene.labels
        numbered = replace(first, lines=("1",), number=1)
        named = scene if by < least else replace(scene, labels=(numbered, *rest))
        return enlarged(named, by)

    return draw


def test_the_map_is_smaller_where_a_name_would_go_to_the_key() -> None:
    place, size = small_place(), map_size(PAPERS["A0"])
    network, scene = network_on(place, ON), ordered_scene(place, MapOrder(ON, paper="A4"))
    most = most_enlarged(*size, 12)
    found = as_large_as_fits(without_names_from(0.9 * most, scene), size, network)
    assert found.view.enlarged == pytest.approx(SMALLER * most)
    never = as_large_as_fits(without_names_from(0.0, scene), size, network)
    assert never.view.enlarged == pytest.approx(most)


def test_only_so_many_drafts_are_made_and_none_for_a_small_sheet() -> None:
    place = small_place()
    network, scene = network_on(place, ON), ordered_scene(place, MapOrder(ON, paper="A4"))
    draw, asked = without_names_from(0.0, scene), list[bool]()

    def counted(by: float, is_draft: bool) -> Scene:
        asked.append(is_draft)
        return draw(by, is_draft)

    as_large_as_fits(counted, map_size(PAPERS["A0"]), network)
    assert asked == [True] * MOST_TRIES + [False]
    asked.clear()
    as_large_as_fits(counted, map_size(PAPERS["A4"]), network)
    assert asked == [False]


def test_looking_a_map_over_can_be_cancelled() -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        check_map(small_place(), MapOrder(ON, paper="A0"), token)


def test_the_same_poster_is_drawn_again(example: Place, on_paper: dict[str, Scene]) -> None:
    assert to_svg(ordered_scene(example, MapOrder(ON, paper="A2"))) == to_svg(on_paper["A2"])
