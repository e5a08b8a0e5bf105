import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.words import OrganisationType, Sector
from partnermap.exchange import ods
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token


def ods_row(code: str, name: str, **cells: str) -> list[str]:
    """A row of 27 columns; cells by the column's number, such as c11 for the opening date."""
    row = [code, name, *[""] * 25]
    for column, text in cells.items():
        row[int(column[1:]) - 1] = text
    return row


ROWS = (
    ods_row("RX1", "INVENTED HOSPITALS NHS FOUNDATION TRUST", c4="QZ1", c11="20020401"),
    ods_row("RX2", "SECOND INVENTED NHS TRUST", c4="QZ2", c11="19930401", c12="20190930"),
    ods_row("00C", "NHS INVENTED CCG", c4="QZ1", c11="20130401", c14="C"),
    ods_row("L99001", "THE INVENTED SURGERY", c4="QZ1", c11="19740401", c13="D", c15="00C", c26="4"),
    ods_row("Y99001", "INVENTED OUT OF HOURS", c4="QZ1", c13="A", c15="00C", c26="2"),
    ods_row("01E10", "INVENTED SUB-ICB", c14="RO319|RO326"),
    ods_row("QZ9", "NHS INVENTED INTEGRATED CARE BOARD", c14="RO261|RO318"),
    ods_row("L99002", "CLOSED SURGERY", c13="C", c26="4"),
)


def written(folder: Path, *rows: list[str]) -> Path:
    path = folder / "codes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def take_in(place: Place, source: Path, **select: str) -> tuple[ImportPlan, Place]:
    plan = ods.plan(place, source, select, Token())
    return plan, applied(place, plan.changes)


def coded(code: str, name: str, **fields: Any) -> Place:
    body = Organisation(id="o", name=name, **fields)
    identifier = Identifier(id="i", organisation_id="o", scheme="GB-NHS", value=code)
    return applied(Place(), Changes(create=(body, identifier)))


def by_code(place: Place) -> dict[str, Organisation]:
    return {code: place.organisations[ids[0]] for code, ids in organisations_by_code(place).items()}


def test_an_empty_place_takes_everything_in_by_code(tmp_path: Path) -> None:
    plan, place = take_in(Place(), written(tmp_path, *ROWS))
    bodies = by_code(place)
    assert list(bodies) == [row[0] for row in ROWS]
    assert (plan.read, plan.created, plan.updated) == (8, 8, 0)
    trust = bodies["RX1"]
    assert trust.name == "Invented Hospitals NHS Foundation Trust"
    assert (trust.sector, trust.type) == (Sector.NHS, OrganisationType.NHS_TRUST)
    assert (trust.opened, trust.closed) == (PartialDate(2002, 4, 1), None)
    assert bodies["RX2"].closed == PartialDate(2019, 9, 30)


def test_types_follow_from_roles_settings_and_names(tmp_path: Path) -> None:
    _, place = take_in(Place(), written(tmp_path, *ROWS))
    types = {code: body.type for code, body in by_code(place).items()}
    other = OrganisationType.OTHER
    assert types["L99001"] is OrganisationType.GP_PRACTICE
    assert types["QZ9"] is OrganisationType.ICB
    assert types["00C"] is types["01E10"] is types["Y99001"] is other
    assert by_code(place)["Y99001"].sector is None


def test_status_stands_in_dates_or_in_the_notes(tmp_path: Path) -> None:
    _, place = take_in(Place(), written(tmp_path, *ROWS))
    bodies = by_code(place)
    assert bodies["L99001"].notes == "ODS status: dormant"
    assert bodies["L99002"].closed == NOT_KNOWN
    active = written(tmp_path, ods_row("L99001", "THE INVENTED SURGERY", c13="A", c26="4"))
    _, place = take_in(place, active)
    assert by_code(place)["L99001"].notes is None


def test_a_place_with_codes_is_updated_and_the_rest_left_out(tmp_path: Path) -> None:
    place = coded("RX1", "Invented Hospitals NHSFT")
    plan, after = take_in(place, written(tmp_path, *ROWS))
    assert (plan.created, plan.updated, plan.skipped) == (0, 1, ())
    body = after.organisations["o"]
    assert body.name == "Invented Hospitals NHSFT"
    assert (body.type, body.opened) == (OrganisationType.NHS_TRUST, PartialDate(2002, 4, 1))
    assert not after.of(PastName)
    assert any("7 not in this place and left out" in sentence for sentence in plan.warnings)


@pytest.mark.parametrize(
    ("select", "codes"),
    [
        ({"code": "rx2, 01E10"}, {"RX2", "01E10"}),
        ({"geography": "QZ1"}, {"00C", "L99001"}),
        ({"parent": "00C"}, {"L99001"}),
        ({"all": "yes"}, {row[0] for row in ROWS} - {"RX1"}),
        ({"code": "ZZZ"}, set()),
        ({"partnership": "QR1"}, set()),
    ],
)
def test_what_is_selected_is_added(tmp_path: Path, select: dict[str, str], codes: set[str]) -> None:
    plan, after = take_in(coded("RX1", "X"), written(tmp_path, *ROWS), **select)
    assert by_code(after).keys() == codes | {"RX1"}
    assert any("no row for ZZZ" in sentence for sentence in plan.warnings) == ("ZZZ" in select.values())


def test_a_new_name_leaves_the_old_one_as_past_name_once(tmp_path: Path) -> None:
    source = written(tmp_path, *ROWS)
    plan, place = take_in(coded("RX1", "Old Name NHS Trust"), source)
    assert place.organisations["o"].name == "Invented Hospitals NHS Foundation Trust"
    assert [(past.name, past.end) for past in place.of(PastName).values()] == [
        ("Old Name NHS Trust", NOT_KNOWN)
    ]
    assert any("Old Name NHS Trust is now Invented Hospitals" in sentence for sentence in plan.warnings)
    again, _ = take_in(place, source)
    assert not again.changes
    assert again.unchanged == 1


def test_an_older_file_does_not_turn_a_known_past_name_back(tmp_path: Path) -> None:
    _, place = take_in(coded("RX1", "Old Name NHS Trust"), written(tmp_path, *ROWS))
    older = written(tmp_path, ods_row("RX1", "OLD NAME NHS TRUST", c11="20020401"))
    plan, _ = take_in(place, older)
    assert not plan.changes


def test_what_the_user_knows_better_stays(tmp_path: Path) -> None:
    place = coded(
        "Y99001",
        "Invented out of hours",
        type=OrganisationType.CHARITY,
        sector=Sector.VCSE,
        closed=PartialDate(2024),
        notes="Ask for Sam.",
    )
    plan, after = take_in(place, written(tmp_path, *ROWS))
    assert not plan.changes
    assert after.organisations == place.organisations


def test_a_code_of_two_organisations_is_reported(tmp_path: Path) -> None:
    twin = Organisation(id="p", name="Twin")
    code = Identifier(id="j", organisation_id="p", scheme="GB-NHS", value="RX1")
    place = applied(coded("RX1", "One"), Changes(create=(twin, code)))
    plan, _ = take_in(place, written(tmp_path, *ROWS))
    assert not plan.changes
    assert [(item.row, item.reason) for item in plan.skipped] == [
        (1, "the code RX1 belongs to One and Twin here; remove it from one of them.")
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ods_row("RX9", "FAULTY NHS TRUST", c11="20130231"), "2013-02-31 does not exist"),
        (ods_row("RX9", "FAULTY NHS TRUST", c11="1 April"), "is not a date of the form"),
        (ods_row("RX9", "FAULTY NHS TRUST", c11="20200101", c12="20190101"), "before it opens"),
        (ods_row("RX9", ""), "has no name"),
        (ods_row("R 9", "FAULTY NHS TRUST"), "no organisation code"),
        (ods_row("RX9", "DR DUMMY'S PRACTICE"), "is a test entry"),
        (ods_row("RX1", "THE SAME AGAIN NHS TRUST"), "stands in row 1 too"),
        (["RX9", "CUT OFF NHS TRUST", "Y58"], "3 columns instead of 27"),
    ],
)
def test_a_faulty_row_is_skipped_with_its_number(tmp_path: Path, row: list[str], reason: str) -> None:
    source = written(tmp_path, *ROWS, row)
    plan, place = take_in(Place(), source)
    assert [item.row for item in plan.skipped] == [9]
    assert reason in plan.skipped[0].reason
    assert len(place.organisations) == 8


def test_only_files_of_this_form_are_recognised(tmp_path: Path) -> None:
    assert ods.recognises(written(tmp_path, *ROWS))
    other = tmp_path / "other.csv"
    other.write_text("Code,Name\nRX1,Trust\n", encoding="utf-8")
    assert not ods.recognises(other)
    with pytest.raises(SourceError, match="27 columns"):
        take_in(Place(), other)


def test_a_trust_that_the_national_list_lacks_is_named(tmp_path: Path) -> None:
    place = coded("RX7", "Gone NHS Trust", type=OrganisationType.NHS_TRUST)
    plan, _ = take_in(place, written(tmp_path, *ROWS[:2]))
    assert any("perhaps closed" in text and "Gone NHS Trust (RX7)" in text for text in plan.warnings)


@settings(max_examples=25, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("ods")
    _, place = take_in(Place(), written(folder, *rows))
    facts = {
        code: (body.name, body.type, body.opened, body.closed) for code, body in by_code(place).items()
    }
    _, straight = take_in(Place(), written(folder, *ROWS))
    assert facts == {
        code: (body.name, body.type, body.opened, body.closed)
        for code, body in by_code(straight).items()
    }


def test_the_national_files_are_read_whole(shared_data: Path) -> None:
    folder = shared_data / "openprescribing-org_codes"
    for name, rows, type_, count in (
        ("nhsx-systemhierarchies/etr.csv", 218, OrganisationType.NHS_TRUST, 218),
        ("openprescribing-org_codes/eccg.csv", 249, OrganisationType.OTHER, 249),
        ("openprescribing-org_codes/epraccur.csv", 12_922, OrganisationType.GP_PRACTICE, 8_177),
    ):
        source = folder.parent / name
        assert ods.recognises(source)
        plan, place = take_in(Place(), source)
        assert plan.read == rows
        assert sum(body.type is type_ for body in place.organisations.values()) == count
        again, _ = take_in(place, source)
        assert not again.changes
