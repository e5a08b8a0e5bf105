"""Maps on several pages: two dates beside each other, an atlas, the sheets of a poster."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.report.audience import Audience
from partnermap.report.map import MapOrder, drawn, ordered_scene, write_map
from partnermap.report.paper import PAPERS, READS_WELL, MapForm, advice_for
from partnermap.report.pdf.leaves import tile_room
from partnermap.report.scenes import side_by_side
from partnermap.report.tiling import OVERLAP, tiled
from partnermap.scene.crop import cropped
from partnermap.scene.fit import Box
from partnermap.scene.map_choice import Filter, MapChoice
from tests.report.invented import ON, WHEN, Gate, PageTexts, invented_names, linked, opened, place_of

LATER = dt.date(2028, 4, 1)
COMPARED = MapChoice(other=LATER)


def pdf(place: Place, form: MapForm, choice: MapChoice = COMPARED, paper: str | None = None) -> bytes:
    return drawn(place, MapOrder(ON, choice, paper, form=form, when=WHEN)).pdf()


@pytest.mark.parametrize("form", list(MapForm))
def test_every_form_passes_and_says_both_dates_and_every_change(
    form: MapForm, rich_place: Place, passes: Gate, pages_of: PageTexts
) -> None:
    made = pdf(rich_place, form)
    assert passes(made)
    text = " ".join(pages_of(made))
    assert "1 April 2026 and 1 April 2028" in text
    assert "What changes" in text
    assert "Links carried over" in text


@pytest.mark.parametrize("count", [0, 1, 2, 40])
@pytest.mark.parametrize("form", [MapForm.TILES, MapForm.SECTORS, MapForm.ORGANISATIONS])
def test_places_of_any_size_have_every_form(count: int, form: MapForm, passes: Gate) -> None:
    place = place_of(*linked(invented_names(count)))
    assert passes(pdf(place, form, MapChoice(), "A3"))


def test_two_maps_have_everybody_in_the_same_spot(rich_place: Place) -> None:
    one, other = side_by_side(rich_place, ON, (500, 700), Audience.BOARD, None, COMPARED)
    assert one.view == other.view
    assert one.area == other.area
    both = set(one.organisation_ids) & set(other.organisation_ids)
    assert both
    for key in both:
        spots = [scene.positions[scene.organisation_ids.index(key)] for scene in (one, other)]
        assert np.allclose(*spots)


def test_two_maps_of_one_date_are_refused(rich_place: Place, tmp_path: Path) -> None:
    order = MapOrder(ON, form=MapForm.SIDE_BY_SIDE)
    with pytest.raises(UserError, match="second date"):
        write_map(rich_place, order, tmp_path / "map.pdf")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("map.svg", MapForm.SIDE_BY_SIDE),
        ("map.svg", MapForm.TILES),
        ("map.png", MapForm.SECTORS),
        ("map.png", MapForm.TILES),
    ],
)
def test_a_file_of_one_page_holds_no_more(
    name: str, form: MapForm, rich_place: Place, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=r"\.pdf"):
        write_map(rich_place, MapOrder(ON, COMPARED, form=form), tmp_path / name)
    assert not (tmp_path / name).exists()


def test_an_atlas_has_a_page_for_each_sector_that_is_there(
    rich_place: Place,
) -> None:
    document = opened(pdf(rich_place, MapForm.SECTORS, MapChoice()))
    titles = [item.get_title().split(":")[0] for item in document.get_toc()]
    document.close()
    assert titles[1:5] == ["NHS", "Local authority", "VCSE", "Community"]


def test_titles_of_an_atlas_count_in_figures_and_agree_with_their_number() -> None:
    bodies = (
        Organisation(id="trust", name="Vale Trust", sector=Sector.NHS),
        Organisation(id="one", name="One Charity", sector=Sector.VCSE),
        Organisation(id="two", name="Two Charity", sector=Sector.VCSE),
        Organisation(id="alone", name="Village Hall", sector=Sector.COMMUNITY),
    )
    ties = tuple(
        Tie(id=f"t-{end}", from_id="trust", to_id=end, kind=TieKind.REFERRAL) for end in ("one", "two")
    )
    document = opened(pdf(place_of(*bodies, *ties), MapForm.SECTORS, MapChoice()))
    titles = [item.get_title() for item in document.get_toc()]
    document.close()
    assert titles[1:4] == [
        "NHS: 1 organisation and its partners",
        "VCSE: 2 organisations and their partners",
        "Community: 1 organisation, without a link",
    ]


def test_an_atlas_has_no_page_that_would_be_the_whole_map_again_and_says_so(tmp_path: Path) -> None:
    bodies = (
        Organisation(id="trust", name="Vale Trust", sector=Sector.NHS),
        Organisation(id="one", name="One Charity", sector=Sector.VCSE),
        Organisation(id="two", name="Two Charity", sector=Sector.VCSE),
        Organisation(id="shop", name="Corner Shop", sector=Sector.PRIVATE),
    )
    ties = tuple(
        Tie(id=f"t-{end}", from_id="trust", to_id=end, kind=TieKind.REFERRAL)
        for end in ("one", "two", "shop")
    )
    order = MapOrder(ON, MapChoice(), form=MapForm.SECTORS, when=WHEN)
    target = tmp_path / "atlas.pdf"
    told = write_map(place_of(*bodies, *ties), order, target).sentences
    assert [words for words in told if "page" in words] == [
        "No page for NHS: it would show the whole map once more."
    ]
    document = opened(target.read_bytes())
    titles = [item.get_title() for item in document.get_toc()]
    document.close()
    assert titles[:3] == [
        "The whole map",
        "VCSE: 2 organisations and their partners",
        "Private: 1 organisation and its partners",
    ]
    linked_beside = Tie(id="t-beside", from_id="one", to_id="two", kind=TieKind.TRUST)
    found = drawn(place_of(*bodies, *ties, linked_beside), order)
    assert not found.left_out
    assert len(found.scenes) == 4


def test_every_map_of_an_atlas_is_as_large_as_the_paper_that_is_asked_for(rich_place: Place) -> None:
    order = MapOrder(ON, MapChoice(), "A3", form=MapForm.SECTORS, when=WHEN)
    document = opened(drawn(rich_place, order).pdf())
    maps = len(drawn(rich_place, order).scenes)
    sizes = [document[number].get_size() for number in range(maps)]
    assert maps > 2
    assert all(size == pytest.approx(PAPERS["A3"], abs=0.1) for size in sizes)
    assert drawn(rich_place, order).paper == "A3"


def test_an_atlas_has_a_page_for_each_organisation_with_links(rich_place: Place) -> None:
    document = opened(pdf(rich_place, MapForm.ORGANISATIONS, MapChoice()))
    titles = [item.get_title() for item in document.get_toc()]
    document.close()
    assert [title for title in titles if title.startswith("Vale Carers: ")]
    assert not [title for title in titles if title.startswith("Vale and Moor ICB")]


def test_sheets_cover_a_poster_with_a_strip_in_common() -> None:
    tiling = tiled(PAPERS["A0"], (785.0, 538.0))
    assert len(tiling.tiles) == tiling.rows * tiling.columns <= 28
    last = tiling.tiles[-1]
    assert last.left + last.width >= PAPERS["A0"][0]
    assert last.top + last.height >= PAPERS["A0"][1]
    row = [tile for tile in tiling.tiles if tile.row == 1]
    assert all(
        one.left + one.width - other.left == pytest.approx(OVERLAP) for one, other in pairwise(row)
    )
    assert len({tile.name for tile in tiling.tiles}) == len(tiling.tiles)


def test_a_poster_as_small_as_a_sheet_is_one_sheet() -> None:
    assert len(tiled((500.0, 400.0), (785.0, 538.0)).tiles) == 1


def test_the_sheets_together_hold_every_name(place_of_sixty: Place) -> None:
    scene = ordered_scene(place_of_sixty, MapOrder(ON, paper="A1"))
    tiling = tiled((scene.view.width, scene.view.height), (785.0, 538.0))
    found: set[int] = set()
    for tile in tiling.tiles:
        box = Box(tile.left, tile.top, tile.left + tile.width, tile.top + tile.height)
        part = cropped(scene, box)
        assert len(part.labels) < len(scene.labels)
        found |= {label.organisation for label in part.labels}
    assert found == {label.organisation for label in scene.labels}


@pytest.mark.parametrize("paper", ["A3", "A2", "A0"])
def test_a_poster_in_sheets_fills_them(paper: str) -> None:
    poster = PAPERS[paper]
    tiling = tiled(poster, (785.0, 538.0))
    assert tiled(tiling.covered, (785.0, 538.0)).tiles == tiling.tiles
    assert all(whole >= asked for whole, asked in zip(tiling.covered, poster, strict=True))


def test_the_map_in_sheets_is_as_large_as_they_are_together(place_of_sixty: Place) -> None:
    scene = ordered_scene(place_of_sixty, MapOrder(ON, paper="A2", form=MapForm.TILES))
    size = (scene.view.width, scene.view.height)
    tiling = tiled(size, tile_room())
    assert size == pytest.approx(tiling.covered)
    last = tiling.tiles[-1]
    assert (last.left + last.width, last.top + last.height) == pytest.approx(size)


def test_the_plan_counts_the_sheets(place_of_sixty: Place, pages_of: PageTexts) -> None:
    first, *_ = pages_of(pdf(place_of_sixty, MapForm.TILES, MapChoice(), "A2"))
    assert "without “fit to page”" in first


def test_a_filter_of_the_screen_holds_in_the_file_and_is_printed(
    rich_place: Place, pages_of: PageTexts
) -> None:
    wanted = Filter(sectors=frozenset({Sector.NHS}))
    choice = MapChoice(frozenset({TieKind.REFERRAL}), wanted)
    made = drawn(rich_place, MapOrder(ON, choice, when=WHEN)).pdf()
    on_map = pages_of(made)[0]
    assert "of 6 organisations" in on_map
    assert "hidden" in on_map
    assert "Sector: NHS" in on_map
    assert "Kind of link hidden: referral" in on_map
    assert "Vale Carers" not in on_map
    assert "Referral" not in on_map.replace("hidden: referral", "")


@pytest.mark.parametrize("count", [0, 1, 60, 61, 150, 151, 5000])
def test_advice_names_a_paper_that_holds_so_many(count: int) -> None:
    advice = advice_for(count)
    assert READS_WELL[advice.paper] >= min(count, max(READS_WELL.values()))
    assert advice.should_split == (count > 150)
    assert advice.paper in advice.words
