"""Reading the pages of a damaged database one by one, past everything that cannot be read.

SQLite gives up a table at its first bad page; this reads every other page of it, and leaves of tables
to which no way leads any more (https://www.sqlite.org/fileformat.html, sections 1.5, 1.6 and 2).
"""

import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Row = tuple[object, ...]

PAGE_SIZE = 1024
"""Of the files that we write; taken where the header states none that there can be."""

_TABLE_INTERIOR, _TABLE_LEAF, _INDEX_INTERIOR, _INDEX_LEAF = 0x05, 0x0D, 0x02, 0x0A
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LEAST_CELL = 4
_FAULTS = (IndexError, ValueError, struct.error)


class BadPage(ValueError):
    """A page or a cell that does not hold together."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of a table, or an entry of an index, whose rowid is then 0."""

    rowid: int
    values: Row


class Pages:
    """The pages of one file, by number from 1.

    Attributes:
        unreadable: numbers of pages that were needed and could not be read.
        bad_cells: how many rows of readable pages could not be.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        stated = int.from_bytes(content[16:18], "big")
        size = 65536 if stated == 1 else stated
        is_possible = size >= 512 and size & (size - 1) == 0
        self._size = size if is_possible else PAGE_SIZE
        self._usable = self._size - content[20] if content[20] <= 32 else self._size
        self.count = len(content) // self._size
        self.unreadable: set[int] = set()
        self.bad_cells = 0
        self._visited: set[int] = set()

    def table(self, root: int) -> Iterator[Cell]:
        """All rows of a table that can be read, from its root page on."""
        for number in self._leaves(root, _TABLE_INTERIOR, _TABLE_LEAF):
            yield from self._cells(number, self._table_cell)

    def index(self, root: int) -> Iterator[Cell]:
        """All entries of an index that can be read; inner pages hold some of them too."""
        for number in self._walk(root, _INDEX_INTERIOR, _INDEX_LEAF):
            yield from self._cells(number, self._index_cell)

    def stray_leaves(self) -> Iterator[list[Cell]]:
        """The rows of each leaf of a table that no walk has reached."""
        for number in range(2, self.count + 1):
            if number not in self._visited and self._kind(number) == _TABLE_LEAF:
                try:
                    pointers = self._pointers(number)
                except _FAULTS:
                    continue
                if pointers:
                    yield list(self._cells(number, self._table_cell))

    def _leaves(self, root: int, interior: int, leaf: int) -> Iterator[int]:
        return (number for number in self._walk(root, interior, leaf) if self._kind(number) == leaf)

    def _walk(self, root: int, interior: int, leaf: int) -> Iterator[int]:
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            try:
                if self._kind(number) not in (interior, leaf):
                    raise BadPage(number)
                children = self._children(number)
            except _FAULTS:
                self.unreadable.add(number)
                continue
            waiting.extend(reversed(children))
            self._visited.add(number)
            yield number

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise BadPage(number)
        return self._content[(number - 1) * self._size : number * self._size]

    def _kind(self, number: int) -> int:
        return self._page(number)[_start(number)]

    def _pointers(self, number: int) -> list[int]:
        """Where the cells of a page begin."""
        page, start = self._page(number), _start(number)
        first = start + (12 if page[start] in (_TABLE_INTERIOR, _INDEX_INTERIOR) else 8)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        end = first + 2 * count
        if count > self._usable // _LEAST_CELL or end > self._usable:
            raise BadPage(number)
        pointers = list(struct.unpack(f">{count}H", page[first:end]))
        if any(not end <= pointer < self._usable for pointer in pointers):
            raise BadPage(number)
        return pointers

    def _children(self, number: int) -> list[int]:
        pointers, page, start = self._pointers(number), self._page(number), _start(number)
        if page[start] in (_TABLE_LEAF, _INDEX_LEAF):
            return []
        left = [int.from_bytes(page[pointer : pointer + 4], "big") for pointer in pointers]
        return [*left, int.from_bytes(page[start + 8 : start + 12], "big")]

    def _cells(self, number: int, read: Callable[[bytes, int], Cell]) -> Iterator[Cell]:
        page = self._page(number)
        for pointer in self._pointers(number):
            try:
                yield read(page, pointer)
            except _FAULTS:
                self.bad_cells += 1

    def _table_cell(self, page: bytes, pointer: int) -> Cell:
        length, place = _varint(page, pointer)
        rowid, place = _varint(page, place)
        payload = self._payload(page, place, length, self._usable - 35)
        return Cell(rowid, _values(payload))

    def _index_cell(self, page: bytes, pointer: int) -> Cell:
        place = pointer + 4 if page[0] == _INDEX_INTERIOR else pointer
        length, place = _varint(page, place)
        most = (self._usable - 12) * 64 // 255 - 23
        return Cell(0, _values(self._payload(page, place, length, most)))

    def _payload(self, page: bytes, place: int, length: int, most: int) -> bytes:
        if length <= most:
            return _part(page, place, length)
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._usable - 4)
        local = local if local <= most else least
        return _part(page, place, local) + self._rest(page, place + local, length - local)

    def _rest(self, page: bytes, place: int, length: int) -> bytes:
        """What did not fit on the page, from a chain of others that must end where it says."""
        parts: list[bytes] = []
        following = int.from_bytes(_part(page, place, 4), "big")
        while length > 0:
            other = self._page(following)
            if not any(other):
                raise BadPage(following)
            size = min(length, self._usable - 4)
            parts.append(other[4 : 4 + size])
            following, length = int.from_bytes(other[:4], "big"), length - size
        if following:
            raise BadPage(following)
        return b"".join(parts)


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _part(page: bytes, place: int, length: int) -> bytes:
    part = page[place : place + length]
    if len(part) < length:
        raise BadPage(place)
    return part


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins."""
    value = 0
    for offset in range(8):
        byte = data[place + offset]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + offset + 1
    return value << 8 | data[place + 8], place + 9


def _values(payload: bytes) -> Row:
    """The values of a record; the header must end where it says and the record where it ends."""
    end, place = _varint(payload, 0)
    values: list[object] = []
    body = end
    while place < end:
        kind, place = _varint(payload, place)
        value, body = _value(payload, body, kind)
        values.append(value)
    if place != end or body != len(payload):
        raise BadPage(place)
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[object, int]:
    if kind == 0:
        return None, place
    if kind in _INTEGERS:
        size = _INTEGERS[kind]
        return int.from_bytes(_part(payload, place, size), "big", signed=True), place + size
    if kind == 7:
        (number,) = struct.unpack(">d", _part(payload, place, 8))
        if math.isnan(number):
            # SQLite stores none.
            raise BadPage(kind)
        return number, place + 8
    if kind in (8, 9):
        return kind - 8, place
    if kind < 13 or kind % 2 == 0:
        raise BadPage(kind)
    size = (kind - 13) // 2
    return _text(_part(payload, place, size)), place + size


def _text(data: bytes) -> str:
    if b"\0" in data:
        # What lies on a page of zeros; we write no text that holds one.
        raise BadPage(data[:8])
    return data.decode("utf-8")
