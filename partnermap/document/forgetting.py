"""Forgetting a person: out of the records, the rows before, the labels, and every page of the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.engine import Database
from db.folding import fold_steps
from db.scrubbing import rewrite_labels, rewrite_rows
from partnermap.document.backups import backups_of
from partnermap.domain.forgetting import PersonName, cleaned, fields_naming, free_texts
from partnermap.domain.place import RECORD_TYPES, Place

FORGET_LABEL = "Forget a person"
"""What the step is called: never whom."""


@dataclass(frozen=True)
class Traces:
    """Where a name stands.

    Attributes:
        fields: number of records by table and field.
        rows_before: rows that the journal keeps of earlier versions.
        labels: of steps.
        backups: of the file, each of which may hold the name as well.
    """

    fields: Mapping[tuple[str, str], int]
    rows_before: int
    labels: int
    backups: tuple[Path, ...]

    def __bool__(self) -> bool:
        """Whether the file holds the name at all."""
        return bool(self.fields or self.rows_before or self.labels)


def traces_of(database: Database, place: Place, path: Path, person: PersonName) -> Traces:
    """Look for a name everywhere, without changing anything."""
    return Traces(
        fields_naming(place, person),
        rewrite_rows(database, _columns(), partial(cleaned, person), dry=True),
        rewrite_labels(database, person.taken_out_of_label, dry=True),
        tuple(backups_of(path)),
    )


def scrub(database: Database, person: PersonName, step: int) -> None:
    """Take the name out of the journal and fold the step itself; inside that step."""
    rewrite_rows(database, _columns(), partial(cleaned, person))
    rewrite_labels(database, person.taken_out_of_label)
    fold_steps(database, step, step)


def _columns() -> Mapping[str, tuple[str, ...]]:
    return {kind.TABLE: tuple(free_texts(kind.TABLE)) for kind in RECORD_TYPES}
