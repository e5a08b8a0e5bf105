"""Opening, changing and saving a .pmap file for one command; a failed command leaves it untouched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from partnermap.domain.errors import DocumentError, SaveRefused
from partnermap.domain.place import Place

if TYPE_CHECKING:
    from partnermap.document.document import Document


@contextmanager
def open_document(file: Path) -> "Iterator[Document]":
    """Open a file for one command; its working copy goes when the command ends.

    Raises:
        DocumentError: it cannot be opened, or could not be saved; then everything is as before.
    """
    from partnermap.document.document import Document

    document = Document.open(file)
    try:
        yield document
    except SaveRefused as refusal:
        raise DocumentError(refusal.afresh) from refusal
    finally:
        document.close(save=False)


@contextmanager
def new_document(file: Path, title: str, *, invented: bool = False) -> "Iterator[Document]":
    """Make a file for one command; its working copy goes when the command ends."""
    from partnermap.document.document import Document

    document = Document.create(file, title, invented=invented)
    try:
        yield document
    finally:
        document.close(save=False)


def read_place(file: Path, scenario: str | None = None) -> Place:
    """All records of a file, with a scenario laid over them where one is named.

    Raises:
        UserError: no scenario has that name.
    """
    with open_document(file) as document:
        place = document.place
    if scenario is None:
        return place
    from partnermap.network.scenario import with_scenario

    return with_scenario(place, scenario)
