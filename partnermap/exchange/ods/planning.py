"""ODS CSV files: names, types, dates and status of organisations by their code.

The files are national and hold thousands of bodies, so what a place does not have is left out
unless it is selected, or the place has no coded organisation at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from partnermap.domain.changes import Changes
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import OrganisationType
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.ods.records import Renewed, created_body, past_names_by_id, renewed_body
from partnermap.exchange.ods.rows import OdsBody, is_ods_sheet, read_body
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.sources.tabular import first_rows, is_text, read_sheets
from partnermap.exchange.wording import some
from partnermap.jobs.token import Token

CODE, GEOGRAPHY, PARENT, ALL = "code", "geography", "parent", "all"
"""What may be selected: codes (column 1), health geographies (4), parents (15), or everything."""

_MOST = 0.8


@dataclass(slots=True)
class _Outcome:
    """What the rows come to."""

    create: list[Record] = field(default_factory=list)
    update: list[Record] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0

    def renew(self, renewed: Renewed) -> None:
        """Take up what a row says about an organisation of the place."""
        self.create += renewed.create
        self.update += renewed.update
        self.changed += renewed.is_change
        self.unchanged += not renewed.is_change
        if renewed.rename:
            self.renamed.append(renewed.rename)


def recognises(source: Path) -> bool:
    """Whether the first rows have the 27 columns of an ODS file."""
    return is_text(source) and any(is_ods_sheet(sheet) for sheet in first_rows(source))


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Bring organisations into line with an ODS file; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: the CSV file.
        select: which bodies that the place does not have are added: `code` (`RTE,RTQ`),
            `geography` (`QR1`), `parent` (`11M`), or `all`.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the file cannot be read, or has no row of this form.
        Cancelled: the token was cancelled.
    """
    bodies, read, skipped = _bodies(source, token)
    by_code = organisations_by_code(place)
    wanted = _Wanted.of(select, place_has_codes=bool(by_code))
    outcome = _Outcome(skipped=skipped)
    past_names = past_names_by_id(place)
    for body in bodies.values():
        ids = by_code.get(body.code, ())
        if len(ids) == 1:
            old = place.organisations[ids[0]]
            outcome.renew(renewed_body(old, past_names.get(old.id, frozenset()), source.name, body))
        elif ids:
            outcome.skipped.append(_in_doubt(place, source.name, body, ids))
        elif wanted.has(body):
            outcome.create += created_body(source.name, body)
            outcome.added += 1
        else:
            outcome.left_out += 1
    return ImportPlan(
        label=f"Import of {source.name}",
        read=read,
        changes=Changes(create=tuple(outcome.create), update=tuple(outcome.update)),
        unchanged=outcome.unchanged,
        skipped=tuple(sorted(outcome.skipped, key=lambda item: item.row)),
        warnings=tuple(_sentences(place, source.name, bodies, read, outcome, wanted)),
        rows=(outcome.added, outcome.changed),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which bodies are added where the place does not have them."""

    everything: bool
    place_was_empty: bool
    codes: frozenset[str]
    geographies: frozenset[str]
    parents: frozenset[str]

    @classmethod
    def of(cls, select: Mapping[str, str], *, place_has_codes: bool) -> "_Wanted":
        """Read the selection; nothing selected in a place without codes means everything."""
        codes, geographies, parents = (_listed(select.get(key, "")) for key in (CODE, GEOGRAPHY, PARENT))
        nothing_said = not (codes or geographies or parents or select.get(ALL))
        fills_empty = nothing_said and not place_has_codes
        return cls(fills_empty or bool(select.get(ALL)), fills_empty, codes, geographies, parents)

    def has(self, body: OdsBody) -> bool:
        """Whether this body is among them; cost centres of services only where named by code."""
        if self.everything or body.code in self.codes:
            return True
        in_area = body.geography in self.geographies or body.parent in self.parents
        return in_area and not body.is_cost_centre


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip().upper() for part in text.replace(";", ",").split(",") if part.strip())


def _bodies(source: Path, token: Token) -> tuple[dict[str, OdsBody], int, list[Skipped]]:
    """The usable rows by code, the number of rows read, and those that cannot be used."""
    bodies: dict[str, OdsBody] = {}
    skipped: list[Skipped] = []
    read = 0
    for sheet in read_sheets(source, token):
        for row in sheet.rows:
            read += 1
            try:
                body = read_body(row)
                if body.code in bodies:
                    raise BadValue(f"the code {body.code} stands in row {bodies[body.code].row} too.")
                bodies[body.code] = body
            except BadValue as problem:
                skipped.append(Skipped(sheet.place, row.number, str(problem)))
    if not bodies:
        raise SourceError(
            f"{source.name} holds no row of 27 columns that begins with an organisation code and a "
            "name, as ODS files have them; check the file."
        )
    return bodies, read, skipped


def _in_doubt(place: Place, source: str, body: OdsBody, ids: tuple[str, ...]) -> Skipped:
    names = " and ".join(sorted(place.name_of(key) for key in ids))
    reason = f"the code {body.code} belongs to {names} here; remove it from one of them."
    return Skipped(source, body.row, reason)


def _sentences(
    place: Place,
    source: str,
    bodies: Mapping[str, OdsBody],
    read: int,
    outcome: _Outcome,
    wanted: _Wanted,
) -> list[str]:
    sentences = [_summary(source, bodies, read, outcome)]
    if wanted.place_was_empty and outcome.added:
        sentences.append(
            f"No organisation here had an ODS code, so everything in {source} was added; undo and "
            "select with --select code=, geography= or parent= if that is too much."
        )
    if outcome.renamed:
        sentences.append(
            f"Names changed, the old ones kept as past names: {some(outcome.renamed)}. An older file "
            "than the last one imported would turn names back; undo if this is one."
        )
    if missing := sorted(wanted.codes - bodies.keys()):
        sentences.append(f"{source} has no row for {some(missing)}.")
    if absent := _not_in_file(place, bodies):
        sentences.append(
            f"Not in {source}, so perhaps closed; look them up and enter the date: {some(absent)}."
        )
    return sentences


def _summary(source: str, bodies: Mapping[str, OdsBody], read: int, outcome: _Outcome) -> str:
    counts = f"{outcome.added} added, {outcome.changed} updated, {outcome.unchanged} unchanged"
    text = f"{read:,} rows of {source}: {counts}"
    if not outcome.left_out:
        return f"{text}."
    example = next(iter(bodies))
    return (
        f"{text}, {outcome.left_out:,} not in this place and left out; add some with --select "
        f"code={example}, --select geography=CODE (column 4) or --select parent=CODE (column 15)."
    )


def _not_in_file(place: Place, bodies: Mapping[str, OdsBody]) -> list[str]:
    """Organisations of the type that the file lists nationally, whose code it does not have."""
    its_type = _type_listed(bodies)
    if its_type is None:
        return []
    return sorted(
        f"{place.name_of(ids[0])} ({code})"
        for code, ids in organisations_by_code(place).items()
        if code not in bodies
        and place.organisations[ids[0]].type is its_type
        and place.organisations[ids[0]].closed is None
    )


def _type_listed(bodies: Mapping[str, OdsBody]) -> OrganisationType | None:
    types = [body.kind.type for body in bodies.values()]
    for its_type in (OrganisationType.NHS_TRUST, OrganisationType.GP_PRACTICE, OrganisationType.ICB):
        if types.count(its_type) >= _MOST * len(types):
            return its_type
    return None
