"""Names in scripts that the bundled fonts lack, on the page: drawn, embedded, read as written."""

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from partnermap.report.map import MapOrder, check_map, ordered_scene
from partnermap.report.method import undrawable_names
from partnermap.report.pdf.fonts import text_width
from partnermap.report.preflight import Trouble
from partnermap.report.printing import report_bytes
from partnermap.scene.bundled_font import PRINTED
from partnermap.scene.text import text_width as scene_width
from tests.report.invented import ON, WHEN, Gate, PageTexts, invented_names, linked, map_bytes, place_of
from tests.tiny_font import arabic_font, tiny_font

SIGNS = {"華": "hua", "人": "ren", "🏡": "house", "💛": "heart"}
CHINESE, HOUSE = "Centre 華人", "🏡 Homes 💛"
ARABIC = "مم لا"
RESTRICTED = 0x0002


@pytest.fixture
def names(fonts_folder: Path) -> list[str]:
    """Names that only fonts of this computer can show."""
    tiny_font(fonts_folder / "signs.ttf", SIGNS, family="Tiny Signs")
    arabic_font(fonts_folder / "arabic.ttf")
    return [CHINESE, HOUSE, ARABIC, "Plain Trust"]


def embedded(pdf: bytes) -> dict[str, bytes]:
    """The font files inside a PDF by their names without the subset's prefix."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                name = str(item.FontName).partition("+")[2]
                found[name] = item.FontFile2.read_bytes()
    return found


def of_family(fonts: dict[str, bytes], family: str) -> list[bytes]:
    """Those whose name begins with the family's."""
    return [data for name, data in fonts.items() if name.startswith(family)]


def test_names_are_read_as_they_are_written(names: list[str], pages_of: PageTexts) -> None:
    place = place_of(*linked(names))
    for pdf in (map_bytes(place, ON, when=WHEN), report_bytes(place, ON, when=WHEN)):
        text = " ".join(pages_of(pdf)).replace("\u200b", "")
        assert [name for name in names if name not in text] == []
        assert "□" not in text


def test_their_fonts_are_embedded_with_no_more_than_what_is_used(names: list[str]) -> None:
    fonts = embedded(map_bytes(place_of(*linked(names)), ON, when=WHEN))
    assert of_family(fonts, "TinyArabic")
    (data,) = of_family(fonts, "TinySigns")
    signs = TTFont(io.BytesIO(data))
    assert len(signs.getGlyphOrder()) == 1 + len(SIGNS)


def test_files_with_them_pass(names: list[str], passes: Gate) -> None:
    place = place_of(*linked(names))
    assert passes(map_bytes(place, ON, when=WHEN))
    assert passes(report_bytes(place, ON, when=WHEN))


def test_the_same_names_give_the_same_bytes(names: list[str]) -> None:
    first, second = place_of(*linked(names)), place_of(*linked(names[::-1]))
    before = map_bytes(first, ON, when=WHEN)
    assert map_bytes(second, ON, when=WHEN) != before
    assert map_bytes(first, ON, when=WHEN) == before


def test_outlines_of_postscript_fonts_are_drawn_anew(
    fonts_folder: Path, passes: Gate, pages_of: PageTexts
) -> None:
    tiny_font(fonts_folder / "signs.otf", SIGNS, family="Tiny Post", cff=True)
    pdf = map_bytes(place_of(*linked([CHINESE, "Trust"])), ON, when=WHEN)
    (data,) = of_family(embedded(pdf), "TinyPost")
    signs = TTFont(io.BytesIO(data))
    glyphs = signs["glyf"]
    assert any(glyphs[name].numberOfContours for name in signs.getGlyphOrder())
    assert CHINESE in " ".join(pages_of(pdf)).replace("\u200b", "")
    assert passes(pdf)


def test_a_font_that_forbids_it_is_not_embedded_and_boxes_are_told_of(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "signs.ttf", SIGNS, family="Tiny Signs", embedding=RESTRICTED)
    place = place_of(*linked([CHINESE, "Trust"]))
    assert not of_family(embedded(map_bytes(place, ON, when=WHEN)), "TinySigns")
    assert undrawable_names(place, ON) == [CHINESE]
    (said,) = [f.words for f in check_map(place, MapOrder(ON)).findings if f.trouble is Trouble.NO_GLYPH]
    assert CHINESE in said
    assert "install a font" in said


def test_two_fonts_of_one_name_are_two(fonts_folder: Path, pages_of: PageTexts) -> None:
    tiny_font(fonts_folder / "a.ttf", {"華": "hua"}, family="Twin")
    tiny_font(fonts_folder / "b.ttf", {"人": "ren"}, family="Twin")
    pdf = map_bytes(place_of(*linked([CHINESE, "Trust"])), ON, when=WHEN)
    assert len(of_family(embedded(pdf), "Twin")) == 2
    assert CHINESE in " ".join(pages_of(pdf)).replace("\u200b", "")


def test_nothing_is_told_where_a_font_has_the_names(names: list[str]) -> None:
    place = place_of(*linked(names))
    assert undrawable_names(place, ON) == []
    assert check_map(place, MapOrder(ON)).findings == ()


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", [CHINESE, HOUSE, ARABIC, "e\u0301", "שלום 12"])
def test_page_and_scene_measure_a_name_alike(names: list[str], name: str, bold: bool) -> None:
    assert text_width(name, 9.0, bold) == pytest.approx(scene_width(name, 9.0, PRINTED, bold))


def test_the_map_leaves_wide_names_their_room(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "signs.ttf", SIGNS, width=3000)
    place = place_of(*linked([f"{name} 華人華人" for name in invented_names(24)]))
    order = MapOrder(ON, paper="A3")
    scene = ordered_scene(place, order)
    wide = [label for label in scene.labels if "華人華人" in " ".join(label.lines)]
    assert wide
    assert all(label.width > 4 * 2.99 * label.size for label in wide)
    troubles = {finding.trouble for finding in check_map(place, order).findings}
    assert troubles & {Trouble.OVERLAPPING, Trouble.CLIPPED, Trouble.NO_GLYPH} == set()
