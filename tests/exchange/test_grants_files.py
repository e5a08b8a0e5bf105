import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from partnermap.domain.apply import applied
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.errors import Cancelled, SourceError
from partnermap.exchange import grants
from partnermap.exchange.imports import plan_import
from partnermap.jobs.token import Token
from tests.exchange.grants_taken import PLACE, money, only_agreement

if TYPE_CHECKING:
    from tests.exchange.conftest import InventedGrants

Json = dict[str, object]


def sheet(folder: Path, header: str, *rows: str, encoding: str = "utf-8", name: str = "g.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows, "")), encoding=encoding)
    return path


TITLES = (
    "Identifier,Title,Currency,Amount Awarded,Award Date,Funding Org:Identifier,Funding Org:Name,"
    "Recipient Org:Identifier,Recipient Org:Name,Planned Dates:Start Date,Planned Dates:End Date,Extra"
)
SPACED = (
    "identifier, TITLE ,Currency,Amount awarded,Award Date,Funding Org : Identifier,Funding Org: Name,"
    "Recipient Org:0:Identifier,Recipient Org :0: Name,Planned Dates:0:Start Date,"
    "Planned Dates:0:End Date,Surname of applicant"
)
PATHS = (
    "id,title,currency,amountAwarded,awardDate,fundingOrganization/0/id,fundingOrganization/0/name,"
    "recipientOrganization/0/id,recipientOrganization/0/name,plannedDates/0/startDate,"
    "plannedDates/0/endDate,x"
)
ROW = (
    '360G-invented-1,Café,gbp,"£1,000.50",05/12/2014,GB-CHC-900001,Invented Trust,GB-CHC-900002,'
    "Harbour Homes,2014-12-05T00:00:00+00:00,NULL,Nobody"
)


@pytest.mark.parametrize("header", [TITLES, SPACED, PATHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_sheets_in_any_titles_and_encoding(tmp_path: Path, header: str, encoding: str) -> None:
    source = sheet(tmp_path, header, ROW, encoding=encoding)
    assert grants.recognises(source)
    plan = plan_import(PLACE, [source])
    place = applied(PLACE, plan.changes)
    agreement = only_agreement(place)
    assert agreement.name == "Grant by Invented Trust to Harbour Homes: Café"
    assert agreement.signed == agreement.start == PartialDate(2014, 12, 5)
    assert agreement.end == NOT_KNOWN
    assert {amount for *_, amount in money(place)} == {100050}
    assert "Nobody" not in repr(plan)


def test_rows_with_individuals_in_a_sheet(tmp_path: Path, invented: "InventedGrants") -> None:
    header = f"{TITLES},Recipient Ind: Name"
    source = sheet(tmp_path, header, f"{ROW},Secret Person", f"{ROW.replace('-1', '-2', 1)},")
    plan, place = invented.take_in(PLACE, source)
    assert [(row.source, row.row) for row in plan.skipped] == [("g.csv", 2)]
    assert only_agreement(place).ref == "360G-invented-2"
    assert "Secret" not in repr(plan)


def book(folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        page = workbook.create_sheet(name)
        for row in rows:
            page.append(list(row))
    path = folder / "grants.xlsx"
    workbook.save(path)
    return path


def test_a_workbook_with_a_meta_sheet_excel_dates_and_sheets_that_add(
    tmp_path: Path, invented: "InventedGrants"
) -> None:
    source = book(
        tmp_path,
        {
            "Meta": [["Version", "1.4"], ["Title", "Grants"]],
            "grants": [
                [
                    *("Identifier", "Currency", "Amount Awarded", "Award Date"),
                    *("Funding Org:Identifier", "Funding Org:Name", "Recipient Org:Identifier"),
                ],
                [
                    *("G1", "GBP", 30.0, dt.datetime(2024, 6, 1)),
                    *("GB-CHC-900001", "Invented Trust", "GB-CHC-900002"),
                ],
            ],
            "Planned Dates": [
                ["Identifier", "Planned Dates:Start Date", "Planned Dates:End Date"],
                ["G1", dt.date(2024, 7, 1), dt.date(2025, 3, 31)],
                ["Unheard of", dt.date(2020, 7, 1), None],
            ],
            "Recipient Org": [
                ["Identifier", "Recipient Org:Identifier", "Recipient Org:Name"],
                ["G1", "GB-CHC-900002", "Harbour Homes"],
                ["G1", "GB-COH-00123456", "Far Away Ltd"],
            ],
        },
    )
    assert grants.recognises(source)
    _, place = invented.take_in(PLACE, source)
    agreement = only_agreement(place)
    assert (agreement.start, agreement.end) == (PartialDate(2024, 7, 1), PartialDate(2025, 3, 31))
    assert [name for name, *_ in money(place)] == ["Far Away Ltd", "Harbour Homes", "Invented Trust"]


def test_a_folder_of_csv_sheets(tmp_path: Path, invented: "InventedGrants") -> None:
    sheet(tmp_path, TITLES, ROW, name="grants.csv")
    sheet(tmp_path, "Identifier,Actual Dates:End Date", "360G-invented-1,2015-12-04", name="dates.csv")
    assert grants.recognises(tmp_path)
    _, place = invented.take_in(PLACE, tmp_path)
    assert only_agreement(place).end == PartialDate(2015, 12, 4)


BAD_FILES = (
    ("[]", r"bad\.json has no list “grants”"),
    ('{"grants": {}}', r"bad\.json has no list “grants”"),
    ('{"grants": [', r"bad\.json is no valid JSON: it breaks off in line 1"),
    ('{"grants": [\n{,}]}', r"breaks off in line 2"),
    ('{"grants": []}', r"bad\.json has no grants"),
    ('{"grants": ' + "[" * 100_000, r"nested too deeply|no valid JSON"),
    ("Identifier,Currency\n1,GBP\n", r"bad\.json has no column “Amount Awarded”"),
    ("", r"bad\.json is empty"),
    (TITLES, r"bad\.json has no grants"),
)


@pytest.mark.parametrize(("content", "sentence"), BAD_FILES)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, content: str, sentence: str
) -> None:
    source = tmp_path / "bad.json"
    source.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=sentence):
        plan_import(PLACE, [source], format_name="360giving")


def test_items_that_are_no_grants_are_skipped(tmp_path: Path, invented: "InventedGrants") -> None:
    source = tmp_path / "odd.json"
    source.write_text('{"grants": [null, 3, "x", [1]]}', encoding="utf-8")
    plan, _ = invented.take_in(PLACE, source)
    assert [row.reason for row in plan.skipped] == ["the grant has no identifier."] * 4


def test_an_amount_in_json_is_not_rounded(tmp_path: Path, invented: "InventedGrants") -> None:
    source = tmp_path / "big.json"
    text = json.dumps({"grants": [invented.grant()]}).replace("1000.5", "1234567890.29")
    source.write_text(text, encoding="utf-8")
    _, place = invented.take_in(PLACE, source)
    assert {amount for *_, amount in money(place)} == {123456789029}


def test_no_file_of_another_format_is_taken_for_grants(tmp_path: Path) -> None:
    for content in ('{"Organisation": {}}', "a,b\n1,2\n", "[1, 2]", '{"grantsmanship": [1]}'):
        source = tmp_path / "other"
        source.write_text(content, encoding="utf-8")
        assert not grants.recognises(source)
    assert not grants.recognises(tmp_path)


def test_it_stops_when_asked(invented: "InventedGrants") -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        grants.plan(PLACE, invented.file(invented.grant()), {}, token)
