"""Rows of ODS CSV files (etr, eccg, epraccur, eauth and others): 27 columns, no header.

Only what a place uses is kept: code, name, kind, dates, status, geography and parent; not the
addresses and telephone numbers. Columns are those of the ODS specification, counted from 1.
"""

import re
from dataclasses import dataclass

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.errors import BadValue
from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.kinds import BodyKind, kind_of_nhs_body
from partnermap.exchange.bodies.names import readable_name
from partnermap.exchange.sources.tabular import Row, Sheet

COLUMNS = 27

_CODE, _NAME, _GEOGRAPHY, _OPENED, _CLOSED, _STATUS, _SUB_TYPE, _PARENT, _SETTING = (
    *(0, 1, 3, 10, 11, 12, 13, 14),
    25,
)
_CODE_FORM = re.compile(r"[A-Z0-9]{1,8}\Z", re.IGNORECASE)
_DATE_FORM = re.compile(r"\d{8}\Z")
_TEST_ROW = re.compile(r"\b(?:DUMMY|DO NOT USE|TEST (?:ORGANISATION|PRACTICE|TRUST))\b", re.IGNORECASE)
_GP_PRACTICE = "4"
_STATUSES = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}
_TYPES_OF_ROLES = {
    "RO318": OrganisationType.ICB,
    "RO319": OrganisationType.OTHER,
    "RO327": OrganisationType.OTHER,
    "RO197": OrganisationType.NHS_TRUST,
    "RO57": OrganisationType.NHS_TRUST,
    "RO107": OrganisationType.NHS_TRUST,
    "RO76": OrganisationType.GP_PRACTICE,
    "RO272": OrganisationType.PCN,
}
_FORMS = {
    OrganisationType.ICB: LegalForm.BODY_CORPORATE,
    OrganisationType.NHS_TRUST: LegalForm.BODY_CORPORATE,
    OrganisationType.PCN: LegalForm.CONTRACTUAL_NETWORK,
}


@dataclass(frozen=True, slots=True)
class OdsBody:
    """One body as a row gives it.

    Attributes:
        status: in words, None where the file says none.
        is_cost_centre: a prescribing cost centre that is no GP practice: often a service of a body
            that has a code of its own.
    """

    row: int
    code: str
    name: str
    geography: str
    parent: str
    opened: PartialDate | None
    closed: PartialDate | None
    status: str | None
    kind: BodyKind
    is_cost_centre: bool


def is_ods_sheet(sheet: Sheet) -> bool:
    """Whether most rows have the form of these files; single rows may be faulty."""
    return sum(map(_has_form, sheet.rows)) * 2 > len(sheet.rows)


def _has_form(row: Row) -> bool:
    cells = row.cells
    if len(cells) != COLUMNS or not _CODE_FORM.match(cells[_CODE]) or not cells[_NAME]:
        return False
    return all(not cells[at] or _DATE_FORM.match(cells[at]) is not None for at in (_OPENED, _CLOSED))


def read_body(row: Row) -> OdsBody:
    """One row as a body.

    Raises:
        BadValue: the row cannot be used; the sentence says why.
    """
    if len(row.cells) < COLUMNS:
        raise BadValue(f"it has {len(row.cells)} columns instead of {COLUMNS}.")
    code, name = row.cells[_CODE].upper(), row.cells[_NAME]
    if not _CODE_FORM.match(code):
        raise BadValue(f"“{code}” is no organisation code.")
    if not name:
        raise BadValue(f"{code} has no name.")
    if _TEST_ROW.search(name):
        raise BadValue(f"{code} is a test entry ({name}).")
    opened, closed = _date(row.cells[_OPENED]), _date(row.cells[_CLOSED])
    if Period(opened, closed).is_reversed:
        raise BadValue(f"{code} closes ({closed}) before it opens ({opened}).")
    return OdsBody(
        row=row.number,
        code=code,
        name=readable_name(name).rstrip(" ,;"),
        geography=row.cells[_GEOGRAPHY].upper(),
        parent=row.cells[_PARENT].upper(),
        opened=opened,
        closed=closed,
        status=_STATUSES.get(row.cells[_STATUS].upper()),
        kind=_kind(row),
        is_cost_centre=row.cells[_SETTING] not in ("", _GP_PRACTICE),
    )


def _date(text: str) -> PartialDate | None:
    if not text:
        return None
    if not _DATE_FORM.match(text):
        raise BadValue(f"“{text}” is not a date of the form 20130401.")
    return PartialDate.parse(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def _kind(row: Row) -> BodyKind:
    """The body's kind by its roles, its prescribing setting or its name, in this order."""
    roles = row.cells[_SUB_TYPE].upper().split("|")
    by_role = next((_TYPES_OF_ROLES[role] for role in roles if role in _TYPES_OF_ROLES), None)
    if by_role is not None:
        return BodyKind(Sector.NHS, by_role, _FORMS.get(by_role))
    if row.cells[_SETTING] == _GP_PRACTICE:
        return BodyKind(Sector.NHS, OrganisationType.GP_PRACTICE)
    if row.cells[_SETTING]:
        return BodyKind(type=OrganisationType.OTHER)
    return _kind_by_name(row.cells[_NAME])


def _kind_by_name(name: str) -> BodyKind:
    if "GOVERNMENT" in name.upper():
        return BodyKind(Sector.OTHER_PUBLIC, OrganisationType.OTHER)
    known = kind_of_nhs_body(name)
    if name.upper().endswith("PCN"):
        return BodyKind(Sector.NHS, OrganisationType.PCN, LegalForm.CONTRACTUAL_NETWORK)
    return BodyKind(Sector.NHS, known.type or OrganisationType.OTHER, known.legal_form)
