"""The register of charity mergers: which charity passed its property to which, and when."""

from collections.abc import Mapping
from pathlib import Path

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.domain.words import OrganisationType, Sector
from partnermap.exchange.bodies.codes import CHARITY_SCHEME
from partnermap.exchange.bodies.kinds import BodyKind
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.sources.tabular import first_rows, is_text, read_sheets
from partnermap.exchange.succession.planning import plan_successions
from partnermap.exchange.succession.successions import Body, Link, Successions, link_of, one_of_each
from partnermap.jobs.token import Token

_OLD, _NEW = "transferor", "transferee"
_DATES = ("date_property_transferred", "date_vesting_declaration", "date_merger_registered")
"""The day on which the property passed; where it is not given, the nearest that is."""

_NEEDED = frozenset({f"{_OLD}_name", f"{_OLD}_regno", f"{_NEW}_name", f"{_NEW}_regno"})
_CHARITY = BodyKind(Sector.VCSE, OrganisationType.CHARITY)


def recognises(source: Path) -> bool:
    """Whether it has the columns of the register."""
    return is_text(source) and any(
        {cell.casefold() for cell in sheet.header} >= _NEEDED for sheet in first_rows(source, 1)
    )


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Mergers of this place's charities; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: the CSV file.
        select: `code` to follow charities that the place does not have, `since` for the first year.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the file cannot be read, or has no merger.
        Cancelled: the token was cancelled.
    """
    return plan_successions(place, source.name, read(source, token), select)


def read(source: Path, token: Token) -> Successions:
    """All mergers of the register."""
    bodies: dict[str, Body] = {}
    links: list[Link] = []
    skipped: list[Skipped] = []
    count = 0
    for sheet in read_sheets(source, token):
        header = [cell.casefold() for cell in sheet.header]
        for row in sheet.data:
            count += 1
            cells = dict(zip(header, row.cells, strict=False))
            try:
                old, new = _charity(cells, _OLD), _charity(cells, _NEW)
                links.append(link_of(row.number, old.code, new.code, _day(cells)))
            except BadValue as problem:
                skipped.append(Skipped(sheet.place, row.number, str(problem)))
                continue
            bodies |= {old.code: old, new.code: new}
    if not links:
        raise SourceError(f"{source.name} holds no merger of charities; check the file.")
    return Successions(CHARITY_SCHEME, bodies, one_of_each(links), count, tuple(skipped))


def _charity(cells: Mapping[str, str], side: str) -> Body:
    """A charity by its number; a subsidiary has a number of its own behind that of its parent."""
    number, part = cells.get(f"{side}_regno", ""), cells.get(f"{side}_subno", "")
    name = " ".join(cells.get(f"{side}_name", "").split())
    if not number.isdigit():
        raise BadValue(f"the {side} {name or 'without a name'} has no charity number.")
    code = number if part in ("", "0") else f"{number}-{part}"
    return Body(code, name or None, kind=_CHARITY)


def _day(cells: Mapping[str, str]) -> PartialDate | None:
    text = next((cells[key] for key in _DATES if cells.get(key)), "")
    return PartialDate.parse(text.split(" ")[0]) if text else None
