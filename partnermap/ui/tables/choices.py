"""What records are called in lists to choose from, each label for one record; no Qt."""

from collections import Counter
from collections.abc import Mapping

from partnermap.domain.changes import ChangeSet
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import TYPE_OF_TABLE, Place
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.shell.words import text

_NAMES = ("name", "title", "action")
_SHORT_ID = 8


class Choices:
    """The labels of one place's records by table, made where they are asked for first."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._labels: dict[str, Mapping[str, str]] = {}
        self._ids: dict[str, Mapping[str, str]] = {}
        self._children: dict[tuple[str, str], dict[str, list[Record]]] = {}

    def after(self, place: Place, changes: ChangeSet) -> "Choices":
        """The same for a place that a step has changed: what it did not touch is kept."""
        touched = {*changes.added, *changes.changed, *changes.removed}
        if Organisation.TABLE in touched:
            touched.add(Tie.TABLE)  # A tie is called by its ends.
        fresh = Choices(place)
        # Copies, because a worker may be adding to what it shares with the window.
        fresh._labels = {
            table: kept for table, kept in dict(self._labels).items() if table not in touched
        }
        fresh._ids = {table: kept for table, kept in dict(self._ids).items() if table not in touched}
        fresh._children = {
            key: kept for key, kept in dict(self._children).items() if key[0] not in touched
        }
        return fresh

    def labels(self, table: str) -> Mapping[str, str]:
        """Label of every record of a table by its id."""
        if table not in self._labels:
            self._labels[table] = _labels(self.place, table)
        return self._labels[table]

    def label(self, table: str, record_id: str) -> str:
        """What a record is called; empty when it is gone."""
        return self.labels(table).get(record_id, "")

    def find(self, table: str, words: str) -> str:
        """The id of the record that was meant: by label or ID, whatever the case.

        Raises:
            BadValue: no record, or none alone, is called that.
        """
        if table not in self._ids:
            self._ids[table] = _ids_by_label(self.place, table, self.labels(table))
        wanted = " ".join(words.split()).casefold()
        if wanted not in self._ids[table]:
            title = TYPE_OF_TABLE[table].TITLE
            raise BadValue(
                text("“{words}” is not in {title}; choose one from the list.", words=words, title=title)
            )
        return self._ids[table][wanted]

    def children(self, kind: type[Record], parent: str, parent_id: str) -> list[Record]:
        """The records of a kind whose field `parent` points at a record."""
        key = (kind.TABLE, parent)
        if key not in self._children:
            found: dict[str, list[Record]] = {}
            for record in self.place.of(kind).values():
                found.setdefault(getattr(record, parent), []).append(record)
            self._children[key] = found
        return self._children[key].get(parent_id, [])


def own_name(record: Record) -> str | None:
    """The name that a record has of its own."""
    for field in _NAMES:
        if isinstance(value := getattr(record, field, None), str):
            return " ".join(value.split())
    return None


def _labels(place: Place, table: str) -> dict[str, str]:
    records = place.of(TYPE_OF_TABLE[table])
    plain = {key: _plain(place, record) for key, record in records.items()}
    counts = Counter(label.casefold() for label in plain.values())
    return {
        key: label
        if counts[label.casefold()] == 1
        else f"{label} ({records[key].ref or key[:_SHORT_ID]})"
        for key, label in plain.items()
    }


def _plain(place: Place, record: Record) -> str:
    if isinstance(record, Tie):
        ends = text(
            "{one} – {other}", one=place.name_of(record.from_id), other=place.name_of(record.to_id)
        )
        return f"{ends}, {record.name or record.kind.value}"
    return own_name(record) or record.ref or record.id[:_SHORT_ID]


def _ids_by_label(place: Place, table: str, labels: Mapping[str, str]) -> dict[str, str]:
    found = {label.casefold(): key for key, label in labels.items()}
    for key, record in place.of(TYPE_OF_TABLE[table]).items():
        if record.ref:
            found.setdefault(record.ref.casefold(), key)
    return found
