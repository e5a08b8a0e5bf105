"""SVG: well formed, escaped, complete."""

import base64
import io
import re
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont

from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.svg import to_svg

if TYPE_CHECKING:
    from tests.scene.conftest import Builder

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(scene: Scene) -> list[str]:
    root = ElementTree.fromstring(to_svg(scene))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_it_has_a_title_a_description_and_a_role(build: "Builder") -> None:
    scene = build.random(20).scene(paper_view(842, 595, 20))
    root = ElementTree.fromstring(to_svg(scene))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "Calderbeck and Dunmoor partnership"
    assert root.findtext(f"{SVG}desc") == scene.alt
    assert (root.get("font-family") or "").startswith("Arimo, ")


def test_every_name_and_every_legend_row_is_written(build: "Builder") -> None:
    scene = build.random(60).scene(paper_view(842, 595, 60))
    texts = texts_of(scene)
    for label in scene.labels:
        assert set(label.lines) <= set(texts)
    for entry in scene.legend:
        assert f"{entry.title} ({entry.count})" in texts
    for key in scene.key:
        assert str(key.number) in texts


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'A & "B"', "null\x00 and \x0b", "]]>"])
def test_names_are_data(build: "Builder", name: str) -> None:
    scene = build.of([name, "Age Well"], [(0, 1)]).scene(paper_view(842, 595, 2))
    svg = to_svg(scene)
    root = ElementTree.fromstring(svg)
    assert "<script" not in svg
    shown = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert shown <= {"svg", "title", "desc", "rect", "path", "polygon", "circle", "text", "style"}


def test_an_empty_place_is_still_a_picture(build: "Builder") -> None:
    scene = build.of([], []).scene(paper_view(842, 595, 0))
    assert "Calderbeck and Dunmoor partnership" in texts_of(scene)


def test_the_fonts_are_in_the_file_with_every_character_in_its_weight(build: "Builder") -> None:
    scene = build.random(30).scene(paper_view(842, 595, 30))
    root = ElementTree.fromstring(to_svg(scene))
    (style,) = [item for item in root if item.tag.endswith("style")]
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", style.text or "")
    known = {}
    for weight, data in faces:
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        known[weight] = {chr(code) for code in font.getBestCmap() or ()}
    assert set(known) == {"400", "700"}
    for item in root.iter():
        if item.tag.endswith("text"):
            assert set(item.text or "") <= known[item.get("font-weight", "400")] | {" "}


def test_the_fonts_in_the_file_are_the_same_each_time(build: "Builder") -> None:
    scene = build.random(5).scene(paper_view(842, 595, 5))
    assert to_svg(scene) == to_svg(scene)


def test_names_lie_over_their_halo_in_programs_that_know_no_paint_order(build: "Builder") -> None:
    scene = build.random(6).scene(paper_view(842.0, 595.0, 6))
    drawn = list(ElementTree.fromstring(to_svg(scene)).iter(f"{SVG}text"))
    for label in scene.labels:
        for line in label.lines:
            halo, words = [element for element in drawn if element.text == line][:2]
            assert (halo.get("aria-hidden"), words.get("aria-hidden")) == ("true", None)
            assert (halo.get("fill"), words.get("fill")) == (scene.halo, scene.ink)
            assert words.get("stroke") is None
            assert drawn.index(halo) < drawn.index(words)
    assert "paint-order" not in to_svg(scene)
