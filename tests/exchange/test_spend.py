import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.domain.agreement import Agreement, Contribution, PaymentLine
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Alias, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import ContributionRole, LegalBasis, OrganisationType, Sector, TieKind
from partnermap.exchange import spend
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

HEADER = "ICB,Payment Date,Supplier,Amount"
PAYER = "NHS Invented ICB"
ROWS = (
    f"{PAYER},2024-03-31,INVENTED COUNTY COUNCIL,100.50",
    f"{PAYER},2024-03-31,INVENTED COUNTY COUNCIL,100.50",
    f"{PAYER},2024-04-30,Invented County Council,20",
    f"{PAYER},2024-04-30,Invented County Council,-5.5",
    f"{PAYER},2024-04-30,HELP & CARE LIMITED,7.25",
    f"{PAYER},2024-04-30,REDACTED,900",
    f"{PAYER},2024-04-30,UNHEARD OF,1",
)


def place_with(*names: str) -> Place:
    return applied(
        Place(),
        Changes(create=tuple(Organisation(id=name.lower(), name=name) for name in names)),
    )


PLACE = place_with("Invented County Council", "Help and Care")


def written(folder: Path, *rows: str, header: str = HEADER, name: str = "spend.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    return path


def take_in(place: Place, source: Path, **select: str) -> tuple[ImportPlan, Place]:
    plan = spend.plan(place, source, select, Token())
    return plan, applied(place, plan.changes)


def sums(place: Place) -> dict[tuple[str, str], int | None]:
    """What each agreement's payer pays, by its name's end and year."""
    return {
        (place.name_of(item.organisation_id), item.financial_year or ""): item.amount
        for item in place.of(Contribution).values()
        if item.role is ContributionRole.RECEIVES
    }


def test_duplicates_are_kept_and_negatives_netted_month_by_month(tmp_path: Path) -> None:
    plan, place = take_in(PLACE, written(tmp_path, *ROWS))
    lines = {
        (line.payee_name, line.month): (line.amount, line.rows)
        for line in place.of(PaymentLine).values()
    }
    assert lines[("INVENTED COUNTY COUNCIL", "2024-03")] == (20100, 2)
    assert lines[("Invented County Council", "2024-04")] == (1450, 2)
    assert plan.read == 7
    assert sums(place) == {
        ("Invented County Council", "2023/24"): 20100,
        ("Invented County Council", "2024/25"): 1450,
        ("Help and Care", "2024/25"): 725,
    }


def test_the_unmatched_are_listed_by_amount_with_the_share_on_the_map(tmp_path: Path) -> None:
    plan, _ = take_in(PLACE, written(tmp_path, *ROWS))
    assert [(item.name, item.rows, item.amount) for item in plan.unmatched] == [
        ("REDACTED", 1, 90000),
        ("UNHEARD OF", 1, 100),
    ]
    assert any("£223 of £1,124, 20%, is paid to organisations in this place" in w for w in plan.warnings)


def test_a_new_payer_is_added_with_its_kind_and_reported(tmp_path: Path) -> None:
    plan, place = take_in(PLACE, written(tmp_path, *ROWS))
    payer = next(body for body in place.organisations.values() if body.name == PAYER)
    assert (payer.sector, payer.type) == (Sector.NHS, OrganisationType.ICB)
    assert any(PAYER in sentence and "added" in sentence for sentence in plan.warnings)


def test_a_known_payer_is_found_by_alias(tmp_path: Path) -> None:
    body = Organisation(id="icb", name="Invented Integrated Care System")
    alias = Alias(id="a", name=PAYER, organisation_id="icb")
    known = applied(PLACE, Changes(create=(body, alias)))
    _, place = take_in(known, written(tmp_path, *ROWS))
    assert len(place.organisations) == 3
    assert {line.payer_id for line in place.of(PaymentLine).values()} == {"icb"}


def test_payments_make_ties_of_their_kind_in_their_year_and_are_no_joint_money(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    in_2024 = network_on(place, dt.date(2025, 3, 31)).ties
    assert {tie.kind for tie in in_2024} == {TieKind.PAYMENT}
    assert len(in_2024) == 2
    assert all(agreement.legal_basis is LegalBasis.PAYMENT for agreement in place.agreements.values())
    assert not any(agreement.is_joint_money for agreement in place.agreements.values())


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    source = written(tmp_path, *ROWS)
    _, place = take_in(PLACE, source)
    plan, _ = take_in(place, source)
    assert not plan.changes
    assert plan.unchanged == len(place.of(PaymentLine)) + len(place.agreements)


def test_a_corrected_month_replaces_the_month_and_leaves_the_others(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    corrected = written(tmp_path, f"{PAYER},30/04/2024,INVENTED COUNTY COUNCIL LTD,3", name="april.csv")
    plan, place = take_in(place, corrected)
    assert sums(place) == {
        ("Invented County Council", "2023/24"): 20100,
        ("Invented County Council", "2024/25"): 300,
    }
    assert {line.month for line in place.of(PaymentLine).values()} == {"2024-03", "2024-04"}
    assert any("replaced for 2024-04" in sentence for sentence in plan.warnings)


def test_a_year_that_nets_to_nothing_has_no_tie(tmp_path: Path) -> None:
    back = f"{PAYER},2024-05-31,HELP AND CARE,-7.25"
    plan, place = take_in(PLACE, written(tmp_path, *ROWS, back))
    assert ("Help and Care", "2024/25") not in sums(place)
    assert any(
        "net to nothing" in sentence and "Help and Care" in sentence for sentence in plan.warnings
    )


def test_a_tie_goes_when_its_payments_are_taken_back(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    back = written(tmp_path, f"{PAYER},2024-05-31,HELP AND CARE,-7.25", name="may.csv")
    _, place = take_in(place, back)
    assert ("Help and Care", "2024/25") not in sums(place)
    assert len(place.agreements) == 2


def test_an_alias_matches_lines_that_were_imported_before(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    alias = Alias(id="a", name="Unheard of", organisation_id="help and care")
    place = applied(place, Changes(create=(alias,)))
    later = written(tmp_path, f"{PAYER},2024-06-30,REDACTED,1", name="june.csv")
    _, place = take_in(place, later)
    assert sums(place)[("Help and Care", "2024/25")] == 825


def test_the_users_name_and_notes_of_an_agreement_stay(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    agreement = next(iter(place.agreements.values()))
    renamed = replace(agreement, name="Money for the council", notes="Asked the finance team.")
    place = applied(place, Changes(update=(renamed,)))
    _, place = take_in(
        place, written(tmp_path, f"{PAYER},2024-03-31,INVENTED COUNTY COUNCIL,3", name="again.csv")
    )
    after = place.agreements[agreement.id]
    assert (after.name, after.notes) == ("Money for the council", "Asked the finance team.")
    assert sums(place)[("Invented County Council", "2023/24")] == 300


def test_nobody_is_tied_to_itself(tmp_path: Path) -> None:
    plan, place = take_in(PLACE, written(tmp_path, f"{PAYER},2024-04-30,{PAYER},5"))
    assert not place.agreements
    assert any("pays itself" in sentence for sentence in plan.warnings)
    again, _ = take_in(place, tmp_path / "spend.csv")
    assert not again.changes


def test_an_ambiguous_payee_is_left_unmatched_and_named(tmp_path: Path) -> None:
    place = place_with("Twin", "TWIN LTD")
    plan, _ = take_in(place, written(tmp_path, f"{PAYER},2024-04-30,Twin,5"))
    assert [item.name for item in plan.unmatched] == ["Twin"]
    assert any("“Twin” (Twin or TWIN LTD)" in sentence for sentence in plan.warnings)


def test_an_ambiguous_payer_leaves_its_rows_out(tmp_path: Path) -> None:
    place = place_with("Twin", "TWIN LTD")
    plan, _ = take_in(place, written(tmp_path, "Twin,2024-04-30,X,5"))
    assert not plan.changes
    assert plan.skipped[0].row == 2
    assert "could be Twin or TWIN LTD, so its 1 rows" in plan.skipped[0].reason


def test_the_columns_of_a_bodys_own_file_are_known(tmp_path: Path) -> None:
    header = (
        "Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount (£)"
    )
    row = f'Department of Health,{PAYER},31-Mar-24,X,Y,Invented County Council,1,"£1,234.50"'
    assert spend.recognises(written(tmp_path, row, header=header))
    _, place = take_in(PLACE, tmp_path / "spend.csv")
    assert sums(place) == {("Invented County Council", "2023/24"): 123450}


def test_a_file_without_payer_asks_for_it(tmp_path: Path) -> None:
    source = written(tmp_path, "2024-04-30,Help & Care,5", header="Date,Supplier,Amount")
    with pytest.raises(SourceError, match="--select payer=NAME"):
        take_in(PLACE, source)
    _, place = take_in(PLACE, source, payer="Invented County Council")
    assert sums(place) == {("Help and Care", "2024/25"): 500}
    assert len(place.organisations) == 2


def test_one_payer_of_several_can_be_selected(tmp_path: Path) -> None:
    source = written(
        tmp_path, "A Council,2024-04-30,Help & Care,5", "B Council,2024-04-30,Help & Care,6"
    )
    _, place = take_in(PLACE, source, payer="b council")
    assert sums(place) == {("Help and Care", "2024/25"): 600}
    with pytest.raises(SourceError, match="A Council, B Council"):
        take_in(PLACE, source, payer="C Council")


BAD_ROWS = (
    (f"{PAYER},2024-02-31,Help & Care,5", "2024-02-31 does not exist"),
    (f"{PAYER},,Help & Care,5", "is not a date"),
    (f"{PAYER},2024,Help & Care,5", "does not say the month"),
    (f"{PAYER},0024-01-01,Help & Care,5", "correct its year"),
    (f"{PAYER},2024-02-01,Help & Care,five", "is not an amount"),
    (f"{PAYER},2024-02-01,Help & Care,", "is not an amount"),
    (f"{PAYER},2024-02-01, ,5", "names no payee"),
    (",2024-02-01,Help & Care,5", "names no payer"),
    (f"{PAYER},2024-02-01,Help & Care", "fewer cells"),
)


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_row_that_cannot_be_used_is_skipped_with_its_number(
    tmp_path: Path, row: str, reason: str
) -> None:
    plan, place = take_in(PLACE, written(tmp_path, ROWS[0], "", row, ROWS[0]))
    assert [(item.source, item.row) for item in plan.skipped] == [("spend.csv", 4)]
    assert reason in plan.skipped[0].reason
    assert plan.read == 3
    assert sums(place) == {("Invented County Council", "2023/24"): 20100}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("ICB,Payment Date,Supplier,Sum", "Amount"),
        ("ICB,When,Supplier,Amount", "Payment date"),
        ("ICB,Date,Who,Amount", "Supplier"),
        ("A,B,C,D", "Supplier"),
    ],
)
def test_a_missing_column_is_named_with_the_names_that_are_known(
    tmp_path: Path, header: str, wanted: str
) -> None:
    source = written(tmp_path, *ROWS, header=header)
    assert not spend.recognises(source)
    with pytest.raises(SourceError, match=wanted) as refused:
        take_in(PLACE, source)
    assert "spend.csv" in str(refused.value)


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no payments below it"):
        take_in(PLACE, written(tmp_path))


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [("utf-8-sig", "\n"), ("cp1252", "\r\n"), ("utf-16", "\r\n"), ("utf-8", "\r")],
)
def test_encodings_and_line_ends_are_found(tmp_path: Path, encoding: str, line_end: str) -> None:
    place = place_with("Café d’Été")
    text = line_end.join((HEADER, f"{PAYER},2024-04-30,Café d’Été,5.10", ""))
    source = tmp_path / "spend.csv"
    source.write_bytes(text.encode(encoding))
    assert spend.recognises(source)
    _, after = take_in(place, source)
    assert sums(after) == {("Café d’Été", "2024/25"): 510}


def test_a_workbook_of_payments_is_read_and_other_sheets_passed_over(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    about = book.active
    assert about is not None
    about.append(["About this file"])
    sheet = book.create_sheet("Payments")
    for row in csv.reader((HEADER, *ROWS)):
        sheet.append([*row[:3], float(row[3]) if row[3] != "Amount" else row[3]])
    source = tmp_path / "spend.xlsx"
    book.save(source)
    assert spend.recognises(source)
    _, place = take_in(PLACE, source)
    assert sums(place)[("Invented County Council", "2024/25")] == 1450


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    source = written(tmp_path, HEADER, ROWS[0], header="Spending over £25,000,,,")
    assert spend.recognises(source)
    _, place = take_in(PLACE, source)
    assert sums(place) == {("Invented County Council", "2023/24"): 10050}


def test_payments_recorded_by_hand_in_the_same_shape_are_not_doubled(tmp_path: Path) -> None:
    _, place = take_in(PLACE, written(tmp_path, *ROWS))
    without_lines = applied(
        place, Changes(delete=tuple((PaymentLine.TABLE, key) for key in place.of(PaymentLine)))
    )
    _, again = take_in(without_lines, tmp_path / "spend.csv")
    assert sums(again) == sums(place)
    assert len(again.agreements) == len(place.agreements)


def kinds(changes: Changes) -> set[type[Record]]:
    return {type(record) for record in changes.create}


def test_the_plan_is_pure(tmp_path: Path) -> None:
    plan, _ = take_in(PLACE, written(tmp_path, *ROWS))
    assert kinds(plan.changes) == {Organisation, PaymentLine, Agreement, Contribution}
    assert not PLACE.agreements
