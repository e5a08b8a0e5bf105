"""Characters that the bundled fonts lack come from a font of the computer that has and allows them."""

import base64
import io
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont

from partnermap.scene.bundled_font import PRINTED
from partnermap.scene.fallback.face import Face, faces_in
from partnermap.scene.fallback.finder import face_for
from partnermap.scene.fallback.known_files import best_for
from partnermap.scene.page import paper_view
from partnermap.scene.svg import to_svg
from partnermap.scene.text import is_drawable, text_width
from partnermap.scene.text_runs import NOTHING, runs
from partnermap.shell.font_folders import font_folders
from tests.tiny_font import arabic_font, collection, tiny_font

if TYPE_CHECKING:
    from tests.scene.conftest import Builder

CHINESE = {"華": "hua", "人": "ren"}
RESTRICTED, EDITABLE, NO_SUBSETTING = 0x0002, 0x0008, 0x0100


def test_the_folders_are_those_that_the_variable_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERMAP_FONTS", "")
    assert font_folders() == ()
    monkeypatch.delenv("PARTNERMAP_FONTS")
    assert font_folders()


def test_the_glyphs_of_the_font_are_used(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "deep" / "a.ttf", CHINESE)
    plain, chinese = runs("Centre 華人")
    assert (plain.text, plain.face) == ("Centre ", None)
    assert chinese.face is not None
    assert chinese.face.postscript == "Tiny-Regular"
    assert [glyph.number for glyph in chinese.glyphs] == [1, 2]
    assert chinese.is_plain
    assert is_drawable("Centre 華人")
    width = text_width("Centre ", 10, PRINTED) + 2 * 15
    assert text_width("Centre 華人", 10, PRINTED) == pytest.approx(width)


def test_the_screen_goes_on_guessing_because_its_own_fonts_draw(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "a.ttf", CHINESE)
    assert text_width("華人", 10, "Inter") == pytest.approx(20)


@pytest.mark.parametrize("embedding", [RESTRICTED, NO_SUBSETTING, EDITABLE | NO_SUBSETTING])
def test_a_font_that_forbids_embedding_is_not_used(fonts_folder: Path, embedding: int) -> None:
    tiny_font(fonts_folder / "a.ttf", CHINESE, embedding=embedding)
    assert face_for("華人") is None
    assert not is_drawable("華人")


def test_a_font_that_allows_it_is_taken_where_another_forbids_it(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "a.ttf", CHINESE, embedding=RESTRICTED)
    tiny_font(fonts_folder / "b.ttf", CHINESE, embedding=EDITABLE, family="Free")
    face = face_for("華人")
    assert face is not None
    assert (face.family, face.may_be_shared) == ("Free", False)


@pytest.mark.parametrize("content", [b"", b"no font", b"\x00\x01\x00\x00\x00\x0f" + b"\xff" * 400])
def test_a_broken_file_is_passed_over(fonts_folder: Path, content: bytes) -> None:
    (fonts_folder / "a.ttf").write_bytes(content)
    (fonts_folder / "c.ttc").write_bytes(b"ttcf" + content)
    tiny_font(fonts_folder / "whole.ttf", CHINESE)
    cut = (fonts_folder / "whole.ttf").read_bytes()
    (fonts_folder / "b.ttf").write_bytes(cut[: len(cut) // 2])
    assert face_for("華人") is not None


def test_a_glyph_too_large_for_any_font_is_not_used(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "a.ttf", CHINESE, width=32_000)
    assert face_for("華人") is None


def test_a_collection_that_never_ends_is_not_read_to_its_end(tmp_path: Path) -> None:
    font = tiny_font(tmp_path / "1.ttf", CHINESE).read_bytes()
    parts = [tmp_path / f"{number}.ttf" for number in range(120)]
    for part in parts:
        part.write_bytes(font)
    assert len(faces_in(collection(tmp_path / "a.ttc", *parts))) == 100


@pytest.mark.parametrize("damaged", ["head", "post"])
def test_a_font_too_damaged_to_be_cut_is_named_only(
    fonts_folder: Path, build: "Builder", damaged: str
) -> None:
    font = tiny_font(fonts_folder / "a.ttf", CHINESE)
    data = bytearray(font.read_bytes())
    start, length = struct.unpack_from(">II", data, data.index(damaged.encode()) + 8)
    data[start : start + length] = b"\xff" * length
    font.write_bytes(data)
    face = face_for("華人")
    assert face is not None
    assert face.cut_to("華人") is None
    svg = to_svg(build.of(["Centre 華人", "Trust"], [(0, 1)]).scene(paper_view(842.0, 595.0, 2)))
    assert "'Tiny'" in svg
    assert "Tiny" not in _faces(svg)


def test_a_font_whose_pictures_are_in_colour_only_is_not_used(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "a.ttf", {"🏡": "house"}, empty=("house",))
    assert face_for("🏡") is None
    assert runs("🏡")[0].is_missing


def test_a_ligature_without_an_outline_leaves_the_word_to_another_font(fonts_folder: Path) -> None:
    joined = {"👩": "woman", "👧": "girl", "\u200d": "joiner"}
    rule = "languagesystem DFLT dflt; feature ccmp { sub woman joiner girl by family; } ccmp;"
    tiny_font(fonts_folder / "a.ttf", joined, more=("family",), empty=("family",), features=rule)
    tiny_font(fonts_folder / "b.ttf", joined, family="Other", empty=("joiner",))
    whole, one = face_for("👩‍👧"), face_for("👩")
    assert whole is not None
    assert one is not None
    assert (whole.family, one.family) == ("Other", "Tiny")


def test_bold_comes_from_the_bold_file_and_else_from_the_regular_one(fonts_folder: Path) -> None:
    both = CHINESE | {"A": "a", "한": "han"}
    tiny_font(fonts_folder / "Malgun.ttf", both, family="Malgun Gothic")
    tiny_font(fonts_folder / "malgunbd.ttf", CHINESE, family="Malgun Gothic", style="Bold", width=1700)
    bold, regular = face_for("華", bold=True), face_for("한", bold=True)
    assert bold is not None
    assert regular is not None
    assert (bold.style, regular.style) == ("Bold", "Regular")
    assert text_width("華", 10, PRINTED, bold=True) == pytest.approx(17)


def test_characters_that_are_known_ask_no_font_again(
    fonts_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        tiny_font(fonts_folder / f"{name}.ttf", {"A": "a"}, family=name)
    tiny_font(fonts_folder / "d.ttf", CHINESE, family="Last")
    assert face_for("華") is not None
    assert face_for("人") is not None
    assert face_for("區") is None
    asked, has = set(), Face.has

    def noted(face: Face, text: str) -> bool:
        asked.add(face.family)
        return has(face, text)

    monkeypatch.setattr(Face, "has", noted)
    whole = face_for("人華")
    assert whole is not None
    assert whole.family == "Last"
    assert face_for("人區") is None
    assert asked == {"Last"}


def test_known_files_are_asked_first_and_those_of_the_script_before_all(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "aaa.ttf", CHINESE, family="First by name")
    tiny_font(fonts_folder / "arial.ttf", CHINESE, family="General")
    tiny_font(fonts_folder / "simsun.ttc", CHINESE, family="Chinese")
    face = face_for("華人")
    assert face is not None
    assert face.family == "Chinese"
    assert best_for("かな")[0].family == "Yu Gothic"
    assert best_for("한국")[0].plain == "malgun.ttf"


def test_the_right_font_of_a_collection_is_taken(fonts_folder: Path) -> None:
    other = tiny_font(fonts_folder / "1.ttf", CHINESE, family="Microsoft YaHei UI")
    meant = tiny_font(fonts_folder / "2.ttf", CHINESE, family="Microsoft YaHei", width=1100)
    collection(fonts_folder / "msyh.ttc", other, meant)
    face = face_for("華人")
    assert face is not None
    assert face.family == "Microsoft YaHei"
    assert text_width("華人", 10, PRINTED) == pytest.approx(22)


def test_a_name_may_need_two_fonts_and_a_box(fonts_folder: Path) -> None:
    tiny_font(fonts_folder / "a.ttf", {"華": "hua"}, family="One")
    tiny_font(fonts_folder / "b.ttf", {"人": "ren"}, family="Two")
    parts = runs("華人區")
    assert [run.face.family if run.face else None for run in parts] == ["One", "Two", None]
    assert "".join(run.text for run in parts) == "華人區"
    assert parts[-1].is_missing


def test_arabic_letters_join_and_stand_from_the_right(fonts_folder: Path) -> None:
    arabic_font(fonts_folder / "a.ttf")
    (run,) = runs("مم لا")
    assert run.face is not None
    order = [".notdef", "lam", "alef", "meem", "space", "lam.init", "meem.init", "alef.fina"]
    order += ["meem.fina", "lam_alef"]
    drawn = [order[glyph.number] for glyph in run.glyphs if glyph.number >= 0]
    assert drawn == ["lam_alef", "space", "meem.fina", "meem.init"]
    assert run.spelt == ("ا", "ل", " ", "م", "م")
    assert run.is_reversed
    assert not run.is_plain


def test_a_number_among_arabic_words_keeps_its_order(fonts_folder: Path) -> None:
    arabic_font(fonts_folder / "a.ttf")
    assert [run.text for run in runs("مم 25 لا")] == [" لا", "25", "مم "]


def test_a_second_glyph_of_a_character_says_nothing(fonts_folder: Path) -> None:
    rule = "languagesystem DFLT dflt; feature ccmp { sub hua by ren hua; } ccmp;"
    tiny_font(fonts_folder / "a.ttf", CHINESE, features=rule)
    (run,) = runs("華")
    assert run.spelt == ("華", NOTHING)
    assert not run.is_plain


def _faces(svg: str) -> dict[str, set[int]]:
    found = re.findall(
        r'font-family:"([^"]+)";font-weight:\d+;src:url\(data:font/woff;base64,([^)]+)', svg
    )
    return {
        family: set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap() or {})
        for family, data in found
    }


@pytest.mark.parametrize(("embedding", "inside"), [(0, True), (EDITABLE, False)])
def test_an_svg_holds_the_font_where_its_maker_allows_it_and_else_names_it(
    fonts_folder: Path, build: "Builder", embedding: int, inside: bool
) -> None:
    tiny_font(fonts_folder / "a.ttf", CHINESE, family='Tiny "<Han>"', embedding=embedding)
    svg = to_svg(build.of(["Centre 華人", "Trust"], [(0, 1)]).scene(paper_view(842.0, 595.0, 2)))
    root = ElementTree.fromstring(svg)
    assert (root.get("font-family") or "").startswith("Arimo, 'Tiny Han', ")
    assert ("Tiny Han" in _faces(svg)) is inside
    assert not inside or set(map(ord, "華人")) <= _faces(svg)["Tiny Han"]
