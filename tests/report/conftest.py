"""Invented places and the gate that every printed file must pass."""

from pathlib import Path

import page
import pytest

from partnermap.domain.place import Place
from tests.report.invented import Gate, PageTexts, invented_names, linked, opened, place_of, rich_records


@pytest.fixture
def rich_place() -> Place:
    """The small place that has everything."""
    return place_of(*rich_records())


@pytest.fixture(scope="session")
def place_of_sixty() -> Place:
    """As many organisations as the map holds on A4."""
    return place_of(*linked(invented_names(60)))


@pytest.fixture
def passes(tmp_path: Path) -> Gate:
    """Whether a file passes PDF/UA-1."""

    def gate(pdf: bytes) -> bool:
        file = tmp_path / "gate.pdf"
        file.write_bytes(pdf)
        return bool(page.validate_pdf(str(file), profile="ua1").is_compliant)

    return gate


@pytest.fixture
def pages_of() -> PageTexts:
    """The text of every page, each run of white space one space."""

    def read(pdf: bytes) -> list[str]:
        document = opened(pdf)
        try:
            return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
        finally:
            document.close()

    return read
