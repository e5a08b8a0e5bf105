"""The records that stand in cells of another row: identifiers, past names, owners and what delivers.

A cell that is filled in gives the whole list: what it leaves out is removed, unless no cell could
tell it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from partnermap.domain.apply import Key
from partnermap.domain.changes import new_id
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.exchange.workbook.draft import Draft
from partnermap.exchange.workbook.lists import Entry, Fields, fits_a_cell
from partnermap.exchange.workbook.names import Handles


class Parts:
    """What the lists of all settled rows ask for; of several rows of one record the last one counts.

    Attributes:
        create: new records.
        delete: table and key of records that their cell no longer names.
        touched_parents: table and key of the records whose lists change.
    """

    def __init__(self, place: Place, rows: Mapping[Key, Record], drafts: Iterable[Draft]) -> None:
        self.create: list[Record] = []
        self.delete: list[Key] = []
        self.touched_parents: set[Key] = set()
        self._place = place
        self._rows = rows
        self._handles = Handles(place)
        self._siblings: dict[str, dict[str, list[Record]]] = {}
        wanted: dict[tuple[Key, str], tuple[Entry, list[Fields]]] = {}
        for draft in drafts:
            parent = (draft.form.table, draft.id or "")
            for column in draft.form.lists:
                if column.title in draft.lists:
                    wanted[parent, column.title] = (column.entry, draft.lists[column.title])
        for (parent, _), (entry, entries) in wanted.items():
            self._settle(entry, parent, entries)

    def _settle(self, entry: Entry, parent: Key, wanted: list[Fields]) -> None:
        there = self._of_parent(entry, parent[1])
        known = [{name: getattr(record, name) for name in entry.key} for record in there]
        missing = [fields for fields in wanted if fields not in known]
        self.create += [_new(entry, parent[1], fields) for fields in missing]
        gone = [
            (record.TABLE, record.id)
            for record, fields in zip(there, known, strict=True)
            if fields not in wanted and self._was_in_the_cell(entry, record)
        ]
        self.delete += gone
        if missing or gone:
            self.touched_parents.add(parent)

    def _was_in_the_cell(self, entry: Entry, record: Record) -> bool:
        if (record.TABLE, record.id) in self._rows:
            return False
        return fits_a_cell(entry, self._handles.fields(record, entry.key))

    def _of_parent(self, entry: Entry, parent: str) -> list[Record]:
        table = entry.kind.TABLE
        if table not in self._siblings:
            self._siblings[table] = self._by_parent(entry)
        return self._siblings[table].get(parent, [])

    def _by_parent(self, entry: Entry) -> dict[str, list[Record]]:
        records: dict[str, Record] = dict(self._place.of(entry.kind))
        records |= {
            key: record for (table, key), record in self._rows.items() if table == entry.kind.TABLE
        }
        found: dict[str, list[Record]] = {}
        for record in records.values():
            found.setdefault(getattr(record, entry.parent), []).append(record)
        return found


def _new(entry: Entry, parent: str, fields: Fields) -> Record:
    values: dict[str, Any] = {**fields, entry.parent: parent, "id": new_id()}
    return entry.kind(**values)
