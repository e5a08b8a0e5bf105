"""Drafts matched with a place: references looked up, rows paired with records, changes made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from partnermap.domain.apply import Key, applied
from partnermap.domain.changes import Changes
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Alias
from partnermap.domain.place import Place, PlaceInfo, references_of
from partnermap.domain.record import Record
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.workbook.cells import Named, Value
from partnermap.exchange.workbook.checks import sentences_about
from partnermap.exchange.workbook.columns import SheetForm
from partnermap.exchange.workbook.draft import Draft, Reading
from partnermap.exchange.workbook.identity import claim_by_id_and_name, claim_by_key, doubtful_names
from partnermap.exchange.workbook.lists import Fields
from partnermap.exchange.workbook.names import Directory, one_line
from partnermap.exchange.workbook.parts import Parts
from partnermap.exchange.workbook.sense import check_sense
from partnermap.exchange.workbook.sheets import READING_ORDER


def plan_of(place: Place, reading: Reading, label: str) -> ImportPlan:
    """What importing the rows would do to the place."""
    matching = _Matching(place, reading)
    for form in READING_ORDER:
        matching.settle(form)
    return matching.plan(label)


class _Matching:
    """The work in hand: settled rows and the records they become, sheet by sheet."""

    def __init__(self, place: Place, reading: Reading) -> None:
        self._place = place
        self._reading = reading
        self._directory = Directory(place)
        self._settled: list[Draft] = []
        self._records: dict[Key, Record] = {}
        self._restated = 0
        self._aliases: dict[tuple[str, str], tuple[Alias, Draft]] = {}

    def settle(self, form: SheetForm) -> None:
        """Match the rows of one sheet; the sheets that they refer to are settled already."""
        doubtful: dict[str, str] = {}
        drafts = self._claimed(form, doubtful)
        drafts = self._resolvable(form, drafts, doubtful)
        drafts = self._accepted(form, drafts)
        self._announce(form, drafts, doubtful)
        self._settled += drafts

    def _claimed(self, form: SheetForm, doubtful: dict[str, str]) -> list[Draft]:
        """The rows that are told apart; what an earlier source holds is there for a later one."""
        claimed: list[Draft] = []
        existing: dict[str, Record] = dict(self._place.of(form.kind))
        for drafts in _by_source(self._reading.drafts.get(form.table, [])):
            refusals = claim_by_id_and_name(form, drafts, existing)
            kept = self._without(drafts, refusals)
            doubtful |= doubtful_names(form, kept, [draft for draft, _ in refusals])
            existing |= {draft.id: self._merged(draft, draft.values) for draft in kept if draft.id}
            claimed += kept
        return claimed

    def _accepted(self, form: SheetForm, drafts: Iterable[Draft]) -> list[Draft]:
        """The rows that make sense, each with its record, which a later source may change again."""
        accepted: list[Draft] = []
        for rows in _by_source(drafts):
            claim_by_key(form, rows, self._so_far(form), self._is_same)
            accepted += [draft for draft in rows if self._accept(draft)]
        return accepted

    def _so_far(self, form: SheetForm) -> Mapping[str, Record]:
        settled = {key: record for (table, key), record in self._records.items() if table == form.table}
        return {**self._place.of(form.kind), **settled}

    def plan(self, label: str) -> ImportPlan:
        """The plan, once every sheet is settled."""
        parts = Parts(self._place, self._records, self._settled)
        create, update = self._split(self._records.values())
        changes = Changes((*create, *parts.create), update, tuple(parts.delete))
        changed = _keys(update) | (parts.touched_parents - _keys(create))
        updated = len(changed) + self._restated
        warnings = sentences_about(applied(self._place, changes), self._settled)
        return ImportPlan(
            label=label,
            read=self._reading.read,
            changes=changes,
            unchanged=len(self._settled) - len(create) - updated,
            skipped=self._skipped_in_order(),
            warnings=(*self._reading.warnings, *warnings),
            rows=(len(create), updated),
        )

    def _split(self, records: Iterable[Record]) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        create, update = [], []
        for record in records:
            was = self._place.get(record.TABLE, record.id)
            if was is None:
                create.append(record)
            elif was != record:
                update.append(record)
        return tuple(create), tuple(update)

    def _without(self, drafts: list[Draft], refusals: list[tuple[Draft, str]]) -> list[Draft]:
        refused = {id(draft) for draft, _ in refusals}
        for draft, reason in refusals:
            self._skip(draft, reason)
        return [draft for draft in drafts if id(draft) not in refused]

    def _resolvable(self, form: SheetForm, drafts: list[Draft], doubtful: dict[str, str]) -> list[Draft]:
        """The rows whose references are all there; one that goes may take others of its sheet along."""
        while True:
            self._announce(form, drafts, doubtful)
            kept = [draft for draft in drafts if self._resolve(draft)]
            if len(kept) == len(drafts):
                break
            drafts = kept
        for draft in drafts:
            draft.values, draft.lists = self._looked_up(draft)
        return drafts

    def _announce(self, form: SheetForm, drafts: list[Draft], doubtful: dict[str, str]) -> None:
        name_field = form.known_by or "name"
        self._directory.settle(
            form.table,
            [
                (draft.id, _text(draft.values.get("ref")), _text(draft.values.get(name_field)))
                for draft in drafts
                if draft.id is not None
            ],
            doubtful,
        )

    def _resolve(self, draft: Draft) -> bool:
        try:
            values, _ = self._looked_up(draft)
            check_sense(self._merged(draft, values), self._known)
        except BadValue as error:
            self._skip(draft, str(error))
            return False
        return True

    def _looked_up(self, draft: Draft) -> tuple[Fields, dict[str, list[Fields]]]:
        titles = draft.form.title_of_field
        values = {name: self._found(titles[name], value) for name, value in draft.values.items()}
        lists = {
            title: [
                {name: self._found(title, value) for name, value in entry.items()} for entry in entries
            ]
            for title, entries in draft.lists.items()
        }
        return values, lists

    def _found(self, title: str, value: Value) -> Value:
        if not isinstance(value, Named):
            return value
        try:
            return self._directory.find(value)
        except BadValue as error:
            raise BadValue(f"{title}: {error}") from None

    def _is_same(self, draft: Draft, record: Record) -> bool:
        return _merged_into(record, draft, draft.values) == record

    def _merged(self, draft: Draft, values: Fields) -> Record:
        existing = self._known(draft.form.table, draft.id) if draft.id else None
        if existing is not None:
            return _merged_into(existing, draft, values)
        stated: dict[str, Any] = {**values, **_notes(None, draft, values)}
        return draft.form.kind(id=draft.id or "", **stated)

    def _known(self, table: str, key: str) -> Record | None:
        return self._records.get((table, key)) or self._place.get(table, key)

    def _accept(self, draft: Draft) -> bool:
        self._drop_what_points_at_itself(draft)
        self._keep_title(draft)
        record = self._merged(draft, draft.values)
        try:
            check_sense(record, self._known)
            if isinstance(record, Alias):
                self._check_alias(record, draft)
        except BadValue as error:
            self._skip(draft, str(error))
            return False
        key = (record.TABLE, record.id)
        self._restated += self._records.get(key, record) != record
        self._records[key] = record
        return True

    def _drop_what_points_at_itself(self, draft: Draft) -> None:
        for name, table in references_of(draft.form.kind).items():
            if table == draft.form.table and draft.values.get(name) == draft.id:
                del draft.values[name]
                self._warn(
                    draft, draft.form.title_of_field[name], "this names the row itself; it was left out."
                )

    def _keep_title(self, draft: Draft) -> None:
        """A sheet about another place does not rename one that has organisations."""
        if draft.form.table != PlaceInfo.TABLE or not self._place.organisations:
            return
        stated, title = str(draft.values["title"]), self._place.title
        if one_line(stated) != one_line(title):
            draft.values.clear()
            draft.remarks.clear()
            sentence = f"the file is about “{title}” and stays so; what this row says was left out."
            self._warn(draft, "Title", sentence)

    def _check_alias(self, alias: Alias, draft: Draft) -> None:
        """Refuse a second alias of one source and name that means another organisation."""
        key = (one_line(alias.source or ""), one_line(alias.name))
        first, its_draft = self._aliases.setdefault(key, (alias, draft))
        if first.id != alias.id and first.organisation_id != alias.organisation_id:
            raise BadValue(
                f"Name: “{alias.name}” stands in row {its_draft.row} for another organisation; "
                f"delete one of the rows."
            )

    def _warn(self, draft: Draft, title: str, sentence: str) -> None:
        self._reading.warnings.append(f"{draft.place}, row {draft.row}, {title}: {sentence}")

    def _skip(self, draft: Draft, reason: str) -> None:
        self._reading.skipped.append(Skipped(draft.place, draft.row, reason))

    def _skipped_in_order(self) -> tuple[Skipped, ...]:
        skipped = self._reading.skipped
        order = {place: index for index, place in reversed(list(enumerate(self._reading.places)))}
        return tuple(sorted(skipped, key=lambda row: (order.get(row.source, 0), row.row)))


def _by_source(drafts: Iterable[Draft]) -> Iterable[list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.source, []).append(draft)
    return found.values()


def _keys(records: Iterable[Record]) -> set[Key]:
    return {(record.TABLE, record.id) for record in records}


def _text(value: Value) -> str | None:
    return one_line(str(value)) if value is not None else None


def _merged_into(record: Record, draft: Draft, values: Fields) -> Record:
    """The record with what the row states; blank cells and missing columns leave it as it is."""
    stated: dict[str, Any] = {**values, **_notes(record.notes, draft, values)}
    return replace(record, **stated)


def _notes(existing: str | None, draft: Draft, values: Fields) -> Fields:
    """The notes with a line for every remark, each of which replaces an older one of its column."""
    if not draft.remarks:
        return {}
    titles = tuple(f"{title}: " for title, _ in draft.remarks)
    base = str(values.get("notes") or existing or "")
    lines = [line for line in base.split("\n") if line and not line.startswith(titles)]
    return {
        "notes": "\n".join([*lines, *(f"{title}: {one_line(text)}" for title, text in draft.remarks)])
    }
