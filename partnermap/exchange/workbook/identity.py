"""Which record a row is: by its ID, else by an exact name that only one record has, else by its key.

Every existing record is claimed by one row at most, and every row stands for one record.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from partnermap.domain.changes import new_id
from partnermap.domain.place import PlaceInfo
from partnermap.domain.record import Record
from partnermap.exchange.workbook.columns import SheetForm
from partnermap.exchange.workbook.draft import Draft
from partnermap.exchange.workbook.names import name_of, one_line

Refusal = tuple[Draft, str]
"""A row that cannot be told apart, and why."""


def claim_by_id_and_name(
    form: SheetForm, drafts: Iterable[Draft], existing: Mapping[str, Record]
) -> list[Refusal]:
    """Give an id to every row that its ID or name settles; rows known by their key keep none.

    Returns:
        the rows that repeat another one or whose name does not settle it.
    """
    drafts = list(drafts)
    if form.table == PlaceInfo.TABLE:
        return [(draft, "the sheet Place has one row; delete this one.") for draft in drafts[1:]]
    claims = _Claims(form, drafts, existing)
    refusals = claims.by_id()
    return refusals + (claims.by_name() if form.known_by else [])


def claim_by_key(
    form: SheetForm,
    drafts: Iterable[Draft],
    existing: Mapping[str, Record],
    is_same: Callable[[Draft, Record], bool],
) -> None:
    """Give an id to every row that has none: of equal keys the same rows first, then in their order.

    Args:
        form: the sheet.
        drafts: rows whose references are looked up; those with an id are left alone.
        existing: the records of the table.
        is_same: whether a record holds all that a row states.
    """
    taken = {draft.id for draft in drafts if draft.id}
    free: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in existing.values():
        if record.id not in taken:
            free[tuple(getattr(record, name) for name in form.key)].append(record)
    waiting = [(draft, free[_key_of(form, draft)]) for draft in drafts if draft.id is None]
    for draft, candidates in waiting:
        same = next((record for record in candidates if is_same(draft, record)), None)
        if same is not None:
            candidates.remove(same)
            draft.id = same.id
    for draft, candidates in waiting:
        if draft.id is None:
            draft.id = candidates.pop(0).id if candidates else new_id()


def _key_of(form: SheetForm, draft: Draft) -> tuple[object, ...]:
    defaults = {name: item.default for name, item in form.kind.__dataclass_fields__.items()}
    return tuple(draft.values.get(name, defaults[name]) for name in form.key)


def doubtful_names(form: SheetForm, kept: Iterable[Draft], refused: Iterable[Draft]) -> dict[str, str]:
    """IDs and names that a refused row shares with one that stands, though they say different things.

    Returns:
        each with a sentence that says in which rows it stands and what to do.
    """
    stands = {text: draft for draft in kept for text in _own_names(form, draft)}
    rivals: dict[str, list[Draft]] = defaultdict(list)
    for draft in refused:
        for text in _own_names(form, draft):
            if text in stands and not _say_the_same(stands[text], draft):
                rivals[text].append(draft)
    return {text: _standing_in(text, [stands[text], *drafts]) for text, drafts in rivals.items()}


def _say_the_same(one: Draft, other: Draft) -> bool:
    return (one.values, one.lists) == (other.values, other.lists)


def _standing_in(text: str, drafts: list[Draft]) -> str:
    what = "ID" if all(_ref(draft) == text for draft in drafts) else "name"
    rows = sorted(draft.row for draft in drafts)
    listed = f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return (
        f"the {what} “{text}” stands in rows {listed} of {drafts[0].place}, which differ; give each an "
        f"ID of its own and refer to that."
    )


def _own_names(form: SheetForm, draft: Draft) -> Iterator[str]:
    for name in ("ref", form.known_by or ""):
        if value := draft.values.get(name):
            yield one_line(str(value))


class _Claims:
    """The claims of one sheet's rows on the records of its table."""

    def __init__(self, form: SheetForm, drafts: list[Draft], existing: Mapping[str, Record]) -> None:
        self._drafts = drafts
        self._name_field = form.known_by or ""
        self._by_ref = {one_line(record.ref): record.id for record in existing.values() if record.ref}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._ref_of = {record.id: record.ref for record in existing.values()}
        for record in existing.values():
            if name := name_of(record):
                self._by_name[name].append(record.id)
        self._rows_of_id: dict[str, int] = {}
        self._taken: set[str] = set()

    def by_id(self) -> list[Refusal]:
        """Settle rows whose ID is known."""
        refusals = []
        for draft in self._drafts:
            ref = _ref(draft)
            if ref is None:
                continue
            if ref in self._rows_of_id:
                row = self._rows_of_id[ref]
                refusals.append((draft, f"ID: “{ref}” stands in row {row} too; give each row its own."))
            else:
                self._rows_of_id[ref] = draft.row
                self._take(draft, self._by_ref.get(ref))
        return refusals

    def by_name(self) -> list[Refusal]:
        """Settle the other rows, as far as their names tell them apart; the rest are new records."""
        refusals = []
        counts = Counter(self._name(draft) for draft in self._drafts)
        with_id = {self._name(draft) for draft in self._drafts if _ref(draft)}
        seen: set[str] = set()
        for draft in sorted(self._drafts, key=lambda draft: _ref(draft) is None):
            name = self._name(draft)
            if draft.id is not None or self._is_refused(draft):
                continue
            if _ref(draft):
                known = self._free(name) if counts[name] == 1 else []
                self._take(draft, known[0] if len(known) == 1 else new_id())
            elif name in with_id or name in seen:
                refusals.append((draft, f"“{name}” stands in another row too; give each its own ID."))
            elif len(known := self._free(name)) > 1:
                refusals.append((draft, f"{len(known)} records are called “{name}”; give the ID."))
            else:
                self._take(draft, known[0] if known else new_id())
            seen.add(name)
        return refusals

    def _is_refused(self, draft: Draft) -> bool:
        ref = _ref(draft)
        return ref is not None and self._rows_of_id.get(ref) != draft.row

    def _free(self, name: str) -> list[str]:
        """Records of this name that no row claims and whose ID no row gives."""
        return [
            key
            for key in self._by_name.get(name, [])
            if key not in self._taken and one_line(self._ref_of[key] or "") not in self._rows_of_id
        ]

    def _name(self, draft: Draft) -> str:
        return one_line(str(draft.values[self._name_field]))

    def _take(self, draft: Draft, key: str | None) -> None:
        if key is not None:
            draft.id = key
            self._taken.add(key)


def _ref(draft: Draft) -> str | None:
    ref = draft.values.get("ref")
    return one_line(str(ref)) if ref is not None else None
