"""What a page must be apart from its tags: fonts, sizes, furniture, room, pictures, honest failures."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2.raw as pdfium
import pytest
from defusedxml.ElementTree import fromstring

from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.report.map import write_place_map
from partnermap.report.paper import paper_for
from partnermap.report.printing import report_bytes, write_place_report
from tests.report.invented import (
    ON,
    WHEN,
    PageTexts,
    invented_names,
    linked,
    map_bytes,
    opened,
    place_of,
)

FILLED = 0
LETTER = 11


@dataclass(frozen=True)
class Drawn:
    """One text object of a page: left, bottom, right, top in points."""

    words: str
    mode: int
    size: float
    box: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]


def drawn_on(pdf: bytes, number: int) -> Iterator[Drawn]:
    document = opened(pdf)
    sheet = document[number]
    text = sheet.get_textpage()
    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=text):
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item.raw)
        yield Drawn(item.extract().strip(), mode, item.get_font_size(), item.get_bounds())
    document.close()


def overlap(one: Drawn, other: Drawn) -> bool:
    (left, bottom, right, top), (left2, bottom2, right2, top2) = one.box, other.box
    return left < right2 and left2 < right and bottom < top2 and bottom2 < top


@pytest.mark.parametrize("count", [60, 150])
def test_no_two_words_of_a_map_overlap(count: int) -> None:
    pdf = map_bytes(place_of(*linked(invented_names(count))), ON, when=WHEN)
    words = [item for item in drawn_on(pdf, 0) if item.mode == FILLED and item.width > LETTER]
    assert len(words) >= count
    assert [
        (one.words, other.words) for one, other in combinations(words, 2) if overlap(one, other)
    ] == []


def test_no_text_is_smaller_than_seven_points(place_of_sixty: Place, rich_place: Place) -> None:
    files = [
        map_bytes(place_of_sixty, ON, when=WHEN),
        report_bytes(place_of_sixty, ON, when=WHEN),
        report_bytes(rich_place, ON, when=WHEN),
    ]
    for pdf in files:
        document = opened(pdf)
        sizes = [item.size for number in range(len(document)) for item in drawn_on(pdf, number)]
        assert min(sizes) >= 7


def test_every_font_is_embedded_and_maps_to_unicode(rich_place: Place) -> None:
    with pikepdf.open(io.BytesIO(report_bytes(rich_place, ON, when=WHEN))) as pdf:
        fonts = [font for page in pdf.pages for font in page.obj.Resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
            assert "Arimo" in str(font.BaseFont)
            assert b"<0000>\n" not in font.ToUnicode.read_bytes()


def test_every_page_carries_date_number_and_the_word_invented(
    rich_place: Place, pages_of: PageTexts
) -> None:
    pages = pages_of(report_bytes(rich_place, ON, when=WHEN))
    for number, text in enumerate(pages, 1):
        assert "Data as at 1 April 2026. Invented place." in text
        assert f"Page {number} of {len(pages)}" in text
        assert "Report to the board" in text


def test_a_real_place_is_not_called_invented(pages_of: PageTexts) -> None:
    place = place_of(*linked(["A Trust", "B Council"]), title="Vale", invented=False)
    assert not any("nvented" in text for text in pages_of(report_bytes(place, ON, when=WHEN)))


@pytest.mark.parametrize("kind", ["rich", "sixty"])
def test_page_one_holds_all_its_sections(
    kind: str, rich_place: Place, place_of_sixty: Place, pages_of: PageTexts
) -> None:
    place = rich_place if kind == "rich" else place_of_sixty
    first, second, *_ = pages_of(report_bytes(place, ON, when=WHEN))
    headings = ("Decide today", "What holds", "What we stand to lose", "What we do not know")
    assert [heading for heading in headings if heading not in first] == []
    assert "The map:" in second


def test_the_outline_names_every_section(rich_place: Place) -> None:
    document = opened(report_bytes(rich_place, ON, when=WHEN))
    titles = [item.get_title() for item in document.get_toc()]
    document.close()
    assert titles[0] == "Invented Vale"
    assert "How the links were made" in titles
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("paper", "points"), [("A4", (842, 595)), ("A3", (1191, 842)), ("a1", (2384, 1684))]
)
def test_a_map_fills_the_paper_asked_for(paper: str, points: tuple[int, int], rich_place: Place) -> None:
    document = opened(map_bytes(rich_place, ON, paper=paper, when=WHEN))
    assert tuple(round(side) for side in document[0].get_size()) == points
    document.close()


def test_paper_grows_with_the_number_of_names() -> None:
    assert [paper_for(count) for count in (0, 60, 61, 150, 151, 421)] == [
        "A4",
        "A4",
        "A3",
        "A3",
        "A1",
        "A0",
    ]


def test_a_picture_is_the_printed_page(rich_place: Place, tmp_path: Path) -> None:
    write_place_map(rich_place, ON, tmp_path / "map.png", when=WHEN)
    picture = (tmp_path / "map.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == pytest.approx((842 / 72 * 150, 595 / 72 * 150), abs=2)


@pytest.mark.parametrize(
    ("name", "says"),
    [("nowhere/map.pdf", "does not exist"), ("folder.pdf", "is a folder"), ("map.doc", "must end in")],
)
def test_a_bad_target_gets_one_plain_sentence(
    name: str, says: str, rich_place: Place, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(UserError, match=says) as caught:
        write_place_map(rich_place, ON, tmp_path / name, when=WHEN)
    assert "\n" not in str(caught.value)


def test_a_map_can_be_written_as_svg(rich_place: Place, tmp_path: Path) -> None:
    write_place_map(rich_place, ON, tmp_path / "map.svg")
    root = fromstring((tmp_path / "map.svg").read_bytes())
    assert root.tag.endswith("svg")
    assert "Vale Carers" in "".join(root.itertext())


def test_an_unknown_paper_is_named(rich_place: Place) -> None:
    with pytest.raises(UserError, match="A4, A3, A2, A1, A0"):
        map_bytes(rich_place, ON, paper="B5")


def test_a_failed_write_leaves_the_old_file_and_no_remains(
    rich_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="close it in other programs"):
        write_place_report(rich_place, ON, target, when=WHEN)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_is_written_over_the_old_one(rich_place: Place, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    write_place_report(rich_place, ON, target, audience="public", when=WHEN)
    assert target.read_bytes().startswith(b"%PDF-1.7")
