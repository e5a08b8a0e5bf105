"""Rows that cannot be used are named and left out; the rest comes in."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import SourceError
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Identifier, Organisation, PastName
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.post import PostPartner
from partnermap.domain.programme import Delivery, ProgrammeOwner
from partnermap.domain.tie import Tie
from partnermap.domain.words import Renewal, Sector
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan

BringIn = Callable[[Place, Path], tuple[ImportPlan, Place]]
ORGANISATIONS = "ID,Name,Sector\nA,Alpha,NHS\nB,Beta,la\nC,Gamma,VCSE\n"


def reasons(plan: ImportPlan) -> Mapping[tuple[str, int], str]:
    return {(row.source, row.row): row.reason for row in plan.skipped}


@pytest.mark.parametrize(
    ("sheet", "header", "row", "field"),
    [
        ("Ties", "From,To,Kind,Strength", "A,B,trust,4", "Strength"),
        ("Ties", "From,To,Kind,Strength", "A,B,trust,0", "Strength"),
        ("Ties", "From,To,Kind,Strength", "A,B,trust,1.5", "Strength"),
        ("Ties", "From,To,Kind,Strength", "A,B,friendship,1", "Kind"),
        ("Ties", "From,To,Kind,Strength", "A,Nobody,trust,1", "To"),
        ("Ties", "From,To,Kind,Strength", "A,A,trust,1", "To"),
        ("Ties", "From,To,Kind,Strength", "A,,trust,1", "To"),
        ("Ties", "From,To,Kind,Start,End", "A,B,trust,2026-02-31,", "Start"),
        ("Ties", "From,To,Kind,Start,End", "A,B,trust,soon,", "Start"),
        ("Ties", "From,To,Kind,Start,End", "A,B,trust,2026-05,2026-04-30", "End"),
        ("Ties", "From,To,Kind,Directed", "A,B,trust,perhaps", "Directed"),
        ("Organisations", "ID,Name,Opened,Closed", "D,Delta,2020,2019", "Closed"),
        ("Organisations", "ID,Name,Identifiers", "D,Delta,RAX", "Identifiers"),
        ("Organisations", "ID,Name,Past names", "D,Delta,Old 2020..2019", "Past names"),
        ("Organisations", "ID,Name,Part of", "D,Delta,Nobody", "Part of"),
        ("Agreements", "Name,Signed", "Pool,31/02/2026", "Signed"),
        ("Agreements", "Name,Notice months", "Pool,-3", "Notice months"),
        ("Agreements", "Name,Renewal", "Pool,option to 2026-13-01", "Renewal"),
        ("Posts", "Title,WTE", "Director,-1", "WTE"),
        ("Posts", "Title,WTE", "Director,nan", "WTE"),
        ("Reorganisations", "Name,Peak high", "Merger,1.2", "Peak high"),
        ("Reorganisations", "Name,Peak low,Peak high", "Merger,0.6,0.4", "Peak high"),
        ("Ratings", "Round,Statement,Score", "One,We trust,6", "Score"),
        ("Statements", "About,Text", "Cats:1,Meow", "About"),
        ("Statements", "About,Text", "Organisations:Nobody,Hello", "About"),
        ("Programmes", "Name,Owners", "Hearts,A; Nobody", "Owners"),
    ],
)
def test_a_row_that_cannot_be_used(
    folder: Callable[..., Path], bring_in: BringIn, sheet: str, header: str, row: str, field: str
) -> None:
    good = folder("first", Organisations=ORGANISATIONS)
    _, place = bring_in(Place(), good)
    plan, after = bring_in(place, folder(**{sheet: f"{header}\n{row}\n"}))
    assert list(reasons(plan)) == [(f"{sheet}.csv", 2)]
    assert reasons(plan)[f"{sheet}.csv", 2].startswith(f"{field}: ")
    assert not plan.changes
    assert (plan.read, plan.created, plan.updated, plan.unchanged) == (1, 0, 0, 0)
    assert list(after.records()) == list(place.records())


def test_money_and_shares(folder: Callable[..., Path], bring_in: BringIn) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations=ORGANISATIONS,
            Agreements="Name\nPool\n",
            Contributions="Agreement,Organisation,Financial year,Amount\n"
            'Pool,A,2025/26,"£1,234.50"\nPool,B,2025/26,-5\nPool,B,2025/27,5\nPool,C,2025-26,\n',
            Posts="Title\nDirector\n",
            Post_partners="Post,Organisation,Share\nDirector,A,60%\nDirector,B,0.6\nDirector,C,1.5\n",
        ),
    )
    assert list(reasons(plan)) == [
        ("Contributions.csv", 3),
        ("Contributions.csv", 4),
        ("Post partners.csv", 4),
    ]
    assert "negative" in reasons(plan)["Contributions.csv", 3]
    assert [item.amount for item in place.of(Contribution).values()] == [123_450, None]
    assert [item.share for item in place.of(PostPartner).values()] == [0.6, 0.6]
    (warning,) = plan.warnings
    assert warning.startswith("Post partners.csv, row 3, Share: ")
    assert "120%" in warning


def test_what_refers_to_a_row_that_is_left_out_is_left_out_too(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations="ID,Name,Opened,Closed,Part of\n"
            "A,Alpha,2020,2019,\nB,Beta,,,A\nC,Gamma,,,B\nD,Delta,,,\n",
            Ties="From,To,Kind\nC,D,trust\n",
        ),
    )
    assert [row.row for row in plan.skipped] == [2, 3, 4, 2]
    assert [item.name for item in place.organisations.values()] == ["Delta"]


def test_two_organisations_of_one_name(folder: Callable[..., Path], bring_in: BringIn) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations="ID,Name,Sector\nA,Same,\nB,Same,\n,Other,NHS\n,Other,NHS\n",
            Ties="From,To,Kind\nA,B,trust\nSame,Other,trust\nOther,A,trust\n",
        ),
    )
    assert list(reasons(plan)) == [("Organisations.csv", 5), ("Ties.csv", 3)]
    assert "use the ID" in reasons(plan)["Ties.csv", 3]
    assert "own ID" in reasons(plan)["Organisations.csv", 5]
    assert (len(place.organisations), len(place.ties)) == (3, 2)


def test_rows_that_differ_but_share_a_name_are_not_guessed_at(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations="ID,Name,Sector\n,Same,NHS\n,Same,VCSE\nA,Alpha,NHS\nA,Beta,NHS\n,Gamma,\n",
            Ties="From,To,Kind\nSame,Gamma,trust\nA,Gamma,trust\nAlpha,Gamma,trust\n",
        ),
    )
    assert list(reasons(plan)) == [
        ("Organisations.csv", 3),
        ("Organisations.csv", 5),
        ("Ties.csv", 2),
        ("Ties.csv", 3),
    ]
    assert len(place.ties) == 1


def test_one_id_twice(folder: Callable[..., Path], bring_in: BringIn) -> None:
    plan, _ = bring_in(Place(), folder(Organisations="ID,Name\nA,One\nA,Two\n"))
    assert "stands in row 2 too" in reasons(plan)["Organisations.csv", 3]


def test_headers_in_any_order_and_case(folder: Callable[..., Path], bring_in: BringIn) -> None:
    plan, place = bring_in(
        Place(), folder(organisations="SECTOR, name ,Short_Name,id\nvoluntary,Alpha,Al,A\n")
    )
    (made,) = place.organisations.values()
    assert (made.name, made.short_name, made.ref, made.sector) == ("Alpha", "Al", "A", Sector.VCSE)
    assert plan.warnings == ()


def test_what_is_not_known_is_kept_and_reported(folder: Callable[..., Path], bring_in: BringIn) -> None:
    source = folder(
        Organisations="Name,Sector,Colour,Notes\nAlpha,Sea,red,old\nBeta,Sea,,\n", Cats="Cat\nTom\n"
    )
    plan, place = bring_in(Place(), source)
    alpha, beta = place.organisations.values()
    assert (alpha.sector, alpha.notes, beta.notes) == (
        None,
        "old\nSector: Sea\nColour: red",
        "Sector: Sea",
    )
    assert len(plan.warnings) == 3
    assert any("row 2 and 1 more, Sector" in sentence for sentence in plan.warnings)
    again, _ = bring_in(place, source)
    assert not again.changes


def test_cells_beyond_the_header_are_kept_and_reported(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    header = "Name,,Sector"
    source = folder(Organisations=f"{header}\nLong,stray,NHS,,extra\nShort,,NHS,,\n")
    plan, place = bring_in(Place(), source)
    long, short = place.organisations.values()
    assert (long.sector, long.notes, short.notes) == (
        Sector.NHS,
        "Column B: stray\nColumn E: extra",
        None,
    )
    assert [sentence.partition(" is not known")[0] for sentence in plan.warnings] == [
        "Organisations.csv: the column “Column B”",
        "Organisations.csv: the column “Column E”",
    ]
    assert not bring_in(place, source)[0].changes


def test_columns_are_called_as_excel_does(folder: Callable[..., Path], bring_in: BringIn) -> None:
    beyond = "," * 25
    _, place = bring_in(Place(), folder(Organisations=f"Name\nAlpha{beyond}y,z{beyond}a\n"))
    (alpha,) = place.organisations.values()
    assert alpha.notes == "Column Z: y\nColumn AA: z\nColumn AZ: a"


def test_lines_of_a_name_are_joined_and_reported(folder: Callable[..., Path], bring_in: BringIn) -> None:
    rows = '"Alpha \nTrust",NHS,"one\ntwo"\n"Beta\r\nTrust",NHS,\n'
    plan, place = bring_in(
        Place(),
        folder(
            Organisations=f"Name,Sector,Notes\n{rows}",
            Ties='From,To,Kind\n"Alpha\nTrust",Beta Trust,trust\n',
        ),
    )
    assert [item.name for item in place.organisations.values()] == ["Alpha Trust", "Beta Trust"]
    assert next(iter(place.organisations.values())).notes == "one\ntwo"
    (warning,) = plan.warnings
    assert warning.startswith("Organisations.csv, row 2 and 1 more, Name: the cell holds several lines")
    assert len(place.ties) == 1


def test_a_sheet_without_a_column_it_needs(folder: Callable[..., Path], bring_in: BringIn) -> None:
    source = folder(Organisations=ORGANISATIONS, Ties="From,Kind\nA,trust\n")
    plan, place = bring_in(Place(), source)
    assert reasons(plan)["Ties.csv", 1].startswith("the column “To” is missing")
    assert len(place.organisations) == 3
    with pytest.raises(SourceError, match="“To” is missing"):
        plan_import(place, [folder("alone", Ties="From,Kind\nA,trust\n")])


def test_cells_that_hold_several(folder: Callable[..., Path], bring_in: BringIn) -> None:
    source = folder(
        Organisations="ID,Name,Identifiers,Past names\n"
        "A,Alpha,GB-NHS-RAX; GB-CHC-1126147; 360G-x-1:2,"
        "Old A 2013-04-01..2019-09-30; Older ..2012; Oldest\n",
        Agreements="ID,Name,Renewal,Replaces\n"
        "P,Pool,option to 2028-03-31,\nQ,New pool,yearly by national rule,P\n",
        Programmes="Name,Owners,Delivered by\nHearts,A,Agreements:P; Agreements:New pool\n",
        Statements="About,Text\nAgreements:P,Good\n,About the place\n",
    )
    plan, place = bring_in(Place(), source)
    assert plan.skipped == ()
    assert [item.text for item in place.of(Identifier).values()] == [
        "GB-NHS-RAX",
        "GB-CHC-1126147",
        "360G-x-1:2",
    ]
    assert [(item.name, str(item.start), str(item.end)) for item in place.of(PastName).values()] == [
        ("Old A", "2013-04-01", "2019-09-30"),
        ("Older", "None", "2012"),
        ("Oldest", "None", "None"),
    ]
    pool, new = place.of(Agreement).values()
    assert (pool.renewal, pool.renewal_until) == (Renewal.OPTION, PartialDate(2028, 3, 31))
    assert (new.renewal, new.replaces_id) == (Renewal.YEARLY_BY_RULE, pool.id)
    assert len(place.of(ProgrammeOwner)) == 1
    assert {item.about_id for item in place.of(Delivery).values()} == {pool.id, new.id}
    assert [item.about_id for item in place.of(Statement).values()] == [pool.id, None]
    assert (plan.read, plan.created) == (6, 6)


def test_matching_by_id_then_by_name(folder: Callable[..., Path], bring_in: BringIn) -> None:
    _, place = bring_in(Place(), folder("first", Organisations=ORGANISATIONS + ",Delta,VCSE\n"))
    plan, after = bring_in(
        place,
        folder(
            Organisations="ID,Name,Type\nA,Alpha renamed,ICB\n,Beta,unitary\nX,Delta,charity\n",
            Ties="From,To,Kind\nAlpha renamed,Beta,trust\nAlpha,Gamma,trust\n",
        ),
    )
    assert (plan.created, plan.updated, plan.skipped) == (2, 3, ())
    found = {item.ref: item for item in after.organisations.values()}
    assert found["A"].name == "Alpha renamed"
    assert found["A"].sector is Sector.NHS
    assert found["X"].name == "Delta"
    assert len(found) == 4


def test_blank_cells_leave_what_is_there(folder: Callable[..., Path], bring_in: BringIn) -> None:
    _, place = bring_in(
        Place(), folder("first", Organisations="ID,Name,Sector,Identifiers\nA,Alpha,NHS,GB-NHS-RAX\n")
    )
    plan, _ = bring_in(place, folder(Organisations="ID,Name,Sector,Identifiers,Closed\nA,Alpha,,,\n"))
    assert (plan.updated, plan.unchanged) == (0, 1)


def test_a_list_in_a_cell_is_the_whole_list(folder: Callable[..., Path], bring_in: BringIn) -> None:
    _, place = bring_in(
        Place(), folder("first", Organisations="ID,Name,Identifiers\nA,Alpha,GB-NHS-RAX; GB-CHC-1\n")
    )
    plan, after = bring_in(
        place, folder(Organisations="ID,Name,Identifiers\nA,Alpha,GB-NHS-RAX; GB-COH-2\n")
    )
    assert [item.text for item in after.of(Identifier).values()] == ["GB-NHS-RAX", "GB-COH-2"]
    assert (plan.created, plan.updated) == (0, 1)


def test_ties_are_known_by_ends_kind_start_and_name(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    header = "From,To,Kind,Start,Name,Strength\n"
    first = folder(
        "first",
        Organisations=ORGANISATIONS,
        Ties=header + "A,B,trust,2020,,1\nA,B,trust,2020,,1\nA,B,trust,2021,,1\nB,A,trust,2020,,1\n",
    )
    plan, place = bring_in(Place(), first)
    assert len(place.ties) == 4
    assert not bring_in(place, first)[0].changes
    plan, after = bring_in(place, folder(Ties=header + "A,B,trust,2021,,3\nA,B,trust,2020,Board,2\n"))
    assert (plan.created, plan.updated) == (1, 1)
    assert [(tie.strength, tie.name) for tie in after.of(Tie).values()] == [
        (1, None),
        (1, None),
        (3, None),
        (1, None),
        (2, "Board"),
    ]


def test_dates_that_disagree_are_reported_and_kept(
    folder: Callable[..., Path], bring_in: BringIn
) -> None:
    plan, place = bring_in(
        Place(),
        folder(
            Organisations="ID,Name,Opened,Closed\nA,Alpha,2015,2020-03-31\nB,Beta,,\n",
            Ties="From,To,Kind,Start,End\nA,B,trust,2010,2021\nB,A,trust,2016,\nA,B,referral,2016,2020\n",
        ),
    )
    assert len(place.ties) == 3
    assert [sentence.partition(": ")[0] for sentence in plan.warnings] == ["Ties.csv, row 2, From"]
    assert "starts 2010, before “Alpha” opens (2015)" in plan.warnings[0]
    later = folder("later", Ties="From,To,Kind,Start,End\nB,A,governance,2016,2021\n")
    (warning,) = bring_in(place, later)[0].warnings
    assert "Ties.csv, row 2, To: the tie ends 2021, after “Alpha” closes (2020-03-31)" in warning


def test_the_place_has_one_row(folder: Callable[..., Path], bring_in: BringIn) -> None:
    plan, place = bring_in(Place(), folder(Place="Title,Invented\nCalder,yes\nOther,no\n"))
    assert (place.title, place.is_invented, len(place.of(PlaceInfo))) == ("Calder", True, 1)
    assert list(reasons(plan)) == [("Place.csv", 3)]


def test_several_sources_are_one_step(folder: Callable[..., Path], tmp_path: Path) -> None:
    one = folder("one", Organisations=ORGANISATIONS)
    two = folder(
        "two", Organisations="ID,Name,Sector\nA,Alpha,VCSE\n", Ties="From,To,Kind\nA,Beta,trust\n"
    )
    plan = plan_import(Place(), [one, two])
    assert plan.label == "Import of one and two"
    assert (plan.read, plan.created, plan.updated) == (5, 4, 1)
    assert len(plan.changes.create) == 4
    assert plan.changes.update == ()
    made = {item.ref: item for item in plan.changes.create if isinstance(item, Organisation)}
    assert made["A"].sector is Sector.VCSE
