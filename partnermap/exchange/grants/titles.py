"""Column titles of 360Giving spreadsheets as places in its JSON, and rows as the JSON they stand for.

Titles join the words of a path with colons, with spaces round them or not, and number the items of a
list where there are several: `Recipient Org:0:Name`. Columns that the import does not use are passed
over.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Json = dict[str, object]

GRANT_ID, AMOUNT, FUNDERS, RECIPIENTS, PERSON = (
    *("id", "amountAwarded", "fundingOrganization", "recipientOrganization"),
    "recipientIndividual",
)
"""Fields of a grant by which a sheet is recognised."""

_NULLS = frozenset({"null", "#n/a"})
_PARTING = re.compile(r"\s*[:/]\s*")
_ITEM = re.compile(r"\d{1,3}\Z")
_SINGLE = {
    "identifier": GRANT_ID,
    "id": GRANT_ID,
    "title": "title",
    "currency": "currency",
    "amount awarded": AMOUNT,
    "amountawarded": AMOUNT,
    "award date": "awardDate",
    "awarddate": "awardDate",
    "award date:start date": "awardDate",
    "for regrant type": "regrantType",
    "regrant type": "regrantType",
    "regranttype": "regrantType",
}
_LISTS = {
    "funding org": FUNDERS,
    "fundingorganization": FUNDERS,
    "recipient org": RECIPIENTS,
    "recipientorganization": RECIPIENTS,
    "recipient ind": PERSON,
    "recipientindividual": PERSON,
    "to individuals details": PERSON,
    "toindividualsdetails": PERSON,
    "planned dates": "plannedDates",
    "planneddates": "plannedDates",
    "actual dates": "actualDates",
    "actualdates": "actualDates",
    "grant programme": "grantProgramme",
    "grantprogramme": "grantProgramme",
}
_WITHIN = {
    "identifier": "id",
    "id": "id",
    "name": "name",
    "title": "title",
    "charity number": "charityNumber",
    "charitynumber": "charityNumber",
    "company number": "companyNumber",
    "companynumber": "companyNumber",
    "start date": "startDate",
    "startdate": "startDate",
    "end date": "endDate",
    "enddate": "endDate",
    "duration (months)": "duration",
    "duration": "duration",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a grant: its field and, in a list, the item's number and the field within."""

    name: str
    item: int = 0
    within: str | None = None


def field_of(title: str) -> Field | None:
    """What a column holds; None for one that is not used."""
    words = [" ".join(word.lower().split()) for word in _PARTING.split(title.strip())]
    numbers = [int(word) for word in words if _ITEM.match(word)]
    words = [word for word in words if not _ITEM.match(word)] or [""]
    if single := _SINGLE.get(":".join(words)):
        return Field(single)
    name = _LISTS.get(words[0])
    if name == PERSON:
        return Field(PERSON, within=":".join(words))
    within = _WITHIN.get(words[1]) if len(words) == 2 else None
    return Field(name, numbers[0] if numbers else 0, within) if name and within else None


def grant_of(fields: Sequence[Field | None], cells: Iterable[str]) -> Json:
    """A row as a grant in the form of the JSON; blank cells are left out."""
    grant: Json = {}
    items: dict[tuple[str, int], Json] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field is None or not cell or cell.lower() in _NULLS:
            continue
        if field.within is None:
            grant.setdefault(field.name, cell)
        else:
            items.setdefault((field.name, field.item), {}).setdefault(field.within, cell)
    for name in {name for name, _ in items}:
        grant[name] = [items[key] for key in sorted(items) if key[0] == name]
    return grant
