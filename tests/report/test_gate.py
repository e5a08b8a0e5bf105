"""Every map and report passes PDF/UA-1 and reads whole, whatever the records hold."""

import pytest

from partnermap.domain.place import Place
from partnermap.report.audience import Audience
from partnermap.report.printing import report_bytes
from tests.report.invented import ON, WHEN, Gate, PageTexts, invented_names, linked, map_bytes, place_of

ODD_NAMES = [
    "A <b> & C > D",
    "Bright \N{GRINNING FACE} Start",
    "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}\N{HEBREW LETTER VAV} House",
    "\N{ARABIC LETTER AIN}\N{ARABIC LETTER REH} Centre",
    "Tab\tand\nnewline",
    "Control \x07 bell",
    "A name of some length " * 9,
    "w" * 200,
    "y" * 5000,
]


def sized(count: int) -> Place:
    return place_of(*linked(invented_names(count)))


@pytest.mark.parametrize("count", [0, 1, 2, 150])
def test_maps_and_reports_of_any_size_pass(count: int, passes: Gate) -> None:
    place = sized(count)
    assert passes(map_bytes(place, ON, when=WHEN))
    assert passes(report_bytes(place, ON, when=WHEN))


def test_odd_names_pass(passes: Gate) -> None:
    place = place_of(*linked(ODD_NAMES), title="Vale <&> \N{GRINNING FACE}")
    assert passes(map_bytes(place, ON, when=WHEN))
    assert passes(report_bytes(place, ON, when=WHEN))


@pytest.mark.parametrize("audience", list(Audience))
def test_the_report_of_every_audience_passes(
    audience: Audience, rich_place: Place, passes: Gate
) -> None:
    assert passes(report_bytes(rich_place, ON, audience=audience, when=WHEN))


def test_every_organisation_is_named_whole(place_of_sixty: Place, pages_of: PageTexts) -> None:
    names = [organisation.name for organisation in place_of_sixty.organisations.values()]
    on_map, *listed = pages_of(map_bytes(place_of_sixty, ON, when=WHEN))
    assert [name for name in names if name not in on_map] == []
    assert [name for name in names if name not in " ".join(listed)] == []


def test_odd_names_are_read_as_they_are(pages_of: PageTexts) -> None:
    text = " ".join(pages_of(map_bytes(place_of(*linked(ODD_NAMES)), ON, when=WHEN)))
    assert "A <b> & C > D" in text
    assert "Tab and newline" in text
    assert "Control bell" in text
    assert "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}\N{HEBREW LETTER VAV}" in text
    assert "\N{ARABIC LETTER AIN}\N{ARABIC LETTER REH}" in text


def test_a_long_list_of_partners_goes_on_in_rows_of_its_own(passes: Gate) -> None:
    star = linked(["Hub", *invented_names(120)])
    pdf = map_bytes(place_of(*star), ON, when=WHEN)
    assert passes(pdf)


@pytest.mark.parametrize("make", [map_bytes, report_bytes])
def test_the_same_content_and_time_give_the_same_bytes(make: object, rich_place: Place) -> None:
    assert callable(make)
    assert make(rich_place, ON, when=WHEN) == make(rich_place, ON, when=WHEN)
    assert make(rich_place, ON, when=WHEN) != make(rich_place, ON, when=WHEN.replace(year=2027))
