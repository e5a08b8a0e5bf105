"""Dot plots of answers: every answer drawn, no colour on thin evidence, all of it told in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.profile.bands import Band
from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.dots import DotPlot, DotRow, counts_in_words
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import Area, ChartScene, Points
from partnermap.scene.style import DARK, LIGHT, PAPER, Style
from tests.scene.test_style import contrast

WIDE = Look(PAPER, 640.0, 9.0)
CIRCLE, DIAMOND = 40, 4


def scene_of(*rows: DotRow, look: Look = WIDE) -> ChartScene:
    return chart_scene(DotPlot("Title", rows, "Domain", "Nothing."), look)


def row(*counts: int, band: Band = Band.MIXED, coloured: bool = False, beside: str = "") -> DotRow:
    return DotRow(
        "Goals",
        counts or (0, 0, 0, 0, 0),
        3.0 if any(counts) else None,
        words="12 answers",
        band=band,
        is_coloured=coloured,
        beside=beside,
    )


def dots(scene: ChartScene, fill: str) -> list[tuple[float, float]]:
    """The middles of small circles of a colour, that of the legend left out."""
    found = [middle(shape.points) for shape in circles(scene) if shape.fill == fill]
    return found[1:]


def circles(scene: ChartScene) -> list[Area]:
    areas = [shape for shape in scene.shapes if isinstance(shape, Area) and len(shape.points) == CIRCLE]
    return [shape for shape in areas if max(x for x, _ in shape.points) - middle(shape.points)[0] < 3]


def middle(points: Points) -> tuple[float, float]:
    across, down = zip(*points, strict=True)
    return sum(across) / len(across), sum(down) / len(down)


@given(st.tuples(*(st.integers(0, 12) for _ in range(5))))
@settings(max_examples=40, deadline=None)
def test_every_answer_is_a_dot_at_its_step(counts: tuple[int, ...]) -> None:
    scene = scene_of(row(*counts))
    found = dots(scene, WIDE.palette.series[0])
    assert len(found) == sum(counts)
    steps = {words.words: words.x for words in scene.words if words.words in tuple("12345")}
    nearest = [min(steps, key=lambda step: abs(steps[step] - x)) for x, _ in found]
    assert [nearest.count(str(step)) for step in range(1, 6)] == list(counts)
    assert len(set(found)) == len(found)


def test_where_many_answer_a_dot_stands_for_several_and_says_so() -> None:
    scene = scene_of(row(0, 0, 500, 1, 0))
    found = dots(scene, WIDE.palette.series[0])
    assert 10 < len(found) < 60
    said = next(words.words for words in scene.words if words.words.startswith("up to"))
    answers = int(said.split()[2])
    assert len(found) == -(-500 // answers) + 1
    assert "500 at 3, 1 at 4" in scene.marks[0].name


def badge(scene: ChartScene, letter: str) -> Area:
    """The shape round the last letter of that kind: the row's, below that of the legend."""
    words = [item for item in scene.words if item.words == letter][-1]
    areas = [shape for shape in scene.shapes if isinstance(shape, Area) and shape.outline]
    return min(
        areas,
        key=lambda shape: (
            abs(middle(shape.points)[1] - words.y) + abs(words.x - middle(shape.points)[0])
        ),
    )


@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER], ids=lambda style: style.name)
@pytest.mark.parametrize("band", [Band.STRONG, Band.MIXED, Band.ATTENTION])
def test_a_band_has_a_colour_only_where_it_may(band: Band, style: Style) -> None:
    look = Look(style, 640.0, 9.0)
    plain = badge(scene_of(row(1, 2, 3, 0, 0, band=band), look=look), band.letter)
    coloured = badge(scene_of(row(1, 2, 3, 0, 0, band=band, coloured=True), look=look), band.letter)
    assert plain.fill == style.background
    assert plain.dash
    assert coloured.fill != style.background
    assert not coloured.dash


@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER], ids=lambda style: style.name)
def test_what_is_not_known_is_grey_and_letters_can_be_read(style: Style) -> None:
    look = Look(style, 640.0, 9.0)
    scene = scene_of(row(band=Band.NOT_KNOWN), look=look)
    assert badge(scene, "?").fill == look.palette.grid
    for band in Band:
        drawn = scene_of(row(3, band=band, coloured=True), look=look)
        letter = [item for item in drawn.words if item.words == band.letter][-1]
        assert contrast(str(badge(drawn, band.letter).fill), letter.colour) >= 4.5


def test_bands_differ_without_colour() -> None:
    shapes = {band: len(badge(scene_of(row(3, band=band)), band.letter).points) for band in Band}
    assert len({shapes[band] for band in (Band.STRONG, Band.MIXED, Band.ATTENTION)}) == 3
    assert len({band.letter for band in Band}) == 4
    assert not {band.letter for band in Band} & set("ABCD")


def test_a_mark_and_the_table_tell_all_that_is_drawn() -> None:
    told = DotRow("Goals", (0, 2, 0, 5, 0), 4.0, 1, "7 answers.", Band.STRONG, True, "", "Step 1 of 5.")
    scene = scene_of(told)
    name = "Goals. strong. 2 at 2, 5 at 4. the records show step 1. Step 1 of 5. 7 answers"
    assert scene.marks[0].name == name
    assert scene.twin.rows == (("Goals", "strong", "Step 1 of 5.", "2 at 2, 5 at 4", "4", "7 answers"),)
    assert "2 at 2, 5 at 4" in scene.alt
    assert counts_in_words((0, 0, 0, 0, 0)) == ""


def test_a_narrow_sheet_writes_what_is_observed_below_the_title() -> None:
    def x_of(width: float) -> tuple[float, float]:
        words = scene_of(row(3, beside="Secured"), look=Look(PAPER, width, 9.0)).words
        found = {item.words: item.left for item in words}
        return found["Goals"], found["Secured"]

    title, beside = x_of(900.0)
    assert beside > title + 100
    title, below = x_of(400.0)
    assert below == title
