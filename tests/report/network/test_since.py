"""What changed since the last report: pairs by name, successors as the bodies they took over from."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.domain.place import Place
from partnermap.domain.words import ReorganisationStatus, Sector, TieKind
from partnermap.report.build import build_report
from partnermap.report.content import Words
from partnermap.report.network.since import last_report_before, since_section

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

THEN, NOW = dt.date(2025, 6, 1), dt.date(2026, 6, 1)


def place_of(build: "PlaceBuilder") -> Place:
    """One pair lasts under a new name, one is gained with a VCSE body, one lost, one internal."""
    for name in ("Trust", "Council", "Other", "Neighbour"):
        build.add_organisation(name)
    build.add_organisation("Old", closed="2025-12-31")
    build.add_organisation("Heir", opened="2026-01-01")
    build.add_organisation("Charity", Sector.VCSE)
    build.add_reorganisation(
        "Merger",
        effective="2026-01-01",
        status=ReorganisationStatus.IN_FORCE,
        moves=[("Old", "Heir"), ("Neighbour", "Heir")],
    )
    build.add_tie("Old", "Council", TieKind.GOVERNANCE)
    build.add_tie("Old", "Neighbour", TieKind.TRUST)
    build.add_tie("Trust", "Charity", start="2026-02-01")
    build.add_tie("Trust", "Other", end="2026-01-31")
    return build.build()


def words_of(place: Place, since: dt.date, on: dt.date) -> tuple[str, str]:
    section = since_section(place, since, on)
    (block,) = section.blocks
    assert isinstance(block, Words)
    return section.heading, block.text


def test_gained_lost_and_internal_pairs_are_named(place_builder: "PlaceBuilder") -> None:
    heading, words = words_of(place_of(place_builder), THEN, NOW)
    assert heading == "Since 1 June 2025: 1 linked pair gained, 1 lost"
    assert "Gained: Charity – Trust (1 with a VCSE organisation)." in words
    assert "Lost: Other – Trust (none with a VCSE organisation)." in words
    assert "Now within one body: Neighbour – Old" in words
    assert "Council" not in words


def test_nothing_changed_is_said(place_builder: "PlaceBuilder") -> None:
    heading, words = words_of(place_of(place_builder), dt.date(2025, 5, 1), THEN)
    assert heading == "Since 1 May 2025: no linked pair was gained or lost"
    assert words == "3 linked pairs on both dates."


def test_without_a_date_the_report_looks_back_a_quarter(place_builder: "PlaceBuilder") -> None:
    place = place_of(place_builder)
    assert last_report_before(NOW) == dt.date(2026, 3, 1)
    told = [section.heading for section in build_report(place, NOW).first_page]
    assert any(heading.startswith("Since 1 March 2026") for heading in told)
    other = [section.heading for section in build_report(place, NOW, since=THEN).first_page]
    assert any(heading.startswith("Since 1 June 2025") for heading in other)
