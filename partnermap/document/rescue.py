"""Rescue: what a damaged file still holds, in a new document; the damaged file itself is only read."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any

from db.create import create_database
from db.engine import Database
from db.folding import insert_folded
from db.header import SCHEMA_VERSION, read_header
from db.salvage import Salvage, salvage
from db.tables import insert_records
from partnermap.document.backups import backups_of
from partnermap.document.document import Document
from partnermap.document.failures import plain_errors
from partnermap.document.making import own_copy
from partnermap.document.opening import check_inside, newer_sentence, resolved, take_in
from partnermap.document.working_copy import Note
from partnermap.domain.changes import new_id
from partnermap.domain.errors import DocumentError
from partnermap.domain.place import RECORD_TYPES, TYPE_OF_TABLE, PlaceInfo, references_of
from partnermap.domain.record import Record
from partnermap.shell.file_names import short_stem

Found = dict[str, dict[str, Record]]


@dataclass(frozen=True)
class Rescued:
    """What came of a rescue.

    Attributes:
        saved: number of records by table.
        lost: number of records by table that were there and could not be saved; there may be more.
        dropped: how many of those could be read, but needed a record that is lost.
        emptied: how many fields pointed at a record that is lost and are empty now.
        steps: labels of the history that were saved; none of them can be undone.
        unreadable_pages: of how many `pages` of the file nothing could be read.
    """

    saved: Mapping[str, int]
    lost: Mapping[str, int]
    dropped: int
    emptied: int
    steps: int
    unreadable_pages: int
    pages: int


def rescue(path: Path) -> tuple[Document, Rescued]:
    """Open what can be read of a damaged file as a new file that is not saved yet.

    Raises:
        DocumentError: it is no file of ours, a newer one, or holds nothing that can be read.
    """
    path = resolved(path)
    with own_copy(path) as copy:
        content = _content_of(path)
        read = salvage(content)
        found, dropped, emptied = _whole(read)
        if not any(rows for table, rows in found.items() if table != PlaceInfo.TABLE):
            raise DocumentError(f"Nothing of {path.name} can be read any more: open a backup of it.")
        told = _told(found, read, dropped, emptied)
        if not found[PlaceInfo.TABLE]:
            info = PlaceInfo(id=new_id(), title=path.stem)
            found[PlaceInfo.TABLE] = {info.id: info}
        _write(copy.database, found, read)
        check_inside(path, copy.database, SCHEMA_VERSION)
        note = Note(free_name(path, "rescued"), None, None)
        copy.write_note(note)
        return Document(copy, note), told


def open_backup(backup: Path, path: Path) -> Document:
    """Open a backup of a file as a new file beside it that is not saved yet.

    Raises:
        DocumentError: the backup cannot be opened.
    """
    path = resolved(path)
    with own_copy(backup) as copy:
        take_in(backup, copy.database, allow_newer=False)
        note = Note(free_name(path, "from backup"), None, None)
        copy.write_note(note)
        return Document(copy, note)


def newest_backup(path: Path) -> Path | None:
    """The latest backup of a file, None where there is none."""
    return next(iter(backups_of(resolved(path))), None)


def free_name(path: Path, words: str) -> Path:
    """A name beside a file that nothing has yet: `Place rescued.pmap`, `Place rescued 2.pmap`."""
    stem = short_stem(path.stem) or "Place"
    number, name = 1, path.with_name(f"{stem} {words}.pmap")
    while name.exists():
        number += 1
        name = path.with_name(f"{stem} {words} {number}.pmap")
    return name


def _content_of(path: Path) -> bytes:
    header = read_header(path)
    if not header.is_ours:
        raise DocumentError(f"{path.name} is not a Partnermap file: choose a .pmap file.")
    if header.user_version > SCHEMA_VERSION:
        raise DocumentError(newer_sentence(path, header.user_version))
    return path.read_bytes()


def _whole(read: Salvage) -> tuple[Found, int, int]:
    """Records that need nothing that is lost; how many were dropped and how many fields emptied."""
    found: Found = {
        kind.TABLE: {record.id: record for record in read.records.get(kind.TABLE, ())}
        for kind in RECORD_TYPES
    }
    dropped = _drop_loose(found)
    emptied = 0
    for table, rows in found.items():
        taken: set[str] = set()
        for key, record in rows.items():
            loose = [name for name in _pointers(record) if not _leads(found, record, name)]
            if record.ref is not None and record.ref in taken:
                loose.append("ref")
            taken |= {record.ref} if record.ref else set()
            if loose:
                values: dict[str, Any] = dict.fromkeys(_with_tables(loose))
                found[table][key] = replace(record, **values)
                emptied += len(loose)
    return found, dropped, emptied


def _drop_loose(found: Found) -> int:
    dropped, again = 0, True
    while again:
        again = False
        for rows in found.values():
            loose = [key for key, record in rows.items() if _needs_what_is_lost(found, record)]
            for key in loose:
                del rows[key]
            dropped += len(loose)
            again |= bool(loose)
    return dropped


def _needs_what_is_lost(found: Found, record: Record) -> bool:
    needed = (name for name in _pointers(record) if _is_required(type(record), name))
    return any(not _leads(found, record, name) for name in needed)


def _pointers(record: Record) -> list[str]:
    names = [name for name in references_of(type(record)) if getattr(record, name) is not None]
    return [*names, *(["about_id"] if getattr(record, "about_id", None) is not None else [])]


def _leads(found: Found, record: Record, name: str) -> bool:
    table = references_of(type(record)).get(name) or getattr(record, "about_table", None)
    return table in found and getattr(record, name) in found[table]


def _is_required(kind: type[Record], name: str) -> bool:
    return any(item.name == name and item.default is MISSING for item in fields(kind))


def _with_tables(names: Iterable[str]) -> list[str]:
    return [name for one in names for name in ([one, "about_table"] if one == "about_id" else [one])]


def _write(database_path: Path, found: Found, read: Salvage) -> None:
    create_database(database_path)
    database = Database(database_path)
    try:
        with plain_errors(database_path), database.transaction():
            for table, rows in found.items():
                insert_records(database, table, list(rows.values()))
            insert_folded(database, read.steps)
    finally:
        database.close()


def _told(found: Found, read: Salvage, dropped: int, emptied: int) -> Rescued:
    lost = {table: len(read.known[table] - found[table].keys()) for table in TYPE_OF_TABLE}
    return Rescued(
        saved={table: len(rows) for table, rows in found.items() if rows},
        lost={table: count for table, count in lost.items() if count},
        dropped=dropped,
        emptied=emptied,
        steps=len(read.steps),
        unreadable_pages=read.unreadable,
        pages=read.pages,
    )
