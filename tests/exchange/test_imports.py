"""Several files as one plan: progress, cancelling, and the format that is asked for."""

import itertools
import random
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from partnermap.domain.apply import applied
from partnermap.domain.errors import Cancelled, SourceError
from partnermap.domain.organisation import Alias, Identifier
from partnermap.domain.place import Place
from partnermap.domain.words import LegalBasis
from partnermap.exchange.example import plan_example
from partnermap.exchange.formats import FORMATS, format_named
from partnermap.exchange.imports import plan_import
from partnermap.exchange.workbook.writing import export_workbook
from partnermap.jobs.token import Token


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Organisations.csv"
    path.write_text("ID,Name\nA,Alpha\n", encoding="utf-8")
    return path


def test_nobody_wants_it_any_more(source: Path) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        plan_import(Place(), [source], token=token)


def test_progress_names_the_file(source: Path) -> None:
    heard: list[tuple[float, str]] = []
    plan_import(
        Place(), [source, source], token=Token(lambda share, words: heard.append((share, words)))
    )
    assert [share for share, _ in heard] == sorted(share for share, _ in heard)
    assert all("Organisations.csv" in words for _, words in heard)


def test_the_same_file_twice_is_created_once(source: Path) -> None:
    plan = plan_import(Place(), [source, source])
    assert (plan.read, plan.created, plan.unchanged) == (2, 1, 1)
    assert plan.label == "Import of Organisations.csv and Organisations.csv"


def test_no_file_at_all() -> None:
    with pytest.raises(SourceError, match="name at least one"):
        plan_import(Place(), [])


def test_the_place_is_left_alone(source: Path) -> None:
    place = Place(3)
    plan_import(place, [source])
    assert place == Place(3)


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_every_format_that_is_built_can_be_loaded(name: str, source: Path) -> None:
    assert format_named(name).load().recognises(source) is (name == "workbook")


@pytest.fixture(scope="module")
def example() -> Place:
    plan = plan_example(Place())
    return applied(Place(), plan.changes)


@pytest.mark.parametrize("seed", range(3))
def test_the_sheets_of_a_folder_may_come_one_by_one_in_any_order(
    tmp_path: Path, example: Place, seed: int
) -> None:
    folder = tmp_path / "sheets"
    export_workbook(example, folder)
    files = sorted(folder.glob("*.csv"))
    random.Random(seed).shuffle(files)
    whole = plan_import(Place(), [folder])
    plan = plan_import(Place(), files)
    assert plan.skipped == ()
    assert (plan.read, plan.created, plan.updated) == (whole.read, whole.created, whole.updated)
    assert Counter(record.TABLE for record in plan.changes.create) == Counter(
        record.TABLE for record in whole.changes.create
    )
    again = plan_import(applied(Place(), plan.changes), files)
    assert (bool(again.changes), again.unchanged) == (False, again.read)


def test_workbooks_folders_and_single_sheets_mix(tmp_path: Path) -> None:
    ties = tmp_path / "Ties.csv"
    ties.write_text("From,To,Kind\nAlpha,Beta,trust\nAlpha,Nobody,trust\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Organisations.csv").write_text("Name,Part of\nAlpha,Beta\n", encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet.append(["ID", "Name"])
    sheet.append(["B", "Beta"])
    book.save(tmp_path / "book.xlsx")
    sources = [ties, folder, tmp_path / "book.xlsx"]
    for order in itertools.permutations(sources):
        plan = plan_import(Place(), order)
        assert [(row.source, row.row) for row in plan.skipped] == [("Ties.csv", 3)]
        assert (plan.read, plan.created) == (4, 3)


def test_grants_find_the_bodies_that_other_files_bring(tmp_path: Path) -> None:
    sheet = tmp_path / "Organisations.csv"
    sheet.write_text("Name,Identifiers\nAlpha,GB-CHC-900002\n", encoding="utf-8")
    grants = tmp_path / "given.csv"
    grants.write_text(
        "Identifier,Currency,Amount Awarded,Award Date,Funding Org:Identifier,Funding Org:Name,"
        "Recipient Org:Identifier\n1,GBP,5,2024-06-01,GB-CHC-900001,Fund,GB-CHC-900002\n",
        encoding="utf-8",
    )
    for order in ([sheet, grants], [grants, sheet]):
        plan = plan_import(Place(), order)
        assert (plan.read, plan.created, plan.unmatched) == (2, 2, ())


def test_of_one_record_in_two_files_the_later_word_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, rows in (
        (first, "A,Alpha,NHS,GB-NHS-RAX; GB-CHC-1\n"),
        (second, "A,Alpha now,VCSE,GB-NHS-RAX; GB-COH-2\n,Beta,,\n"),
    ):
        folder.mkdir()
        text = f"ID,Name,Sector,Identifiers\n{rows}"
        (folder / "Organisations.csv").write_text(text, encoding="utf-8")
    (second / "Ties.csv").write_text("From,To,Kind\nAlpha,Beta,trust\n", encoding="utf-8")
    plan = plan_import(Place(), [first, second])
    place = applied(Place(), plan.changes)
    assert plan.skipped == ()
    assert (plan.read, plan.created, plan.updated) == (4, 3, 1)
    assert sorted(body.name for body in place.organisations.values()) == ["Alpha now", "Beta"]
    assert [item.text for item in place.of(Identifier).values()] == ["GB-NHS-RAX", "GB-COH-2"]


def test_codes_aliases_and_spending_in_whatever_order(tmp_path: Path) -> None:
    codes, aliases, spend = (tmp_path / name for name in ("codes.csv", "Aliases.csv", "spend.csv"))
    row = ["RX1", "INVENTED TRUST", *[""] * 8, "20020401", *[""] * 16]
    codes.write_text(",".join(row) + "\n", encoding="utf-8")
    aliases.write_text("Name,Organisation\nThe Old Firm,Invented Trust\n", encoding="utf-8")
    spend.write_text(
        "ICB,Payment Date,Supplier,Amount\nNHS Invented ICB,2024-03-31,THE OLD FIRM,100.50\n",
        encoding="utf-8",
    )
    for order in itertools.permutations([codes, aliases, spend]):
        plan = plan_import(Place(), order)
        place = applied(Place(), plan.changes)
        assert (plan.skipped, plan.unmatched) == ((), ())
        assert plan.read == 3
        assert len(place.of(Alias)) == 1
        (agreement,) = place.agreements.values()
        assert agreement.legal_basis is LegalBasis.PAYMENT
