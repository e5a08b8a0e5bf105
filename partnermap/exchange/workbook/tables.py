"""A place as tables of cells: what every sheet of the workbook holds, before any file is written."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.exchange.workbook.cells import Written
from partnermap.exchange.workbook.columns import Column, ListColumn, SheetForm
from partnermap.exchange.workbook.lists import SEPARATOR, Entry, fits_a_cell
from partnermap.exchange.workbook.names import Handles
from partnermap.exchange.workbook.sheets import SHEETS

_BEYOND_A_CELL = ("source", "last_confirmed", "notes")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to be written: its title, the titles of its columns, and its rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Written, ...], ...]


def tables_of(place: Place) -> Iterator[Table]:
    """Every sheet of the template, filled, and each extra sheet that holds rows."""
    handles = Handles(place)
    lists = _ListCells(place, handles)
    for form in SHEETS:
        records = [record for record in place.of(form.kind).values() if lists.needs_a_row(record)]
        if records or not form.extra:
            yield Table(
                form.title,
                tuple(column.title for column in form.all_columns),
                tuple(_row(form, record, handles, lists) for record in records),
            )


def _row(form: SheetForm, record: Record, handles: Handles, lists: "_ListCells") -> tuple[Written, ...]:
    return tuple(
        lists.cell(column.entry, record)
        if isinstance(column, ListColumn)
        else _cell(column, record, handles)
        for column in form.all_columns
    )


def _cell(column: Column, record: Record, handles: Handles) -> Written:
    values = tuple(handles.fields(record, column.fields).values())
    return None if values[-1] is None and values[0] is None else column.form.write(values)


class _ListCells:
    """The cells that hold several entries, and the entries that no cell can tell in full."""

    def __init__(self, place: Place, handles: Handles) -> None:
        self._cells: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._told: set[tuple[str, str]] = set()
        for column in (column for form in SHEETS for column in form.lists):
            for record in place.of(column.entry.kind).values():
                self._add(column.entry, record, handles)

    def _add(self, entry: Entry, record: Record, handles: Handles) -> None:
        fields = handles.fields(record, entry.key)
        if not fits_a_cell(entry, fields):
            return
        self._cells[record.TABLE, getattr(record, entry.parent)].append(entry.write(fields))
        if all(getattr(record, name) is None for name in _BEYOND_A_CELL):
            self._told.add((record.TABLE, record.id))

    def needs_a_row(self, record: Record) -> bool:
        """Whether no cell of another sheet says all about the record."""
        return (record.TABLE, record.id) not in self._told

    def cell(self, entry: Entry, parent: Record) -> str | None:
        """All entries of a record, None where there are none."""
        return SEPARATOR.join(self._cells[entry.kind.TABLE, parent.id]) or None
