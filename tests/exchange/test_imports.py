"""Several files as one plan: progress, cancelling, and the format that is asked for."""

from pathlib import Path

import pytest

from partnermap.domain.errors import Cancelled, SourceError
from partnermap.domain.place import Place
from partnermap.exchange.formats import FORMATS, reader_named
from partnermap.exchange.imports import plan_import
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


@pytest.mark.parametrize("name", [known.name for known in FORMATS if known.load is not None])
def test_every_format_that_is_built_can_be_loaded(name: str, source: Path) -> None:
    reader = reader_named(name)
    assert reader.recognises(source) is (name == "workbook")
