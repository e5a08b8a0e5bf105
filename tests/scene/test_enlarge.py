"""A scene printed larger: everything grows alike, in the scene and in the files drawn from it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from partnermap.scene.crop import cropped
from partnermap.scene.enlarge import enlarged, reduced
from partnermap.scene.fit import Box
from partnermap.scene.model import Scene
from partnermap.scene.page import MOST_SIZE, most_enlarged, paper_view
from partnermap.scene.svg import to_svg
from tests.scene.conftest import Builder

A4, A0 = (814.0, 549.0), (3370.0, 2384.0)
UNTOUCHED = {"shares", "align", "number", "count", "tie", "organisation", "zoom"}
"""Numbers that are no lengths."""


def lengths(value: object, name: str = "") -> Iterator[tuple[str, float]]:
    """Every number of a scene that is a length, with the name of its field."""
    if isinstance(value, np.ndarray):
        if value.dtype == np.float64 and name not in UNTOUCHED:
            yield from ((name, number) for number in value.ravel().tolist())
    elif is_dataclass(value):
        for field in fields(value):
            yield from lengths(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from lengths(item, name)
    elif isinstance(value, float) and name not in UNTOUCHED:
        yield name, value


@pytest.fixture
def scene(build: Builder) -> Scene:
    return build.random(24).scene(paper_view(*A4, 24))


def test_every_length_grows_alike(scene: Scene) -> None:
    large = enlarged(scene, 2.5)
    before, after = list(lengths(scene)), list(lengths(large))
    assert [name for name, _ in before] == [name for name, _ in after]
    for (name, small), (_, big) in zip(before, after, strict=True):
        assert big == pytest.approx(2.5 * small), name
    assert {name for name, _ in before} >= {"width", "dash", "positions", "radii", "size", "segments"}


def test_a_scene_that_is_not_enlarged_stays_as_it_is(scene: Scene) -> None:
    assert enlarged(scene, 1.0) is scene


def test_lines_that_renderers_draw_themselves_grow_too(scene: Scene) -> None:
    def widths(svg: str) -> list[float]:
        return [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)]

    before, after = widths(to_svg(scene)), widths(to_svg(enlarged(scene, 3.0)))
    assert len(before) == len(after)
    assert after == pytest.approx([3.0 * width for width in before], abs=0.02)


def test_a_part_of_the_page_is_found_again_after_enlarging() -> None:
    assert reduced(Box(20.0, 40.0, 100.0, 80.0), 2.0) == Box(10.0, 20.0, 50.0, 40.0)


def test_a_sheet_of_an_enlarged_poster_holds_what_reaches_into_it(scene: Scene) -> None:
    large = enlarged(scene, 4.0)
    batch = large.symbols[0]
    (x, y), radius = batch.centres[0].tolist(), float(batch.radii[0])
    beside = cropped(large, Box(x + 0.9 * radius, y - 1.0, x + 500.0, y + 1.0))
    assert any(batch.organisations[0] in kept.organisations for kept in beside.symbols)


@pytest.mark.parametrize(("size", "organisations"), [(A4, 5), (A4, 60), (A0, 900), ((300.0, 200.0), 1)])
def test_small_or_crowded_pages_are_not_enlarged(size: tuple[float, float], organisations: int) -> None:
    assert most_enlarged(*size, organisations) == 1.0


def test_a_page_is_enlarged_as_its_diagonal_and_no_more_than_its_names() -> None:
    assert most_enlarged(*A0, 3) == pytest.approx(4.0, rel=0.01)
    by = [most_enlarged(*A0, count) for count in (30, 60, 120, 240, 480)]
    assert by == sorted(by, reverse=True)
    crowded = most_enlarged(*A0, 240)
    assert paper_view(*A0, 240).font_size == pytest.approx(crowded * MOST_SIZE, rel=0.02)
