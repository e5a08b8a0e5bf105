"""How cells name records: finding the one that an ID or a name means, and naming one that is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from partnermap.domain.errors import BadValue
from partnermap.domain.place import TYPE_OF_TABLE, Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.exchange.workbook.cells import Named, Value
from partnermap.exchange.workbook.lists import Fields
from partnermap.exchange.workbook.sheets import FORM_OF_TABLE


def one_line(text: str) -> str:
    """A name as names are compared: runs of spaces and line breaks count as one space."""
    return " ".join(text.split())


def name_of(record: Record) -> str | None:
    """The name by which a record can be referred to, None where it has none."""
    field_name = FORM_OF_TABLE[record.TABLE].known_by or "name"
    name = getattr(record, field_name, None)
    return one_line(name) if isinstance(name, str) and name.strip() else None


@dataclass(slots=True)
class _Register:
    """IDs and names of one table, each with the keys that it may mean, the surest first."""

    levels: tuple[dict[str, set[str]], ...] = field(default_factory=lambda: ({}, {}, {}, {}))

    def add(self, key: str, ref: str | None, name: str | None, former: str | None) -> None:
        exact, named, loose, past = self.levels
        if ref:
            exact.setdefault(one_line(ref), set()).add(key)
            loose.setdefault(one_line(ref).casefold(), set()).add(key)
        if name:
            named.setdefault(name, set()).add(key)
            loose.setdefault(name.casefold(), set()).add(key)
        if former:
            past.setdefault(former, set()).add(key)

    def find(self, text: str) -> set[str]:
        exact, named, loose, past = self.levels
        return (
            exact.get(text) or named.get(text) or loose.get(text.casefold()) or past.get(text) or set()
        )


class Directory:
    """All records that a cell may refer to while a workbook is read."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._registers: dict[str, _Register] = {}
        self._doubtful: dict[str, dict[str, str]] = {}

    def settle(
        self,
        table: str,
        drafted: Iterable[tuple[str, str | None, str | None]],
        doubtful: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Say what the workbook makes of a table.

        Args:
            table: its name.
            drafted: (key, ID, name) of records that are added or renamed; None leaves the ID or name
                as it is. The last of several of one key counts; a former name still finds its record.
            doubtful: IDs and names that rows of different content share, so that they mean neither;
                each with the sentence that says so.
        """
        register = _Register()
        known = self._place.of(TYPE_OF_TABLE[table])
        called = {key: (record.ref, name_of(record)) for key, record in known.items()}
        for key, ref, name in drafted:
            was = called.get(key, (None, None))
            called[key] = (ref or was[0], name or was[1])
            if name and was[1]:
                register.add(key, None, None, was[1])
        for key, (ref, name) in called.items():
            register.add(key, ref, name, None)
        for text in doubtful:
            register.add(f"{text} of one row", text, None, None)
            register.add(f"{text} of another", text, None, None)
        self._registers[table] = register
        self._doubtful[table] = {text.casefold(): sentence for text, sentence in doubtful.items()}

    def find(self, named: Named) -> str:
        """The key of the record that is meant.

        Raises:
            BadValue: there is none, or more than one.
        """
        if named.table not in self._registers:
            self.settle(named.table, ())
        found = self._registers[named.table].find(one_line(named.text))
        title = TYPE_OF_TABLE[named.table].TITLE
        if not found:
            raise BadValue(f"“{named.text}” is not in {title}; add it there or correct it.")
        if len(found) > 1:
            text = one_line(named.text).casefold()
            if sentence := self._doubtful[named.table].get(text):
                raise BadValue(sentence)
            raise BadValue(f"“{named.text}” stands for more than one row of {title}; use the ID.")
        return next(iter(found))


class Handles:
    """How the records of a place are named in cells, so that each is found again when read."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._unique: dict[str, frozenset[str]] = {}
        self._pointed_at = frozenset(_all_pointed_at(place))

    def fields(self, record: Record, names: Iterable[str]) -> Fields:
        """The named fields of a record, every reference as the record it means is called."""
        return {name: self._field(record, name) for name in names}

    def _field(self, record: Record, name: str) -> Value:
        if name == "ref":
            return self._id_of(record)
        value: Value = getattr(record, name)
        if value is None:
            return None
        if name == "about_id":
            return self._called(str(getattr(record, "about_table", "")), str(value), prefer_id=True)
        table = references_of(type(record)).get(name)
        return value if table is None else self._called(table, str(value), prefer_id=False)

    def _called(self, table: str, key: str, *, prefer_id: bool) -> Named | None:
        record = self._place.get(table, key)
        if record is None:
            return None
        name = self._unique_name(record)
        choices = (record.ref, name) if prefer_id else (name, record.ref)
        return Named(table, next((text for text in choices if text), record.id))

    def _id_of(self, record: Record) -> str | None:
        """The ID; the key stands in where nothing else would tell the record apart."""
        if record.ref is not None or not FORM_OF_TABLE[record.TABLE].has_id:
            return record.ref
        must_be_found = record.TABLE != Tie.TABLE or (record.TABLE, record.id) in self._pointed_at
        return record.id if must_be_found and self._unique_name(record) is None else None

    def _unique_name(self, record: Record) -> str | None:
        """The name, where it means this record and no other and can stand among semicolons."""
        name = name_of(record)
        if record.TABLE not in self._unique:
            self._unique[record.TABLE] = _unique_names(self._place.of(type(record)).values())
        return name if name is not None and name in self._unique[record.TABLE] else None


def _unique_names(records: Collection[Record]) -> frozenset[str]:
    counts = Counter(name for record in records if (name := name_of(record)))
    refs = {one_line(record.ref) for record in records if record.ref}
    return frozenset(
        name for name, count in counts.items() if count == 1 and name not in refs and ";" not in name
    )


def _all_pointed_at(place: Place) -> Iterator[tuple[str, str]]:
    for record in place.records():
        if about := getattr(record, "about_id", None):
            yield str(getattr(record, "about_table", "")), str(about)
