"""Rows that contradict each other or themselves: none is taken in without a word."""

from collections.abc import Callable, Mapping
from pathlib import Path

from partnermap.domain.agreement import Contribution
from partnermap.domain.evidence import Assumption
from partnermap.domain.organisation import Alias
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.reorganisation import Succession
from partnermap.exchange.plan import ImportPlan

BringIn = Callable[[Place, Path], tuple[ImportPlan, Place]]
ORGANISATIONS = "ID,Name,Sector\nA,Alpha,NHS\nB,Beta,la\nC,Gamma,VCSE\n"


def reasons(plan: ImportPlan) -> Mapping[tuple[str, int], str]:
    return {(row.source, row.row): row.reason for row in plan.skipped}


def test_a_reference_to_what_stands_twice_names_the_rows(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, _ = bring_in(
        Place(),
        folder(
            Organisations="ID,Name,Sector\nA,Alpha,NHS\nB,Beta,NHS\nA,Other,VCSE\n"
            "A,Third,VCSE\n,Same,NHS\n,Same,VCSE\n",
            Ties="From,To,Kind\nA,B,trust\nB,a,trust\nB,Same,trust\n",
        ),
    )
    found = reasons(plan)
    for row in (2, 3):
        assert "the ID “A” stands in rows 2, 4 and 5 of Organisations.csv" in found["Ties.csv", row]
        assert "give each an ID of its own" in found["Ties.csv", row]
    assert "the name “Same” stands in rows 6 and 7 of Organisations.csv" in found["Ties.csv", 4]


def test_an_abolished_body_does_not_follow_itself(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations=ORGANISATIONS,
            Reorganisations="ID,Name,Kind\nR,End of Alpha,abolition\nS,Split,split\n",
            Successions="Reorganisation,Predecessor,Successor,Share\nR,A,A,1\nR,A,B,1\nS,A,A,1\n",
        ),
    )
    assert list(reasons(plan)) == [("Successions.csv", 2)]
    assert "“End of Alpha” is an abolition" in reasons(plan)["Successions.csv", 2]
    assert len(place.of(Succession)) == 2


def test_a_row_that_refers_to_itself_loses_the_reference(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    source = folder(
        Organisations="ID,Name,Part of,Acts through\nA,Alpha,A,\nB,Beta,,Beta\n",
        Teams="ID,Name,Kind,Reports to\nT,Board,forum,Board\n",
    )
    plan, place = bring_in(Place(), source)
    assert plan.skipped == ()
    assert [sentence.partition(": ")[0] for sentence in plan.warnings] == [
        "Organisations.csv, row 2, Part of",
        "Organisations.csv, row 3, Acts through",
        "Teams.csv, row 2, Reports to",
    ]
    assert {item.part_of_id or item.acts_through_id for item in place.organisations.values()} == {None}
    assert not bring_in(place, source)[0].changes


def test_circles_are_reported_once(folder: Callable[..., Path], bring_in: BringIn) -> None:
    rows = "A,Alpha,B\nB,Beta,C\nC,Gamma,A\nD,Delta,A\n"
    plan, place = bring_in(Place(), folder(Organisations=f"ID,Name,Part of\n{rows}"))
    assert len(place.organisations) == 4
    (warning,) = plan.warnings
    assert "row 2, Part of: “Alpha” and “Beta” and “Gamma” lead back" in warning


def test_one_alias_for_two_organisations(folder: Callable[..., Path], bring_in: BringIn) -> None:
    aliases = "Source,Name,Organisation\n,Firm,A\n,Firm,B\nspend,Firm,B\n,Firm,A\n"
    plan, place = bring_in(Place(), folder(Organisations=ORGANISATIONS, Aliases=aliases))
    assert list(reasons(plan)) == [("Aliases.csv", 3)]
    assert "stands in row 2 for another organisation" in reasons(plan)["Aliases.csv", 3]
    assert len(place.of(Alias)) == 3


def test_contributions_that_are_alike_are_kept_and_reported(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    header = "Agreement,Organisation,Role,Financial year,Amount,Kind\n"
    rows = "Pool,A,pays,2025/26,5,cash\nPool,A,pays,2026/27,5,cash\nPool,A,pays,2025/26,7,cash\n"
    source = folder(Organisations=ORGANISATIONS, Agreements="Name\nPool\n", Contributions=header + rows)
    plan, place = bring_in(Place(), source)
    assert len(place.of(Contribution)) == 3
    (warning,) = plan.warnings
    assert warning.startswith("Contributions.csv, rows 2 and 4: ")


def test_a_sheet_about_another_place_renames_none_that_has_organisations(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    sheet = "Title,Description,Invented\nCalder,By the river,yes\n"
    _, place = bring_in(Place(), folder("empty", Place=sheet, Organisations=ORGANISATIONS))
    assert (place.title, place.is_invented) == ("Calder", True)
    other = folder("other", Place="Title,Description,Invented\nElsewhere,Hills,no\n")
    plan, after = bring_in(place, other)
    assert (after.title, after.is_invented, plan.unchanged) == ("Calder", True, 1)
    (warning,) = plan.warnings
    assert warning.startswith("Place.csv, row 2, Title: the file is about “Calder” and stays so")
    plan, after = bring_in(place, folder("same", Place="Title,Description\nCalder,Uphill\n"))
    assert [info.description for info in after.of(PlaceInfo).values()] == ["Uphill"]


def test_an_assumption_that_cannot_be_used_is_said_when_it_comes_in(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Assumptions="Name,Low,High\nfade_months,30,10\nfrob,1,2\nshape,wavy,wavy\n"
            "sensitivity:love,1,1\nslip_months,0,6\n"
        ),
    )
    assert len(place.of(Assumption)) == 5
    said = [warning.partition(": ")[0] for warning in plan.warnings]
    assert said == [
        "Assumptions.csv, row 2, High",
        "Assumptions.csv, row 3, Name",
        "Assumptions.csv, row 4, Low",
        "Assumptions.csv, row 5, Name",
    ]
    assert all(warning.endswith("Until then the default holds.") for warning in plan.warnings)
