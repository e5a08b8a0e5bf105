"""The list of councils that mySociety keeps: who replaced whom, and when councils began and ended."""

from collections.abc import Mapping
from pathlib import Path

from partnermap.domain.dates import ONE_DAY, PartialDate
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.codes import COUNCIL_SCHEME
from partnermap.exchange.bodies.kinds import BodyKind
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.sources.tabular import Row, Sheet, first_rows, is_text, read_sheets
from partnermap.exchange.succession.planning import plan_successions
from partnermap.exchange.succession.successions import (
    Body,
    Link,
    Successions,
    link_of,
    one_of_each,
)
from partnermap.jobs.token import Token

_CODE, _NAME, _START, _END, _NEXT, _TYPE = (
    "local-authority-code",
    "official-name",
    "start-date",
    "end-date",
    "replaced-by",
    "local-authority-type",
)
_NEEDED = frozenset({_CODE, _NAME, _END, _NEXT})
_TYPES = {
    "CTY": OrganisationType.COUNTY,
    "NMD": OrganisationType.DISTRICT,
    "UA": OrganisationType.UNITARY,
    "MD": OrganisationType.METROPOLITAN_BOROUGH,
    "LBO": OrganisationType.LONDON_BOROUGH,
    "COMB": OrganisationType.STRATEGIC_AUTHORITY,
    "SRA": OrganisationType.STRATEGIC_AUTHORITY,
}
_FIRST_DAY = 1


def recognises(source: Path) -> bool:
    """Whether it has the columns of the list."""
    return is_text(source) and any(set(sheet.header) >= _NEEDED for sheet in first_rows(source, 1))


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Local government reorganisations of this place's councils; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: the CSV file.
        select: `code` to follow councils that the place does not have, `since` for the first year.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the file cannot be read, or has no council.
        Cancelled: the token was cancelled.
    """
    return plan_successions(place, source.name, read(source, token), select)


def read(source: Path, token: Token) -> Successions:
    """All councils of the list, and who replaced whom."""
    bodies: dict[str, Body] = {}
    replaced: list[tuple[Row, str, str]] = []
    skipped: list[Skipped] = []
    count = 0
    for sheet in read_sheets(source, token):
        for row, cells in _rows(sheet):
            count += 1
            try:
                body = _council(cells)
            except BadValue as problem:
                skipped.append(Skipped(sheet.place, row.number, str(problem)))
                continue
            bodies[body.code] = body
            heirs = cells[_NEXT].upper().split(",")
            replaced += [(row, body.code, heir.strip()) for heir in heirs if heir.strip()]
    if not bodies:
        raise SourceError(f"{source.name} holds no council; check the file.")
    links = []
    for row, old, new in replaced:
        try:
            links.append(_link(bodies, row, old, new))
        except BadValue as problem:
            skipped.append(Skipped(source.name, row.number, str(problem)))
    return Successions(COUNCIL_SCHEME, bodies, one_of_each(links), count, tuple(skipped))


def _rows(sheet: Sheet) -> list[tuple[Row, dict[str, str]]]:
    empty = dict.fromkeys((*_NEEDED, _START, _TYPE), "")
    return [(row, {**empty, **dict(zip(sheet.header, row.cells, strict=False))}) for row in sheet.data]


def _council(cells: Mapping[str, str]) -> Body:
    code = cells[_CODE].upper()
    if not code or not cells[_NAME]:
        raise BadValue("it has no council code or no name.")
    return Body(
        code=code,
        name=cells[_NAME],
        opened=_date(cells[_START]),
        closed=_last_day(_date(cells[_END])),
        kind=BodyKind(Sector.LOCAL_AUTHORITY, _TYPES.get(cells[_TYPE]), LegalForm.BODY_CORPORATE),
    )


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _last_day(end: PartialDate | None) -> PartialDate | None:
    """The last day of a council: some years of the list give the day after, the first of a month."""
    if end is None or not end.is_known or end.first_day.day != _FIRST_DAY:
        return end
    return PartialDate.from_day(end.first_day - ONE_DAY)


def _link(bodies: dict[str, Body], row: Row, old: str, new: str) -> Link:
    """The successor's first day decides; else the day after the predecessor's last."""
    heir = bodies.setdefault(new, Body(new))
    start = heir.opened.first_day if heir.opened is not None and heir.opened.is_known else None
    closed = bodies[old].closed
    after = closed.first_day + ONE_DAY if closed is not None and closed.is_known else None
    day = after if start is None or (after is not None and after - start > ONE_DAY) else start
    if day is None:
        raise BadValue(f"it has no date on which {new} took over from {old}.")
    return link_of(row.number, old, new, PartialDate.from_day(day))
