"""What is at stake, in sentences."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.health.stake import at_stake, place_stake, tie_stake
from partnermap.domain.place import Place
from partnermap.domain.words import AgreementStatus, ReorganisationKind, ReorganisationStatus, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def test_an_organisation_of_testbridge(testbridge_place: Place) -> None:
    stake = at_stake(testbridge_place, ON, "D")
    assert stake.headline == "1 of its 5 links is at risk by January 2028."
    assert stake.details == ("At stake: £120,000 a year.", "The first decision is due by 31 March 2026.")
    assert [(link.other_id, link.at_risk) for link in stake.links] == [
        ("F", True),
        ("E", False),
        ("A", False),
        ("C", False),
        ("A", False),
    ]
    assert stake.links[0].dates == "1 April 2023 to 31 March 2026"
    assert stake.links[1].dates == "start not known, no end"
    assert stake.money_by_end == (("2026", 12_000_000), ("no end recorded", 800_000_000))


def test_months_move_the_horizon(testbridge_place: Place) -> None:
    assert at_stake(testbridge_place, ON, "A", 12).headline == (
        "None of its 4 links has anything recorded against it by January 2027."
    )
    assert at_stake(testbridge_place, ON, "A", 24).headline == (
        "1 of its 4 links is at risk by January 2028."
    )


def test_the_whole_place(testbridge_place: Place) -> None:
    stake = place_stake(testbridge_place, ON)
    assert stake.headline == "2 of the 10 links are at risk by January 2028."
    assert len(stake.links) == 4
    assert sum(pence for _, pence in stake.money_by_end) == 832_000_000


def test_one_tie(testbridge_place: Place) -> None:
    at_risk = tie_stake(testbridge_place, ON, "agreements:Grant to F:D:F")
    assert at_risk.headline == "This link is at risk by January 2028."
    assert at_risk.details[0] == "Grant to F ends on 31 March 2026."
    assert (
        tie_stake(testbridge_place, ON, "ties:ties-1").headline
        == "Nothing ends this link by January 2028."
    )
    assert (
        tie_stake(testbridge_place, ON, "ties:none").headline == "This link is not there on this date."
    )


def test_nobody_and_nothing(place_builder: "PlaceBuilder") -> None:
    assert place_stake(place_builder.build(), ON).headline == "There are no organisations yet."
    place_builder.add_organisation("Alone")
    assert at_stake(place_builder.build(), ON, "Alone").headline == "No link is recorded on this date."


def test_an_only_link(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", start="2020", end="2026-06")
    assert (
        at_stake(place_builder.build(), ON, "A").headline == "Its only link is at risk by January 2028."
    )


def test_closed_and_future_bodies_say_so(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2025-03-31")
    place_builder.add_organisation("New", opened="2027")
    place_builder.add_organisation("Now")
    place_builder.add_reorganisation(
        "M",
        moves=[("Old", "Now")],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.IN_FORCE,
        effective="2025-04-01",
    )
    place = place_builder.build()
    old = at_stake(place, ON, "Old")
    assert (old.headline, old.details) == ("Old closed on 31 March 2025.", ("It was followed by Now.",))
    assert at_stake(place, ON, "New").headline == "New has not opened yet on 1 January 2026."


def test_links_that_wait_are_told_to_a_possible_successor(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2025-03-31")
    for name in ("East", "West", "Friend"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", start="2020")
    place_builder.add_reorganisation(
        "S",
        moves=[("Old", "East"), ("Old", "West")],
        kind=ReorganisationKind.SPLIT,
        status=ReorganisationStatus.IN_FORCE,
        effective="2025-04-01",
    )
    place = place_builder.build()
    text = "One link of bodies that closed (Old) still waits for a new home."
    assert text in at_stake(place, ON, "East").details
    assert text in at_stake(place, ON, "Friend").details
    assert text in place_stake(place, ON).details


def test_dates_that_have_passed_are_counted(place_builder: "PlaceBuilder") -> None:
    for name in "ABC":
        place_builder.add_organisation(name)
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    place_builder.add_agreement(
        "Old", host_id="A", pays={"B": 5}, start="2020", end="2025-03", status=lapsed
    )
    stake = at_stake(place_builder.build(), ON, "A")
    assert "The latest safe date has passed for one link." in stake.details
    assert stake.links[0].dates == "2020 to March 2025, still running"
    assert stake.money_by_end == (("expired but running", 500),)


def test_payments_are_told_apart(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", TieKind.PAYMENT, start="2025-04-01", end="2026-03-31")
    text = "One link is a record of past payments; whether it will go on is not known."
    assert at_stake(place_builder.build(), ON, "A").details == (text,)
    assert text in place_stake(place_builder.build(), ON).details


def test_evidence(place_builder: "PlaceBuilder") -> None:
    for name in "ABC":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B", source="Minutes", last_confirmed="2025-01-01")
    place_builder.add_tie("A", "B", TieKind.TRUST, source="Survey", last_confirmed="2024-12-31")
    place_builder.add_tie("A", "C")
    assert at_stake(place_builder.build(), ON, "A").evidence == (
        "Sources: Minutes; Survey.",
        "Last confirmed: 1 January 2025.",
        "2 of 3 links were not confirmed for over a year.",
    )
